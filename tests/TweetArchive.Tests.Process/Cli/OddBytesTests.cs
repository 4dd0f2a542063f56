using System.Text;
using Xunit;

namespace TweetArchive.Tests.Cli;

/// <summary>Files that are read all the same: what odd bytes in them come to.</summary>
public sealed class OddBytesTests : IDisposable
{
    private readonly CommandFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Invalid_utf8_in_a_text_keeps_the_tweet()
    {
        byte[] bytes = Encoding.UTF8.GetBytes(CommandFolder.Header + CommandFolder.Row(1, "bad ~ byte #tag~") + CommandFolder.Row(2));
        bytes.AsSpan().Replace((byte)'~', (byte)0xFF);
        folder.Run(folder.Bytes("x_tweets.csv", bytes)).AssertSaid(0);
        folder.AssertCounts(2, 2, 0);
        // A reader that checks its strings must be able to read every table.
        Assert.Equal(["bad \uFFFD byte #tag\uFFFD"], folder.Query("tweet_text", "tweets", "WHERE tweetid = 1"));
        Assert.Equal("1", Assert.Single(folder.Query("count(*)", "hashtags", "WHERE hashtag LIKE 'tag%'")));
    }

    [Theory]
    [InlineData("tweetid")]
    [InlineData("userid")]
    public void Invalid_utf8_in_an_id_is_a_reject(string column)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(
            CommandFolder.Header + CommandFolder.Row(1)
                + CommandFolder.Row(2, idText: column == "tweetid" ? "2~" : "", user: column == "userid" ? "u~" : "u"));
        int line = bytes.AsSpan().LastIndexOf(Encoding.UTF8.GetBytes("\n\"2")) + 1;
        bytes.AsSpan().Replace((byte)'~', (byte)0xFF);
        folder.Run(folder.Bytes("x_tweets.csv", bytes))
            .AssertSaid(0, "rejected: x_tweets.csv: 1 record, the first", "record 2, line 3", $"byte {line}", "invalid_utf8_in_id");
        folder.AssertCounts(2, 1, 1);
        Assert.Equal([$"x_tweets.csv|2|3|{line}|{bytes.Length - line - 1}|invalid_utf8_in_id"],
            folder.Query("source_file, record, line, byte_offset, byte_length, reason", "rejects"));
        Assert.Equal([Convert.ToHexString(bytes[line..^1])], folder.Query("hex(raw)", "rejects"));
    }

    [Fact]
    public void Bytes_that_other_readers_trip_over_are_text()
    {
        string csv = folder.Csv(CommandFolder.Row(1, "nul \0 byte"), CommandFolder.Row(2, "back\\slash \\\"\" quote"),
            CommandFolder.Row(3, "two\nlines\r\nthree"), CommandFolder.Row(4, "\u2028 ' ; \t"));
        folder.Run(csv).AssertSaid(0);
        folder.AssertCounts(4, 4, 0);
        Assert.Equal(
            ["1|6E756C20002062797465", "2|6261636B5C736C617368205C222071756F7465", "3|74776F0A6C696E65730D0A7468726565",
                "4|E280A82027203B2009"],
            folder.Query("tweetid, hex(encode(tweet_text))", "tweets", "ORDER BY 1"));
    }

    [Theory]
    [InlineData("bom")]
    [InlineData("crlf")]
    [InlineData("blank last lines")]
    [InlineData("no final newline")]
    [InlineData("minimal quoting")]
    public void Other_ways_of_writing_the_same_records(string way)
    {
        string plain = CommandFolder.Header + CommandFolder.Row(1, "first") + CommandFolder.Row(2, "second");
        string text = way switch
        {
            "bom" => "\uFEFF" + plain,
            "crlf" => plain.ReplaceLineEndings("\r\n"),
            "blank last lines" => plain + "\n\n",
            "no final newline" => plain.TrimEnd('\n'),
            _ => plain.Replace("\"", "", StringComparison.Ordinal),
        };
        folder.Run(folder.Bytes("x_tweets.csv", Encoding.UTF8.GetBytes(text))).AssertSaid(0);
        folder.AssertCounts(2, 2, 0);
        Assert.Equal(["1|first|user1|2018-01-02 03:04:00|0", "2|second|user1|2018-01-02 03:04:00|0"],
            folder.Query("tweetid, tweet_text, userid, strftime(tweet_time, '%Y-%m-%d %H:%M:%S'), len(user_mentions)", "tweets",
                "ORDER BY 1"));
    }

    [Fact]
    public void A_file_that_is_only_a_header()
    {
        folder.Run(folder.Csv()).AssertSaid(0);
        folder.AssertCounts(0, 0, 0);
        foreach (string table in new[] { "tweets", "mentions", "accounts", "rejects" })
            Assert.Equal(["0"], folder.Query("count(*)", table));
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    public void A_header_repeated_in_the_middle_is_a_reject_of_its_own(string lineEnd)
    {
        string text = (CommandFolder.Header + CommandFolder.Row(1) + CommandFolder.Header + CommandFolder.Row(2))
            .ReplaceLineEndings(lineEnd);
        folder.Run(folder.Bytes("x_tweets.csv", Encoding.UTF8.GetBytes(text))).AssertSaid(0, "repeated_header");
        folder.AssertCounts(3, 2, 1);
        Assert.Equal(["2|3|repeated_header"], folder.Query("record, line, reason", "rejects"));
    }

    [Fact]
    public void A_field_of_50_megabytes_is_one_reject_and_never_held_in_memory()
    {
        string path = folder.File("x_tweets.csv");
        string before = CommandFolder.Header + CommandFolder.Row(1);
        string[] halves = CommandFolder.Row(2, "~").Split('~');
        using (FileStream file = File.Create(path))
        {
            file.Write(Encoding.UTF8.GetBytes(before + halves[0]));
            byte[] line = Encoding.UTF8.GetBytes(new string('x', 999) + "\n");
            for (int i = 0; i < 50_000; i++)
                file.Write(line);
            file.Write(Encoding.UTF8.GetBytes(halves[1] + CommandFolder.Row(3) + CommandFolder.Row(4)));
        }

        CommandResult result = folder.Run(path);
        result.AssertSaid(0, "record_too_long", $"byte {before.Length}");
        folder.AssertCounts(4, 3, 1);
        long length = Encoding.UTF8.GetByteCount(halves[0] + halves[1]) + 50_000_000L;
        Assert.Equal([$"2|3|{before.Length}|{length}|record_too_long"],
            folder.Query("record, line, byte_offset, byte_length, reason", "rejects"));
        Assert.Equal(["1|1", "3|3", "4|4"], folder.Query("tweetid, record", "tweets", "ORDER BY 1"));
        Assert.True(result.PeakBytes < 300L << 20, $"{result.PeakBytes >> 20} MB in use");
    }
}
