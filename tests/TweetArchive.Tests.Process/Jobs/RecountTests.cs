using TweetArchive.Synth;
using Xunit;

namespace TweetArchive.Tests.Jobs;

/// <summary>The tables that the truth file does not have, recounted by DuckDB from the CSV itself.</summary>
public class RecountTests
{
    [Theory]
    [InlineData(SynthDialect.Thailand202009, QuotingStyle.All)]
    [InlineData(SynthDialect.Ira201810, QuotingStyle.Minimal)]
    public void Accounts_and_edges_agree_with_a_recount_of_the_csv(SynthDialect dialect, QuotingStyle quoting)
    {
        using var temp = new TempDatasets();
        SynthResult synth = temp.Synth(12_000, dialect: dialect, quoting: quoting, seed: 77);
        FinishedRun run = temp.Run([synth.TweetsPath, synth.UsersPath!]);
        using var duck = new DuckDb();
        duck.Execute(
            "CREATE TABLE raw AS SELECT *, strptime(tweet_time, '%Y-%m-%d %H:%M') AS posted FROM "
                + $"read_csv({DuckDb.Quote(synth.TweetsPath)}, all_varchar = true, header = true, delim = ',', quote = '\"', escape = "
                + "'\"', nullstr = '')");
        duck.Execute(
            $"CREATE TABLE users AS SELECT * FROM read_csv({DuckDb.Quote(synth.UsersPath!)}, all_varchar = true, header = true, delim = "
                + "',', quote = '\"', escape = '\"', nullstr = '')");
        Assert.Equal(12_000, duck.Long("SELECT count(*) FROM raw"));

        duck.Execute(
            "CREATE TABLE tags AS SELECT DISTINCT tweetid, userid, target_id, tweet_time AS posted "
                + $"FROM {run.Table("mentions")} WHERE decision = 'tag'");
        Same("accounts",
            "userid, tweets, tagged_tweets, epoch_ms(first_seen), epoch_ms(last_seen), user_display_name, user_profile_description, "
                + "follower_count, account_creation_date, account_language",
            """
            SELECT u.userid, count(DISTINCT r.tweetid), count(DISTINCT t.tweetid), epoch_ms(min(r.posted)), epoch_ms(max(r.posted)),
                   any_value(u.user_display_name), any_value(u.user_profile_description), any_value(u.follower_count), any_value(u.account_creation_date), any_value(u.account_language)
            FROM users u LEFT JOIN raw r USING (userid) LEFT JOIN tags t ON CAST(t.tweetid AS VARCHAR) = r.tweetid GROUP BY 1
            """);
        Same("account_targets", "userid, target_id, tweets, epoch_ms(first_seen), epoch_ms(last_seen)",
            "SELECT userid, target_id, count(DISTINCT tweetid), epoch_ms(min(posted)), epoch_ms(max(posted)) FROM tags GROUP BY 1, 2");
        Same("mention_edges", "userid, mentioned, tweets, mentioned_in_set, epoch_ms(first_seen), epoch_ms(last_seen)",
            """
            WITH named AS (SELECT DISTINCT tweetid, userid, posted, trim(item, ' ''') AS name
                           FROM raw, unnest(string_split(trim(user_mentions, '[]'), ',')) AS u(item))
            SELECT userid, name, count(*), name IN (SELECT userid FROM users), epoch_ms(min(posted)), epoch_ms(max(posted)) FROM named WHERE name <> '' GROUP BY 1, 2
            """);
        Same("retweet_edges", "userid, retweeted, tweets, retweeted_in_set, epoch_ms(first_seen), epoch_ms(last_seen)",
            """
            WITH named AS (SELECT userid, posted, coalesce(retweet_userid, nullif(regexp_extract(tweet_text, '^RT @([^:]+):', 1), '')) AS name FROM raw WHERE lower(is_retweet) = 'true')
            SELECT userid, name, count(*), name IN (SELECT userid FROM users), epoch_ms(min(posted)), epoch_ms(max(posted)) FROM named WHERE name IS NOT NULL GROUP BY 1, 2
            """);
        Same("tweets",
            "tweetid, userid, tweet_text, epoch_ms(tweet_time), is_retweet, like_count, in_reply_to_tweetid, retweet_tweetid, "
                + "quoted_tweet_tweetid, in_reply_to_userid, tweet_client_name, account_creation_date, len(hashtags)",
            """
            SELECT tweetid, userid, tweet_text, epoch_ms(posted), lower(is_retweet), like_count, in_reply_to_tweetid, retweet_tweetid, quoted_tweet_tweetid, in_reply_to_userid, tweet_client_name, account_creation_date,
                   CASE WHEN hashtags IS NULL THEN NULL WHEN hashtags = '[]' THEN 0 ELSE len(string_split(hashtags, ',')) END FROM raw
            """);
        Assert.Equal(0, duck.Long($"SELECT count(*) FROM {run.Table("tweets")} WHERE reference_ids_rounded"));
        Assert.Equal(duck.Long("SELECT count(*) FROM raw WHERE tweet_text LIKE '%…'"),
            duck.Long($"SELECT count(*) FROM {run.Table("tweets")} WHERE text_truncated"));

        void Same(string table, string columns, string recount) =>
            TruthCheck.AssertSameRows(table, Lines(recount), Lines($"SELECT {columns} FROM {run.Table(table)}"));

        // As text, so that a number of the CSV and a number of the table are one form.
        List<string> Lines(string sql) => duck.Lines($"SELECT CAST(COLUMNS(*) AS VARCHAR) FROM ({sql})");
    }
}
