using System.Globalization;
using System.IO.Compression;
using System.Text;
using TweetArchive.Archives;
using TweetArchive.Inspecting;
using TweetArchive.Synth;
using TweetArchive.Tweets;
using Xunit;

namespace TweetArchive.Tests.Inspecting;

/// <summary>What inspect tells of a file, and how little it reads for that.</summary>
public sealed class InspectorTests : IDisposable
{
    private static readonly string Header = string.Join(',', OrderB.Columns.Select(c => $"\"{c}\"")) + "\n";

    private readonly TempDatasets temp = new();

    public void Dispose() => temp.Dispose();

    [Theory]
    [InlineData(QuotingStyle.All)]
    [InlineData(QuotingStyle.Minimal)]
    public void A_large_file_is_sampled_in_ten_places_and_its_rows_are_estimated(QuotingStyle quoting)
    {
        string path = temp.Synth(32_000, quoting: quoting, users: false).TweetsPath;
        ArchiveEntry entry = Entry(path);
        Assert.True(entry.Bytes > 2 * Inspector.WholeBytes, "the file is too small for this test");
        var asked = new Asked();
        EntryInspection found = Inspector.Inspect(entry, asked.Open(entry), CancellationToken.None);
        Assert.Equal((RowKind.Tweets, "A", false, SampleWindows.Places + 2), (found.Kind, found.Variant, found.Exact, found.PlacesSampled));
        Assert.InRange(found.RecordsEstimated, 30_400, 33_600);
        Assert.Equal(asked.Bytes, found.BytesRead);
        Assert.InRange(asked.Bytes, 1, 4 << 20);
        Assert.DoesNotContain(found.Trouble, t => t.Code is "damaged_records" or "no_records" or "cut_short" or "mixed_dialects");
        // Rows are not in the order of time: of the samples' thousands one is among the first hundredth, whatever the seed.
        using var duck = new DuckDb();
        long latest = duck.Long("SELECT quantile_disc(epoch_ms(CAST(tweet_time AS TIMESTAMP)), 0.01) FROM "
            + $"read_csv({DuckDb.Quote(path)}, header = true, all_varchar = true, quote = '\"', escape = '\"', delim = ',')");
        Assert.InRange(found.FirstTime ?? long.MaxValue, 0, latest);
    }

    [Fact]
    public void A_file_of_100_GB_is_told_from_less_than_4_MiB_and_its_holes_are_seen()
    {
        const long Length = 100L << 30;
        string path = temp.File("ioa_tweets.csv");
        using (FileStream file = File.Create(path))
        {
            file.SetLength(Length);
            file.Write(Encoding.UTF8.GetBytes(Header + Rows("2015-05-05 05:05", 4_000)));
            // The fourth place of eight, and the end; all others stay holes.
            file.Position = (long)((Int128)Length * 4 / 9) + 5_000;
            file.Write(Encoding.UTF8.GetBytes("\n" + Rows("2011-01-01 01:01", 2_000)));
            string end = "\n" + Rows("2020-12-31 23:59", 100);
            file.Position = Length - end.Length;
            file.Write(Encoding.UTF8.GetBytes(end));
        }

        ArchiveEntry entry = Entry(path);
        var asked = new Asked();
        var watch = System.Diagnostics.Stopwatch.StartNew();
        EntryInspection found = Inspector.Inspect(entry, asked.Open(entry), CancellationToken.None);
        Assert.True(watch.Elapsed.TotalSeconds < 5, $"it took {watch.Elapsed}");
        Assert.InRange(asked.Bytes, 1, 4 << 20);
        Assert.InRange(asked.Reads, 1, 60);
        Assert.Equal("ioa", found.Release?.Dataset);
        Assert.Equal(("2011-01-01", "2020-12-31"), (Day(found.FirstTime), Day(found.LastTime)));
        Assert.Contains("7 of 9 places hold nothing but zero bytes", Assert.Single(found.Trouble, t => t.Code == "holes").Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Trouble_anywhere_in_a_large_file_is_foretold()
    {
        int row = Rows("2015-05-05 05:05", 1).Length;
        int rows = (int)(2 * Inspector.WholeBytes / row);
        var text = new StringBuilder(Header);
        for (int i = 0; i < rows; i++)
        {
            // In the middle there are the marks of a spreadsheet and of a concatenation, every 50 rows.
            bool middle = i > rows / 4 && i < rows / 2 && i % 50 == 0;
            string one = OrderB.Row(i, quoted: true, time: middle ? "5/5/2015 5:05" : "2015-05-05 05:05");
            text.Append(
                middle ? one.Replace("\"someone\"", "\"1.01421E+18\"", StringComparison.Ordinal) + Header
                    + one.Replace("\"False\"", "\"false\"", StringComparison.Ordinal) : one);
            if (middle)
                text.Append("\"1.2345E+18\"").Append(OrderB.Row(i, quoted: true)[21..]).Append("\"2\",\"broken\"\n");
        }

        string cut = text.Append(OrderB.Row(rows, quoted: true)).ToString()[..^30];
        File.WriteAllText(temp.File("x_tweets.csv"), cut);
        EntryInspection found = Inspector.Inspect(Entry(temp.File("x_tweets.csv")), CancellationToken.None);
        Assert.Equal(
            ["cut_short", "times_apart", "rounded_tweetids", "rounded_userids", "unreadable_times", "damaged_records",
                "repeated_headers", "mixed_dialects"], found.Trouble.Select(t => t.Code));
        Assert.Contains("booleans", found.Trouble[^1].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_header_of_another_order_in_mid_file_is_a_warning_of_its_own()
    {
        string other = string.Join(',', TweetColumns.Names.Select(c => $"\"{c}\"")) + "\n";
        File.WriteAllText(temp.File("x_tweets.csv"), Header + Rows("2015-05-05 05:05", 3) + other + Rows("2015-05-05 05:05", 3));
        EntryInspection found = Inspector.Inspect(Entry(temp.File("x_tweets.csv")), CancellationToken.None);
        Trouble trouble = Assert.Single(found.Trouble, t => t.Code != "times_apart");
        Assert.Equal("other_header", trouble.Code);
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"at byte {(Header + Rows("2015-05-05 05:05", 3)).Length}"),
            trouble.Message, StringComparison.Ordinal);
    }

    /// <summary>By the header before it, times would be where texts are.</summary>
    [Fact]
    public void What_follows_a_header_of_other_columns_is_not_looked_at_by_the_one_before()
    {
        const string Other = "tweet_text,tweetid,userid,is_retweet,tweet_time,tweet_language\n";
        string rows = string.Concat(Enumerable.Range(0, 40).Select(i => $"text {i},{1_000_000_000_000 + i},7,false,2015-05-05 05:05,en\n"));
        File.WriteAllText(temp.File("x_tweets.csv"), Header + Rows("2015-05-05 05:05", 3) + Other + rows);
        EntryInspection found = Inspector.Inspect(Entry(temp.File("x_tweets.csv")), CancellationToken.None);
        Assert.Equal(["other_header"], found.Trouble.Select(t => t.Code).Where(c => c != "ids_of_other_tweets"));
    }

    [Fact]
    public void A_header_alone_and_blank_languages_and_a_users_file_of_a_spreadsheet()
    {
        File.WriteAllText(temp.File("a_tweets.csv"), Header);
        Assert.Equal(["header_alone"], Codes("a_tweets.csv"));
        File.WriteAllText(temp.File("b_tweets.csv"),
            Header + Rows("2015-05-05 05:05", 5).Replace("\"en\"", "\"\"", StringComparison.Ordinal));
        Assert.Equal(["times_apart", "blank_languages"], Codes("b_tweets.csv"));
        string users = string.Join(',', TweetColumns.Names.Skip(1).Take(10)) + "\n";
        File.WriteAllText(temp.File("c_users.csv"), users + "1.01421E+18,a,a,,,,1,2,7/3/2018,en\nhash=,a,a,,,,1,2,7/3/2018,en\n");
        Assert.Equal(["rounded_userids", "unknown_day_order"], Codes("c_users.csv"));
    }

    [Fact]
    public void A_packed_entry_is_read_from_its_beginning_for_a_while()
    {
        string path = temp.Synth(30_000, name: "demo_tweets_csv_hashed.zip", users: false).TweetsPath;
        ArchiveEntry entry = Entry(path);
        EntryInspection found = Inspector.Inspect(entry, CancellationToken.None);
        Assert.False(found.Exact);
        Assert.InRange(found.RecordsEstimated, 28_500, 31_500);
        Assert.InRange(found.BytesRead, Inspector.WholeBytes, Inspector.WholeBytes + (2 << 20));
    }

    [Fact]
    public void Rows_of_a_file_of_unknown_unpacked_size_are_estimated_by_its_packed_bytes()
    {
        string path = temp.Synth(30_000, users: false).TweetsPath;
        string packed = temp.File("packed_tweets.csv.gz");
        using (FileStream from = File.OpenRead(path))
        using (var to = new GZipStream(File.Create(packed), CompressionLevel.Fastest))
            from.CopyTo(to);
        ArchiveEntry entry = Entry(packed);
        EntryInspection found = Inspector.Inspect(entry, CancellationToken.None);
        Assert.Equal((true, false, 1), (entry.Estimated, found.Exact, found.PlacesSampled));
        Assert.InRange(found.RecordsEstimated, 27_000, 33_000);
    }

    private IEnumerable<string> Codes(string name) =>
        Inspector.Inspect(Entry(temp.File(name)), CancellationToken.None).Trouble.Select(t => t.Code);

    private static ArchiveEntry Entry(string path) => Assert.Single(ArchiveCatalog.Open([path]).Entries);

    private static string Day(long? millis) =>
        DateTimeOffset.FromUnixTimeMilliseconds(millis!.Value).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Rows(string time, int count) =>
        string.Concat(Enumerable.Range(1, count).Select(i => OrderB.Row(i, quoted: true, time)));

    /// <summary>Counts what is asked of a file.</summary>
    private sealed class Asked
    {
        public long Bytes { get; private set; }

        public int Reads { get; private set; }

        public Func<long, long, ByteSource> Open(ArchiveEntry entry) => (from, to) => new Counting(this, ByteSource.Open(entry, from, to));

        private sealed class Counting(Asked asked, ByteSource source) : ByteSource
        {
            public override long Done => source.Done;

            public override int Read(Span<byte> to)
            {
                int read = source.Read(to);
                asked.Bytes += read;
                asked.Reads++;
                return read;
            }

            protected override void Dispose(bool disposing) => source.Dispose();
        }
    }
}
