using TweetArchive.Report.Dataset;

namespace TweetArchive.Report.Content;

/// <summary>
/// Which tweets are shown: not by what they say, but by a fixed hash of their ids, so the choice is the same every time and
/// nobody's. Each target's weeks take turns, the fullest first, until its share is used up.
/// </summary>
internal static class ExampleChoice
{
    /// <summary>Tweets in a week of a target at most.</summary>
    public const int PerWeek = 3;

    /// <summary>In all, roughly: each target has an equal share, of at least <see cref="LeastPerTarget"/>.</summary>
    public const int Total = 2600;

    public const int LeastPerTarget = 25, MostPerTarget = 150;

    /// <summary>One for this many of the decision tag is a candidate.</summary>
    public const int CandidateShare = 6;

    private sealed class Week
    {
        private readonly List<(ulong Hash, string Dataset, long Id)> first = new(PerWeek + 1);

        public long Tweets { get; private set; }

        public List<(ulong Hash, string Dataset, long Id)> First => first;

        public void Offer(string dataset, long id)
        {
            Tweets++;
            var item = (Mix((ulong)id), dataset, id);
            if (first.Count == PerWeek && first[^1].CompareTo(item) < 0)
                return;
            first.Add(item);
            first.Sort();
            if (first.Count > PerWeek)
                first.RemoveAt(PerWeek);
        }
    }

    public static HashSet<(string Dataset, long Id)> Choose(ReportScope scope)
    {
        var targets = new SortedDictionary<string, (SortedDictionary<int, Week> Tag, SortedDictionary<int, Week> Candidate)>(
            StringComparer.Ordinal);
        foreach (var (dataset, id, week, decisions) in Tweets(scope))
        {
            foreach ((string target, bool tag) in decisions)
            {
                if (!targets.TryGetValue(target, out var weeks))
                    targets.Add(target, weeks = ([], []));
                SortedDictionary<int, Week> of = tag ? weeks.Tag : weeks.Candidate;
                if (!of.TryGetValue(week, out Week? bucket))
                    of.Add(week, bucket = new Week());
                bucket.Offer(dataset, id);
            }
        }

        var chosen = new HashSet<(string, long)>();
        int share = Math.Clamp(Total / Math.Max(1, targets.Count), LeastPerTarget, MostPerTarget);
        foreach (var (tag, candidate) in targets.Values)
        {
            Take(tag, share, chosen);
            Take(candidate, share / CandidateShare, chosen);
        }

        return chosen;
    }

    private static void Take(SortedDictionary<int, Week> weeks, int share, HashSet<(string, long)> chosen)
    {
        Week[] fullest = [.. weeks.OrderByDescending(w => w.Value.Tweets).ThenBy(w => w.Key).Select(w => w.Value)];
        for (int turn = 0; turn < PerWeek; turn++)
        {
            foreach (Week week in fullest.Where(w => w.First.Count > turn))
            {
                if (share-- <= 0)
                    return;
                chosen.Add((week.First[turn].Dataset, week.First[turn].Id));
            }
        }
    }

    /// <summary>
    /// The tweets of mentions.parquet, which is sorted by them, each with its targets and whether any of its mentions of a target is
    /// decided tag.
    /// </summary>
    private static IEnumerable<(string Dataset, long Id, int Week, Dictionary<string, bool> Decisions)> Tweets(ReportScope scope)
    {
        (string Dataset, long Id, int Week) current = ("", 0, 0);
        var decisions = new Dictionary<string, bool>(StringComparer.Ordinal);
        foreach (TableRows rows in DatasetTable.Open(scope.Folder, "mentions").RowGroups())
        {
            (string?[] dataset, long[] id, int?[] day) = (rows.Texts("dataset"), rows.Longs("tweetid"), rows.Days("tweet_time"));
            (string?[] target, string?[] decision) = (rows.Texts("target_id"), rows.Texts("decision"));
            for (int i = 0; i < rows.Count; i++)
            {
                if (!scope.Covers(dataset[i]))
                    continue;
                if (id[i] != current.Id || dataset[i] != current.Dataset)
                {
                    if (decisions.Count > 0)
                        yield return (current.Dataset, current.Id, current.Week, decisions);
                    decisions.Clear();
                    current = (dataset[i]!, id[i], ReportCalendar.Week(day[i] ?? 0));
                }

                decisions[target[i]!] = decisions.GetValueOrDefault(target[i]!) || decision[i] == "tag";
            }
        }

        if (decisions.Count > 0)
            yield return (current.Dataset, current.Id, current.Week, decisions);
    }

    /// <summary>Spreads ids evenly (the finaliser of SplitMix64; Steele, Lea and Flood, OOPSLA 2014).</summary>
    private static ulong Mix(ulong x)
    {
        x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
        x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
        return x ^ (x >> 31);
    }
}
