using TweetArchive.Synth;
using TweetArchive.Testing;

namespace TweetArchive.Soak;

/// <summary>Two to four commands that write the same folder at once: one dataset, whole, and clear refusals.</summary>
internal sealed record SimultaneousRuns() : Trial("simultaneous", "several commands on one folder")
{
    public override void Run(Random random, Workshop shop)
    {
        SynthResult synth = shop.Synth(random, 500, 6000);
        string[] run = ["run", synth.TweetsPath, "--tweets", "all", "--threads", "1"];
        shop.Command([.. run, "--out", shop.File("undisturbed")]);
        SortedDictionary<string, string> wanted = Workshop.Checksums(shop.File("undisturbed"));
        string to = shop.File("out");
        string[] checkpoint = random.Chance(0.5) ? ["--checkpoint", "64K"] : [];
        int[] delays = [0, .. Enumerable.Range(0, random.Next(1, 4)).Select(_ => random.Next(1500))];
        CommandResult[] results = Task.WhenAll(delays.Select(async delay =>
        {
            await Task.Delay(delay);
            return await Task.Run(() => CommandLine.Run([.. run, .. checkpoint, "--out", to]));
        })).Result;
        shop.Log.Add(
            $"{results.Length} runs at once, "
                + $"after {string.Join(", ", delays)} ms: exit codes {string.Join(", ", results.Select(r => r.ExitCode))}");
        Workshop.Expect(results.Any(r => r.ExitCode == 0), "none came to its end: " + string.Concat(results.Select(r => r.Error)));
        Workshop.Expect(results.All(r => r.ExitCode is 0 or 2), string.Concat(results.Select(r => r.Error)));
        Workshop.ExpectSame(wanted, to, $"{results.Length} runs at once");
        Workshop.ExpectAccounted(to);
        Workshop.Expect(!Directory.Exists(Path.Combine(to, ".work")), "scratch is left in .work");
    }
}
