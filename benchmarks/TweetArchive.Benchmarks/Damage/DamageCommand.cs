using TweetArchive.Csv;
using TweetArchive.Testing;
using TweetArchive.Text;

namespace TweetArchive.Benchmarks.Damage;

/// <summary><c>damage</c>: what each way of damaging an archive costs, as the tests see it (the code is theirs).</summary>
internal static class DamageCommand
{
    private const int Records = 100_000;
    private const int TimedRuns = 5;

    public static int Run(TextWriter output)
    {
        output.WriteLine(
            Text($"{Records:N0} tweets, in memory, one thread, {Tokeniser.Best.Name}; time is that of reading the clean file, the best "
                + $"of {TimedRuns} by turns"));
        foreach (bool allQuoted in new[] { true, false })
        {
            CleanArchive clean = CleanArchive.Make(Records, allQuoted);
            output.WriteLine(Text($"\n{(allQuoted ? "All fields quoted" : "Minimal quoting")}, {clean.Bytes.Length / 1e6:0.0} MB\n"));
            output.WriteLine("| damage | damaged | rejects | undamaged lost | came out all the same | KB rejected | time |");
            output.WriteLine("|---|---|---|---|---|---|---|");
            foreach (DamageKind kind in Enum.GetValues<DamageKind>())
            {
                foreach (int count in kind == DamageKind.Truncate ? new[] { 1 } : [1, 100, 10_000])
                {
                    DamageTrial trial = DamageTrial.Run(clean, kind, count, seed: count + (int)kind, TimedRuns);
                    output.WriteLine(
                        Text($"| {Words(kind)} | {trial.Damaged:N0} | {trial.Rejects:N0} | {trial.Lost} | {trial.CameOut:N0} | "
                            + $"{trial.BytesRejected / 1e3:N1} | {trial.Slower:0.00} |"));
                }
            }
        }

        return 0;
    }

    private static string Words(DamageKind kind) => kind switch
    {
        DamageKind.RemoveQuote => "a quote removed",
        DamageKind.AddQuote => "a quote added",
        DamageKind.CutBytes => "up to 119 bytes cut",
        DamageKind.InsertNuls => "up to 99 NULs inserted",
        DamageKind.SpliceTwo => "two records spliced",
        DamageKind.SpliceFiles => "broken off, another file's header behind it",
        DamageKind.ExtraColumn => "a column too many",
        DamageKind.MissingColumn => "a column missing",
        DamageKind.Truncate => "the file truncated",
        DamageKind.Garbage => "garbage between records (1 MiB, or 600 bytes in each place)",
        DamageKind.TextAfterQuote => "text behind a closing quote",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "no words for it"),
    };

    private static string Text(InvariantText text) => text.ToString();
}
