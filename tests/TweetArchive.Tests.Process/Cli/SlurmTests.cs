using System.Diagnostics;
using TweetArchive.Synth;
using Xunit;

namespace TweetArchive.Tests.Cli;

/// <summary>Jobs on a real Slurm: Debian's packages, one controller and two nodes on this machine.</summary>
public sealed class SlurmTests : IDisposable
{
    private readonly TempDatasets temp = new();
    private readonly string cluster = Directory.CreateTempSubdirectory("slurm").FullName;

    public void Dispose()
    {
        if (File.Exists(Path.Combine(cluster, "slurm.conf")))
            CommandLine.RunProgram("bash", [Script, "stop", cluster]);
        Directory.Delete(cluster, true);
        temp.Dispose();
    }

    private static string Script
    {
        get
        {
            for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            {
                string script = Path.Combine(folder.FullName, "tests", "slurm", "cluster.sh");
                if (File.Exists(script))
                    return script;
            }

            throw new InvalidOperationException("tests/slurm/cluster.sh is not above the tests");
        }
    }

    [ProgramFact(true, "slurmctld", "slurmd", "munged", "sbatch", "squeue")]
    public void Eight_shards_on_two_nodes_with_a_task_killed_on_purpose()
    {
        CommandResult started = CommandLine.RunProgram("bash", [Script, "start", cluster]);
        started.AssertSaid(0);
        (string, string) conf = ("SLURM_CONF", Path.Combine(cluster, "slurm.conf"));
        SynthResult synth = temp.Synth(6_000, "it's_tweets_csv_hashed.csv");
        string[] inputs = [synth.TweetsPath, synth.UsersPath!];
        FinishedRun wanted = temp.Run(inputs);
        string to = temp.File("on slurm");

        // One of the eight is killed as soon as it is seen.
        CommandResult result = CommandLine.Run(
            ["slurm", .. inputs, "--out", to, "--shards", "8", "--cpus", "1", "--tweets", "all", "--submit"],
            _ => KillShard("3/8"), conf);
        result.AssertSaid(0, "submitted: array", "8 shards", "8 ended", "merge: ended", "The output is in");
        foreach ((string name, string hash) in wanted.Checksums)
            Assert.Equal(hash,
                Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(Path.Combine(to, name)))));

        string logs = Path.Combine(to + ".shards", "logs");
        Assert.Equal(9, Directory.GetFiles(logs).Length);
        string killed = File.ReadAllText(Path.Combine(logs, "shard-3.log"));
        Assert.Contains("exit code 137", killed, StringComparison.Ordinal);
        Assert.Contains("start 0", killed, StringComparison.Ordinal);
        Assert.Contains("Shard 3/8 is in", killed, StringComparison.Ordinal);
        string others = string.Concat(
            Enumerable.Range(1, 8).Where(n => n != 3).Select(n => File.ReadAllText(Path.Combine(logs, $"shard-{n}.log"))));
        Assert.DoesNotContain("exit code", others, StringComparison.Ordinal);

        // A shard that cannot be done ends the job, and is named.
        Directory.CreateDirectory(Path.Combine(temp.File("fails") + ".shards", "shard-2"));
        File.WriteAllText(Path.Combine(temp.File("fails") + ".shards", "shard-2", "in the way"), "");
        CommandResult failed = CommandLine.Run(
            ["slurm", synth.UsersPath!, "--out", temp.File("fails"), "--shards", "2", "--cpus", "1", "--submit"], null, conf);
        failed.AssertSaid(1, "shard 2/2 is not done", "shard-2.log", "There is no output");
        Assert.Contains("not empty", File.ReadAllText(Path.Combine(temp.File("fails") + ".shards", "logs", "shard-2.log")),
            StringComparison.Ordinal);
    }

    [Fact]
    public void The_script_is_written_for_others_to_read_and_wrong_usage_is_told_at_once()
    {
        SynthResult synth = temp.Synth(50, users: false);
        string to = temp.File("out");
        CommandResult result = CommandLine.Run("slurm", synth.TweetsPath, "--out", to, "--shards", "5", "--cpus", "3",
            "--sbatch=--partition=long", "--tweets", "none");
        result.AssertSaid(0);
        string script = File.ReadAllText(Path.Combine(to + ".shards", "job.sh"));
        foreach (string line in new[] { "#!/bin/bash\n", "#SBATCH --cpus-per-task=3\n", "#SBATCH --requeue\n", "#SBATCH --partition=long\n",
            $"inputs=({synth.TweetsPath})\n", "shards=5\n", "--dependency=\"afterok:", "--tweets none" })
            Assert.Contains(line, script, StringComparison.Ordinal);
        Assert.Equal(0, CommandLine.RunProgram("bash", ["-n", Path.Combine(to + ".shards", "job.sh")]).ExitCode);
        Assert.False(Directory.Exists(to));

        CommandLine.Run("slurm", temp.File("nothing.csv"), "--out", to, "--shards", "5").AssertFailed(2, "no such file");
        CommandLine.Run("slurm", synth.TweetsPath, "--out", to, "--shards", "0").AssertFailed(2, "--shards '0'");
        CommandResult without = CommandLine.Run(["slurm", synth.TweetsPath, "--out", to, "--shards", "2", "--submit"], null,
            ("PATH", Path.GetDirectoryName(Environment.ProcessPath)!));
        without.AssertFailed(2, "bash", "Submit the script where Slurm's commands are");
    }

    private static bool KillShard(string shard)
    {
        foreach (string folder in Directory.EnumerateDirectories("/proc").Where(f => char.IsAsciiDigit(Path.GetFileName(f)[0])))
        {
            string[] words;
            try
            {
                words = File.ReadAllText(Path.Combine(folder, "cmdline")).Split('\0');
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                continue;
            }

            if (!words.Contains("--shard") || !words.Contains(shard)
                || !words.Any(w => Path.GetFileName(w) == Path.GetFileName(CommandLine.Program[^1])))
                continue;
            using Process task = Process.GetProcessById(
                int.Parse(Path.GetFileName(folder), System.Globalization.CultureInfo.InvariantCulture));
            task.Kill();
            return true;
        }

        return false;
    }
}
