using System.Text;
using TweetArchive.Targets.Matching;
using Xunit;

namespace TweetArchive.Tests.Targets;

/// <summary>Hashes that the publisher put for handles are nobody's name: not in text, links, hashtags, nor in tables.</summary>
public sealed class RedactedTests
{
    // Letters of a hash happen to read as a handle or a hashtag of the lexicon; capitals do not help.
    private const string Rest = "jSxNwqGXmPpbZqpjyQbqPMOIxMtz=";

    [Theory]
    [InlineData("#FreeIran2018" + Rest + "Oman", "", "")]
    [InlineData("nothing", "['FreeIran2018" + Rest + "Oman']", "")]
    [InlineData("nothing", "['AlinejadMasih" + Rest + "']", "")]
    [InlineData("x", "", "['https://twitter.com/AlinejadMasih/ab" + Rest + "/status/5']")]
    [InlineData("https://twitter.com/AlinejadMasih/ab" + Rest + "/status/5", "", "")]
    [InlineData("@AlinejadMasih+" + Rest + "ab hello", "", "")]
    public void Nothing_is_cut_out_of_a_hash(string text, string hashtags, string urls)
    {
        MatchSession session = Shipped.Matcher.NewSession();
        Assert.Equal(0, session.Match(Tweet(text, hashtags, urls)).Length);
    }

    /// <summary>The same without the hash does match, so the test above can fail.</summary>
    [Theory]
    [InlineData("#FreeIran2018", "", "")]
    [InlineData("nothing", "['FreeIran2018']", "")]
    [InlineData("x", "", "['https://twitter.com/AlinejadMasih/status/5']")]
    [InlineData("https://twitter.com/AlinejadMasih/status/5", "", "")]
    [InlineData("@AlinejadMasih hello", "", "")]
    public void Without_the_hash_there_is_a_mention(string text, string hashtags, string urls)
    {
        MatchSession session = Shipped.Matcher.NewSession();
        Assert.NotEqual(0, session.Match(Tweet(text, hashtags, urls)).Length);
    }

    [Fact]
    public void A_hashtag_with_a_hash_stands_whole_in_the_table_and_is_not_folded()
    {
        const string Hashtag = "WSZEaJBS9qGXmPpbZqpjyQbq+MOIxMtz2fVbXUa3c=Oman";
        using var temp = new TempDatasets();
        string path = new GoldenArchive()
            .Add(1, ("tweet_text", $"talks #{Hashtag} #Geneva @{Hashtag[..^4]} x"), ("hashtags", $"['{Hashtag}', 'Geneva']"),
                ("urls", $"['https://twitter.com/{Hashtag[..^4]}/status/77']"), ("user_mentions", $"['{Hashtag[..^4]}']"))
            .Add(2, ("tweet_text", $"RT @{Hashtag[..^4]}: #{Hashtag} in the text alone"), ("is_retweet", "True"))
            .Write(temp.File("a_tweets.csv"));
        FinishedRun run = temp.Run([path]);
        using var duck = new DuckDb();
        Assert.Equal(["Geneva|geneva|1", $"{Hashtag}|{Hashtag}|1"],
            duck.Lines($"SELECT hashtag, hashtag_folded, tweets FROM {run.Table("hashtags")} WHERE target_id = '*' ORDER BY 1"));
        Assert.Equal([Hashtag[..^4]], duck.Lines($"SELECT mentioned FROM {run.Table("mention_edges")}"));
        Assert.Equal([Hashtag[..^4]], duck.Lines($"SELECT retweeted FROM {run.Table("retweet_edges")}"));
        Assert.Equal(["twitter.com|1"], duck.Lines($"SELECT domain, tweets FROM {run.Table("domains")} WHERE target_id = '*'"));
    }

    private static TweetText Tweet(string text, string hashtags, string urls) => new()
    {
        Text = Encoding.UTF8.GetBytes(text),
        Hashtags = Encoding.UTF8.GetBytes(hashtags),
        Urls = Encoding.UTF8.GetBytes(urls),
        Language = "en"u8,
    };
}
