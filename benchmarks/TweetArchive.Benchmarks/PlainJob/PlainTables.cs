using System.Runtime.InteropServices;

namespace TweetArchive.Benchmarks.PlainJob;

/// <summary>All tables as dictionaries; every worker fills its own, and they are merged at the end.</summary>
internal sealed class PlainTables
{
    /// <summary>The whole file, tagged or not.</summary>
    private const string Everything = "*";

    public Dictionary<(DateOnly Day, string Target, string Language, bool IsRetweet), PlainCounter> DailyMentions { get; } = [];

    public Dictionary<(DateOnly Day, string Language, bool IsRetweet), PlainCounter> DailyTotals { get; } = [];

    public Dictionary<(string Target, string Hashtag), PlainCounter> Hashtags { get; } = [];

    public Dictionary<(string Target, string Domain), PlainCounter> Domains { get; } = [];

    public Dictionary<(string Target, string Client), PlainCounter> Clients { get; } = [];

    public Dictionary<(string Target, int Weekday, int Hour), PlainCounter> Hours { get; } = [];

    public Dictionary<string, PlainAccount> Accounts { get; } = [];

    public Dictionary<(string User, string Target), PlainCounter> AccountTargets { get; } = [];

    public Dictionary<(string User, string Mentioned), PlainCounter> MentionEdges { get; } = [];

    public Dictionary<(string User, string Retweeted), PlainCounter> RetweetEdges { get; } = [];

    public List<PlainMention> Mentions { get; } = [];

    /// <summary>Counts a tweet.</summary>
    /// <param name="targets">Whom it mentions, each once.</param>
    public void Add(PlainRow tweet, string[] targets)
    {
        string user = tweet.User;
        bool retweet = tweet.IsRetweet;
        DateTime time = tweet.Time;
        DateOnly day = DateOnly.FromDateTime(time);
        Of(DailyTotals, (day, tweet.Language, retweet)).Add(retweet, time, user);

        PlainAccount account = AccountOf(tweet);
        account.Counter.Add(retweet, time);
        if (targets.Length > 0)
            account.TaggedTweets++;

        List<string> hashtags = tweet.Hashtags(), domains = tweet.Domains();
        AddFor(Everything, tweet, hashtags, domains);
        foreach (string target in targets)
        {
            AddFor(target, tweet, hashtags, domains);
            PlainCounter daily = Of(DailyMentions, (day, target, tweet.Language, retweet));
            daily.Add(retweet, time, user);
            daily.AddEngagement(tweet.Engagement());
            Of(AccountTargets, (user, target)).Add(retweet, time);
        }

        foreach (string mentioned in tweet.Mentioned())
            Of(MentionEdges, (user, mentioned)).Add(retweet, time);
        if (retweet && tweet.Retweeted is { Length: > 0 } retweeted)
            Of(RetweetEdges, (user, retweeted)).Add(retweet, time);
    }

    public void Merge(PlainTables other)
    {
        Merge(DailyMentions, other.DailyMentions);
        Merge(DailyTotals, other.DailyTotals);
        Merge(Hashtags, other.Hashtags);
        Merge(Domains, other.Domains);
        Merge(Clients, other.Clients);
        Merge(Hours, other.Hours);
        Merge(AccountTargets, other.AccountTargets);
        Merge(MentionEdges, other.MentionEdges);
        Merge(RetweetEdges, other.RetweetEdges);
        Mentions.AddRange(other.Mentions);
        foreach ((string user, PlainAccount account) in other.Accounts)
        {
            if (!Accounts.TryAdd(user, account))
                Accounts[user].Merge(account);
        }
    }

    private void AddFor(string target, PlainRow tweet, List<string> hashtags, List<string> domains)
    {
        foreach (string hashtag in hashtags)
            Of(Hashtags, (target, hashtag)).Add(tweet.IsRetweet, tweet.Time, tweet.User);
        foreach (string domain in domains)
            Of(Domains, (target, domain)).Add(tweet.IsRetweet, tweet.Time, tweet.User);
        Of(Clients, (target, tweet.Client)).Add(tweet.IsRetweet, tweet.Time, tweet.User);
        int weekday = tweet.Time.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)tweet.Time.DayOfWeek;
        Of(Hours, (target, weekday, tweet.Time.Hour)).Add(tweet.IsRetweet, tweet.Time);
    }

    private PlainAccount AccountOf(PlainRow tweet)
    {
        ref PlainAccount? account = ref CollectionsMarshal.GetValueRefOrAddDefault(Accounts, tweet.User, out _);
        return account ??= tweet.Account();
    }

    private static PlainCounter Of<TKey>(Dictionary<TKey, PlainCounter> table, TKey key)
        where TKey : notnull =>
        CollectionsMarshal.GetValueRefOrAddDefault(table, key, out _) ??= new PlainCounter();

    private static void Merge<TKey>(Dictionary<TKey, PlainCounter> table, Dictionary<TKey, PlainCounter> other)
        where TKey : notnull
    {
        foreach ((TKey key, PlainCounter counter) in other)
        {
            if (!table.TryAdd(key, counter))
                table[key].Merge(counter);
        }
    }
}
