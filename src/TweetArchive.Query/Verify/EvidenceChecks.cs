namespace TweetArchive.Query.Verify;

/// <summary>Every count of a target, recounted from mentions.parquet: a tweet is tagged with a target if one of its mentions is.</summary>
internal static class EvidenceChecks
{
    private const string Group = "evidence";

    /// <summary>One row for each tweet and target.</summary>
    public const string Decided = "verify_decided";

    public static void Run(CheckContext context)
    {
        if (!context.Has("mentions"))
        {
            context.NotCompared(Group, "counts of targets", "mentions is not there, or not readable");
            return;
        }

        context.Guard(Group, "mentions can be read", ["mentions"], () => context.FindIds(Group, "counts of targets"));
        context.Guard(Group, "mentions can be read", ["mentions"], () => context.Database.Execute(
            $"""
            CREATE TEMP TABLE {Decided} AS
            SELECT dataset, tweetid, any_value(userid) AS userid, any_value(tweet_time) AS tweet_time, any_value(tweet_language) AS tweet_language,
                   bool_or(is_retweet) AS is_retweet, target_id, CASE WHEN bool_or(decision = 'tag') THEN 'tag' ELSE 'candidate' END AS decision
            FROM mentions WHERE {context.HasIds} GROUP BY dataset, tweetid, target_id
            """));
        context.NoRows(Group, "mentions of one tweet agree on its account, time, language and kind", ["mentions"], "every tweet",
            $"""
            SELECT {CheckContext.Key("dataset", "tweetid")} AS key, '1 tweet' AS expected, 'several' AS found FROM mentions WHERE {context.HasIds}
            GROUP BY dataset, tweetid HAVING min(row(userid, tweet_time, coalesce(tweet_language, ''), is_retweet))
                <> max(row(userid, tweet_time, coalesce(tweet_language, ''), is_retweet))
            """);
        string day = CheckContext.Key("dataset", "day", "target_id", "tweet_language", "is_retweet", "decision");
        context.SameRows(Group, "daily_mentions = recount of mentions (tweets, accounts)", ["daily_mentions", "mentions"],
            $"SELECT {day} AS key, count(*) || ' tweets, ' || count(DISTINCT userid) || ' accounts' AS value FROM (SELECT *, "
                + $"CAST(tweet_time AS DATE) AS day FROM {Decided}) GROUP BY dataset, day, target_id, tweet_language, is_retweet, decision",
            $"SELECT {day} AS key, tweets || ' tweets, ' || accounts || ' accounts' AS value FROM daily_mentions WHERE {context.HasIds}");
        string hour = CheckContext.Key("dataset", "target_id", "weekday", "hour");
        context.SameRows(Group, "hours of targets = recount of mentions", ["hours", "mentions"],
            $"SELECT {hour} AS key, count(*) AS value FROM (SELECT *, isodow(tweet_time) AS weekday, hour(tweet_time) AS hour FROM "
                + $"{Decided} WHERE decision = 'tag') GROUP BY dataset, target_id, weekday, hour",
            $"SELECT {hour} AS key, tweets AS value FROM hours WHERE target_id <> '*' AND {context.HasIds}");
        string account = CheckContext.Key("dataset", "userid", "target_id");
        context.SameRows(Group, "account_targets = recount of mentions (tweets, first and last seen)", ["account_targets", "mentions"],
            $"SELECT {account} AS key, count(*) || ' tweets, ' || min(tweet_time) || ' to ' || max(tweet_time) AS value FROM {Decided} "
                + "WHERE decision = 'tag' GROUP BY dataset, userid, target_id",
            $"SELECT {account} AS key, tweets || ' tweets, ' || first_seen || ' to ' || last_seen AS value FROM account_targets WHERE "
                + context.HasIds);
        string user = CheckContext.Key("dataset", "userid");
        context.SameRows(Group, "accounts, tagged_tweets = recount of mentions", ["accounts", "mentions"],
            $"SELECT {user} AS key, count(DISTINCT tweetid) AS value FROM {Decided} WHERE decision = 'tag' GROUP BY dataset, userid",
            $"SELECT {user} AS key, tagged_tweets AS value FROM accounts WHERE tagged_tweets > 0 AND {context.HasIds}");
        context.SameRows(Group, "clients of targets, their sum = recount of mentions", ["clients", "mentions"],
            $"SELECT {CheckContext.Key("dataset", "target_id")} AS key, count(*) AS value FROM {Decided} WHERE decision = 'tag' GROUP "
                + "BY dataset, target_id",
            $"SELECT {CheckContext.Key("dataset", "target_id")} AS key, sum(tweets) AS value FROM clients WHERE target_id <> '*' AND "
                + $"{context.HasIds} GROUP BY dataset, target_id");
        // Where some datasets are left out, the sum of all holds nothing to compare with.
        if (context.HasIds == "true")
            context.SameRows(Group, "tagged tweets = tagged_tweets of the manifest", ["mentions"],
            $"SELECT 'all' AS key, {context.Manifest.GetProperty("accounting").GetProperty("tagged_tweets").GetRawText()} AS value",
            $"SELECT 'all' AS key, count(DISTINCT (dataset, tweetid)) AS value FROM {Decided} WHERE decision = 'tag'");
        Words(context);
        Lexicon(context);
        Texts(context);
    }

    private static void Words(CheckContext context)
    {
        context.NoRows(Group, "mentions: every word is one of the contract's", ["mentions"], "field, decision, ambiguity",
            $"""
            SELECT {CheckContext.Key("dataset", "tweetid", "target_id")} AS key, 'a known word' AS expected, field || ', ' || decision || ', ' || ambiguity AS found FROM mentions
            WHERE field NOT IN ('text', 'hashtag', 'handle', 'reply_to', 'retweet_of', 'url_domain', 'url_handle', 'flag') OR decision NOT IN ('tag', 'candidate') OR ambiguity NOT IN ('low', 'medium', 'high')
            """);
        context.NoRows(Group, "mentions: every alias is in aliases", ["mentions", "aliases"],
            "target, alias, language, kind, sense, ambiguity, polarity",
            $"""
            SELECT {CheckContext.Key("m.target_id", "m.alias", "m.language")} AS key, 'in aliases' AS expected, 'not in it' AS found
            FROM (SELECT DISTINCT target_id, alias, alias_language AS language, kind, sense, ambiguity, polarity FROM mentions) m
            ANTI JOIN aliases USING (target_id, alias, language, kind, sense, ambiguity, polarity)
            """);
    }

    /// <summary>The lexicon of the run: as many targets and aliases as the manifest says, and no mention of what was not asked.</summary>
    private static void Lexicon(CheckContext context)
    {
        foreach (string table in new[] { "targets", "aliases" })
        {
            context.SameRows(Group, $"{table} = {table} of the manifest", [table],
                $"SELECT 'all' AS key, {context.Manifest.GetProperty("lexicon").GetProperty(table).GetRawText()} AS value",
                $"SELECT 'all' AS key, count(*) AS value FROM {table}");
        }

        context.NoRows(Group, "aliases: every target is in targets, and the alias is its own first form", ["targets", "aliases"],
            "target_id, forms",
            $"""
            SELECT {CheckContext.Key("a.target_id", "a.alias", "a.language")} AS key, a.alias AS expected,
                   coalesce(t.target_id || ': ' || a.forms[1], 'no target') AS found
            FROM aliases a LEFT JOIN targets t USING (target_id) WHERE t.target_id IS NULL OR a.forms[1] IS DISTINCT FROM a.alias
            """);
        context.NoRows(Group, "mentions: each dataset was searched for the target", ["targets", "mentions"], "dataset, target_id",
            $"""
            SELECT {CheckContext.Key("m.dataset", "m.target_id")} AS key, 'a dataset of asked_in' AS expected, 'another' AS found
            FROM (SELECT DISTINCT dataset, target_id FROM mentions) m
            ANTI JOIN (SELECT target_id, unnest(asked_in) AS dataset FROM targets) t USING (dataset, target_id)
            """);
    }

    /// <summary>The evidence itself: what matched is in the tweet where the table says.</summary>
    private static void Texts(CheckContext context)
    {
        if (!context.Has("tweets"))
        {
            context.NotCompared(Group, "matched_text is in the tweet at match_start", "no tweets were kept (--tweets none)");
            return;
        }

        context.NoRows(Group, "matched_text is in the tweet at match_start", ["mentions", "tweets"],
            "every mention in a text whose tweet is in tweets",
            $"""
            SELECT {CheckContext.Key("m.dataset", "m.tweetid", "m.target_id")} AS key, m.matched_text AS expected, substr(t.tweet_text, m.match_start + 1, length(m.matched_text)) AS found
            FROM mentions m JOIN tweets t ON t.dataset = m.dataset AND t.tweetid = m.tweetid
            WHERE m.match_start IS NOT NULL AND substr(t.tweet_text, m.match_start + 1, length(m.matched_text)) IS DISTINCT FROM m.matched_text
            """);
        string tweet = CheckContext.Key("dataset", "tweetid");
        const string Facts = "userid || ' ' || tweet_time || ' ' || coalesce(tweet_language, '∅') || ' ' || is_retweet";
        context.SameRows(
            Group, "tweets has every tagged tweet, with the account, time, language and targets of its mentions", ["tweets", "mentions"],
            $"SELECT {tweet} AS key, any_value({Facts}) || ' ' || CAST(list(DISTINCT target_id ORDER BY target_id) AS VARCHAR) AS "
                + $"value FROM {Decided} WHERE decision = 'tag' GROUP BY dataset, tweetid",
            $"SELECT {tweet} AS key, {Facts} || ' ' || CAST(list_sort(targets) AS VARCHAR) AS value FROM tweets WHERE len(targets) > 0 AND "
                + context.HasIds);
    }
}
