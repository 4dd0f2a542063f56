using System.Globalization;

namespace TweetArchive.Testing;

/// <summary>An archive whose references are rounded, in the forms that released files have.</summary>
internal static class ReferenceArchive
{
    public const string Reply = "in_reply_to_tweetid", Quote = "quoted_tweet_tweetid", Retweet = "retweet_tweetid";
    public const long Base = 1_198_473_762_313_818_112; // held exactly by a float64; the next one is 256 higher

    /// <param name="neighbours">Tweets with ids near the rounded ones are in it too.</param>
    public static string Write(string path, bool neighbours = true)
    {
        const string Link = "['https://twitter.com/a/status/{0}']";
        string near = string.Format(CultureInfo.InvariantCulture, Link, Base + 5);
        var archive = new GoldenArchive()
            .Add(1, (Quote, Text(Base)), ("urls", near))
            .Add(2, (Reply, Text(Base)))
            .Add(3, (Quote, Text(Base)), ("urls", $"['https://twitter.com/a/status/{Base + 5}', 'https://x.com/a/status/{Base + 6}']"))
            .Add(4, (Quote, Text(Base)), (Retweet, Text(Base + 5_242_880)), ("urls", near))
            .Add(5, (Reply, Text(Base + 1_048_576)))
            .Add(6, (Retweet, Text(Base + 2_097_152 + 256)))
            .Add(7, (Retweet, Text(Base + 3_145_728)))
            .Add(8, (Quote, "1.19847376231382E+18"))
            .Add(9, (Quote, "3.65082069254156E+017"), ("urls", string.Format(CultureInfo.InvariantCulture, Link, 365_082_069_254_156_077)))
            .Add(10);
        // 60 more exact ones, so that the file is known to be rounded.
        for (int i = 0; i < 30; i++)
            archive.Add(1_000 + i, (Reply, Text(Base + (4_194_304L * (10 + i)))));
        if (neighbours)
        {
            archive.Add(Base + 96).Add(Base + 5_242_980).Add(Base + 1_048_576 - 3).Add(Base + 1_048_576 + 2).Add(Base + 2_097_152)
                .Add(Base + 3_145_728 - 257)
                .Add(Base + 2_097_152) // once more: a duplicate
                .Add(1_198_473_762_313_820_000);
        }

        return archive.Write(path);
    }

    private static string Text(long id) => id.ToString(CultureInfo.InvariantCulture);
}
