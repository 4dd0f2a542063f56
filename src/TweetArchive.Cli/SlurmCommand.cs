using System.CommandLine;
using System.Globalization;
using System.Text;
using TweetArchive.Archives;
using TweetArchive.Collections;
using TweetArchive.Dataset;
using TweetArchive.Targets;

namespace TweetArchive.Cli;

/// <summary>tweetarchive slurm</summary>
internal static class SlurmCommand
{
    public static Command Create()
    {
        var inputs = Options.Inputs("As for run; in a place that all nodes see.");
        var outDir = new Option<string>("--out")
        {
            Description = "Folder of the dataset, in a place that all nodes see. The script, the logs and the shards go to DIR.shards "
                + "next to it.",
            Required = true,
            HelpName = "DIR",
        };
        var shards = new Option<int>("--shards")
        { Description = "Parts that the work is divided into; each is a task of the array.", Required = true, HelpName = "N" }
            .Within(1, 10_000);
        var cpus = new Option<int>("--cpus") { Description = "Cores of each task.", DefaultValueFactory = _ => 4, HelpName = "N" }
            .Within(1, 256);
        var sbatch = new Option<string[]>("--sbatch")
        {
            Description = "An option for sbatch, such as --sbatch=--partition=long; can be given several times.",
            HelpName = "OPTION",
        };
        var submit = new Option<bool>("--submit")
        { Description = "Submit the job and show its progress until it ends. Ctrl-C ends the display, not the job." };
        var targets = Options.Targets();
        var targetsGroup = Options.TargetsGroup();
        var tweets = new Option<string?>("--tweets") { Description = "As for run." }.AcceptOnlyFromAmong("tagged", "all", "none");
        var dedupe = Options.Dedupe();
        var maxRejects = new Option<string?>("--max-rejects") { Description = "As for run.", HelpName = "N|P%" };
        var checkpoint = new Option<string?>("--checkpoint") { Description = "As for run.", HelpName = "SIZE" };
        var memory = new Option<string?>("--memory") { Description = "As for run.", HelpName = "SIZE" };
        var overwrite = new Option<bool>("--overwrite") { Description = "Replace the output of an earlier run in --out." };
        var command = new Command("slurm",
            """
            Writes a script for a Slurm cluster: an array of tasks that do the shards, and a job that merges them when all are
            done. A task that is killed is queued again and continues where it stopped.

            Examples:
              tweetarchive slurm /data/archives --out /data/everything --shards 32
              tweetarchive slurm /data/archives --out /data/everything --shards 32 --cpus 8 --sbatch=--partition=long --submit

            Exit codes: 0 written, or done; 2 wrong usage, nothing written; with --submit also those of run; 130 no longer
            watched; 1 a shard failed, or Slurm did.
            """)
        {
            inputs, outDir, shards, cpus, sbatch, submit, targets, targetsGroup, tweets, dedupe, maxRejects, checkpoint, memory, overwrite,
        };
        command.SetAction(parsed => ExitCodes.OfRunning(cancel =>
        {
            foreach (string word in parsed.GetRequiredValue(inputs).Concat(parsed.GetValue(sbatch) ?? [])
                .Concat([parsed.GetRequiredValue(outDir), parsed.GetValue(targets) ?? "", parsed.GetValue(targetsGroup) ?? "",
                    parsed.GetValue(checkpoint) ?? "", parsed.GetValue(memory) ?? "", parsed.GetValue(maxRejects) ?? ""]))
            {
                // In a comment or in a line for sbatch the rest of it would be a command.
                if (word.Any(char.IsControl))
                    throw new UsageException(
                        $"'{word}' holds a line end or another control character, which a script cannot hold. Give another name.");
            }

            int count = parsed.GetValue(shards);
            try
            {
                // Better here than in a hundred logs.
                using ArchiveCatalog catalog = parsed.GetRequiredValue(inputs).Contains("-")
                    ? throw new UsageException(
                        "standard input (-) cannot be divided among shards. Write it to a file that all nodes see, and give that.")
                    : TweetInputs.Open(parsed.GetRequiredValue(inputs), cancelled: cancel);
            }
            catch (ArchiveException e)
            {
                throw new UsageException(e.Message);
            }

            _ = TargetChoice.Parse(Options.LoadLexicon(parsed.GetValue(targets)), parsed.GetValue(targetsGroup));
            if (parsed.GetValue(maxRejects) is { } limit)
                _ = Sizes.ParseRejectLimit(limit);
            if (parsed.GetValue(checkpoint) is { } each)
                _ = Sizes.Parse("--checkpoint", each);
            if (parsed.GetValue(memory) is { } most)
                _ = Sizes.ParseMemory(most);
            string[] lexicon = parsed.GetValue(targets) is { } file ? ["--targets", Path.GetFullPath(file)] : [];
            string[] budget = parsed.GetValue(memory) is { } bytes ? ["--memory", bytes] : [];
            var script = new SlurmScript(
                Program(), [.. parsed.GetRequiredValue(inputs).Select(Path.GetFullPath)],
                Path.TrimEndingDirectorySeparator(Path.GetFullPath(parsed.GetRequiredValue(outDir))), count, parsed.GetValue(cpus),
                [.. Given("--tweets", parsed.GetValue(tweets)), .. parsed.GetValue(dedupe) ? ["--dedupe"] : Array.Empty<string>(),
                    .. Given("--max-rejects", parsed.GetValue(maxRejects)), .. Given("--checkpoint", parsed.GetValue(checkpoint)),
                    .. lexicon, .. Given("--targets-group", parsed.GetValue(targetsGroup)), .. budget],
                [.. lexicon, .. budget, .. parsed.GetValue(overwrite) ? ["--overwrite"] : Array.Empty<string>()],
                parsed.GetValue(sbatch) ?? []);
            WholeFile.RefuseForeign(script.Path, SlurmScript.Mark);
            Directory.CreateDirectory(script.Work);
            WholeFile.Write(script.Path, to => to.Write(Encoding.UTF8.GetBytes(script.Text)));
            if (parsed.GetValue(submit))
                return new SlurmJob(script, Console.Error).SubmitAndWatch(cancel);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Written: {script.Path}. Submit it with: bash {script.Path}"));
            return ExitCodes.Done;
        }));
        return command;
    }

    private static string[] Given(string name, string? value) => value is null ? [] : [name, value];

    /// <summary>How the nodes start this program: its own file, or dotnet with it.</summary>
    private static string[] Program()
    {
        string process = Environment.ProcessPath ?? "dotnet";
        return Path.GetFileNameWithoutExtension(process) == "dotnet"
            ? [process, Path.Combine(AppContext.BaseDirectory, "tweetarchive.dll")]
            : [process];
    }
}
