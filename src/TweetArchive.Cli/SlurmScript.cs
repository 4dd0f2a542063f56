using System.Globalization;

namespace TweetArchive.Cli;

/// <summary>What a job on a Slurm cluster is asked to do.</summary>
/// <param name="Program">The command that starts this program: a file, or dotnet and a file.</param>
/// <param name="Inputs">Full paths.</param>
/// <param name="Out">Full path of the dataset's folder.</param>
/// <param name="Cpus">Cores of each task.</param>
/// <param name="RunOptions">Options that run gets as they were given here.</param>
/// <param name="MergeOptions">The same for merge.</param>
/// <param name="SbatchOptions">Further lines for sbatch, such as --partition=long.</param>
internal sealed record SlurmScript(
    IReadOnlyList<string> Program, IReadOnlyList<string> Inputs, string Out, int Shards, int Cpus,
    IReadOnlyList<string> RunOptions, IReadOnlyList<string> MergeOptions, IReadOnlyList<string> SbatchOptions)
{
    /// <summary>Where shards, logs and the script itself are.</summary>
    public string Work => Out + ".shards";

    public string Path => System.IO.Path.Combine(Work, "job.sh");

    /// <summary>What every such script has at its head.</summary>
    public const string Mark = "# Written by \"tweetarchive slurm\".";

    public string ShardFolder(int shard) => System.IO.Path.Combine(Work, string.Create(CultureInfo.InvariantCulture, $"shard-{shard}"));

    public string ShardLog(int shard) =>
        System.IO.Path.Combine(Work, "logs", string.Create(CultureInfo.InvariantCulture, $"shard-{shard}.log"));

    public string MergeLog => System.IO.Path.Combine(Work, "logs", "merge.log");

    /// <summary>The script: bash and sbatch read it, and people do.</summary>
    public string Text => string.Create(CultureInfo.InvariantCulture, $$"""
        #!/bin/bash
        {{Mark}} Submit it with: bash {{Quote(Path)}}
        # An array of {{Shards}} tasks does the shards. When all are done, one more job merges them into the dataset.
        # Submit it again after a failure: what was done is not done again.
        #SBATCH --job-name=tweetarchive
        #SBATCH --ntasks=1
        #SBATCH --cpus-per-task={{Cpus}}
        #SBATCH --mem=1G
        #SBATCH --requeue
        #SBATCH --open-mode=append
        {{string.Concat(SbatchOptions.Select(o => $"#SBATCH {o}\n"))}}set -euo pipefail

        inputs=({{Words(Inputs)}})
        out={{Quote(Out)}}
        work={{Quote(Work)}}
        shards={{Shards}}

        tweetarchive() { {{Words(Program)}} "$@"; }

        # A task that was killed or failed is queued again, three times at most, and continues where it stopped.
        again() {
            echo "exit code $1 on $(hostname), start ${SLURM_RESTART_COUNT:-0}" >&2
            if [ "${SLURM_RESTART_COUNT:-0}" -lt 3 ]; then
                scontrol requeue "$SLURM_JOB_ID"
                sleep 60
            fi
            exit "$1"
        }

        shard() {
            local status=0
            tweetarchive run "${inputs[@]}" --out "$work/shard-$SLURM_ARRAY_TASK_ID" --shard "$SLURM_ARRAY_TASK_ID/$shards" \
                --threads "${SLURM_CPUS_PER_TASK:-{{Cpus}}}"{{Tail(RunOptions)}} || status=$?
            case $status in
                0) ;;
                3) echo "some input could not be read; merge will say so too" >&2 ;;
                2 | 4 | 6 | 7) exit "$status" ;;   # wrong usage, --strict, nothing to read, a changed input: the next time would end the same way
                *) again "$status" ;;
            esac
        }

        merge() {
            tweetarchive merge "$work"/shard-* --out "$out" --threads "${SLURM_CPUS_PER_TASK:-{{Cpus}}}"{{Tail(MergeOptions)}}
        }

        submit() {
            mkdir -p "$work/logs"
            local array merge
            array=$(sbatch --parsable --array="1-$shards" --output="$work/logs/shard-%a.log" "$0" shard)
            merge=$(sbatch --parsable --dependency="afterok:${array%%;*}" --kill-on-invalid-dep=yes --output="$work/logs/merge.log" "$0" merge)
            echo "${array%%;*} ${merge%%;*}"
        }

        case ${1:-submit} in
            submit | shard | merge) "${1:-submit}" ;;
            *) echo "usage: bash $0" >&2; exit 2 ;;
        esac

        """).ReplaceLineEndings("\n");

    private static string Words(IEnumerable<string> words) => string.Join(' ', words.Select(Quote));

    private static string Tail(IReadOnlyList<string> options) => options.Count == 0 ? "" : " " + Words(options);

    /// <summary>A word as bash takes it literally.</summary>
    private static string Quote(string word) =>
        word.Length > 0 && word.All(c => char.IsAsciiLetterOrDigit(c) || "-_./=:,%+".Contains(c, StringComparison.Ordinal)) ? word
            : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
