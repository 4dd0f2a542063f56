using System.Globalization;
using TweetArchive.Query.Datasets;
using TweetArchive.Query.Results;

namespace TweetArchive.Query.Verify;

/// <summary>A published figure next to what the dataset has.</summary>
/// <param name="Verdict">within, outside, DIFFERENT (an exact figure that is not met), or "not compared: why".</param>
public sealed record ReferenceResult(string Dataset, string Measure, string Dimension, string Published, string Found, string Tolerance,
    string Basis, string Verdict, string Source);

/// <summary>
/// Compares a dataset with published figures. A difference is a finding: sets were changed after their release, sources count in their own
/// ways. Only where a figure is exact and counted as here it is a difference that has to be explained.
/// </summary>
internal static class ReferenceChecks
{
    private const string Group = "reference";
    private static readonly string[] Columns = ["verdict", "dataset", "measure", "dimension", "published", "found", "tolerance", "basis",
        "source"];
    private static readonly string[] WeeklyLanguages = ["fr", "en", "ar", "tr"];

    public static List<ReferenceResult> Run(CheckContext context, string? figures)
    {
        var results = new List<ReferenceResult>();
        List<ReferenceFigure> all = ReferenceFigure.Load(figures);
        foreach (string dataset in context.Database.Rows("SELECT DISTINCT dataset FROM daily_totals ORDER BY 1").Select(r => (string)r[0]!))
        {
            ReferenceFigure[] about = [.. all.Where(f => f.IsAbout(dataset))];
            if (about.Length == 0)
            {
                context.NotCompared(Group, $"published figures of {dataset}", "none are known");
                continue;
            }

            int before = results.Count;
            results.AddRange(about.Select(f => Compare(context, dataset, f)));
            if (figures is null && about[0].Dataset == "iran_201810")
                results.AddRange(Weekly(context, dataset));
            Report(context, dataset, [.. results.Skip(before)]);
        }

        return results;
    }

    /// <summary>The figures as a table for people.</summary>
    public static void WriteTable(Stream stream, IReadOnlyList<ReferenceResult> results, int width)
    {
        if (results.Count == 0)
            return;
        using var text = new StreamWriter(stream, leaveOpen: true);
        var table = new TableResult(text, width, 0);
        table.Begin([.. Columns.Select(c => new ResultColumn(c, c is "published" or "found"))]);
        foreach (ReferenceResult r in results)
            table.Row([r.Verdict, r.Dataset, r.Measure, r.Dimension, r.Published, r.Found, r.Tolerance, r.Basis, r.Source]);
        table.End();
    }

    private static ReferenceResult Compare(CheckContext context, string dataset, ReferenceFigure figure)
    {
        string found = "", verdict;
        if (!ReferenceMeasures.All.TryGetValue(figure.Measure, out ReferenceMeasure? measure))
        {
            verdict = "not compared: no rule for this measure";
        }
        else if (measure.NeedsAllTweets && (context.Dataset.TweetsMode != "all" || !context.Has("tweets")))
        {
            verdict = "not compared: needs --tweets all";
        }
        else
        {
            string sql = measure.Sql.Replace("$dataset", Sql.Text(dataset), StringComparison.Ordinal)
                .Replace("$dimension", Sql.Text(figure.Dimension), StringComparison.Ordinal);
            found = CellValue.Text(context.Database.Rows(sql)[0][0]);
            verdict = figure.Holds(found) switch
            {
                null => "not compared: no single value",
                true => "within",
                false when figure.Basis == "exact" && measure.SameDefinition => "DIFFERENT",
                false when measure.SameDefinition => "outside",
                _ => "outside (counted another way)",
            };
        }

        return new ReferenceResult(dataset, figure.Measure, figure.Dimension, figure.Value, found, figure.Tolerance, figure.Basis, verdict,
            figure.Source);
    }

    private static void Report(CheckContext context, string dataset, ReferenceResult[] results)
    {
        int compared = results.Count(r => !r.Verdict.StartsWith("not compared", StringComparison.Ordinal)),
            within = results.Count(r => r.Verdict == "within");
        ReferenceResult? different = results.FirstOrDefault(r => r.Verdict == "DIFFERENT");
        if (different is null)
            context.Ok(Group, $"exact published figures of {dataset}",
                string.Create(CultureInfo.InvariantCulture,
                    $"{within} of {compared} figures within their tolerance, none that is exact and counted alike is "
                        + $"missed; {results.Length - compared} not compared"));
        else
            context.Different(Group, $"exact published figures of {dataset}", $"{different.Measure} {different.Dimension}".Trim(),
                different.Published, different.Found,
                "check that all files of the release are there and that no records are rejected; if so, say in your text which figure "
                    + "differs",
                results.Count(r => r.Verdict == "DIFFERENT"));
    }

    /// <summary>347 weeks, read off a figure: the tweets of each within 2% or 25, the share of each language within a point.</summary>
    private static IEnumerable<ReferenceResult> Weekly(CheckContext context, string dataset)
    {
        (string[] header, List<string[]> rows) = SideTables.Shipped("reference_weekly_iran_201810.tsv");
        var found = context.Database.Rows(
            $"""
            SELECT CAST(CAST(day + CAST(7 - isodow(day) AS INTEGER) AS DATE) AS VARCHAR) AS week, CAST(sum(tweets) AS DOUBLE),
                   {string.Join(", ", WeeklyLanguages.Select(l => $"100.0 * coalesce(sum(tweets) FILTER (WHERE tweet_language = '{l}'), 0) / sum(tweets)"))}
            FROM daily_totals WHERE dataset = {Sql.Text(dataset)} GROUP BY week
            """).ToDictionary(r => (string)r[0]!, r => r.Skip(1).Select(v => Convert.ToDouble(v, CultureInfo.InvariantCulture)).ToArray());
        string[] columns = ["tweets_estimate", .. WeeklyLanguages.Select(l => l + "_pct_of_week")];
        for (int c = 0; c < columns.Length; c++)
        {
            int place = Array.IndexOf(header, columns[c]), column = c;
            int within = rows.Count(r =>
            {
                double wanted = double.Parse(r[place], CultureInfo.InvariantCulture),
                    have = found.TryGetValue(r[0], out double[]? week) ? week[column] : 0;
                return Math.Abs(have - wanted) <= (column == 0 ? Math.Max(25, wanted * 0.02) : 1);
            });
            yield return new ReferenceResult(dataset, "weekly_" + columns[c], $"{rows.Count} weeks", $"{rows.Count} weeks",
                $"{within} weeks within", c == 0 ? "2% or 25" : "1 point", "derived", within == rows.Count ? "within" : "outside",
                "zannettou_vector");
        }
    }
}
