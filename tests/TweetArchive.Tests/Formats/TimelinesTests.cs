using System.Text.Json;
using TweetArchive.Jobs;
using Xunit;

namespace TweetArchive.Tests.Formats;

/// <summary>Timelines of Twitter's web interface in all its shapes, and tweets in lists that are in lists.</summary>
public sealed class TimelinesTests : IDisposable
{
    private const string Entry = """
        {"entryId": "tweet-%ID%", "sortIndex": "1", "content": {"entryType": "TimelineTimelineItem",
        "itemContent": {"itemType": "TimelineTweet", "tweet_results": {"result": %RESULT%}, "tweetDisplayType": "Tweet"} } }
        """;

    private const string Result = """
        {"__typename": "Tweet", "rest_id": "%ID%", "core": {"user_results": {"result": {"__typename": "User", "rest_id": "7%N%",
        "legacy": {"name": "Ana", "screen_name": "ana", "created_at": "Mon May 06 00:00:00 +0000 2013", "followers_count": 12} } } },
        "source": "<a href=\"x\">Web</a>", "legacy": {"created_at": "Sun Mar 04 05:0%N%:17 +0000 2018",
        "full_text": "PMOI, number %N% #Iran",
        "lang": "en", "user_id_str": "7%N%", "id_str": "%ID%", "favorite_count": 3, "entities": {"hashtags": [{"text": "Iran"}]}%MORE%} }
        """;

    private static readonly Dictionary<string, Func<string>> Shapes = new()
    {
        ["of a user"] = () => Answer("user.result.timeline_v2.timeline", Add(Entries(1, 2, 3, 4, 5))),
        ["of a user, later"] = () => Answer("user.result.timeline.timeline", Add(Entries(1, 2, 3, 4, 5))),
        ["of a search"] = () => Answer("search_by_raw_query.search_timeline.timeline", Add(Entries(1, 2, 3, 4, 5))),
        ["of a list"] = () => Answer("list.tweets_timeline.timeline", Add(Entries(1, 2, 3, 4, 5))),
        ["of bookmarks"] = () => Answer("bookmark_timeline_v2.timeline", Add(Entries(1, 2, 3, 4, 5))),
        ["a conversation"] = () => Answer("threaded_conversation_with_injections_v2", Add([.. Entries(1), Module(2, 3), Module(4, 5)])),
        ["with a pinned one"] = () => Answer("user.result.timeline_v2.timeline",
            $$"""{"type": "TimelineClearCache"}, {"type": "TimelinePinEntry", "entry": {{Of(1)}} }, {{Add(Entries(2, 3, 4, 5))}}"""),
        ["with what replaces another"] = () => Answer("user.result.timeline_v2.timeline",
            $$"""{{Add(Entries(1, 2, 3, 4))}}, {"type": "TimelineReplaceEntry", "entry_id_to_replace": "x", "entry": {{Of(5)}} }"""),
        ["with wrapped ones"] = () => Answer("user.result.timeline_v2.timeline",
            Add([.. Entries(1), Of(2, Wrapped), .. Entries(3), Of(4, r => $"{{\"tweet\": {r}}}"), .. Entries(5)])),
        ["of wrapped ones alone"] = () => Answer("user.result.timeline_v2.timeline",
            Add([Of(1, Wrapped), Of(2, Wrapped), Of(3, Wrapped), Of(4, Wrapped), Of(5, Wrapped)])),
        ["with tweets that cannot be seen"] = () => Answer("user.result.timeline_v2.timeline",
            Add([Of(6, _ => "{\"__typename\": \"TweetTombstone\", \"tombstone\": {}}"), .. Entries(1, 2, 3),
                Of(7, _ => "{\"__typename\": \"TweetUnavailable\", \"reason\": \"x\"}"), .. Entries(4, 5), Of(8, _ => "{}")
                    .Replace("{\"result\": {}}", "{}", StringComparison.Ordinal)])),
        ["with retweets and quotes inside"] = () => Answer("user.result.timeline_v2.timeline",
            Add([.. Entries(1, 2, 3), Of(4, more: $", \"quoted_status_result\": {{\"result\": {OneOf(9)}}}"), .. Entries(5)])),
        ["pages on lines"] = () => string.Join('\n', Pages().Select(p => p.ReplaceLineEndings(" "))),
        ["pages behind each other"] = () => string.Concat(Pages()),
        ["pages in an array"] = () => $"[{string.Join(",\n", Pages())}]",
        ["wrapped by a program"] = () => $"[{string.Join(", ", Pages().Select(p => $"{{\"url\": \"x\", \"time\": 1, \"body\": {p}}}"))}]",
    };

    private static readonly JsonSerializerOptions OverLines = new() { WriteIndented = true };

    private readonly TempDatasets temp = new();

    public void Dispose() => temp.Dispose();

    [Fact]
    public void All_tweets_of_a_timeline_are_read()
    {
        var texts = new List<(string What, string Text)>();
        foreach ((string shape, Func<string> text) in Shapes)
        {
            texts.Add((shape, text()));
            // What is several texts cannot be written as one over several lines.
            if (shape is not ("pages on lines" or "pages behind each other"))
                texts.Add((shape + ", indented", JsonSerializer.Serialize(JsonSerializer.Deserialize<JsonElement>(text()), OverLines)));
        }

        ILookup<string, string> rows = Read(texts, out RunResult result);
        foreach ((string what, _) in texts)
            Assert.Equal([what, .. Five("Iran|ana")], [what, .. rows[what]]);
        Assert.Equal(0, result.Counts.Rejected);
    }

    [Fact]
    public void Lists_of_accounts_with_lists_of_tweets()
    {
        string Tweet(int n) => $$"""
            {"id": "{{Id(n)}}", "text": "PMOI, number {{n}} #Iran", "author_id": "7{{n}}", "created_at": "2018-03-04T05:0{{n}}:17.000Z"}
            """.Trim();
        string Account(string list, int from, int to) => $$"""
            {"user_id": "7{{from}}", "screen_name": "ana",
            "{{list}}": [{{string.Join(", ", Enumerable.Range(from, to - from).Select(Tweet))}}]}
            """.ReplaceLineEndings(" ").Trim();
        var texts = new List<(string What, string Text)>();
        foreach (string list in (string[])["tweets", "timeline", "posts"])
        {
            foreach ((string open, string close, string between) in (ReadOnlySpan<(string, string, string)>)
                [("[", "]", ","), ("[", "]", ",\n"), ("", "\n", "\n"), ("{\"accounts\": [", "]}", ", ")])
            {
                texts.Add(($"{list} between {open} and {close} by {between}",
                    open + string.Join(between, Account(list, 1, 4), Account(list, 4, 4), Account(list, 4, 6)) + close));
            }
        }

        ILookup<string, string> rows = Read(texts, out RunResult result);
        foreach ((string what, _) in texts)
            Assert.Equal([what, .. Five("|")], [what, .. rows[what]]);
        Assert.Equal(0, result.Counts.Rejected);
    }

    [Fact]
    public void Pinned_tweets_of_a_page_of_accounts_are_not_its_tweets()
    {
        string path = temp.File("u.jsonl");
        File.WriteAllText(path, $$"""
            {"data": [{"id": "7", "username": "ana", "name": "Ana"}], "includes": {"tweets": [{"id": "{{Id(1)}}",
            "text": "x", "author_id": "7", "created_at": "2018-03-04T05:01:17.000Z"}]} }
            """.ReplaceLineEndings(" "));
        Assert.Contains("accounts", Assert.ThrowsAny<Exception>(() => temp.Run([path])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_page_costs_itself()
    {
        string[] pages = [.. Pages().Select(p => p.ReplaceLineEndings(" "))];
        string damaged = pages[1].Replace("tweet_results", "tweet\"results", StringComparison.Ordinal);
        ILookup<string, string> rows = Read([("x", string.Join('\n', pages[0], damaged, pages[2]))], out RunResult result);
        Assert.Equal(3, rows["x"].Count());
        Assert.Equal(1, result.Counts.Rejected);
    }

    [Theory]
    [InlineData("\"lang\": \"en\"", "\"lang\": en\"")]
    [InlineData("\"lang\": \"en\"", "\"lang\": \"en")]
    [InlineData("\"legacy\": {\"created_at\"", "\"legacy\": \"created_at\"")]
    [InlineData("\"favorite_count\": 3", "\"favorite_count\": {3")]
    public void A_damaged_tweet_of_a_page_costs_itself(string sound, string damaged)
    {
        string page = Shapes["of a user"]();
        var texts = new List<(string What, string Text)>();
        for (int n = 1; n <= 5; n++)
        {
            int at = page.IndexOf(sound, page.IndexOf($"\"rest_id\": \"{Id(n)}\"", StringComparison.Ordinal), StringComparison.Ordinal);
            string text = page[..at] + damaged + page[(at + sound.Length)..];
            texts.Add(($"{n} on a line", text.ReplaceLineEndings(" ")));
            texts.Add(($"{n} over lines", text.Replace(", \"", ",\n\"", StringComparison.Ordinal)));
        }

        ILookup<string, string> rows = Read(texts, out RunResult result);
        foreach ((string what, _) in texts)
            Assert.Equal([what, .. Five("Iran|ana").Where((_, n) => n + 1 != what[0] - '0')], [what, .. rows[what]]);
        // A brace too few also ends the page early, and what follows is one reject more.
        Assert.InRange(result.Counts.Rejected, texts.Count, 2 * texts.Count);
    }

    [Fact]
    public void Of_a_page_that_breaks_off_the_tweets_before_are_read()
    {
        string page = Shapes["of a user"]().ReplaceLineEndings(" ");
        string cut = page[..(page.IndexOf($"\"rest_id\": \"{Id(4)}\"", StringComparison.Ordinal) + 100)];
        ILookup<string, string> rows = Read([("cut", cut)], out RunResult result);
        Assert.Equal(Five("Iran|ana").Take(3), rows["cut"]);
        Assert.Equal(1, result.Counts.Rejected);
    }

    private static long Id(int n) => 970001234567890000 + n;

    private static string OneOf(int n, string more = "") => Result.Replace("%ID%", $"{Id(n)}", StringComparison.Ordinal)
        .Replace("%N%", $"{n}", StringComparison.Ordinal).Replace("%MORE%", more, StringComparison.Ordinal);

    private static string Of(int n, Func<string, string>? change = null, string more = "") =>
        Entry.Replace("%ID%", $"{Id(n)}", StringComparison.Ordinal)
            .Replace("%RESULT%", (change ?? (r => r))(OneOf(n, more)), StringComparison.Ordinal);

    private static string Wrapped(string result) =>
        $$"""{"__typename": "TweetWithVisibilityResults", "tweet": {{result}}, "limitedActionResults": {} }""";

    private static string[] Entries(params int[] numbers) => [.. numbers.Select(n => Of(n))];

    private static string Module(params int[] numbers) => $$"""
        {"entryId": "conversation-1", "content": {"entryType": "TimelineTimelineModule", "items": [{{string.Join(", ", numbers.Select(n =>
            $$"""{"entryId": "x", "item": {"itemContent": {"tweet_results": {"result": {{OneOf(n)}} } } } }"""))}}] } }
        """;

    private static string Add(IEnumerable<string> entries) => $$"""
        {"type": "TimelineAddEntries", "entries": [{{string.Concat(entries.Select(e => e + ", "))}}{"entryId": "who-to-follow",
        "content": {"items": [{"item": {"itemContent": {"user_results": {"result": {"rest_id": "99", "legacy": {"screen_name": "x"} } } } } }] } },
        {"entryId": "cursor-bottom", "content": {"value": "DAAC", "cursorType": "Bottom"} }]}
        """;

    private static string Answer(string path, string instructions) =>
        path.Split('.').Reverse().Append("data")
            .Aggregate($"{{\"instructions\": [{instructions}]}}", (inner, name) => $"{{\"{name}\": {inner}}}");

    private static string[] Pages() =>
    [
        Answer("user.result.timeline_v2.timeline", Add(Entries(1, 2))), Answer("user.result.timeline_v2.timeline", Add(Entries(3, 4))),
        Answer("user.result.timeline_v2.timeline", Add(Entries(5))), Answer("user.result.timeline_v2.timeline", Add([])),
    ];

    private static IEnumerable<string> Five(string rest) =>
        Enumerable.Range(1, 5).Select(n => $"{Id(n)}|7{n}|2018-03-04 05:0{n}:17|PMOI, number {n} #Iran|{rest}");

    /// <summary>All in one run, each as a separate file; the rows of each.</summary>
    private ILookup<string, string> Read(List<(string What, string Text)> texts, out RunResult result)
    {
        string[] paths = [.. texts.Select((_, n) => temp.File($"t{n}x.json"))];
        for (int n = 0; n < paths.Length; n++)
            File.WriteAllText(paths[n], texts[n].Text);
        FinishedRun run = temp.Run(paths);
        result = run.Result;
        using var duck = new DuckDb();
        return duck.Lines($"SELECT source_file, tweetid, userid, strftime(tweet_time AT TIME ZONE 'UTC', '%Y-%m-%d %H:%M:%S'), tweet_text, "
            + $"coalesce(array_to_string(hashtags, ' '), ''), coalesce(user_screen_name, '') FROM {run.Table("tweets")} ORDER BY 1, 2")
            .ToLookup(l => texts[Array.FindIndex(paths, p => l.StartsWith(Path.GetFileName(p) + "|", StringComparison.Ordinal))].What,
                l => l[(l.IndexOf('|', StringComparison.Ordinal) + 1)..]);
    }
}
