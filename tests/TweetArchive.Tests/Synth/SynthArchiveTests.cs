using System.Globalization;
using System.IO.Compression;
using System.Text.RegularExpressions;
using TweetArchive.Synth;
using Xunit;

namespace TweetArchive.Tests.Synth;

public partial class SynthArchiveTests
{
    [Fact]
    public void The_same_options_give_the_same_bytes_and_another_seed_gives_others()
    {
        using var first = new SynthFolder();
        using var second = new SynthFolder();
        using var other = new SynthFolder();
        first.Write(3000);
        second.Write(3000);
        other.Write(3000, seed: 8);
        foreach (string path in Directory.GetFiles(first.Path))
        {
            string name = Path.GetFileName(path);
            Assert.Equal(File.ReadAllBytes(path), File.ReadAllBytes(Path.Combine(second.Path, name)));
            Assert.NotEqual(File.ReadAllBytes(path), File.ReadAllBytes(Path.Combine(other.Path, name)));
        }
    }

    [Fact]
    public void A_zip_holds_the_same_csv_and_lies_beside_the_same_truth()
    {
        using var plain = new SynthFolder();
        using var zipped = new SynthFolder();
        plain.Write();
        SynthResult result = SynthArchive.Write(zipped.Options() with { OutPath = Path.ChangeExtension(zipped.Tweets, ".zip") });
        using ZipArchive archive = ZipFile.OpenRead(result.TweetsPath);
        ZipArchiveEntry entry = Assert.Single(archive.Entries);
        Assert.Equal("demo_tweets_csv_hashed.csv", entry.FullName);
        using var content = new MemoryStream();
        using (Stream stream = entry.Open())
            stream.CopyTo(content);
        Assert.Equal(File.ReadAllBytes(plain.Tweets), content.ToArray());
        Assert.Equal(result.CsvBytes, content.Length);
        Assert.Equal(File.ReadAllBytes(plain.Options().TruthPath), File.ReadAllBytes(result.TruthPath));
        Assert.Equal(
            ["demo_tweets_csv_hashed.truth.json", "demo_tweets_csv_hashed.zip", "demo_users_csv_hashed.csv"],
            Directory.GetFiles(zipped.Path).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Ids_are_unique_and_carry_the_time_of_the_tweet()
    {
        using var folder = new SynthFolder();
        folder.Write(20_000);
        List<SynthRow> rows = SynthReader.Read(folder.Tweets);
        Assert.Equal(rows.Count, rows.Select(row => row["tweetid"]).Distinct().Count());
        Assert.All(rows, row =>
        {
            long milliseconds = (long.Parse(row["tweetid"], CultureInfo.InvariantCulture) >> 22) + 1_288_834_974_657;
            Assert.Equal(row["tweet_time"],
                DateTimeOffset.FromUnixTimeMilliseconds(milliseconds).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture));
            Assert.True(string.CompareOrdinal(row["account_creation_date"], row["tweet_time"]) < 0);
        });
    }

    [Fact]
    public void Texts_have_the_traits_of_real_ones()
    {
        using var folder = new SynthFolder();
        // One description in thirty has two lines: enough accounts that some have.
        SynthArchive.Write(folder.Options(20_000, 7, 0.02) with { Accounts = 600 });
        List<SynthRow> rows = SynthReader.Read(folder.Tweets);
        double Share(Func<SynthRow, bool> has) => (double)rows.Count(has) / rows.Count;
        Assert.InRange(Share(row => row["tweet_text"].Contains('\n')), 0.17, 0.25);
        Assert.InRange(Share(row => row["tweet_text"].Contains('"')), 0.02, 0.1);
        Assert.InRange(Share(row => row["tweet_text"].Contains("&amp;", StringComparison.Ordinal)), 0.01, 0.1);
        Assert.InRange(Share(row => row["tweet_text"].Contains('\u200C')), 0.005, 0.1);
        Assert.InRange(Share(row => row["is_retweet"] == "true"), 0.28, 0.32);
        Assert.InRange(Share(row => row["tweet_text"].EndsWith('…')), 0.1, 0.25);
        Assert.InRange(Share(row => row["in_reply_to_userid"].Length > 0), 0.08, 0.12);
        Assert.InRange(Share(row => row["quoted_tweet_tweetid"].Length > 0), 0.03, 0.05);
        Assert.InRange(Share(row => row["tweet_language"] == "fr"), 0.27, 0.31);
        Assert.InRange(Share(row => row["tweet_language"] == "fa"), 0.06, 0.1);
        Assert.Contains(rows, row => row["user_profile_description"].Contains('\n'));
        Assert.Contains(rows, row => row["tweet_text"].Contains('\u0640'));
        Assert.All(rows, row => Assert.Equal(row["is_retweet"] == "true", row["tweet_text"].StartsWith("RT @", StringComparison.Ordinal)));
        Assert.All(rows, row => Assert.Equal(row["is_retweet"] == "true", row["retweet_tweetid"].Length > 0));
    }

    [Theory]
    [InlineData(SynthDialect.Ira201810, "true|false", @"\d+", @"^(|\[\]|\[[^']*\])$", @"^(|\d+)$", "^[0-9a-f]{64}$")]
    [InlineData(SynthDialect.Iran201901, "True|False", @"\d+\.0", @"^(|\[\]|\[[^']*\])$", @"^(|\d+)$", "^[A-Za-z0-9+]{39,43}=$")]
    [InlineData(SynthDialect.Iran201906, "true|false", @"\d*", @"^(|\[\]|\['.*'\])$", @"^(|\d+)$", "^[A-Za-z0-9+]{39,43}=$")]
    [InlineData(SynthDialect.Thailand202009, "true|false", @"\d+", @"^(\[\]|\['.*'\])$", @"^(|\d+)$", "^[A-Za-z0-9+]{39,43}=$")]
    [InlineData(SynthDialect.Rna202112, "True|False", @"\d+", @"^(\[\]|\['.*'\])$", @"^(|\d(\.\d+)?e\+\d\d)$", "^[A-Za-z0-9+]{39,43}=$")]
    public void Cells_have_the_form_of_the_dialect(SynthDialect dialect, string flag, string count, string list, string reference,
        string hash)
    {
        using var folder = new SynthFolder();
        SynthArchive.Write(folder.Options() with { Dialect = dialect });
        foreach (SynthRow row in SynthReader.Read(folder.Tweets))
        {
            Assert.Matches($"^({flag})$", row["is_retweet"]);
            Assert.Matches($"^{count}$", row["like_count"]);
            Assert.Matches(list, row["hashtags"]);
            Assert.Matches(reference, row["retweet_tweetid"]);
            if (!Digits().IsMatch(row["userid"]))
                Assert.Matches(hash, row["userid"]);
            if (dialect == SynthDialect.Iran201901)
                Assert.Equal("", row["tweet_language"]);
            if (dialect is SynthDialect.Iran201901 or SynthDialect.Iran201906 && row["retweet_tweetid"] is { Length: > 0 } id)
                Assert.Equal(id, ((long)double.Parse(id, CultureInfo.InvariantCulture)).ToString(CultureInfo.InvariantCulture));
            if (dialect == SynthDialect.Thailand202009)
                Assert.Matches(@"^(\[\]|\['.*'\])$", row["user_mentions"]);
            Assert.Equal(dialect == SynthDialect.Ira201810, row["latitude"] is not ("absent" or "present"));
        }
    }

    [Fact]
    public void All_fields_are_quoted_there_is_no_byte_order_mark_and_lines_end_in_lf()
    {
        using var folder = new SynthFolder();
        folder.Write();
        byte[] bytes = File.ReadAllBytes(folder.Tweets);
        Assert.StartsWith("\"tweetid\",\"userid\",\"user_display_name\"", System.Text.Encoding.UTF8.GetString(bytes, 0, 100),
            StringComparison.Ordinal);
        Assert.DoesNotContain((byte)'\r', bytes);
        Assert.Equal((byte)'\n', bytes[^1]);
        Assert.InRange(bytes.Length / 2000, 560, 740);
    }

    [Fact]
    public void A_cancelled_run_leaves_nothing_behind()
    {
        using var folder = new SynthFolder();
        using var cancellation = new CancellationTokenSource();
        var progress = new StopAfter(20_000, cancellation);
        Assert.Throws<OperationCanceledException>(() => SynthArchive.Write(folder.Options(1_000_000), progress, cancellation.Token));
        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    [GeneratedRegex("^[0-9]+$")]
    private static partial Regex Digits();

    private sealed class StopAfter(long tweets, CancellationTokenSource source) : IProgress<long>
    {
        public void Report(long value)
        {
            if (value >= tweets)
                source.Cancel();
        }
    }
}
