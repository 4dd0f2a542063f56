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
            sink.Add(EventSink.HashOf(tweets.Numbers(3)[row], sink.Accounts.Dataset), tweets.Numbers(2)[row], account);
        });

    public static CoordinationMethod Text { get; } = new("co_tweet",
        "both wrote the same text, folded and without URLs, @mentions and e-mail addresses; originals of at least 10 characters", ["is_retweet", "tweet_text"],
        static (sink, tweets, row) =>
        {
            if (tweets.Flags(3)[row])
                return;
            ReadOnlySpan<byte> text = sink.Texts.Normalise(tweets.Texts(4)[row]);
            if (text.Length < ShortestText || TextNormaliser.Characters(text) < ShortestText)
                return;
            int account = sink.Accounts.Of(tweets.Texts(0), tweets.Texts(1), row);
            sink.Add(EventSink.HashOf(text, sink.Accounts.Dataset), tweets.Numbers(2)[row], account);
        });

    public static CoordinationMethod Link { get; } = new("co_link",
        "both wrote a tweet with the same URL, as released, byte by byte; originals only", ["is_retweet", "urls"],
        static (sink, tweets, row) =>
        {
            ListColumn urls = tweets.Lists(4);
            if (tweets.Flags(3)[row] || urls.Start(row) == urls.End(row))
                return;
            int account = sink.Accounts.Of(tweets.Texts(0), tweets.Texts(1), row);
            for (int i = urls.Start(row); i < urls.End(row); i++)
            {
                ReadOnlySpan<byte> url = urls.ItemAt(i);
                bool seen = false;
                for (int j = urls.Start(row); j < i; j++)
                    seen |= url.SequenceEqual(urls.ItemAt(j));
                if (!seen && !url.IsEmpty)
                    sink.Add(EventSink.HashOf(url, sink.Accounts.Dataset), tweets.Numbers(2)[row], account);
            }
        });

    public static CoordinationMethod Reply { get; } = new("co_reply",
        "both replied to the same tweet", ["in_reply_to_tweetid"],
        static (sink, tweets, row) =>
        {
            if (tweets.Numbers(3).IsNull(row))
                return;
            int account = sink.Accounts.Of(tweets.Texts(0), tweets.Texts(1), row);
            sink.Add(EventSink.HashOf(tweets.Numbers(3)[row], sink.Accounts.Dataset), tweets.Numbers(2)[row], account);
        });

    /// <summary>The methods that count messages within a window of minutes.</summary>
    public static IReadOnlyList<CoordinationMethod> Windowed { get; } = [Retweet, Text, Link, Reply];

    public string[] AllColumns => ["dataset", "userid", "tweet_time", .. Columns];
}
