using System.Globalization;
using System.Text;
using TweetArchive.Targets.Matching;
using Xunit;
using Xunit.Abstractions;

namespace TweetArchive.Tests.Targets;

/// <summary>Hand-read rows of the Iranian releases of 2019 (one reader): which mention the MEK family.</summary>
public class RealRowsTests(ITestOutputHelper output)
{
    [SampleFact("iran_2019/labels.tsv")]
    public void Labelled_rows_come_out_as_read_by_hand()
    {
        var rows = RealRows.Iran().DistinctBy(r => r.Id).ToDictionary(r => r.Id);
        var family = Shipped.Matcher.Lexicon.Targets.Select(t => t.Group == "mek_family").ToArray();
        MatchSession session = Shipped.Matcher.NewSession();
        var counts = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (string line in File.ReadLines(Path.Combine(Repository.Samples, "iran_2019", "labels.tsv")).Skip(1))
        {
            string[] f = line.Split('\t');
            string best = "none";
            var told = new StringBuilder();
            foreach (ref readonly Mention m in session.Match(rows[f[0]].Tweet))
            {
                if (!family[m.Target])
                    continue;
                told.Append(CultureInfo.InvariantCulture,
                    $" {Shipped.Matcher.Lexicon.Aliases[m.Alias].Text}/{m.Field.Word()}/{MatchRules.Name(m.Rule)}");
                best = m.Decision == MentionDecision.Tag ? "tag" : best == "tag" ? "tag" : "candidate";
            }

            string key = $"{f[5]}: {best}";
            counts[key] = counts.GetValueOrDefault(key) + 1;
            if (f[5] != "yes" || best != "tag")
                output.WriteLine($"{f[0]} {f[3]} {f[4]} {f[5]} -> {best}{told}\n   {Encoding.UTF8.GetString(rows[f[0]].Text)}");
        }

        foreach ((string key, int count) in counts)
            output.WriteLine($"{key} {count}");
        int Count(string key) => counts.GetValueOrDefault(key);
        int tagged = Count("yes: tag") + Count("no: tag") + Count("unclear: tag");
        output.WriteLine(
            $"precision of tag {Wilson(Count("yes: tag"), Count("yes: tag") + Count("no: tag"))}; with the unclear rows as "
                + $"wrong {Wilson(Count("yes: tag"), tagged)}");
        output.WriteLine($"recall of tag {Wilson(Count("yes: tag"), Count("yes: tag") + Count("yes: candidate") + Count("yes: none"))}");
        Assert.Equal(0, counts.GetValueOrDefault("no: tag"));
        Assert.Equal(0, counts.GetValueOrDefault("yes: none"));
        Assert.True(counts["yes: tag"] >= 26);
    }

    /// <summary>A release in which nobody writes about the MEK family: what is found there is found wrongly.</summary>
    [SampleFact("thailand_2020_09")]
    public void Negative_control_on_the_Thai_release()
    {
        IReadOnlyList<RealRows.Row> rows = RealRows.Thailand();
        Assert.Equal(21_385, rows.Count);
        var family = Shipped.Matcher.Lexicon.Targets.Select(t => t.Group == "mek_family").ToArray();
        MatchSession session = Shipped.Matcher.NewSession();
        int tagged = 0, candidates = 0;
        foreach (RealRows.Row row in rows)
        {
            bool tag = false, candidate = false;
            foreach (ref readonly Mention m in session.Match(row.Tweet))
            {
                tag |= family[m.Target] && m.Decision == MentionDecision.Tag;
                candidate |= family[m.Target] && m.Decision == MentionDecision.Candidate;
            }

            tagged += tag ? 1 : 0;
            candidates += candidate && !tag ? 1 : 0;
            if (tag || candidate)
                output.WriteLine($"{row.Id} {(tag ? "tag" : "candidate")} {Encoding.UTF8.GetString(row.Text)}");
        }

        output.WriteLine($"{rows.Count} tweets: {tagged} tagged, candidates {Wilson(candidates, rows.Count)}");
        Assert.Equal(0, tagged);
        Assert.InRange(candidates, 0, 2);
    }

    /// <summary>A share with its 95% interval after Wilson, which holds for small numbers and for none.</summary>
    private static string Wilson(int hits, int all)
    {
        const double Z = 1.96;
        double share = (double)hits / all, squared = Z * Z / all;
        double middle = (share + (squared / 2)) / (1 + squared),
            half = Z * Math.Sqrt((share * (1 - share) / all) + (squared / (4 * all))) / (1 + squared);
        return string.Create(CultureInfo.InvariantCulture,
            $"{hits} of {all} = {share:P2} ({Math.Max(0, middle - half):P2} to {Math.Min(1, middle + half):P2})");
    }
}
