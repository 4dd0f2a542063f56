using System.Text;
using TweetArchive.Synth;
using Xunit;

namespace TweetArchive.Tests.Cli;

/// <summary>Inputs that cannot be read: which code, which words, and what is kept.</summary>
public sealed class UnreadableInputTests : IDisposable
{
    private readonly CommandFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void No_such_file()
    {
        folder.Run(folder.File("nothing.csv")).AssertFailed(2, folder.File("nothing.csv"), "no such file");
        folder.AssertNothingWritten();
    }

    [Fact]
    public void A_folder_without_archives()
    {
        folder.Run(folder.Path).AssertFailed(2, folder.Path, "no .csv, .zip", "Give the folder");
        folder.AssertNothingWritten();
    }

    [Theory]
    [InlineData("empty", "the file is empty", "Download it again")]
    [InlineData("columns", "has no column tweetid, userid, tweet_text, tweet_time, is_retweet", "external_author_id")]
    [InlineData("binary", "binary file")]
    [InlineData("gzip", "cut short", "Download the archive again")]
    [InlineData("not a zip", "the name says zip", "Download it again")]
    [InlineData("long line", "first line is longer")]
    [InlineData("twice", "'tweetid' twice")]
    public void Files_that_are_something_else(string what, params string[] words)
    {
        string path = what switch
        {
            "empty" => folder.Bytes("x.csv", []),
            "columns" => folder.Bytes("x.csv", "external_author_id,author,content\n1,2,3\n"u8.ToArray()),
            "binary" => folder.Bytes("x.csv", [0x7F, .. "ELF"u8, 2, 1, 1, 0, 0, 0, 0, 0, (byte)'\n', 0, 1]),
            "gzip" => folder.Bytes("x.csv.gz", [0x1F, 0x8B, 8, 0, 0, 0]),
            "not a zip" => folder.Bytes("x.zip", "<html>404</html>"u8.ToArray()),
            "long line" => folder.Bytes("x.csv", Enumerable.Repeat((byte)'x', 200_000).ToArray()),
            _ => folder.Bytes("x.csv", Encoding.UTF8.GetBytes("\"tweetid\"," + CommandFolder.Header)),
        };
        folder.Run(path).AssertFailed(6, [Path.GetFileName(path) + ":", .. words]);
        folder.AssertNothingWritten();
    }

    [Fact]
    public void A_zip_cut_short()
    {
        byte[] zip = File.ReadAllBytes(
            folder.Zip("whole.zip",
                ("a_tweets.csv", CommandFolder.Header + string.Concat(Enumerable.Range(1, 100).Select(i => CommandFolder.Row(i))))));
        folder.Run(folder.Bytes("x_tweets.zip", zip[..(zip.Length / 2)]))
            .AssertFailed(6, "x_tweets.zip:", "cut short or damaged", "Download it again");
        folder.AssertNothingWritten();
    }

    /// <summary>Damage in the middle of the packed bytes: what was read before it is kept and the code says so.</summary>
    [Fact]
    public void A_damaged_zip_entry_keeps_the_records_before_the_damage()
    {
        SynthResult synth = SynthArchive.Write(
            new SynthOptions { Tweets = 4000, OutPath = folder.File("x_tweets.zip"), UsersFile = false });
        byte[] zip = File.ReadAllBytes(synth.TweetsPath);
        zip.AsSpan(zip.Length * 2 / 3, 2000).Fill(0xFF);
        folder.Bytes("x_tweets.zip", zip);
        CommandResult result = folder.Run(synth.TweetsPath);
        result.AssertSaid(3, "not read to its end: x_tweets.zip!x_tweets.csv:", "damaged", "Download the archive again",
            "records before that are in the output");
        Assert.InRange(long.Parse(folder.Query("count(*)", "tweets")[0], System.Globalization.CultureInfo.InvariantCulture), 1000, 3900);
    }

    [Fact]
    public void A_zip_entry_with_a_wrong_checksum_is_named()
    {
        string path = folder.Zip("x_tweets.zip",
            ("x_tweets.csv", CommandFolder.Header + CommandFolder.Row(1, "a well known text") + CommandFolder.Row(2)));
        byte[] zip = File.ReadAllBytes(path);
        zip[zip.AsSpan().IndexOf("well known"u8)] = (byte)'W';
        folder.Bytes("x_tweets.zip", zip);
        folder.Run(path).AssertSaid(3, "checksum does not match");
        folder.AssertCounts(2, 2, 0);
    }

    [Fact]
    public void An_encrypted_zip_entry()
    {
        string path = folder.Zip("x_tweets.zip", ("x_tweets.csv", CommandFolder.Header + CommandFolder.Row(1)));
        byte[] zip = File.ReadAllBytes(path);
        // General purpose bit 0 in the local header and in the central directory: "encrypted".
        zip[6] |= 1;
        zip[zip.AsSpan().IndexOf("PK\u0001\u0002"u8) + 8] |= 1;
        folder.Bytes("x_tweets.zip", zip);
        folder.Run(path).AssertFailed(6, "x_tweets.zip!x_tweets.csv:", "encrypted");
        folder.AssertNothingWritten();
    }

    [Fact]
    public void A_zip_whose_entry_name_leads_out_of_the_folder_is_read_and_noted()
    {
        string path = folder.Zip("x_tweets.zip", ("../../../evil_tweets.csv", CommandFolder.Header + CommandFolder.Row(1)));
        folder.Run(path).AssertSaid(0, "note: x_tweets.zip:", "../../../evil_tweets.csv", "not used as a path");
        folder.AssertCounts(1, 1, 0);
        Assert.Equal(["x_tweets.zip!evil_tweets.csv"], folder.Query("source_file", "tweets"));
        Assert.Equal(["out", "x_tweets.zip"], Directory.EnumerateFileSystemEntries(folder.Path).Select(Path.GetFileName).Order());
    }

    [Fact]
    public void One_bad_input_of_several_is_named_and_the_rest_is_there()
    {
        string good = folder.Csv(CommandFolder.Row(1), CommandFolder.Row(2));
        string bad = folder.Bytes("bad_tweets.csv", "a,b\n1,2\n"u8.ToArray());
        string empty = folder.Bytes("empty_tweets.csv", []);
        CommandResult result = folder.Run(bad, good, empty);
        result.AssertSaid(3, "not read: bad_tweets.csv:", "not read: empty_tweets.csv:");
        folder.AssertCounts(2, 2, 0);
    }
}
