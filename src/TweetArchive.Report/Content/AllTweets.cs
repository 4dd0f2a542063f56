using System.Text.Json;
using TweetArchive.Report.Coding;
using TweetArchive.Report.Dataset;
using TweetArchive.Report.Page;

namespace TweetArchive.Report.Content;

/// <summary>Every tweet in which a target was found, in columns, for the page to search.</summary>
internal sealed class AllTweets
{
    /// <summary>More tweets would make a page that a browser cannot hold at ease: about 30 MB.</summary>
    public const int Limit = 200_000;

    private readonly record struct Match(int Target, bool Tag, int Alias, int Rule, int Field, int Start, int Length);

    private sealed record Tweet(
        string Dataset, long Id, string Text, string UserId, DateTime Time, int Language, bool IsRetweet, int Client, int Source,
        long Record, int[] Hashtags, int[] Domains, int[] Figures);

    private readonly Dictionary<(string Dataset, long Id), List<Match>> matches = [];
    private readonly List<Tweet> tweets = [];
    private readonly Names aliases = new(), rules = new(), fields = new(), languages = new(), clients = new(), sources = new(),
        hashtags = new(), domains = new();
    private readonly SearchFolding folding = new();

    /// <summary>Tweets in which a target was found, whether or not they are here.</summary>
    public long Found { get; private set; }

    public int Count => tweets.Count;

    public bool Has((string Dataset, long Id) tweet) => matches.ContainsKey(tweet);

    /// <param name="targets">Their numbers in the page.</param>
    public static AllTweets Read(
        ReportScope scope, IReadOnlyDictionary<string, int> targets, FigureTweets figures, int limit = Limit)
    {
        var all = new AllTweets();
        all.ReadMatches(scope, targets, Chosen(scope, limit, out long found));
        all.Found = found;
        figures.Read(scope, all.matches.ContainsKey);
        foreach (TableRows rows in DatasetTable.Find(scope.Folder, "tweets")?.RowGroups() ?? [])
            all.ReadTweets(rows, figures);
        all.tweets.Sort((x, y) => x.Time != y.Time
            ? x.Time.CompareTo(y.Time)
            : x.Dataset != y.Dataset ? string.CompareOrdinal(x.Dataset, y.Dataset) : x.Id.CompareTo(y.Id));
        return all;
    }

    /// <summary>Null if all are chosen; beyond the limit those with the smallest hashes of their ids, tagged ones first.</summary>
    private static HashSet<(string, long)>? Chosen(ReportScope scope, int limit, out long found)
    {
        var tagged = new Smallest<(string, long)>(limit);
        var others = new Smallest<(string, long)>(limit);
        foreach (var tweet in ByTweet(FoundTweets.Read(scope, _ => true)))
            (tweet.Tag ? tagged : others).Offer(SeededOrder.Of(0, tweet.Dataset, tweet.Id, ""), (tweet.Dataset, tweet.Id));
        found = tagged.Seen + others.Seen;
        return found <= limit ? null : [.. tagged.Take(limit), .. others.Take(Math.Max(0, limit - tagged.Seen))];
    }

    private static IEnumerable<(string Dataset, long Id, bool Tag)> ByTweet(IEnumerable<FoundUnit> units)
    {
        (string Dataset, long Id, bool Tag)? tweet = null;
        foreach (FoundUnit unit in units)
        {
            if (tweet is { } current && (current.Dataset, current.Id) == (unit.Dataset, unit.TweetId))
            {
                tweet = current with { Tag = current.Tag || unit.Decision == "tag" };
                continue;
            }

            if (tweet is { } last)
                yield return last;
            tweet = (unit.Dataset, unit.TweetId, unit.Decision == "tag");
        }

        if (tweet is { } end)
            yield return end;
    }

    private void ReadMatches(ReportScope scope, IReadOnlyDictionary<string, int> targets, HashSet<(string, long)>? chosen)
    {
        foreach (TableRows rows in DatasetTable.Open(scope.Folder, "mentions").RowGroups())
        {
            (string?[] dataset, long?[] id, string?[] target, string?[] decision) =
                (rows.Texts("dataset"), rows.LongsOrNull("tweetid"), rows.Texts("target_id"), rows.Texts("decision"));
            (string?[] alias, string?[] rule, string?[] field) = (rows.Texts("alias"), rows.Texts("rule"), rows.Texts("field"));
            (long?[] start, string?[] matched) = (rows.LongsOrNull("match_start"), rows.Texts("matched_text"));
            for (int i = 0; i < rows.Count; i++)
            {
                if (id[i] is not { } tweetId || !scope.Covers(dataset[i]) || chosen?.Contains((dataset[i]!, tweetId)) == false
                    || !targets.TryGetValue(target[i]!, out int number))
                    continue;
                if (!matches.TryGetValue((dataset[i]!, tweetId), out List<Match>? list))
                    matches.Add((dataset[i]!, tweetId), list = []);
                string text = matched[i] ?? "",
                    shown = field[i] == "url_domain" ? TweetText.DefangHost(alias[i]!) : TweetText.Defang(alias[i]!);
                list.Add(new Match(number, decision[i] == "tag", aliases.Of(shown), rules.Of(rule[i]!), fields.Of(field[i]!),
                    (int)(start[i] ?? -1), text.Length - text.Count(char.IsLowSurrogate)));
            }
        }
    }

    private void ReadTweets(TableRows rows, FigureTweets figures)
    {
        (string?[] dataset, long[] id) = (rows.Texts("dataset"), rows.Longs("tweetid"));
        int[] wanted = [.. Enumerable.Range(0, rows.Count).Where(i => matches.ContainsKey((dataset[i]!, id[i])))];
        if (wanted.Length == 0)
            return;
        (string?[] text, string?[] userid, DateTime?[] time, string?[] language) =
            (rows.Texts("tweet_text"), rows.Texts("userid"), rows.Times("tweet_time"), rows.Texts("tweet_language"));
        (bool[] retweet, string?[] client, string?[] source, long[] record) =
            (rows.Flags("is_retweet"), rows.Texts("tweet_client_name"), rows.Texts("source_file"), rows.Longs("record"));
        (object?[] tags, object?[] urls, object?[] mentioned, string?[] retweeted) =
            (rows.Cells("hashtags"), rows.Cells("urls"), rows.Cells("user_mentions"), rows.Texts("retweet_userid"));
        foreach (int i in wanted)
        {
            tweets.Add(new Tweet(dataset[i]!, id[i], text[i] ?? "", userid[i] ?? "", time[i] ?? default, languages.Of(language[i] ?? ""),
                retweet[i], clients.Of(TweetText.Defang(client[i] ?? "")),
                sources.Of(source[i] ?? ""), record[i], Numbers(tags[i], t => hashtags.Of(t)),
                Numbers(urls[i], u => TweetText.Domain(u) is { } host ? domains.Of(host) : -1),
                figures.Of(dataset[i]!, id[i], userid[i] ?? "", mentioned[i] as List<string> ?? [], retweet[i], retweeted[i],
                    text[i] ?? "")));
        }
    }

    private static int[] Numbers(object? list, Func<string, int> number) =>
        list is List<string> items ? [.. items.Select(number).Where(n => n >= 0).Distinct()] : [];

    /// <summary>
    /// { n, found, names of aliases, rules …; then columns of n: id, a (account), t (minutes since the tweet before), l (language), rt, c
    /// (client), s (source), r (record), h (hashtags), u (domains), f (numbers of figures), x (text, defanged), k (marks in it: start,
    /// length, …), m (matches: target, tag, alias, rule, field, …) }.
    /// </summary>
    public void Write(Utf8JsonWriter json, TaggingAccounts accounts)
    {
        json.WriteStartObject();
        json.WriteNumber("n", tweets.Count);
        json.WriteNumber("found", Found);
        foreach ((string name, Names names) in ((string, Names)[])[("aliases", aliases), ("rules", rules), ("fields", fields),
            ("languages", languages), ("clients", clients), ("sources", sources), ("hashtags", hashtags), ("domains", domains)])
            JsonColumns.Texts(json, name, names.All);
        JsonColumns.Texts(json, "id", tweets.Select(t => FormattableString.Invariant($"{t.Id}")));
        JsonColumns.Numbers(json, "a", tweets.Select(t => (long)accounts.Number(t.Dataset, t.UserId)));
        WriteTimes(json);
        JsonColumns.Numbers(json, "l", tweets.Select(t => (long)t.Language));
        JsonColumns.Numbers(json, "rt", tweets.Select(t => t.IsRetweet ? 1L : 0));
        JsonColumns.Numbers(json, "c", tweets.Select(t => (long)t.Client));
        JsonColumns.Numbers(json, "s", tweets.Select(t => (long)t.Source));
        JsonColumns.Numbers(json, "r", tweets.Select(t => t.Record));
        WriteLists(json, "h", tweets.Select(t => t.Hashtags));
        WriteLists(json, "u", tweets.Select(t => t.Domains));
        WriteLists(json, "f", tweets.Select(t => t.Figures));
        WriteTexts(json);
        WriteLists(json, "m",
            tweets.Select(t => matches[(t.Dataset, t.Id)].SelectMany(m => (int[])[m.Target, m.Tag ? 1 : 0, m.Alias, m.Rule, m.Field])));
        folding.Write(json);
        accounts.Write(json);
        json.WriteEndObject();
    }

    private void WriteTimes(Utf8JsonWriter json)
    {
        long before = 0;
        json.WriteStartArray("t");
        foreach (Tweet tweet in tweets)
        {
            long minutes = (tweet.Time.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMinute;
            json.WriteNumberValue(minutes - before);
            before = minutes;
        }

        json.WriteEndArray();
    }

    private void WriteTexts(Utf8JsonWriter json)
    {
        var marks = new List<int[]>(tweets.Count);
        json.WriteStartArray("x");
        foreach (Tweet tweet in tweets)
        {
            (int, int)[] found =
                [.. matches[(tweet.Dataset, tweet.Id)].Where(m => m.Start >= 0).Select(m => (m.Start, m.Length)).Distinct()];
            IReadOnlyList<string> pieces = TweetText.Segments(tweet.Text, found);
            List<int> places = [];
            int at = 0;
            for (int i = 0; i < pieces.Count; at += pieces[i++].Length)
            {
                if (i % 2 == 1)
                    places.AddRange([at, pieces[i].Length]);
            }

            string text = string.Concat(pieces);
            folding.Add(text);
            json.WriteStringValue(text);
            marks.Add([.. places]);
        }

        json.WriteEndArray();
        WriteLists(json, "k", marks);
    }

    private static void WriteLists(Utf8JsonWriter json, string name, IEnumerable<IEnumerable<int>> lists)
    {
        json.WriteStartArray(name);
        foreach (IEnumerable<int> list in lists)
        {
            json.WriteStartArray();
            foreach (int number in list)
                json.WriteNumberValue(number);
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    /// <summary>Texts that occur again and again, by number.</summary>
    private sealed class Names
    {
        private readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);

        public IEnumerable<string> All => numbers.Keys;

        public int Of(string name)
        {
            numbers.TryAdd(name, numbers.Count);
            return numbers[name];
        }
    }
}
