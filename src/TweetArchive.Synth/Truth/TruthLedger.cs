using System.Runtime.InteropServices;
using TweetArchive.Synth.Tweets;
using TweetArchive.Targets.Matching;

namespace TweetArchive.Synth.Truth;

/// <summary>The measures of one row of the truth file.</summary>
internal struct Measures
{
    public long Tweets, Retweets, Accounts, Likes, RetweetCount, Replies, Quotes;
}

/// <summary>Rows by key, with distinct accounts per row.</summary>
internal sealed class TruthTable
{
    private readonly Dictionary<ulong, Measures> rows = [];
    private readonly HashSet<ulong> seen = [];

    public IReadOnlyDictionary<ulong, Measures> Rows => rows;

    /// <param name="key">At most 40 bits.</param>
    /// <param name="tweet">Counted once under the key.</param>
    public void Add(ulong key, TweetDraft tweet)
    {
        ref Measures row = ref CollectionsMarshal.GetValueRefOrAddDefault(rows, key, out _);
        row.Tweets++;
        row.Retweets += tweet.IsRetweet ? 1 : 0;
        row.Likes += tweet.LikeCount;
        row.RetweetCount += tweet.RetweetCount;
        row.Replies += tweet.ReplyCount;
        row.Quotes += tweet.QuoteCount;
        // Account numbers have 24 bits (SynthOptions.AccountLimit).
        if (seen.Add((key << 24) | (uint)tweet.Account.Number))
            row.Accounts++;
    }
}

/// <summary>
/// Counts what was written while it is written, from what was meant, never from matching: the figures a reader must find.
/// </summary>
internal sealed class TruthLedger(int accounts)
{
    /// <summary>The number of "*", the whole archive; target t of the lexicon is t + 1.</summary>
    public const int Everything = 0;

    private readonly bool[] tweeted = new bool[accounts];

    public TruthTable DailyTotals { get; } = new();
    public TruthTable DailyMentions { get; } = new();
    public TruthTable Hashtags { get; } = new();
    public TruthTable Domains { get; } = new();
    public TruthTable Clients { get; } = new();
    public TruthTable Hours { get; } = new();

    public long Tweets { get; private set; }
    public long Retweets { get; private set; }
    public long TaggedTweets { get; private set; }
    public long CandidateTweets { get; private set; }
    public int Accounts => tweeted.Count(has => has);

    public void Add(TweetDraft tweet, DateOnly day)
    {
        Tweets++;
        Retweets += tweet.IsRetweet ? 1 : 0;
        tweeted[tweet.Account.Number] = true;
        DailyTotals.Add(DayKey(tweet, 0, 0), tweet);
        AddEntities(tweet, Everything, day);

        bool tagged = false;
        foreach ((int target, MentionDecision decision) in tweet.Targets)
        {
            DailyMentions.Add(DayKey(tweet, target + 1, (uint)decision), tweet);
            if (decision != MentionDecision.Tag)
                continue;
            tagged = true;
            AddEntities(tweet, target + 1, day);
        }

        TaggedTweets += tagged ? 1 : 0;
        CandidateTweets += !tagged && tweet.Targets.Count > 0 ? 1 : 0;
    }

    /// <summary>16 bits of day, 10 of target, 5 of language (0 blank), 1 of is_retweet, 1 of decision: rows sort by key.</summary>
    public static (int Day, int Target, int Language, bool IsRetweet, MentionDecision Decision) ReadDayKey(ulong key) =>
        ((int)(key >> 17), (int)(key >> 7 & 0x3FF), (int)(key >> 2 & 0x1F) - 1, (key >> 1 & 1) != 0, (MentionDecision)(key & 1));

    /// <summary>10 bits of target over 30 bits of a name or number.</summary>
    public static (int Target, int Name) ReadNameKey(ulong key) => ((int)(key >> 30), (int)(key & 0x3FFF_FFFF));

    private static ulong DayKey(TweetDraft tweet, int target, uint decision) =>
        ((ulong)(uint)tweet.Day << 17) | ((ulong)(uint)target << 7) | ((ulong)(uint)(tweet.ShownLanguage + 1) << 2)
            | (tweet.IsRetweet ? 2UL : 0) | decision;

    private static ulong NameKey(int target, int name) => ((ulong)(uint)target << 30) | (uint)name;

    private void AddEntities(TweetDraft tweet, int target, DateOnly day)
    {
        foreach (int hashtag in tweet.Hashtags)
            Hashtags.Add(NameKey(target, hashtag), tweet);
        foreach (int domain in tweet.Domains)
            Domains.Add(NameKey(target, domain), tweet);
        Clients.Add(NameKey(target, tweet.Client), tweet);
        // 1 is Monday.
        int weekday = day.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)day.DayOfWeek;
        Hours.Add(NameKey(target, (weekday * 24) + (tweet.Minute / 60)), tweet);
    }
}
