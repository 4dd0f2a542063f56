using System.Globalization;
using Microsoft.Playwright;
using Xunit;

namespace TweetArchive.Tests.Report;

/// <summary>
/// All tweets in the page: unpacked by a real browser, searched, narrowed, an account opened; what is found is what DuckDB finds.
/// </summary>
public sealed class ReportSearchTests(Chromium chromium) : IClassFixture<Chromium>, IDisposable
{
    private readonly ReportFolder folder = new();
    private readonly DuckDb duck = new();

    public void Dispose()
    {
        folder.Dispose();
        duck.Dispose();
    }

    [ChromiumFact]
    public async Task Every_tweet_is_there_and_is_found()
    {
        string dataset = folder.Synthetic();
        string tweets = $"read_parquet({DuckDb.Quote(Path.Combine(dataset, "tweets", "*.parquet"))})",
            mentions = $"read_parquet({DuckDb.Quote(Path.Combine(dataset, "mentions.parquet"))})";
        byte[] html = ReportFolder.Page(dataset, all: true);
        Assert.Equal(html, ReportFolder.Page(dataset, all: true));
        await using OpenPage page = await chromium.Open(html, 1280, address: "#target=israel");
        await page.Page.WaitForFunctionAsync("() => document.documentElement.dataset.tweets === 'yes'");
        const string Tagged = "SELECT DISTINCT dataset, tweetid FROM {0} WHERE target_id = 'israel' AND decision = 'tag'";
        string tagged = string.Format(CultureInfo.InvariantCulture, Tagged, mentions);
        Assert.StartsWith(
            $"{duck.Long($"SELECT count(*) FROM ({tagged})"):N0} tweets, 9 shown.", await Says(page), StringComparison.Ordinal);

        // Search: the words of a tweet, in capitals; counted by DuckDB.
        string word = (string)duck.Scalar("SELECT word FROM (SELECT unnest(regexp_extract_all(lower(tweet_text), '[a-z]{6,}')) AS "
            + $"word FROM {tweets} JOIN ({tagged}) USING (dataset, tweetid)) WHERE word NOT LIKE '%israel%' GROUP BY word ORDER BY "
            + "count(*) DESC, word LIMIT 1")!;
        await page.Page.FillAsync("#search", word.ToUpperInvariant());
        long withWord = duck.Long($"SELECT count(*) FROM {tweets} JOIN ({tagged}) USING (dataset, tweetid) WHERE "
            + $"contains(lower(tweet_text), {DuckDb.Quote(word)})");
        Assert.StartsWith($"{withWord:N0} tweets, {Math.Min(9, withWord)} shown.", await Says(page), StringComparison.Ordinal);
        Assert.Contains("q=" + word.ToUpperInvariant(), await Kept(page), StringComparison.Ordinal);

        // A chip narrows it, and the address brings both back.
        await page.Page.FillAsync("#search", "");
        await page.Page.ClickAsync("#narrow summary");
        await page.Page.WaitForSelectorAsync("#facets .facet button");
        await page.Page.Locator("#facets .facet", new PageLocatorOptions { HasText = "hashtags:" }).Locator("button").First.ClickAsync();
        string hashtag = (await page.Text("#chips button")).Replace("hashtag: #", "", StringComparison.Ordinal)
            .Replace(" ✕", "", StringComparison.Ordinal);
        long withTag = duck.Long($"SELECT count(*) FROM {tweets} JOIN ({tagged}) USING (dataset, tweetid) WHERE "
            + $"list_contains(hashtags, {DuckDb.Quote(hashtag)})");
        Assert.StartsWith($"{withTag:N0} tweets, ", await Says(page), StringComparison.Ordinal);
        string address = await page.Ask<string>("location.hash");
        await using OpenPage again = await chromium.Open(html, 390, address: address);
        await again.Page.WaitForFunctionAsync("() => document.documentElement.dataset.tweets === 'yes'");
        Assert.Equal(await Says(page), await Says(again));
        Assert.True(await again.Ask<int>("document.documentElement.scrollWidth") <= 390);

        // An account opens to its profile, its weeks and its tweets.
        await page.Page.ClickAsync("#chips button");
        await page.Page.Locator("#accounts-list button.chip").First.ClickAsync();
        string id = await page.Ask<string>("document.querySelector('#account-view dd').innerText");
        Assert.True(await page.Ask<int>("document.querySelectorAll('#account-view svg rect').length") > 0);
        await page.Keep("account");
        string userid = (string)duck.Scalar($"SELECT userid FROM {DuckDb.Table(Path.Combine(dataset, "account_targets.parquet"))} "
            + "WHERE target_id = 'israel' ORDER BY tweets DESC, userid, dataset LIMIT 1")!;
        Assert.StartsWith(id.TrimEnd('…'), userid, StringComparison.Ordinal);
        long ofAccount = duck.Long(
            $"SELECT count(*) FROM {tweets} JOIN ({tagged}) USING (dataset, tweetid) WHERE userid = {DuckDb.Quote(userid)}");
        Assert.StartsWith($"{ofAccount:N0} tweets, ", await Says(page), StringComparison.Ordinal);
        Assert.Empty(page.Trouble);
        Assert.Empty(again.Trouble);
    }

    [ChromiumFact]
    public async Task The_search_folds_as_matching_does()
    {
        string[] texts =
            ["Maryam Rajavi İSTANBUL Çağ كتاب", "Maryam Rajavi ＦＵＬＬ ｗｉｄｔｈ", "Maryam Rajavi ۱۲۳ café naïve", "Maryam Rajavi می‌خواهم كِتاب"];
        byte[] html = ReportFolder.Page(folder.Tweets(texts), all: true);
        await using OpenPage page = await chromium.Open(html, address: "#target=rajavi_maryam");
        await page.Page.WaitForFunctionAsync("() => document.documentElement.dataset.tweets === 'yes'");
        foreach ((string query, int found) in new[] { ("istanbul", 1), ("کتاب", 2), ("full width", 1), ("123", 1), ("cafe naive", 1),
            ("CAĞ", 1), ("\"rajavi full\"", 1), ("rajavi -nothing-", 0) })
        {
            await page.Page.FillAsync("#search", query);
            Assert.True((await Says(page)).StartsWith($"{found} tweet{(found == 1 ? "" : "s")}, ", StringComparison.Ordinal), query);
        }

        Assert.Empty(page.Trouble);
    }

    private static Task<string> Says(OpenPage page) => page.Text("#examples-says");

    private static async Task<string> Kept(OpenPage page)
    {
        await page.Page.Locator("#search").BlurAsync();
        return await page.Ask<string>("location.hash");
    }
}
