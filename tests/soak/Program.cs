using System.CommandLine;
using System.Diagnostics;
using System.Globalization;

namespace TweetArchive.Soak;

/// <summary>
/// Trials alternating until the time is over. Trial number <c>i</c> has the seed <c>--seed + i</c>, and each finding names the command that
/// repeats it.
/// </summary>
internal static class Program
{
    private static int Main(string[] args)
    {
        var seconds = new Option<double>("--seconds") { Description = "No trial begins later than this.", DefaultValueFactory = _ => 120 };
        var seed = new Option<int>("--seed") { Description = "Of the first trial.", DefaultValueFactory = _ => 1 };
        var trials = new Option<int>("--trials") { Description = "No more than so many.", DefaultValueFactory = _ => int.MaxValue };
        var only = new Option<string[]>(
            "--only")
        { Description = "Kinds: " + string.Join(", ", Trial.All.Select(t => $"{t.Name} ({t.Does})")) };
        only.AllowMultipleArgumentsPerToken = true;
        only.AcceptOnlyFromAmong([.. Trial.All.Select(t => t.Name)]);
        var keep = new Option<bool>("--keep") { Description = "Leave the folder of a trial that found something." };
        var root = new RootCommand("Hurts the command in many ways and says what it did wrong; exit code 1 if it did.") { seconds, seed,
            trials, only, keep };
        root.SetAction(parsed => Soak(
            [.. Trial.All.Where(t => parsed.GetValue(only) is not { Length: > 0 } names || names.Contains(t.Name))],
            TimeSpan.FromSeconds(parsed.GetValue(seconds)), parsed.GetValue(seed), parsed.GetValue(trials), parsed.GetValue(keep)));
        return root.Parse(args).Invoke();
    }

    private static int Soak(Trial[] chosen, TimeSpan time, int seed, int most, bool keep)
    {
        foreach (Trial trial in chosen.Where(t => t.Skip is not null))
            Say($"{trial.Name}: skipped, {trial.Skip}");
        Trial[] possible = [.. chosen.Where(t => t.Skip is null)];
        var done = possible.ToDictionary(t => t, _ => (Trials: 0, Findings: 0, Seconds: 0.0));
        var watch = Stopwatch.StartNew();
        for (int i = 0; i < most && possible.Length > 0 && watch.Elapsed < time; i++)
        {
            Trial trial = possible[i % possible.Length];
            double started = watch.Elapsed.TotalSeconds;
            bool found = !Try(trial, seed + i, keep);
            (int count, int findings, double spent) = done[trial];
            done[trial] = (count + 1, findings + (found ? 1 : 0), spent + watch.Elapsed.TotalSeconds - started);
        }

        foreach ((Trial trial, (int count, int findings, double spent)) in done)
            Say($"{trial.Name}: {count} trials, {findings} findings, {spent:0} s");
        foreach ((string command, (int sent, int struck)) in Workshop.Signals)
            Say($"{command}: {sent} signals, of which {struck} ended it");
        return done.Values.Any(d => d.Findings > 0) ? 1 : 0;
    }

    private static bool Try(Trial trial, int seed, bool keep)
    {
        var shop = new Workshop();
        try
        {
            trial.Run(new Random(seed), shop);
        }
        catch (Exception e) when (e is FindingException or Xunit.Sdk.XunitException)
        {
            Say($"FINDING {trial.Name}, seed {seed}: {e.Message}");
            foreach (string line in shop.Log)
                Say("  " + line);
            Say($"  again: dotnet run -c Release --project tests/soak -- --only {trial.Name} --seed {seed} --trials 1 --keep");
            if (keep)
                Say("  " + shop.Path);
            else
                shop.Dispose();
            return false;
        }

        shop.Dispose();
        return true;
    }

    private static void Say(FormattableString text) => Say(text.ToString(CultureInfo.InvariantCulture));

    /// <summary>What the command said may hold what it should not have said.</summary>
    private static void Say(string text) =>
        Console.WriteLine(string.Concat(text.Select(c => char.IsControl(c) && c is not ('\n' or '\t') ? $"\\x{(int)c:x2}" : $"{c}")));
}
