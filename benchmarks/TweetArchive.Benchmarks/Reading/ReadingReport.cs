using System.Globalization;
using System.Text;
using TweetArchive.Benchmarks.Job;

namespace TweetArchive.Benchmarks.Reading;

/// <summary>The figures of <c>reading</c> as Markdown: all of them, and the few in docs/performance.md.</summary>
internal static class ReadingReport
{
    private static readonly (string From, int Threads)[] Ways = [("memory", 1), ("memory", 2), ("file", 1), ("file", 2)];

    public static string Write(IReadOnlyList<ReadingFigure> figures, ReadingOptions options)
    {
        var text = new StringBuilder();
        text.AppendLine("# Reading").AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"{DateTime.UtcNow:yyyy-MM-dd}. {Machine.Describe()}.").AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture,
            $"    dotnet run -c Release --project benchmarks/TweetArchive.Benchmarks -- reading --runs {options.Runs} --tweets "
                + $"{options.Tweets}").AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"""
            One process; all rungs by turns, {options.Runs} rounds, medians. MB/s: 10^6 bytes of the file. "×": CsvHelper's time for the same in the same
            round by this reader's, the median of the rounds; above 1 this reader is faster. "allocated": bytes of one pass over the whole file, from memory on one thread
            (from the file where there is no such pass). Files are in the page cache. Readers that do the same must return the same sums, or the command fails.
            """);
        foreach (IGrouping<string, ReadingFigure> shape in figures.GroupBy(f => f.Shape))
        {
            text.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"## {shape.Key}: {ReadingShape.Names[shape.Key]}").AppendLine();
            text.AppendLine(
                "| reader | does | memory, 1 thread: MB/s · × | memory, 2 threads | file, 1 thread | file, 2 threads | ns a record | "
                    + "allocated |");
            text.AppendLine("|---|---|---|---|---|---|---|---|");
            foreach (IGrouping<(string, string), ReadingFigure> row in shape.GroupBy(f => (f.Does, f.Reader))
                .OrderBy(g => Order(g.Key.Does)))
            {
                ReadingFigure first = row.OrderBy(f => Array.IndexOf(Ways, (f.From, f.Threads))).First();
                string cells = string.Join(" | ", Ways.Select(w => Cell(row.FirstOrDefault(f => (f.From, f.Threads) == w))));
                text.AppendLine(CultureInfo.InvariantCulture,
                    $"| {first.Reader} | {first.Does} | {cells} | {first.NanosecondsPerRecord:0} | {first.BytesAllocated:N0} |");
            }
        }

        return text.ToString();
    }

    /// <summary>The short table: the best strategy against CsvHelper, shape by shape.</summary>
    public static string ForReadme(IReadOnlyList<ReadingFigure> figures)
    {
        var text = new StringBuilder();
        text.AppendLine("| file | pass over it, 1 thread | from memory, MB/s | CsvHelper 34 | × | from a file, MB/s | CsvHelper 34 | × |");
        text.AppendLine("|---|---|---|---|---|---|---|---|");
        foreach (IGrouping<string, ReadingFigure> shape in figures.GroupBy(f => f.Shape))
        {
            string best = shape.First(f => f.Reader.StartsWith("tweetarchive", StringComparison.Ordinal)).Reader;
            foreach (string does in new[] { ReadingRung.Eight, ReadingRung.Raw, ReadingRung.Unescaped })
            {
                ReadingFigure? Find(string reader, string from) => shape.FirstOrDefault(f =>
                    f.Reader.StartsWith(reader, StringComparison.Ordinal) && f.Does == does && f.From == from && f.Threads == 1);
                if (Find(best, "memory") is not { } memory || Find(best, "file") is not { } file)
                    continue;
                text.AppendLine(CultureInfo.InvariantCulture,
                    $"| {shape.Key} | {does} | {memory.MegabytesPerSecond:N0} | {Find("CsvHelper", "memory")?.MegabytesPerSecond:N0} | "
                        + $"{memory.TimesCsvHelper:0.0} | {file.MegabytesPerSecond:N0} | "
                        + $"{Find("CsvHelper", "file")?.MegabytesPerSecond:N0} | {file.TimesCsvHelper:0.0} |");
            }
        }

        return text.ToString();
    }

    private static string Cell(ReadingFigure? figure)
    {
        if (figure is null)
            return "";
        string speed = figure.MegabytesPerSecond.ToString("N0", CultureInfo.InvariantCulture);
        return figure.TimesCsvHelper is { } times ? string.Create(CultureInfo.InvariantCulture, $"{speed} · {times:0.00}") : speed;
    }

    private static int Order(string does) => does switch
    {
        ReadingRung.Newlines => 0,
        ReadingRung.Index => 1,
        ReadingRung.Records => 2,
        ReadingRung.Eight => 3,
        ReadingRung.Raw => 4,
        _ => 5,
    };
}
