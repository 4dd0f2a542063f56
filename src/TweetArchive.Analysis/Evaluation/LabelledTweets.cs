using System.Globalization;
using TweetArchive.Text;

namespace TweetArchive.Analysis.Evaluation;

/// <summary>What a person read in a tweet.</summary>
internal enum ReadAs : byte { Yes, No, Unclear }

/// <summary>Tweets read by people: whether they mention a group of targets.</summary>
internal sealed class LabelledTweets
{
    private readonly SortedDictionary<long, ReadAs> labels = [];

    private LabelledTweets()
    {
    }

    public IReadOnlyDictionary<long, ReadAs> ByTweetId => labels;

    /// <exception cref="UsageException">The file cannot be read; the message says where.</exception>
    public static LabelledTweets Read(string path)
    {
        if (!File.Exists(path))
            throw new UsageException($"--labels {path}: there is no such file.");
        var tweets = new LabelledTweets();
        try
        {
            foreach (TsvRow row in Tsv.Rows((path, File.ReadAllBytes(path)), "tweetid", "is_mention"))
            {
                if (!long.TryParse(row[0], NumberStyles.None, CultureInfo.InvariantCulture, out long id))
                    throw row.Error($"'{row[0]}' is no tweetid");
                if (!Enum.TryParse(row[1], ignoreCase: true, out ReadAs label) || !char.IsAsciiLetter(row[1][0]))
                    throw row.Error($"'{row[1]}' is not yes, no or unclear");
                if (!tweets.labels.TryAdd(id, label))
                    throw row.Error($"the tweet {id} occurs twice");
            }
        }
        catch (TsvException e)
        {
            throw new UsageException("--labels: " + e.Message);
        }

        return tweets;
    }
}
