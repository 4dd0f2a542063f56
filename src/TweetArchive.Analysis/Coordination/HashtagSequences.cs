using System.Runtime.InteropServices;
using TweetArchive.Analysis.Reading;
using TweetArchive.Dataset.Reading;
using TweetArchive.Text;

namespace TweetArchive.Analysis.Coordination;

/// <summary>
/// Days on which an account's original tweets with hashtags, in order of time, had exactly the same hashtags as another account's
/// (Pacheco et al., ICWSM 2021): at least five tweets and five different hashtags a day, so that chance does not do it.
/// </summary>
internal static class HashtagSequences
{
    public const int FewestTweets = 5;
    public const int FewestTags = 5;

    public const int MinutesPerDay = 1440;

    /// <summary>An account's tweet: when, and the hashes of its hashtags in order.</summary>
    private readonly record struct Tagged(int Account, long Minute, long? TweetId, ulong[] Tags);

    /// <summary>Days that are long enough, in order; an event's object is the day with its hashtags.</summary>
    /// <param name="firstTweets">The first tweet of each.</param>
    /// <param name="activity">How many tweets with hashtags each account wrote.</param>
    public static List<ObjectEvent> Find(
        AnalysisContext context, Dictionary<ObjectEvent, long?> firstTweets, ActivityCounts activity)
    {
        // Whole accounts in each pass: their days must not be torn apart.
        int passes = EventReading.Passes(4 * context.Dataset.TweetCount, context.Options.Memory);
        List<ObjectEvent> days = [];
        for (int pass = 0; pass < passes; pass++)
        {
            List<Tagged> tweets = Read(context, pass, passes);
            foreach (Tagged tweet in tweets)
                activity.Add(new ObjectEvent(0, tweet.Minute, tweet.Account));
            AddDays(tweets, context.Accounts, days, firstTweets);
        }

        days.Sort();
        return days;
    }

    private static List<Tagged> Read(AnalysisContext context, int pass, int passes)
    {
        AccountIndex accounts = context.Accounts;
        IReadOnlyList<(List<Tagged> Tweets, TweetAccounts Accounts)> threads = context.Dataset.ReadTweets(context.Options.Threads,
            () => (new List<Tagged>(), new TweetAccounts(accounts)), (state, tweets, _) =>
            {
                ListColumn tags = tweets.Lists(4);
                for (int row = 0; row < tweets.Rows; row++)
                {
                    if (tweets.Flags(3)[row] || tags.Start(row) == tags.End(row))
                        continue;
                    int account = state.Item2.Of(tweets.Texts(0), tweets.Texts(1), row);
                    if (account % passes == pass)
                        state.Item1.Add(new Tagged(account, tweets.Numbers(2)[row] / 60_000,
                            tweets.Numbers(5).IsNull(row) ? null : tweets.Numbers(5)[row], Hashes(tags, row)));
                }
            }, context.Progress.Add, context.Cancelled, "dataset", "userid", "tweet_time", "is_retweet", "hashtags", "tweetid");
        List<Tagged> all = [.. threads.SelectMany(t => t.Tweets)];
        all.Sort(static (x, y) => x.Account != y.Account
            ? x.Account.CompareTo(y.Account)
            : x.Minute != y.Minute ? x.Minute.CompareTo(y.Minute) : Nullable.Compare(x.TweetId, y.TweetId));
        return all;
    }

    private static ulong[] Hashes(ListColumn tags, int row)
    {
        ulong[] hashes = new ulong[tags.End(row) - tags.Start(row)];
        byte[] folded = [];
        for (int i = 0; i < hashes.Length; i++)
        {
            ReadOnlySpan<byte> tag = tags.ItemAt(tags.Start(row) + i);
            if (folded.Length < 3 * tag.Length)
                folded = new byte[3 * tag.Length];
            hashes[i] = EventSink.HashOf(folded.AsSpan(0, Folding.FoldHashtag(tag, folded)), 0);
        }

        return hashes;
    }

    /// <summary>One event for each account's day that is long enough; its object is the day with its hashtags.</summary>
    private static void AddDays(
        List<Tagged> tweets, AccountIndex accounts, List<ObjectEvent> days, Dictionary<ObjectEvent, long?> firstTweets)
    {
        List<ulong> sequence = [];
        for (int from = 0, to; from < tweets.Count; from = to)
        {
            (int account, long day) = (tweets[from].Account, tweets[from].Minute / MinutesPerDay);
            sequence.Clear();
            for (to = from; to < tweets.Count && tweets[to].Account == account && tweets[to].Minute / MinutesPerDay == day; to++)
                sequence.AddRange(tweets[to].Tags);
            if (to - from < FewestTweets || sequence.Distinct().Count() < FewestTags)
                continue;
            sequence.Add((ulong)day);
            var whole = new ObjectEvent(EventSink.HashOf(
                MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(sequence)), accounts.DatasetOf(account)), day * MinutesPerDay, account);
            days.Add(whole);
            firstTweets.Add(whole, tweets[from].TweetId);
        }
    }
}
