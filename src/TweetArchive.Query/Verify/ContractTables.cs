namespace TweetArchive.Query.Verify;

/// <summary>A column as DuckDB names its type.</summary>
internal sealed record ContractColumn(string Name, string Type, bool Nullable)
{
    /// <summary>Its values have an order that bounds and filters use.</summary>
    public bool IsOrdered => Type is not ("BLOB" or "VARCHAR[]" or "BIGINT[]");
}

/// <summary>A table of the contract.</summary>
/// <param name="KeyColumns">Its rows are sorted by this many of the first columns; 0 for none.</param>
internal sealed record ContractTable(string Name, int KeyColumns, ContractColumn[] Columns)
{
    /// <summary>There is one in every dataset, except for what only some runs write.</summary>
    public bool IsAlwaysThere => Name is not ("tweets" or "media" or "media_reuse");
}

/// <summary>
/// What the files of a dataset must look like, written down apart from the program that writes them: a wrong definition there does not
/// verify itself. A test compares the two lists with each other, so a change is made in both on purpose.
/// </summary>
internal static class ContractTables
{
    // A # marks a column of the key, a ? one that may be null.
    private const string Definitions =
        """
        tweets:
            dataset VARCHAR, tweetid BIGINT?, userid VARCHAR, user_display_name VARCHAR?, user_screen_name VARCHAR?,
            user_reported_location VARCHAR?, user_profile_description VARCHAR?, user_profile_url VARCHAR?, follower_count BIGINT?,
            following_count BIGINT?, account_creation_date DATE?, account_language VARCHAR?, tweet_language VARCHAR?, tweet_text
            VARCHAR?, tweet_time TIMESTAMPTZ, tweet_client_name VARCHAR?, in_reply_to_tweetid BIGINT?, in_reply_to_userid
            VARCHAR?, quoted_tweet_tweetid BIGINT?, is_retweet BOOLEAN, retweet_userid VARCHAR?, retweet_tweetid BIGINT?, latitude
            DOUBLE?, longitude DOUBLE?, quote_count BIGINT?, reply_count BIGINT?, like_count BIGINT?, retweet_count BIGINT?,
            hashtags VARCHAR[]?, urls VARCHAR[]?, user_mentions VARCHAR[]?, poll_choices VARCHAR[]?, targets VARCHAR[]?,
            source_file VARCHAR, record BIGINT, byte_offset BIGINT, reference_ids_rounded BOOLEAN, text_truncated BOOLEAN,
            in_reply_to_tweetid_repaired BIGINT?, quoted_tweet_tweetid_repaired BIGINT?, retweet_tweetid_repaired BIGINT?,
            reference_repairs VARCHAR[]
        mentions:
            #dataset VARCHAR, #tweetid BIGINT?, userid VARCHAR, tweet_time TIMESTAMPTZ, tweet_language VARCHAR?, is_retweet
            BOOLEAN, target_id VARCHAR, alias VARCHAR, alias_language VARCHAR, kind VARCHAR, field VARCHAR, decision VARCHAR, rule
            VARCHAR, ambiguity VARCHAR, polarity VARCHAR, matched_text VARCHAR, match_start INTEGER?, sense VARCHAR
        daily_mentions:
            #dataset VARCHAR, #day DATE, #target_id VARCHAR, #tweet_language VARCHAR?, #is_retweet BOOLEAN, #decision VARCHAR,
            tweets BIGINT, accounts BIGINT, like_count BIGINT, retweet_count BIGINT, reply_count BIGINT, quote_count BIGINT
        daily_totals:
            #dataset VARCHAR, #day DATE, #tweet_language VARCHAR?, #is_retweet BOOLEAN, tweets BIGINT, accounts BIGINT
        hashtags:
            #dataset VARCHAR, #target_id VARCHAR, #hashtag VARCHAR, hashtag_folded VARCHAR, tweets BIGINT, originals BIGINT,
            retweets BIGINT, accounts BIGINT, first_seen TIMESTAMPTZ?, last_seen TIMESTAMPTZ?
        domains:
            #dataset VARCHAR, #target_id VARCHAR, #domain VARCHAR, tweets BIGINT, originals BIGINT, retweets BIGINT, accounts
            BIGINT, first_seen TIMESTAMPTZ?, last_seen TIMESTAMPTZ?
        clients:
            #dataset VARCHAR, #target_id VARCHAR, #tweet_client_name VARCHAR?, tweets BIGINT, accounts BIGINT
        hours:
            #dataset VARCHAR, #target_id VARCHAR, #weekday INTEGER, #hour INTEGER, tweets BIGINT
        accounts:
            #dataset VARCHAR, #userid VARCHAR, user_display_name VARCHAR?, user_screen_name VARCHAR?, user_reported_location
            VARCHAR?, user_profile_description VARCHAR?, user_profile_url VARCHAR?, follower_count BIGINT?, following_count
            BIGINT?, account_creation_date DATE?, account_language VARCHAR?, tweets BIGINT, tagged_tweets BIGINT, first_seen
            TIMESTAMPTZ?, last_seen TIMESTAMPTZ?
        account_targets:
            #dataset VARCHAR, #userid VARCHAR, #target_id VARCHAR, tweets BIGINT, first_seen TIMESTAMPTZ?, last_seen TIMESTAMPTZ?
        mention_edges:
            #dataset VARCHAR, #userid VARCHAR, #mentioned VARCHAR, tweets BIGINT, mentioned_in_set BOOLEAN, first_seen
            TIMESTAMPTZ?, last_seen TIMESTAMPTZ?
        retweet_edges:
            #dataset VARCHAR, #userid VARCHAR, #retweeted VARCHAR, tweets BIGINT, retweeted_in_set BOOLEAN, first_seen
            TIMESTAMPTZ?, last_seen TIMESTAMPTZ?
        duplicates:
            #tweetid BIGINT, #dataset VARCHAR, datasets INTEGER, counted BOOLEAN
        rejects:
            source_file VARCHAR, record BIGINT, line BIGINT, byte_offset BIGINT, byte_length BIGINT, reason VARCHAR, detail
            VARCHAR, raw BLOB
        targets:
            #target_id VARCHAR, target_group VARCHAR?, display_name VARCHAR?, type VARCHAR?, counts_for VARCHAR?, campaigns VARCHAR[],
            asked_in VARCHAR[]
        aliases:
            #target_id VARCHAR, alias VARCHAR, language VARCHAR, script VARCHAR?, kind VARCHAR, sense VARCHAR, match VARCHAR,
            paradigm VARCHAR?, ambiguity VARCHAR, polarity VARCHAR, context_id VARCHAR?, rules VARCHAR[], evidence VARCHAR?, source
            VARCHAR?, note VARCHAR?, file VARCHAR, line INTEGER, forms VARCHAR[]
        media:
            #dataset VARCHAR, #tweetid BIGINT?, #archive VARCHAR, #entry VARCHAR, userid VARCHAR?, type VARCHAR, bytes BIGINT,
            crc32 BIGINT, in_tweets BOOLEAN?, sha256 VARCHAR?, dhash BIGINT?, problem VARCHAR?
        media_reuse:
            #dataset VARCHAR, #match VARCHAR, sha256 VARCHAR?, dhash BIGINT?, distance INTEGER, files BIGINT, distinct_files
            BIGINT, tweets BIGINT, tweets_with_account BIGINT, accounts BIGINT?, first_seen TIMESTAMPTZ?, last_seen TIMESTAMPTZ?
        """;

    public static IReadOnlyList<ContractTable> All { get; } = Parse();

    private static ContractTable[] Parse()
    {
        var lines = new Dictionary<string, string>(StringComparer.Ordinal);
        string table = "";
        foreach (string line in Definitions.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.EndsWith(':'))
                lines[table = line[..^1]] = "";
            else
                lines[table] += line + " ";
        }

        return [.. lines.Select(l => Table(l.Key, l.Value.Split(',', StringSplitOptions.TrimEntries)))];
    }

    private static ContractTable Table(string name, string[] columns) =>
        new(name, columns.Count(c => c.StartsWith('#')), [.. columns.Select(Column)]);

    private static ContractColumn Column(string text)
    {
        string[] parts = text.TrimStart('#').TrimEnd('?').Split(' ');
        return new ContractColumn(parts[0], parts[1] == "TIMESTAMPTZ" ? "TIMESTAMP WITH TIME ZONE" : parts[1], text.EndsWith('?'));
    }
}
