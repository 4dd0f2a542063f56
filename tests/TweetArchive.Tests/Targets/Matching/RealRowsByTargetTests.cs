using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using TweetArchive.Targets;
using TweetArchive.Targets.Matching;
using Xunit;

namespace TweetArchive.Tests.Targets;

/// <summary>
/// What the shipped lexicon tags in real rows, target by target, compared with real_rows.tsv: a change of the lexicon or the matcher
/// shows there as tags won and lost. Only counts and a checksum of the tweets' ids are kept, no rows. TWEETARCHIVE_UPDATE_REAL_ROWS=1
/// writes the file again, keeping the reasons; read the tags that are new before, as the message asks.
/// </summary>
public class RealRowsByTargetTests
{
    // A target that few tweets name says little, and most of them change with any name that is added.
    private const int FewTweets = 20;

    private static readonly string Pinned =
        Path.Combine(Repository.Root, "tests", "TweetArchive.Tests", "Targets", "Matching", "real_rows.tsv");

    private sealed record Line(string Sample, string Target, int Tagged, int Candidates, string Ids, string Reason)
    {
        public override string ToString() =>
            string.Create(CultureInfo.InvariantCulture, $"{Sample}\t{Target}\t{Tagged}\t{Candidates}\t{Ids}\t{Reason}");

        public static Line Parse(string line)
        {
            string[] f = line.Split('\t');
            return new Line(f[0], f[1], Number(f[2]), Number(f[3]), f[4], f[5]);

            static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
        }
    }

    [SampleFact("iran_2019")]
    public void Tags_in_the_selections_of_the_Iranian_releases() => Check("iran_2019", [.. RealRows.Iran().DistinctBy(r => r.Id)]);

    [SampleFact("thailand_2020_09")]
    public void Tags_in_the_release_of_Thailand() => Check("thailand_2020_09", RealRows.Thailand());

    private static void Check(string sample, IReadOnlyList<RealRows.Row> rows)
    {
        List<Line> all = File.Exists(Pinned) ? [.. File.ReadLines(Pinned).Skip(1).Select(Line.Parse)] : [];
        Line[] wanted = [.. all.Where(l => l.Sample == sample)];
        Dictionary<string, List<string>> tagged = Count(rows, MentionDecision.Tag), candidates = Count(rows, MentionDecision.Candidate);
        Line[] found =
        [
            .. tagged.Where(t => t.Value.Count >= FewTweets).OrderBy(t => t.Key, StringComparer.Ordinal).Select(t => new Line(
                sample, t.Key, t.Value.Count, candidates.GetValueOrDefault(t.Key)?.Count ?? 0, Checksum(t.Value),
                wanted.FirstOrDefault(w => w.Target == t.Key)?.Reason ?? "")),
        ];
        if (Environment.GetEnvironmentVariable("TWEETARCHIVE_UPDATE_REAL_ROWS") == "1")
        {
            IEnumerable<string> lines = all.Where(l => l.Sample != sample).Concat(found).Select(l => l.ToString());
            File.WriteAllLines(Pinned, ["sample\ttarget\ttagged\tcandidates\tids\treason", .. lines.Order(StringComparer.Ordinal)]);
            return;
        }

        string[] changes =
        [
            .. found.Where(f => !wanted.Contains(f)).Select(f => $"{f.Target}: {Of(wanted, f.Target)}, now {Of(found, f.Target)}"),
            .. wanted.Where(w => found.All(f => f.Target != w.Target))
                .Select(w => $"{w.Target}: {w.Tagged} tagged before, fewer than {FewTweets} now"),
        ];
        Assert.True(changes.Length == 0, $"{sample}: tags of real rows have changed. Read the new ones (tweetarchive run on the sample "
            + $"before and after); if they are right, TWEETARCHIVE_UPDATE_REAL_ROWS=1 writes {Path.GetFileName(Pinned)} anew.\n"
            + string.Join('\n', changes));
        Assert.All(wanted, w => Assert.NotEqual("", w.Reason));
    }

    private static string Of(Line[] lines, string target) =>
        lines.FirstOrDefault(l => l.Target == target) is { } line
            ? string.Create(CultureInfo.InvariantCulture, $"{line.Tagged} tagged, {line.Candidates} candidates, {line.Ids}")
            : "not there";

    /// <summary>The ids of the tweets that have each target with this decision, and none better.</summary>
    private static Dictionary<string, List<string>> Count(IReadOnlyList<RealRows.Row> rows, MentionDecision decision)
    {
        MatchSession session = Shipped.Matcher.NewSession();
        Lexicon lexicon = Shipped.Matcher.Lexicon;
        var ids = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (RealRows.Row row in rows)
        {
            var best = new Dictionary<int, MentionDecision>();
            foreach (ref readonly Mention mention in session.Match(row.Tweet))
            {
                if (best.GetValueOrDefault(mention.Target, MentionDecision.Candidate) != MentionDecision.Tag)
                    best[mention.Target] = mention.Decision;
            }

            foreach ((int target, _) in best.Where(b => b.Value == decision))
            {
                if (!ids.TryGetValue(lexicon.Targets[target].Id, out List<string>? list))
                    ids.Add(lexicon.Targets[target].Id, list = []);
                list.Add(row.Id);
            }
        }

        return ids;
    }

    private static string Checksum(IEnumerable<string> ids) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(string.Join('\n', ids.Order(StringComparer.Ordinal)))))[..8];
}
