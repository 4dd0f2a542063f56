namespace TweetArchive.Benchmarks.PlainJob;

/// <summary>The tables as Parquet, with the columns that DuckDB's side gives them.</summary>
internal static class PlainOutput
{
    /// <summary>Writes all tables into a folder, as many at a time as there are threads.</summary>
    public static Task WriteTables(PlainTables tables, string folder, int threads)
    {
        Func<Task>[] writes =
        [
            () => Edges(tables, tables.MentionEdges, "mentioned").WriteTo(folder, "mention_edges"),
            () => Edges(tables, tables.RetweetEdges, "retweeted").WriteTo(folder, "retweet_edges"),
            () => DailyTotals(tables).WriteTo(folder, "daily_totals"),
            () => Mentions(tables).WriteTo(folder, "mentions"),
            () => DailyMentions(tables).WriteTo(folder, "daily_mentions"),
            () => Counts(Rows(tables.Hashtags).Name("target_id", r => r.Key.Target).Name("hashtag", r => r.Key.Hashtag)
                .Name("hashtag_folded", r => r.Key.Hashtag.ToLowerInvariant())).WriteTo(folder, "hashtags"),
            () => Counts(Rows(tables.Domains).Name("target_id", r => r.Key.Target).Name("domain", r => r.Key.Domain))
                .WriteTo(folder, "domains"),
            () => Accounts(tables).WriteTo(folder, "accounts"),
            () => Rows(tables.AccountTargets).Name("userid", r => r.Key.User).Name("target_id", r => r.Key.Target)
                .Long("tweets", r => r.Value.Tweets).Seen(r => r.Value).WriteTo(folder, "account_targets"),
            () => Rows(tables.Clients).Name("target_id", r => r.Key.Target).Name("tweet_client_name", r => r.Key.Client)
                .Long("tweets", r => r.Value.Tweets).Long("accounts", r => r.Value.Accounts).WriteTo(folder, "clients"),
            () => Rows(tables.Hours).Name("target_id", r => r.Key.Target).Long("weekday", r => r.Key.Weekday).Long("hour", r => r.Key.Hour)
                .Long("tweets", r => r.Value.Tweets).WriteTo(folder, "hours"),
        ];
        return Parallel.ForEachAsync(writes, new ParallelOptions { MaxDegreeOfParallelism = threads },
            async (write, _) => await write().ConfigureAwait(false));
    }

    private static PlainTable<KeyValuePair<TKey, TValue>> Rows<TKey, TValue>(Dictionary<TKey, TValue> table)
        where TKey : notnull => new(table);

    private static PlainTable<KeyValuePair<TKey, PlainCounter>> Counts<TKey>(PlainTable<KeyValuePair<TKey, PlainCounter>> table) => table
        .Long("tweets", r => r.Value.Tweets).Long("originals", r => r.Value.Tweets - r.Value.Retweets)
        .Long("retweets", r => r.Value.Retweets)
        .Long("accounts", r => r.Value.Accounts).Seen(r => r.Value);

    private static PlainTable<KeyValuePair<(string User, string Other), PlainCounter>> Edges(
        PlainTables tables, Dictionary<(string User, string Other), PlainCounter> edges, string other) => Rows(edges)
        .Name("userid", r => r.Key.User).Name(other, r => r.Key.Other).Long("tweets", r => r.Value.Tweets)
        .Flag(other + "_in_set", r => tables.Accounts.ContainsKey(r.Key.Other)).Seen(r => r.Value);

    private static PlainTable<KeyValuePair<(DateOnly Day, string Language, bool IsRetweet), PlainCounter>> DailyTotals(
        PlainTables tables) => Rows(tables.DailyTotals)
        .Date("day", r => r.Key.Day).Name("tweet_language", r => r.Key.Language).Flag("is_retweet", r => r.Key.IsRetweet)
        .Long("tweets", r => r.Value.Tweets).Long("accounts", r => r.Value.Accounts);

    private static PlainTable<KeyValuePair<(DateOnly Day, string Target, string Language, bool IsRetweet), PlainCounter>> DailyMentions(
        PlainTables tables) => Rows(tables.DailyMentions)
        .Date("day", r => r.Key.Day).Name("target_id", r => r.Key.Target).Name("tweet_language", r => r.Key.Language)
        .Flag("is_retweet", r => r.Key.IsRetweet)
        .Long("tweets", r => r.Value.Tweets).Long("accounts", r => r.Value.Accounts)
        .Long("like_count", r => r.Value.Engagement.Likes).Long("retweet_count", r => r.Value.Engagement.Retweets)
        .Long("reply_count", r => r.Value.Engagement.Replies).Long("quote_count", r => r.Value.Engagement.Quotes);

    private static PlainTable<PlainMention> Mentions(PlainTables tables) => new PlainTable<PlainMention>(tables.Mentions)
        .Long("tweetid", m => m.TweetId).Name("userid", m => m.User).Time("tweet_time", m => m.Time).Name("tweet_language", m => m.Language)
        .Flag("is_retweet", m => m.IsRetweet).Name("target_id", m => m.Target).Name("alias", m => m.Alias);

    private static PlainTable<KeyValuePair<string, PlainAccount>> Accounts(PlainTables tables) => Rows(tables.Accounts)
        .Text("userid", r => r.Key).Text("user_display_name", r => r.Value.DisplayName).Text("user_screen_name", r => r.Value.ScreenName)
        .Text("user_reported_location", r => r.Value.Location).Text("user_profile_description", r => r.Value.Description)
        .Text("user_profile_url", r => r.Value.Url)
        .LongOrNull("follower_count", r => r.Value.Followers).LongOrNull("following_count", r => r.Value.Following)
        .DateOrNull("account_creation_date", r => r.Value.Created).Name("account_language", r => r.Value.Language)
        .Long("tweets", r => r.Value.Counter.Tweets).Seen(r => r.Value.Counter).Long("tagged_tweets", r => r.Value.TaggedTweets);
}
