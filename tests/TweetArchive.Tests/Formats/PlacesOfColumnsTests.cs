using System.IO.Compression;
using System.Text;
using Xunit;

namespace TweetArchive.Tests.Formats;

/// <summary>Columns in names of folders, columns that are the releases' by chance, and files whose names say nothing.</summary>
public sealed class PlacesOfColumnsTests : IDisposable
{
    private const string Post = "970001234567890123,111111111,A text #One,2018-03-04 05:01,false";

    private readonly TempDatasets temp = new();

    public void Dispose() => temp.Dispose();

    [Theory]
    [InlineData("tweet_language=fa", "fa", "tweet_language (tweet_language=)")]
    [InlineData("lang=fa", "fa", "tweet_language (lang=)")]
    [InlineData("year=2018/Tweet_Language=zh%2DTW", "zh-TW", "tweet_language (Tweet_Language=)")]
    [InlineData("lang=__HIVE_DEFAULT_PARTITION__", "", "tweet_language (lang=)")]
    public void The_name_of_a_folder_fills_a_column_that_the_file_lacks(string folders, string language, string said)
    {
        foreach (string end in (string[])["\n", "\r\n"])
        {
            FinishedRun run = Run(folders + "/part-0.csv", $"tweetid,userid,tweet_text,tweet_time,is_retweet{end}{Post}{end}");
            Assert.Equal($"970001234567890123|{language}", Assert.Single(Rows(run, "tweetid, coalesce(tweet_language, '')")));
            Assert.EndsWith(said, Assert.Single(run.Result.Inputs[0].Remarks, r => r.Code == "folder_values").Message,
                StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("lang=fa")]
    [InlineData("year=2018/month=3")]
    [InlineData("a=b/text=x")]
    public void What_the_file_has_is_not_taken_from_a_folder(string folders)
    {
        FinishedRun run = Run(folders + "/part-0.csv", $"tweetid,userid,tweet_text,tweet_time,is_retweet,tweet_language\n{Post},en\n");
        Assert.Equal("A text #One|en", Assert.Single(Rows(run, "tweet_text, tweet_language")));
        Assert.DoesNotContain(run.Result.Inputs[0].Remarks, r => r.Code == "folder_values");
    }

    [Fact]
    public void Folders_of_a_dataset_with_Parquet_are_read_too()
    {
        FinishedRun whole = Run("x.csv", $"tweetid,userid,tweet_text,tweet_time,is_retweet\n{Post}\n");
        string folder = Directory.CreateDirectory(temp.File("divided/tweet_language=ur")).FullName;
        string part = Directory.EnumerateFiles(Path.Combine(whole.Out, "tweets"), "*.parquet").Single();
        File.Copy(part, Path.Combine(folder, "part-0.parquet"));
        using (var duck = new DuckDb())
        {
            duck.Lines($"COPY (SELECT * EXCLUDE tweet_language FROM '{Path.Combine(folder, "part-0.parquet")}') TO "
                + $"'{Path.Combine(folder, "part-1.parquet")}'");
        }

        File.Delete(Path.Combine(folder, "part-0.parquet"));
        FinishedRun run = temp.Run([temp.File("divided")]);
        Assert.Equal("970001234567890123|ur", Assert.Single(Rows(run, "tweetid, tweet_language")));
    }

    [Fact]
    public void Twitter_Analytics()
    {
        const string Link = "https://twitter.com/bo/status/970001234567890123";
        FinishedRun run = Run("activity.csv", "\"Tweet id\",\"Tweet permalink\",\"Tweet text\",\"time\",\"impressions\",\"engagements\","
            + "\"engagement rate\",\"retweets\",\"replies\",\"likes\",\"promoted impressions\"\n\"970001234567890123\","
            + $"\"{Link}\",\"A text #One\",\"2018-03-04 05:01 +0000\",\"1034.0\",\"12.0\",\"0.01\",\"2.0\",\"3.0\",\"5.0\",\"-\"\n");
        Assert.Equal("bo|bo|1520139660|2|3|5", Assert.Single(
            Rows(run, "userid, user_screen_name, CAST(epoch(tweet_time) AS BIGINT), retweet_count, reply_count, like_count")));
    }

    [Fact]
    public void YourTwapperKeeper()
    {
        FinishedRun run = Run("archive.csv", "text,to_user_id,from_user,id,from_user_id,iso_language_code,source,profile_image_url,"
            + "geo_type,geo_coordinates_0,geo_coordinates_1,created_at,time\nA text,,bo,970001234567890123,111111111,en,"
            + "\"<a href=\"\"http://twitter.com\"\">Web</a>\",,Point,35.5,51.25,\"Sun, 04 Mar 2018 05:01:17 +0000\",1520139677\n");
        Assert.Equal("111111111|bo|en|Web|1520139677|35.5|51.25", Assert.Single(
            Rows(run, "userid, user_screen_name, tweet_language, tweet_client_name, CAST(epoch(tweet_time) AS BIGINT), latitude, "
                + "longitude")));
    }

    [Theory]
    [InlineData("stream-1-2018-03-04-05-00-12-0a1b")]
    [InlineData("capture.log")]
    public void A_packed_file_whose_name_says_nothing_is_looked_into(string name)
    {
        string folder = Directory.CreateDirectory(temp.File("delivered")).FullName;
        using (var file = new GZipStream(File.Create(Path.Combine(folder, name)), CompressionLevel.Fastest))
            file.Write(Encoding.UTF8.GetBytes($"tweetid,userid,tweet_text,tweet_time,is_retweet\n{Post}\n"));
        using (var other = new GZipStream(File.Create(Path.Combine(folder, "other")), CompressionLevel.Fastest))
            other.Write("nothing that is a table"u8);
        File.WriteAllBytes(Path.Combine(folder, "damaged"), [0x1F, 0x8B, 8, 0, 1, 2, 3]);
        FinishedRun run = temp.Run([folder]);
        Assert.Equal(1, run.Result.Counts.Tweets);
    }

    private FinishedRun Run(string name, string text)
    {
        string top = temp.File(Guid.NewGuid().ToString("N"));
        string path = Path.Combine(top, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return temp.Run([top]);
    }

    private static string[] Rows(FinishedRun run, string columns)
    {
        using var duck = new DuckDb();
        return [.. duck.Lines($"SELECT {columns} FROM {run.Table("tweets")}")];
    }
}
