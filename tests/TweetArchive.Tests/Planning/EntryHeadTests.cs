using System.Text;
using TweetArchive.Archives;
using TweetArchive.Csv;
using TweetArchive.Planning;
using TweetArchive.Tweets;
using Xunit;

namespace TweetArchive.Tests.Planning;

/// <summary>What the beginning of an entry says of the rest, and where the first record starts.</summary>
public sealed class EntryHeadTests
{
    private static readonly string Header = string.Join(',', OrderB.Columns.Select(c => $"\"{c}\""));
    private static readonly string Row = string.Join(',',
        OrderB.Columns.Select(c => c == "tweetid" ? "\"1051511111111111168\"" : c == "tweet_time" ? "\"2018-10-14 16:42\"" : "\"x\""));

    [Theory]
    [InlineData("", "\n")]
    [InlineData("", "\r\n")]
    [InlineData("\uFEFF", "\n")]
    public void A_released_file_is_divided_and_its_first_record_starts_after_the_header(string mark, string lineEnd)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(mark + Header + lineEnd + Row + lineEnd + Row + lineEnd);
        (EntryHead head, string after) = Read(bytes);
        Assert.Equal(RowKind.Tweets, head.Schema.Kind);
        Assert.True(head.Divisible);
        Assert.False(head.IsTranslated || head.IsCollection);
        Assert.Equal(1, head.HeaderLines);
        Assert.Equal(bytes.Length - (2 * (Row.Length + lineEnd.Length)), head.Length);
        Assert.StartsWith("\"1051511111111111168\"", after, StringComparison.Ordinal);
        Assert.Equal(lineEnd == "\n" ? "LF" : "CRLF", head.Dialect.LineEnd);
        Assert.Empty(head.Schema.MissingColumns);
    }

    /// <summary>Without quotes a line of a text may look like a record, so nothing proves where one starts.</summary>
    [Fact]
    public void A_file_without_quotes_is_read_in_one_piece()
    {
        byte[] bytes = Encoding.UTF8.GetBytes((Header + "\n" + Row + "\n").Replace("\"", "", StringComparison.Ordinal));
        EntryHead head = Read(bytes).Head;
        Assert.Equal(RowKind.Tweets, head.Schema.Kind);
        Assert.False(head.Divisible);
    }

    [Theory]
    [InlineData("""{"id_str":"1051511111111111168","created_at":"Sun Oct 14 16:42:00 +0000 2018","text":"x","user":{"id_str":"5"}}""",
        false)]
    [InlineData("tweet_id;user_id;text\n1051511111111111168;5;x\n", true)]
    public void Files_of_other_collectors_are_recognised_and_never_divided(string text, bool translated)
    {
        EntryHead head = Read(Encoding.UTF8.GetBytes(text + "\n")).Head;
        Assert.Equal(RowKind.Tweets, head.Schema.Kind);
        Assert.True(head.IsCollection);
        Assert.Equal(translated, head.IsTranslated);
        Assert.False(head.Divisible);
    }

    [Theory]
    [InlineData("", "the file is empty")]
    [InlineData("\0\u0001\u0002\0\0\0\u0003", "binary file")]
    [InlineData("<!DOCTYPE html><html><body>Not found</body></html>", "web page")]
    [InlineData("\"name\",\"price\"\n\"bread\",\"2\"\n", "x_tweets.csv")]
    public void What_is_neither_tweets_nor_users_is_refused_with_its_name_and_the_reason(string text, string reason)
    {
        ArchiveException refused = Assert.Throws<ArchiveException>(() => Read(Encoding.UTF8.GetBytes(text)));
        Assert.StartsWith("x_tweets.csv: ", refused.Message, StringComparison.Ordinal);
        Assert.Contains(reason, refused.Message, StringComparison.Ordinal);
    }

    private static (EntryHead Head, string After) Read(byte[] bytes)
    {
        using var pool = new BlockPool(2, 1 << 16);
        using var reader = new BlockReader(new MemorySource(bytes, 0), pool, 1 << 20, CancellationToken.None);
        EntryHead head = EntryHead.Read(reader, new ArchiveEntry("x_tweets.csv", "x_tweets.csv", bytes.Length));
        return (head, Encoding.UTF8.GetString(reader.Head));
    }
}
