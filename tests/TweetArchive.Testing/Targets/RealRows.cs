using System.Text;
using TweetArchive.Targets.Matching;
using Xunit;

namespace TweetArchive.Testing;

/// <summary>Rows of the released archives that this machine has, for tests of matching.</summary>
internal static class RealRows
{
    public sealed record Row(string Id, byte[] Text, byte[] Language, byte[] Hashtags, byte[] Urls, byte[] Mentions, byte[] ReplyTo,
        byte[] Retweeted, bool IsRetweet)
    {
        internal TweetText Tweet => new()
        {
            Text = Text,
            Language = Language,
            Hashtags = Hashtags,
            Urls = Urls,
            UserMentions = Mentions,
            InReplyToUserId = ReplyTo,
            RetweetUserId = Retweeted,
            IsRetweet = IsRetweet,
        };
    }

    /// <summary>The selections of the Iranian releases of 2019.</summary>
    public static IReadOnlyList<Row> Iran() =>
    [
        .. Directory.GetFiles(Path.Combine(Repository.Samples, "iran_2019"), "*.csv").Order(StringComparer.Ordinal)
            .SelectMany(file => Parse(File.ReadAllText(file))),
    ];

    /// <summary>The whole release of Thailand.</summary>
    public static IReadOnlyList<Row> Thailand()
    {
        string zip = Assert.Single(Directory.GetFiles(Path.Combine(Repository.Samples, "thailand_2020_09"), "*_tweets_csv_hashed.zip"));
        using System.IO.Compression.ZipArchive archive = System.IO.Compression.ZipFile.OpenRead(zip);
        using var reader = new StreamReader(Assert.Single(archive.Entries, e => e.Length > 0).Open());
        return [.. Parse(reader.ReadToEnd())];
    }

    private static IEnumerable<Row> Parse(string csv)
    {
        string[] header = [];
        foreach (string[] cells in ReadCsv(csv))
        {
            if (header.Length == 0)
            {
                header = cells;
                continue;
            }

            string Text(string name) => cells[Array.IndexOf(header, name)];
            byte[] Cell(string name) => Encoding.UTF8.GetBytes(Text(name));
            yield return new Row(Text("tweetid"), Cell("tweet_text"), Cell("tweet_language"), Cell("hashtags"), Cell("urls"),
                Cell("user_mentions"),
                Cell("in_reply_to_userid"), Cell("retweet_userid"),
                string.Equals(Text("is_retweet"), "true", StringComparison.OrdinalIgnoreCase));
        }
    }

    /// <summary>The plainest reader of fully quoted CSV; the engine's own is tested elsewhere.</summary>
    private static IEnumerable<string[]> ReadCsv(string text)
    {
        var row = new List<string>();
        var cell = new StringBuilder();
        bool quoted = false;
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (quoted)
            {
                if (c != '"')
                    cell.Append(c);
                else if (i + 1 < text.Length && text[i + 1] == '"')
                    cell.Append(text[++i]);
                else
                    quoted = false;
            }
            else if (c == '"')
                quoted = true;
            else if (c is ',' or '\n')
            {
                row.Add(cell.ToString());
                cell.Clear();
                if (c == '\n')
                {
                    yield return [.. row];
                    row.Clear();
                }
            }
            else if (c != '\r')
                cell.Append(c);
        }
    }
}
