using System.Globalization;
using TweetArchive.Releases;

namespace TweetArchive.Query.Verify;

/// <summary>
/// Ids and times that no tweet of the release can have. They are warnings and no differences: the tables are true to an archive that was
/// damaged before, most often by a spreadsheet.
/// </summary>
internal static class PlausibilityChecks
{
    private const string Group = "plausibility";

    // The first id with a time in it (4 November 2010), and the moment from which these count milliseconds.
    private const long FirstTimedId = 29_700_859_247;
    private const long Epoch = 1_288_834_974_657;

    // Archives have whole minutes, and clocks of servers differ by seconds.
    private const long MostMillis = 120_000;

    public static void Run(CheckContext context)
    {
        if (!context.Has("tweets"))
        {
            context.NotCompared(Group, "ids and times", "no tweets were kept (--tweets none)");
            return;
        }

        context.Warnings(Group, "the time in a tweet's id is that of the tweet", ["tweets"], "every tweet",
            $"""
            SELECT {CheckContext.Key("dataset", "tweetid")} AS key, strftime(tweet_time AT TIME ZONE 'UTC', '%Y-%m-%d %H:%M') AS expected,
                   CASE WHEN tweetid <= {FirstTimedId} THEN 'an id from before November 2010' ELSE strftime(make_timestamp(((tweetid >> 22) + {Epoch}) * 1000), '%Y-%m-%d %H:%M') END AS found
            FROM tweets WHERE tweetid IS NOT NULL AND CASE WHEN tweetid <= {FirstTimedId} THEN tweet_time >= TIMESTAMPTZ '2010-11-05 00:00:00+00'
                ELSE abs(epoch_ms(tweet_time) - ((tweetid >> 22) + {Epoch})) > {MostMillis} END
            """, "the id or the time was changed before: a spreadsheet keeps fewer digits. Elsewhere such tweets are "
                + "not found by their ids");
        context.Warnings(Group, "no tweet from before the platform began", ["tweets"], "every tweet",
            $"SELECT {CheckContext.Key("dataset", "tweetid")} AS key, '2006-03-21 or later' AS expected, CAST(tweet_time AS VARCHAR) "
                + "AS found FROM tweets WHERE tweet_time < TIMESTAMPTZ '2006-03-21 00:00:00+00'",
            "read the columns of time: a day in place of a month, or a year of two digits");
        foreach (string dataset in context.Database.Rows("SELECT DISTINCT dataset FROM tweets ORDER BY 1").Select(r => (string)r[0]!))
        {
            if (ReleaseRegistry.Shipped.Find(dataset) is not { Released: { Length: >= 7 } released })
                continue;
            DateOnly after = DateOnly.ParseExact(released[..7] + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture).AddMonths(1);
            context.Warnings(Group, $"{dataset}: no tweet from after its release ({released})", ["tweets"], "every tweet",
                $"SELECT {CheckContext.Key("dataset", "tweetid")} AS key, 'before {after:yyyy-MM-dd}' AS expected, CAST(tweet_time AS "
                    + $"VARCHAR) AS found FROM tweets WHERE dataset = {Sql.Text(dataset)} AND tweet_time >= TIMESTAMPTZ "
                    + $"'{after:yyyy-MM-dd} 00:00:00+00'",
                "the file may be of another release, or its times were changed");
        }
    }
}
