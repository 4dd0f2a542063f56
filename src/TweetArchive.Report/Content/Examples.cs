using System.Text.Json;
using TweetArchive.Report.Dataset;
using TweetArchive.Report.Page;

namespace TweetArchive.Report.Content;

/// <summary>Tweets behind the figures, with the alias and the rule that each was found by.</summary>
internal sealed class Examples
{
    /// <summary>Longest text shown, in UTF-16 units; longer ones are cut and say so.</summary>
    public const int MaxText = 1200;

    /// <param name="other">Of a figure: not one of those that were chosen for their targets.</param>
    private sealed class Found(string dataset, long id, bool other)
    {
        public bool IsOther => other;

        public string Dataset => dataset;

        public long Id => id;

        public SortedSet<(string Target, bool Tag, string Alias, string Rule, string Field, string Text)> Evidence { get; } = [];

        public HashSet<(int Start, int Length)> Marks { get; } = [];

        public IReadOnlyList<string>? Text { get; set; }

        public string UserId { get; set; } = "";

        public DateTime Time { get; set; }

        public string Language { get; set; } = "";

        public bool IsRetweet { get; set; }

        public string Source { get; set; } = "";

        public string Client { get; set; } = "";

        public IReadOnlyList<string> Hashtags { get; set; } = [];

        /// <summary>Hosts of its links, defanged.</summary>
        public IReadOnlyList<string> Domains { get; set; } = [];

        public long Record { get; set; }

        /// <summary>Numbers of the figures that count it.</summary>
        public int[] Figures { get; set; } = [];
    }

    private readonly SortedDictionary<(string Dataset, long Id), Found> found = [];

    /// <summary>Examples of targets with their text.</summary>
    public int Count => found.Values.Count(f => f.Text is not null && !f.IsOther);

    /// <param name="chosen">Examples of targets.</param>
    /// <param name="others">Tweets of figures, with or without a target. The dataset may not have all of them in full.</param>
    public static Examples Read(
        ReportScope scope, IEnumerable<(string Dataset, long Id)> chosen, IEnumerable<(string Dataset, long Id)> others,
        FigureTweets figures)
    {
        var examples = new Examples();
        foreach ((string dataset, long id) in chosen)
            examples.found.TryAdd((dataset, id), new Found(dataset, id, false));
        foreach ((string dataset, long id) in others)
            examples.found.TryAdd((dataset, id), new Found(dataset, id, true));
        examples.ReadEvidence(scope);
        figures.Read(scope, examples.found.ContainsKey);
        examples.ReadTweets(scope, figures);
        return examples;
    }

    private void ReadEvidence(ReportScope scope)
    {
        foreach (TableRows rows in DatasetTable.Open(scope.Folder, "mentions").RowGroups())
        {
            (string?[] dataset, long[] id, string?[] target) = (rows.Texts("dataset"), rows.Longs("tweetid"), rows.Texts("target_id"));
            (string?[] decision, string?[] alias, string?[] rule) = (rows.Texts("decision"), rows.Texts("alias"), rows.Texts("rule"));
            (string?[] field, string?[] text, long?[] start) = (rows.Texts("field"), rows.Texts("matched_text"),
                rows.LongsOrNull("match_start"));
            for (int i = 0; i < rows.Count; i++)
            {
                if (!scope.Covers(dataset[i]) || !found.TryGetValue((dataset[i]!, id[i]), out Found? tweet))
                    continue;
                tweet.Evidence.Add((target[i]!, decision[i] == "tag", alias[i]!, rule[i]!, field[i]!, text[i] ?? ""));
                if (start[i] is { } from)
                    tweet.Marks.Add(((int)from, CodePoints(text[i] ?? "")));
            }
        }
    }

    private void ReadTweets(ReportScope scope, FigureTweets figures)
    {
        foreach (TableRows rows in DatasetTable.Find(scope.Folder, "tweets")?.RowGroups() ?? [])
        {
            (string?[] dataset, long[] id) = (rows.Texts("dataset"), rows.Longs("tweetid"));
            int[] wanted = [.. Enumerable.Range(0, rows.Count).Where(i => found.ContainsKey((dataset[i]!, id[i])))];
            if (wanted.Length == 0)
                continue;
            (string?[] text, string?[] userid, DateTime?[] time, string?[] language) = (rows.Texts("tweet_text"), rows.Texts("userid"),
                rows.Times("tweet_time"), rows.Texts("tweet_language"));
            (bool[] retweet, string?[] source, long[] record) = (rows.Flags("is_retweet"), rows.Texts("source_file"), rows.Longs("record"));
            (string?[] client, object?[] hashtags, object?[] urls) =
                (rows.Texts("tweet_client_name"), rows.Cells("hashtags"), rows.Cells("urls"));
            (object?[] mentioned, string?[] retweeted) = (rows.Cells("user_mentions"), rows.Texts("retweet_userid"));
            foreach (int i in wanted)
            {
                Found tweet = found[(dataset[i]!, id[i])];
                tweet.Client = TweetText.Defang(client[i] ?? "");
                tweet.Hashtags = hashtags[i] as List<string> ?? [];
                tweet.Domains = [.. (urls[i] as List<string> ?? []).Select(TweetText.Domain).OfType<string>().Distinct()];
                tweet.Text = TweetText.Segments(Cut(text[i] ?? ""), tweet.Marks);
                (tweet.UserId, tweet.Time, tweet.Language) = (userid[i]!, time[i] ?? default, language[i] ?? "");
                (tweet.IsRetweet, tweet.Source, tweet.Record) = (retweet[i], source[i] ?? "", record[i]);
                tweet.Figures = figures.Of(tweet.Dataset, tweet.Id, tweet.UserId, mentioned[i] as List<string> ?? [], tweet.IsRetweet,
                    retweeted[i], text[i] ?? "");
            }
        }
    }

    /// <summary>examples, and others: tweets of figures.</summary>
    /// <param name="targets">Their numbers in the page.</param>
    public void Write(Utf8JsonWriter json, AccountBook accounts, IReadOnlyDictionary<string, int> targets, SearchFolding folding)
    {
        foreach (string piece in found.Values.Where(f => f.Text is not null).SelectMany(f => f.Text!))
            folding.Add(piece);
        Write(json, "examples", found.Values.Where(f => !f.IsOther), accounts, targets);
        Write(json, "others", found.Values.Where(f => f.IsOther), accounts, targets);
    }

    private static void Write(
        Utf8JsonWriter json, string name, IEnumerable<Found> tweets, AccountBook accounts, IReadOnlyDictionary<string, int> targets)
    {
        json.WriteStartArray(name);
        foreach (Found tweet in tweets.Where(f => f.Text is not null).OrderBy(f => f.Time)
            .ThenBy(f => f.Dataset, StringComparer.Ordinal).ThenBy(f => f.Id))
        {
            json.WriteStartObject();
            json.WriteString("id", FormattableString.Invariant($"{tweet.Id}"));
            json.WriteNumber("a", accounts.Number(tweet.Dataset, tweet.UserId));
            json.WriteString("t", ReportCalendar.Minute(tweet.Time));
            json.WriteNumber("day", ReportCalendar.Day(tweet.Time));
            json.WriteString("l", tweet.Language);
            json.WriteNumber("rt", tweet.IsRetweet ? 1 : 0);
            JsonColumns.Texts(json, "x", tweet.Text!);
            json.WriteStartArray("m");
            foreach (var (target, tag, alias, rule, field, text) in tweet.Evidence.Where(e => targets.ContainsKey(e.Target)))
            {
                json.WriteStartArray();
                json.WriteNumberValue(targets[target]);
                json.WriteNumberValue(tag ? 1 : 0);
                bool isHost = field == "url_domain";
                json.WriteStringValue(isHost ? TweetText.DefangHost(alias) : alias);
                json.WriteStringValue(rule);
                json.WriteStringValue(field);
                json.WriteStringValue(isHost ? TweetText.DefangHost(text) : TweetText.Defang(text));
                json.WriteEndArray();
            }

            json.WriteEndArray();
            json.WriteString("c", tweet.Client);
            JsonColumns.Texts(json, "h", tweet.Hashtags);
            JsonColumns.Texts(json, "u", tweet.Domains);
            json.WriteString("s", tweet.Source);
            json.WriteNumber("r", tweet.Record);
            JsonColumns.Numbers(json, "f", tweet.Figures.Select(f => (long)f));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static int CodePoints(string text) => text.Length - text.Count(char.IsLowSurrogate);

    private static string Cut(string text)
    {
        if (text.Length <= MaxText)
            return text;
        int end = char.IsHighSurrogate(text[MaxText - 1]) ? MaxText - 1 : MaxText;
        return text[..end] + " […]";
    }
}
