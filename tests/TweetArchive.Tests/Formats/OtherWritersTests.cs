using System.Globalization;
using System.IO.Compression;
using System.Text;
using TweetArchive.Archives;
using TweetArchive.Inspecting;
using Xunit;

namespace TweetArchive.Tests.Formats;

/// <summary>Files that one program began and another continued, or the same one on another computer, without a header.</summary>
public sealed class OtherWritersTests : IDisposable
{
    private const string Query = "tweetid, userid, tweet_text, like_count, coalesce(array_to_string(hashtags, ' '), '')";

    private readonly TempDatasets temp = new();

    public void Dispose() => temp.Dispose();

    [Theory]
    [InlineData(",", ";")]
    [InlineData(",", "\t")]
    [InlineData(",", "|")]
    [InlineData(";", ",")]
    [InlineData("\t", ",")]
    public void Rows_with_other_separators_are_read(string first, string second)
    {
        foreach (bool quoted in (bool[])[false, true])
        {
            foreach (bool released in (bool[])[false, true])
            {
                string[] columns = released ? EightRows.Columns : [.. EightRows.Columns.Where(c => c != "user_profile_url")];
                string[] expected = Read(Table(first, quoted, columns, 0), out _);
                string text = Table(first, quoted, columns, 0) + WithoutHeader(Table(second, quoted, columns, 1))
                    + WithoutHeader(Table(first, quoted, columns, 2));
                string[] read = Read(text, out FinishedRun run);
                Assert.Equal((24L, 0L), (run.Result.Counts.Tweets, run.Result.Counts.Rejected));
                Assert.Equal(expected, read.Where(r => r.StartsWith("97", StringComparison.Ordinal)));
                Assert.Equal(expected.Select(r => "98" + r[2..]), read.Where(r => r.StartsWith("98", StringComparison.Ordinal)));
                Assert.Equal(8, run.Result.Inputs[0].Conversions["other_separators"]);
            }
        }
    }

    [Fact]
    public void So_they_are_with_a_header_of_their_own_and_after_damage()
    {
        string[] columns = EightRows.Columns;
        string text = Table(",", true, columns, 0) + Table(";", true, columns, 1);
        Read(text, out FinishedRun run);
        Assert.Equal((16L, 1L), (run.Result.Counts.Tweets, run.Result.Counts.Rejected));
        Read(Table(",", false, columns, 0) + "a damaged line\n" + WithoutHeader(Table(";", false, columns, 1)), out run);
        Assert.Equal((16L, 1L), (run.Result.Counts.Tweets, run.Result.Counts.Rejected));
    }

    [Fact]
    public void Damage_with_such_letters_is_damage()
    {
        string[] columns = EightRows.Columns;
        Read(Table(",", true, columns, 0) + new string(';', columns.Length - 1) + "\n" + new string('|', 2 * columns.Length) + "\n"
            + "970001234567890123;only;a;few\n", out FinishedRun run);
        Assert.Equal(8, run.Result.Counts.Tweets);
        Assert.True(run.Result.Counts.Rejected > 0);
        Assert.False(run.Result.Inputs[0].Conversions.ContainsKey("other_separators"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Lines_of_UTF_16_are_read_wherever_they_are(bool json)
    {
        // In the middle of a packed file, and of a large one between the places that are looked at.
        string[] lines = [.. Enumerable.Range(0, 9000).Select(n => json
            ? $"{{\"id_str\": \"{970001234567890123 + n}\", \"full_text\": \"un été à {n}\", \"user\": {{\"id_str\": \"7\"}}, "
                + "\"created_at\": \"Sun Mar 04 05:01:17 +0000 2018\"}\n"
            : $"{970001234567890123 + n},7,un été à {n},False,2018-03-04 05:01\n")];
        byte[] bytes = [.. Encoding.UTF8.GetBytes(json ? "" : "tweetid,userid,tweet_text,is_retweet,tweet_time\n"),
            .. lines.SelectMany((l, n) => n is > 8400 and < 8420 ? Encoding.Unicode.GetBytes(l) : Encoding.UTF8.GetBytes(l))];
        string name = json ? "t.jsonl.gz" : "t.csv.gz";
        using (var file = new GZipStream(File.Create(temp.File(name)), CompressionLevel.Fastest))
            file.Write(bytes);
        FinishedRun run = temp.Run([temp.File(name)]);
        Assert.Equal((9000L, 0L), (run.Result.Counts.Tweets, run.Result.Counts.Rejected));
        using var duck = new DuckDb();
        Assert.Equal(1, duck.Long($"SELECT count(*) FROM {run.Table("tweets")} WHERE tweet_text = 'un été à 8410'"));
        Assert.Contains("encoding", run.Result.Inputs[0].Remarks.Select(r => r.Code));
    }

    [Fact]
    public void Inspect_tells_of_them()
    {
        string[] columns = EightRows.Columns;
        File.WriteAllText(temp.File("t.csv"), Table(",", true, columns, 0) + WithoutHeader(Table(";", true, columns, 1)));
        using ArchiveCatalog catalog = ArchiveCatalog.Open([temp.File("t.csv")]);
        EntryInspection found = Inspector.Inspect(catalog.Entries.Single(), CancellationToken.None);
        Assert.Contains("other_rows", found.Trouble.Select(t => t.Code));
        Assert.DoesNotContain("damaged_records", found.Trouble.Select(t => t.Code));
    }

    private static string Table(string separator, bool quoted, string[] columns, int copy) => EightRows.Table(separator,
        (c, v) => EightRows.Quoted(c == "tweetid" ? string.Create(CultureInfo.InvariantCulture, $"9{7 + copy}{v[2..]}")
            : EightRows.IsList(c) ? EightRows.Python(v) : v, separator, quoted), columns: columns);

    private static string WithoutHeader(string table) => table[(table.IndexOf('\n', StringComparison.Ordinal) + 1)..];

    private string[] Read(string text, out FinishedRun run)
    {
        File.WriteAllText(temp.File("t.csv"), text);
        run = temp.Run([temp.File("t.csv")]);
        using var duck = new DuckDb();
        return [.. duck.Lines($"SELECT {Query} FROM {run.Table("tweets")} ORDER BY record")];
    }
}
