using System.Diagnostics;
using TweetArchive.Synth;
using TweetArchive.Testing;

namespace TweetArchive.Soak;

/// <summary>
/// A run, its report and an analysis stopped at random moments; the same commands finish them, with the bytes of an undisturbed run.
/// </summary>
internal sealed record Kills() : Trial("kills", "signals at random moments")
{
    private const int MostKills = 5;
    private static readonly string[] Signals = ["KILL", "KILL", "TERM", "INT"];

    public override void Run(Random random, Workshop shop)
    {
        SynthResult synth = shop.Synth(random, 500, 6000);
        string[] run = ["run", synth.TweetsPath, "--tweets", "all", "--threads", $"{random.Next(1, 4)}", "--checkpoint",
            random.Pick<string>(["64K", "128K", "1G"])];
        var watch = Stopwatch.StartNew();
        shop.Command([.. run, "--out", shop.File("undisturbed")]);
        SortedDictionary<string, string> wanted = Workshop.Checksums(shop.File("undisturbed"));
        string to = shop.File("out");
        Stop(random, shop, watch.Elapsed, [.. run, "--out", to]);
        // 2: stopped after the last move, when the dataset was there already.
        CommandResult end = shop.Command([.. run, "--out", to]);
        Workshop.Expect(end.ExitCode is 0 or 2, end.Error);
        Workshop.ExpectSame(wanted, to, "a run that was stopped");
        Workshop.ExpectAccounted(to);
        Rest(to);
        Again(random, shop, to, wanted, [random.Pick<string>(["report", "analyze"]), to]);
    }

    private static void Again(Random random, Workshop shop, string to, SortedDictionary<string, string> wanted, string[] command)
    {
        if (command[0] == "analyze")
            command = [.. command, "--only", random.Pick<string>(["spikes", "labels", "coordination"])];
        var watch = Stopwatch.StartNew();
        shop.Command(command);
        Stop(random, shop, watch.Elapsed, command);
        CommandResult end = shop.Command(command);
        Workshop.Expect(end.ExitCode == 0, end.Error);
        SortedDictionary<string, string> found = Workshop.Checksums(to);
        Workshop.Expect(wanted.All(f => found.GetValueOrDefault(f.Key) == f.Value),
            $"{command[0]} that was stopped changed a table of the run");
        Rest(to);
    }

    private static void Stop(Random random, Workshop shop, TimeSpan undisturbed, string[] command)
    {
        for (int kills = random.Next(1, MostKills + 1); kills > 0; kills--)
            shop.Stopped(undisturbed * (0.1 + random.NextDouble()), random.Pick(Signals), command);
    }

    private static void Rest(string to) => Workshop.Expect(!Directory.Exists(Path.Combine(to, ".work")), "scratch is left in .work");
}
