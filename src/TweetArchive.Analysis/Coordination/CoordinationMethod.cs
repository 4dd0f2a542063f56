using TweetArchive.Analysis.Text;
using TweetArchive.Dataset.Reading;

namespace TweetArchive.Analysis.Coordination;

/// <summary>What two accounts must have in common. Columns 0 to 2 are always dataset, userid and tweet_time.</summary>
/// <param name="Name">As in the table.</param>
/// <param name="Rule">In words, for the metadata.</param>
/// <param name="Columns">Columns of tweets/ beyond the first three.</param>
/// <param name="Collect">Adds a row's events.</param>
internal sealed record CoordinationMethod(string Name, string Rule, string[] Columns, Action<EventSink, TableReader, int> Collect)
{
    private const int ShortestText = 10;

    public static CoordinationMethod Retweet { get; } = new("co_retweet",
        "both retweeted the same tweet; retweets of oneself left out", ["retweet_tweetid", "retweet_userid"],
        static (sink, tweets, row) =>
        {
            if (tweets.Numbers(3).IsNull(row) || tweets.Texts(4)[row].SequenceEqual(tweets.Texts(1)[row]))
                return;
            int account = sink.Accounts.Of(tweets.Texts(0), tweets.Texts(1), row);
            sink.Add(tweets.Numbers(3)[row], tweets.Numbers(2)[row], account);
        });

    public static CoordinationMethod Text { get; } = new("co_tweet",
        "both wrote the same text, folded and without URLs, @mentions and e-mail addresses; originals of at least 10 characters",
        ["is_retweet", "tweet_text"],
        static (sink, tweets, row) =>
        {
            if (tweets.Flags(3)[row])
                return;
            ReadOnlySpan<byte> text = sink.Texts.Normalise(tweets.Texts(4)[row]);
            if (text.Length < ShortestText || TextNormaliser.Characters(text) < ShortestText)
                return;
            int account = sink.Accounts.Of(tweets.Texts(0), tweets.Texts(1), row);
            sink.Add(text, tweets.Numbers(2)[row], account);
        });

    public static CoordinationMethod Link { get; } = new("co_link",
        "both wrote a tweet with the same URL, as released, byte by byte; originals only", ["is_retweet", "urls"],
        CollectLinks(static url => url));

    /// <summary>As <see cref="Link"/>, by what the URL leads to as far as it can be told without asking.</summary>
    public static CoordinationMethod NormalisedLink { get; } = new("co_link",
        "both wrote a tweet with the same URL, normalised (without scheme, www., port, fragment, parameters of campaigns and a slash "
            + "at the end; host in lower case); originals only",
        ["is_retweet", "urls"], CollectLinks(LinkText.Normalise));

    public static CoordinationMethod Reply { get; } = new("co_reply",
        "both replied to the same tweet", ["in_reply_to_tweetid"],
        static (sink, tweets, row) =>
        {
            if (tweets.Numbers(3).IsNull(row))
                return;
            int account = sink.Accounts.Of(tweets.Texts(0), tweets.Texts(1), row);
            sink.Add(tweets.Numbers(3)[row], tweets.Numbers(2)[row], account);
        });

    public string[] AllColumns => ["dataset", "userid", "tweet_time", .. Columns];

    /// <summary>The methods that count messages within a window of minutes.</summary>
    public static IReadOnlyList<CoordinationMethod> Windowed(bool normaliseLinks) =>
        [Retweet, Text, normaliseLinks ? NormalisedLink : Link, Reply];

    private static Action<EventSink, TableReader, int> CollectLinks(LinkForm form) => (sink, tweets, row) =>
    {
        ListColumn urls = tweets.Lists(4);
        if (tweets.Flags(3)[row] || urls.Start(row) == urls.End(row))
            return;
        int account = sink.Accounts.Of(tweets.Texts(0), tweets.Texts(1), row);
        for (int i = urls.Start(row); i < urls.End(row); i++)
        {
            ReadOnlySpan<byte> url = form(urls.ItemAt(i));
            bool seen = false;
            for (int j = urls.Start(row); j < i; j++)
                seen |= url.SequenceEqual(form(urls.ItemAt(j)));
            if (!seen && !url.IsEmpty)
                sink.Add(url, tweets.Numbers(2)[row], account);
        }
    };

    private delegate ReadOnlySpan<byte> LinkForm(ReadOnlySpan<byte> url);
}
