using System.Globalization;
using System.Text;

namespace TweetArchive.Testing;

/// <summary>A small tweets file of column order B, all quoted, with given cells.</summary>
internal sealed class GoldenArchive
{
    private readonly StringBuilder text = new(Line(OrderB.Columns));

    /// <summary>Adds a tweet; columns that are not named have plain values.</summary>
    public GoldenArchive Add(long tweetId, params (string Column, string Value)[] cells)
    {
        Dictionary<string, string> values = new()
        {
            ["tweetid"] = tweetId.ToString(CultureInfo.InvariantCulture),
            ["userid"] = "someone",
            ["tweet_time"] = "2018-01-02 03:04",
            ["tweet_text"] = "hello",
            ["is_retweet"] = "False",
            ["tweet_language"] = "en",
        };
        foreach ((string column, string value) in cells)
            values[column] = value;
        text.Append(Line(OrderB.Columns.Select(c => values.GetValueOrDefault(c, ""))));
        return this;
    }

    public string Write(string path)
    {
        File.WriteAllText(path, text.ToString());
        return path;
    }

    private static string Line(IEnumerable<string> cells) =>
        string.Join(',', cells.Select(c => '"' + c.Replace("\"", "\"\"", StringComparison.Ordinal) + '"')) + "\n";
}
