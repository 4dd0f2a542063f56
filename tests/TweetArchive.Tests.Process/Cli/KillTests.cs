using System.Diagnostics;
using TweetArchive.Synth;
using TweetArchive.Targets;
using Xunit;

namespace TweetArchive.Tests.Cli;

/// <summary>The command killed, not asked to stop: at random moments, and by a disk that is full.</summary>
public sealed class KillTests : IDisposable
{
    private const int Kills = 20;
    private readonly TempDatasets temp = new();

    public void Dispose() => temp.Dispose();

    [Fact]
    public void Twenty_kills_at_random_moments_change_no_byte()
    {
        SynthResult synth = temp.Synth(5_000);
        string[] inputs = [synth.TweetsPath, synth.UsersPath!];
        SortedDictionary<string, string> wanted =
            temp.Run(inputs, o => o with { Lexicon = Lexicon.LoadFrom(CommandFolder.OneTarget[^1]) }).Checksums;
        string to = temp.File("killed");
        string[] command = ["run", .. inputs, "--out", to, "--tweets", "all", "--threads", "2", "--checkpoint", "128K", "--no-report",
            "--quiet", .. CommandFolder.OneTarget];
        var watch = Stopwatch.StartNew();
        CommandLine.Run(command).AssertSaid(0);
        double undisturbed = watch.Elapsed.TotalSeconds;
        Directory.Delete(to, true);

        var random = new Random(2018);
        int kills = 0;
        int finished = 0;
        int goneOn = 0;
        for (int tries = 0; kills < Kills && tries < 5 * Kills; tries++)
        {
            int before = UnitFiles(to);
            // Reading is a short part of so small a run, so every second kill waits for a unit to be done.
            bool atUnit = tries % 2 == 0;
            double moment = undisturbed * (0.15 + (0.9 * random.NextDouble()));
            bool killed = false;
            watch.Restart();
            CommandResult result = CommandLine.Run(command, process =>
            {
                if (process.HasExited || (atUnit ? UnitFiles(to) <= before : watch.Elapsed.TotalSeconds < moment))
                    return false;
                process.Kill();
                return killed = true;
            });
            if (killed && result.ExitCode == 137)
            {
                kills++;
                goneOn += before > 0 ? 1 : 0;
                // Either there is a whole dataset or none.
                if (File.Exists(Path.Combine(to, "manifest.json")))
                    AssertSame(wanted, to);
                continue;
            }

            Finished(result);
        }

        Finished(CommandLine.Run(command));
        Assert.True(finished > 0 && kills >= Kills / 2 && goneOn >= 5,
            $"of {kills} kills {goneOn} came when units were done; {finished} runs came to their end");

        void Finished(CommandResult result)
        {
            // 2: the kill came between the last move and the end, and the dataset is in the way of another run.
            Assert.True(result.ExitCode is 0 || (result.ExitCode == 2 && result.Error.Contains("not empty", StringComparison.Ordinal)),
                result.Error);
            AssertSame(wanted, to);
            Assert.True(result.ExitCode == 2 || !Directory.Exists(Path.Combine(to, ".work")), "scratch is left");
            Directory.Delete(to, true);
            finished++;
        }
    }

    /// <summary>The disk fills when some units are done; with more room the same command resumes.</summary>
    [RootFact]
    public void A_disk_that_fills_and_is_made_larger()
    {
        SynthResult synth = temp.Synth(5_000);
        string[] inputs = [synth.TweetsPath, synth.UsersPath!];
        SortedDictionary<string, string> wanted = temp.Run(inputs).Checksums;
        string disk = Directory.CreateDirectory(temp.File("disk")).FullName;
        Assert.Equal(0, OutputFolderTests.Shell("mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", disk));
        try
        {
            string to = Path.Combine(disk, "out");
            string[] command = ["run", .. inputs, "--out", to, "--tweets", "all", "--threads", "2", "--checkpoint", "256K"];
            CommandLine.Run(command)
                .AssertFailed(1, "No space left on device", "finished units of work are kept", "the same command resumes from there");
            Assert.True(UnitFiles(to) > 0);
            Assert.False(File.Exists(Path.Combine(to, "manifest.json")));
            Assert.Equal(0, OutputFolderTests.Shell("mount", "-o", "remount,size=300m", disk));
            CommandResult result = CommandLine.Run(command);
            result.AssertSaid(0);
            Assert.Matches("units? of work (was|were) done by the earlier run", result.Output);
            AssertSame(wanted, to);
        }
        finally
        {
            Assert.Equal(0, OutputFolderTests.Shell("umount", disk));
        }
    }

    /// <summary>The run that is watched may remove the folder at any moment, also between two looks at it.</summary>
    private static int UnitFiles(string to)
    {
        try
        {
            return Directory.EnumerateFiles(Path.Combine(to, ".work", "units"), "*.unit").Count();
        }
        catch (DirectoryNotFoundException)
        {
            return 0;
        }
    }

    private static void AssertSame(SortedDictionary<string, string> wanted, string folder)
    {
        foreach ((string name, string hash) in wanted)
            Assert.Equal(hash,
                Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(Path.Combine(folder, name)))));
    }
}
