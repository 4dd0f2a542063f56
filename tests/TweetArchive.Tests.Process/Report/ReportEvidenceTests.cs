using System.Globalization;
using System.Text.Json;
using TweetArchive.Tests.Analysis;
using Xunit;

namespace TweetArchive.Tests.Report;

/// <summary>Links of networks, rows of analyses, numbers in tables and accounts lead to their tweets, as DuckDB finds them.</summary>
[Collection(nameof(PlantedDataset))]
public sealed class ReportEvidenceTests(Chromium chromium, PlantedDataset planted) : IClassFixture<Chromium>, IDisposable
{
    private readonly ReportFolder folder = new();
    private readonly DuckDb duck = new();

    private string Planted => planted.FinishedRun.Out;

    public void Dispose()
    {
        folder.Dispose();
        duck.Dispose();
    }

    [ChromiumTheory]
    [InlineData("mention_edges", true)]
    [InlineData("retweet_edges", true)]
    [InlineData("retweet_edges", false)]
    public async Task A_link_of_a_network_leads_to_its_tweets(string network, bool all)
    {
        await using OpenPage page = await Open(TwoStates.Page(all));
        await page.See(network);
        string address = "";
        // The chart moves while others above it are drawn, and of two links that cross the upper one is clicked.
        for (int tries = 0; tries < 20 && !address.Contains("of:" + network, StringComparison.Ordinal); tries++)
        {
            JsonElement at = (await page.Page.EvaluateAsync(MiddleOfLink, new { network, link = tries }))!.Value;
            await page.Page.Mouse.ClickAsync((float)at.GetProperty("x").GetDouble(), (float)at.GetProperty("y").GetDouble());
            await page.Page.WaitForTimeoutAsync(300);
            address = await Address(page);
        }

        await AssertLink(page, address[(address.IndexOf("of:", StringComparison.Ordinal) + 3)..].Split('&')[0]);

        // The same by keyboard, from the table; and the address alone leads there again.
        await page.Page.ClickAsync($"#{network}-table summary");
        string cell = $"#{network}-table tbody tr:nth-child(4) button.figure";
        await page.Page.FocusAsync(cell);
        string tweets = await page.Text(cell);
        await page.Page.Keyboard.PressAsync("Enter");
        address = await Address(page);
        string link = address[(address.IndexOf("of:", StringComparison.Ordinal) + 3)..].Split('&')[0];
        await AssertLink(page, link);
        Assert.StartsWith(tweets + " tweet", await Says(page), StringComparison.Ordinal);
        await using OpenPage again = await Open(TwoStates.Page(all), await page.Ask<string>("location.hash"));
        Assert.Equal(await Says(page), await Says(again));
        Assert.Empty(page.Trouble);
        Assert.Empty(again.Trouble);
    }

    /// <summary>What is shown is of the link, at least three of its tweets, whether or not a target is in them.</summary>
    private async Task AssertLink(OpenPage page, string link)
    {
        string[] of = link.Split(' ');
        string sameTo = of[0] == "mention_edges" ? "list_contains(user_mentions, {0})"
            : "is_retweet AND coalesce(nullif(retweet_userid, ''), regexp_extract(tweet_text, '^RT @(\\w+):', 1)) = {0}";
        HashSet<string> tweets = [.. duck.Lines($"SELECT tweetid FROM {DuckDb.Table(Path.Combine(TwoStates.Dataset, "tweets/*.parquet"))} "
            + $"WHERE dataset = {DuckDb.Quote(of[1])} AND userid = {DuckDb.Quote(of[2])} AND "
            + string.Format(CultureInfo.InvariantCulture, sameTo, DuckDb.Quote(of[3])))];
        Assert.StartsWith(string.Create(CultureInfo.InvariantCulture, $"{tweets.Count:N0} tweet"), await Says(page),
            StringComparison.Ordinal);
        string[] shown = await Shown(page);
        Assert.All(shown, id => Assert.Contains(id, tweets));
        Assert.InRange(shown.Distinct().Count(), Math.Min(3, tweets.Count), tweets.Count);
        // Screen readers read each in the language that Twitter gave it.
        Assert.Equal("", await page.Ask<string>("[...document.querySelectorAll('#examples-list li')].filter(li => { const lang = "
            + "li.querySelector('p').lang, says = li.querySelector('header').textContent; return lang ? !says.includes('(' + lang + ')') "
            + ": !/undetermined|not given|\\((in|iw)\\)/.test(says); }).map(li => li.textContent).join('; ')"));
        Assert.Contains("target=*", await Address(page), StringComparison.Ordinal);
        Assert.Contains("release=" + of[1], await Address(page), StringComparison.Ordinal);
    }

    [ChromiumTheory]
    [InlineData("narrative_clusters", "original_accounts", "dataset, cluster_id",
        "SELECT tweetid FROM {0} JOIN {1} USING (dataset, cluster_id)", "narrative_copies")]
    [InlineData("narrative_themes", "tweets", "dataset, theme_id",
        "SELECT tweetid FROM {0} JOIN {2} USING (dataset, theme_id) JOIN {1} USING (dataset, cluster_id)", "narrative_copies")]
    [InlineData("coordination_edges", "n_objects", "dataset, method, account_a, account_b",
        "SELECT unnest([tweetid_a, tweetid_b]) FROM {0} JOIN {1} USING (dataset, method, account_a, account_b)", "coordination_objects")]
    [InlineData("coordination_components", "accounts", "dataset, method, component_id, userids",
        "SELECT unnest([tweetid_a, tweetid_b]) FROM {0} JOIN {1} USING (dataset, method) "
            + "WHERE list_contains(userids, account_a) AND list_contains(userids, account_b)", "coordination_objects")]
    public async Task A_row_of_an_analysis_leads_to_its_tweets(string table, string order, string key, string sql, string tweetsOf)
    {
        await using OpenPage page = await Open(ReportFolder.Page(Planted));
        for (int row = 0; row < 3; row++)
        {
            string one = $"(SELECT {key} FROM (SELECT *, row_number() OVER () AS r FROM {Table(table)}) ORDER BY {order} DESC, r "
                + $"LIMIT 1 OFFSET {row})";
            HashSet<string> tweets = [.. duck.Lines(string.Format(
                CultureInfo.InvariantCulture, sql, one, Table(tweetsOf), Table("narrative_clusters")))];
            await page.Page.ClickAsync($"#analysis-{table} li:nth-child({row + 1}) button.chip");
            string[] shown = await Shown(page);
            Assert.All(shown, id => Assert.Contains(id, tweets));
            Assert.InRange(shown.Distinct().Count(), Math.Min(table == "coordination_edges" ? 2 : 3, tweets.Count), tweets.Count);
            // The table of objects may be cut, so nothing tells how many there are.
            if (tweetsOf != "coordination_objects")
                Assert.StartsWith(string.Create(CultureInfo.InvariantCulture, $"{tweets.Count:N0} tweets in the dataset; "),
                    await Says(page), StringComparison.Ordinal);
        }

        Assert.Empty(page.Trouble);
    }

    [ChromiumFact]
    public async Task A_spike_a_burst_and_a_look_alike_lead_to_their_tweets_and_so_does_the_finding_of_the_most_copied_text()
    {
        await using OpenPage page = await Open(ReportFolder.Page(Planted, all: true));
        object?[] spike = Assert.Single(duck.Rows("SELECT target_id, tweets, period, strftime(period_start, '%Y-%m-%d') FROM "
            + $"(SELECT *, row_number() OVER () AS r FROM {Table("spikes")}) ORDER BY accounts_z DESC, r LIMIT 1"));
        await page.Page.ClickAsync("#analysis-spikes li button.chip");
        Assert.Contains($"target={spike[0]}", await Address(page), StringComparison.Ordinal);
        Assert.StartsWith(string.Create(CultureInfo.InvariantCulture, $"{spike[1]:N0} tweets"), await Says(page),
            StringComparison.Ordinal);

        await page.Page.SelectOptionAsync("#target", "*");
        object?[] burst = Assert.Single(duck.Rows("SELECT period, strftime(period_start, '%Y-%m-%d') FROM (SELECT *, row_number() "
            + $"OVER () AS r FROM {Table("account_bursts")}) ORDER BY accounts DESC, r LIMIT 1"));
        await page.Page.ClickAsync("#analysis-account_bursts li button.chip");
        Assert.Contains($"{((string)burst[0]! == "week" ? "created" : "born")}:{burst[1]}", await Address(page),
            StringComparison.Ordinal);

        string domain = (string)duck.Scalar($"SELECT found FROM (SELECT *, row_number() OVER () AS r FROM {Table("lookalikes")}) "
            + "WHERE kind = 'domain' ORDER BY tweets DESC, r LIMIT 1")!;
        await page.Page.ClickAsync("#analysis-lookalikes summary");
        await page.Page.Locator("#analysis-lookalikes tbody tr", new() { HasText = domain }).Locator("button.figure").First.ClickAsync();
        Assert.Contains("domain:" + domain.Replace(".", "[.]", StringComparison.Ordinal), await Address(page), StringComparison.Ordinal);

        await page.Page.Locator("#findings li", new() { HasText = "the most authors" }).Locator("a").ClickAsync();
        Assert.Contains("only=of:narrative_clusters ", await Address(page), StringComparison.Ordinal);
        Assert.StartsWith(string.Create(CultureInfo.InvariantCulture, $"{duck.Long("SELECT tweets FROM (SELECT *, row_number() OVER () "
            + $"AS r FROM {Table("narrative_clusters")}) ORDER BY original_accounts DESC, r LIMIT 1"):N0} tweets in the dataset; "),
            await Says(page), StringComparison.Ordinal);
        Assert.Empty(page.Trouble);
    }

    [ChromiumFact]
    public async Task A_name_used_and_an_account_that_looks_like_another_lead_to_their_tweets()
    {
        await using OpenPage page = await Open(ReportFolder.Page(Planted));
        object?[] name = Assert.Single(duck.Rows("SELECT target_id, polarity, tweet_language, is_retweet, tweets FROM "
            + $"(SELECT *, row_number() OVER () AS r FROM {Table("label_used")}) ORDER BY tweets DESC, r LIMIT 1"));
        await page.Page.ClickAsync("#analysis-label_used summary");
        await page.Page.ClickAsync("#analysis-label_used tbody tr:nth-child(1) button.figure");
        HashSet<string> tweets = [.. duck.Lines($"SELECT DISTINCT tweetid FROM {Table("mentions")} WHERE decision = 'tag' AND "
            + $"target_id = '{name[0]}' AND polarity = '{name[1]}' AND tweet_language = '{name[2]}' AND is_retweet = {name[3]}")];
        Assert.Equal((long)name[4]!, tweets.Count);
        await AssertShown(page, tweets);

        object?[] account = duck.Rows($"SELECT userid, found FROM {Table("lookalikes")} WHERE kind = 'handle' ORDER BY tweets DESC")[0];
        await page.Page.ClickAsync("#analysis-lookalikes summary");
        await page.Page.Locator("#analysis-lookalikes tbody tr", new() { HasText = (string)account[1]! }).Locator("button.figure")
            .First.ClickAsync();
        await AssertShown(page, [.. duck.Lines(
            $"SELECT tweetid FROM {DuckDb.Table(Path.Combine(Planted, "tweets/*.parquet"))} WHERE userid = '{account[0]}'")]);
        Assert.Contains((string)account[1]!, await page.Text("#chips"), StringComparison.Ordinal);
        Assert.Empty(page.Trouble);
    }

    /// <summary>At least three of the tweets are listed, and the page says how many the dataset has.</summary>
    private static async Task AssertShown(OpenPage page, HashSet<string> tweets)
    {
        string[] shown = await Shown(page);
        Assert.All(shown, id => Assert.Contains(id, tweets));
        Assert.InRange(shown.Distinct().Count(), Math.Min(3, tweets.Count), tweets.Count);
        Assert.StartsWith(string.Create(CultureInfo.InvariantCulture, $"{tweets.Count:N0} tweet"), await Says(page),
            StringComparison.Ordinal);
    }

    [ChromiumTheory]
    [InlineData("weekly", 1)]
    [InlineData("languages", 1)]
    [InlineData("hashtags", 1)]
    [InlineData("clients", 1)]
    [InlineData("hours", 3)]
    public async Task A_number_in_a_table_leads_to_as_many_tweets(string table, int column)
    {
        await using OpenPage page = await Open(TwoStates.Page(all: true), "#target=israel");
        await page.Page.ClickAsync($"#{table}-table summary");
        // The first that is not 0.
        string cell = $"#{table}-table tbody tr > :nth-child({column + 1}) button.figure";
        string tweets = await page.Text(cell);
        await page.Page.ClickAsync(cell);
        Assert.StartsWith(tweets + " tweet", await Says(page), StringComparison.Ordinal);
        Assert.Empty(page.Trouble);
    }

    /// <summary>The page has all accounts that wrote most, and tweets only of those that mention a target.</summary>
    [ChromiumFact]
    public async Task An_account_without_a_tweet_in_the_page_opens_all_the_same()
    {
        string dataset = folder.Tweets(["Maryam Rajavi speaks", "nothing", "nothing again"], i => i == 0 ? "speaker" : "silent");
        await using OpenPage page = await Open(ReportFolder.Page(dataset, all: true));
        await page.Page.Locator("#accounts-list tr", new() { HasText = "silent" }).Locator("button.chip").ClickAsync();
        Assert.StartsWith("2 tweets in the dataset; none of them in this page", await Says(page), StringComparison.Ordinal);
        Assert.Contains("silent", await page.Text("#account-view"), StringComparison.Ordinal);
        Assert.Empty(page.Trouble);
    }

    private const string MiddleOfLink = """
        ({ network, link }) => {
          const box = document.getElementById(network + '-chart'), series = echarts.getInstanceByDom(box).getModel().getSeriesByIndex(0);
          box.scrollIntoView({ block: 'center' });
          const edges = series.getGraph().edges, [from, to, bend] = edges[link % edges.length].getLayout();
          const middle = [0, 1].map(k => bend ? from[k] / 4 + bend[k] / 2 + to[k] / 4 : (from[k] + to[k]) / 2);
          const [x, y] = series.coordinateSystem.dataToPoint(middle), at = box.getBoundingClientRect();
          return { x: at.x + x, y: at.y + y };
        }
        """;

    private async Task<OpenPage> Open(byte[] html, string address = "#target=*")
    {
        OpenPage page = await chromium.Open(html, 1280, address: address);
        await page.Page.WaitForFunctionAsync("() => document.documentElement.dataset.tweets === 'yes'");
        return page;
    }

    private static Task<string> Says(OpenPage page) => page.Text("#examples-says");

    private static Task<string> Address(OpenPage page) => page.Ask<string>("[...new URLSearchParams(location.hash.slice(1))]"
        + ".map(([name, value]) => name + '=' + value).join('&')");

    /// <summary>The ids of the tweets that are listed.</summary>
    private static Task<string[]> Shown(OpenPage page) => page.Ask<string[]>(
        "[...document.querySelectorAll('#examples-list li footer > .code')].map(c => c.textContent.match(/^tweet (\\d+)/)[1])");

    private string Table(string name) => DuckDb.Table(Path.Combine(Planted, name + ".parquet"));
}
