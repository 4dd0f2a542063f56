using System.Globalization;
using System.Runtime.InteropServices;
using TweetArchive.Analysis.Narratives;
using TweetArchive.Analysis.Reading;
using TweetArchive.Dataset.Reading;

namespace TweetArchive.Analysis.Coordination;

/// <summary>
/// Near copies by different accounts: the originals of narrative_copies, of which a cluster is an object. They are found once, by
/// narratives; here it is asked who wrote them at the same time.
/// </summary>
internal sealed class SimilarTexts
{
    public const string Name = "similar_text";
    public const string Rule = "both wrote a text of the same cluster of narrative_copies; originals of at least 30 characters";

    private readonly List<ObjectEvent> events = [];
    private readonly Dictionary<ObjectEvent, (long? TweetId, int Cluster)> tweets = [];

    private SimilarTexts()
    {
    }

    /// <summary>The copies, in order of cluster, minute and account.</summary>
    public ReadOnlySpan<ObjectEvent> Events => CollectionsMarshal.AsSpan(events);

    /// <summary>How many originals each account wrote, copies or not: they are what could have been one.</summary>
    public ActivityCounts Activity { get; } = new();

    /// <summary>Null where narratives has not run, in this command or before.</summary>
    public static SimilarTexts? Read(AnalysisContext context)
    {
        using TableReader? copies = context.ReadAnalysis(
            NarrativeAnalysis.Copies.Spec, "dataset", "userid", "tweet_time", "tweetid", "cluster_id", "is_retweet");
        if (copies is null)
            return null;
        var texts = new SimilarTexts();
        var accounts = new TweetAccounts(context.Accounts);
        while (copies.NextGroup())
        {
            for (int row = 0; row < copies.Rows; row++)
            {
                if (!copies.Flags(5)[row])
                    texts.Add(copies, row, accounts);
            }
        }

        texts.events.Sort();
        texts.CountOriginals(context);
        return texts;
    }

    /// <summary>The tweet of a cluster by an account in a minute, the one with the smallest id; and the cluster's number.</summary>
    public (long? TweetId, string Object)? TweetOf(ulong what, ulong when) =>
        tweets.TryGetValue(new ObjectEvent(what, when), out var tweet)
            ? (tweet.TweetId, tweet.Cluster.ToString(CultureInfo.InvariantCulture)) : null;

    private void Add(TableReader copies, int row, TweetAccounts accounts)
    {
        int account = accounts.Of(copies.Texts(0), copies.Texts(1), row), cluster = (int)copies.Numbers(4)[row];
        long? tweet = copies.Numbers(3).IsNull(row) ? null : copies.Numbers(3)[row];
        var written = new ObjectEvent(EventSink.HashOf(cluster, accounts.Dataset), copies.Numbers(2)[row] / 60_000, account);
        events.Add(written);
        if (!tweets.TryGetValue(written, out var known) || Nullable.Compare(tweet, known.TweetId) < 0)
            tweets[written] = (tweet, cluster);
    }

    private void CountOriginals(AnalysisContext context)
    {
        AccountIndex accounts = context.Accounts;
        var threads = context.Dataset.ReadTweets(context.Options.Threads,
            () => (Counts: new ActivityCounts(), Accounts: new TweetAccounts(accounts)), (state, read, _) =>
            {
                for (int row = 0; row < read.Rows; row++)
                {
                    if (read.Flags(3)[row])
                        continue;
                    int account = state.Accounts.Of(read.Texts(0), read.Texts(1), row);
                    state.Counts.Add(new ObjectEvent(0, read.Numbers(2)[row] / 60_000, account));
                }
            }, context.Progress.Add, context.Cancelled, "dataset", "userid", "tweet_time", "is_retweet");
        foreach (ActivityCounts counts in threads.Select(t => t.Counts))
            Activity.AddAll(counts);
    }
}
