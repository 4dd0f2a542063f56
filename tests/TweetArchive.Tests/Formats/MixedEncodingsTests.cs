using System.Globalization;
using System.IO.Compression;
using System.Text;
using TweetArchive.Archives;
using TweetArchive.Inspecting;
using Xunit;

namespace TweetArchive.Tests.Formats;

/// <summary>Files whose lines are not all of one encoding: each line is read as what it is, with a note.</summary>
public sealed class MixedEncodingsTests : IDisposable
{
    private const string Header = "tweetid,userid,tweet_text,is_retweet,tweet_time\n";
    private static readonly string[] Texts =
    [
        "خبرهای امروز از شیراز و تبریز", "Été à Orléans : « déjà vu » n’est-ce pas", "un solo acento en Perú", "only ASCII",
        "Straße, Müller – größer", "Çeşme’de güneşli bir gün", "Ещё одна новость", "two pictures 🇮🇹🌊",
    ];

    private readonly TempDatasets temp = new();

    public void Dispose() => temp.Dispose();

    [Theory]
    [InlineData(0, 8)]
    [InlineData(8, 16)]
    [InlineData(4, 12)]
    // Beyond the first half megabyte.
    [InlineData(6000, 12000)]
    [InlineData(11000, 12000)]
    [InlineData(0, 6000)]
    public void Lines_that_became_UTF_8_twice_are_repaired_and_the_others_kept(int from, int to)
    {
        int count = to <= 16 ? 16 : 12000;
        FinishedRun run = Run(count, (n, line) => n >= from && n < to ? Twice(line) : Encoding.UTF8.GetBytes(line));
        AssertTexts(run, count);
        string note = Assert.Single(run.Result.Inputs[0].Remarks, r => r.Code == "encoding").Message;
        Assert.Contains("some lines", note, StringComparison.Ordinal);
        Assert.Contains("twice", note, StringComparison.Ordinal);
        Assert.Contains("encoding", Inspect().Trouble.Select(t => t.Code));
    }

    [Theory]
    [InlineData("NÃO É AMANHÃ…")]
    [InlineData("AMANHÃ” E IRMÃ…")]
    [InlineData("HÔ CHÍ MINH, ĐÀ NẴNG, VIỆT NAM…")]
    [InlineData("Why is there â€™ and Ã© in all of your texts?")]
    [InlineData("Spaß… Fuß» und ß–")]
    [InlineData("« il est là » – voilà »")]
    public void Honest_texts_are_left_alone(string text)
    {
        foreach (int others in (int[])[1, 40])
        {
            string file = Header + string.Concat(Enumerable.Range(0, 8 + others).Select(n => Row(n, n < 8 ? text : Texts[n % 8])));
            FinishedRun run = RunBytes(Encoding.UTF8.GetBytes(file));
            using var duck = new DuckDb();
            Assert.Equal(8, duck.Long(
                $"SELECT count(*) FROM {run.Table("tweets")} WHERE tweet_text = '{text.Replace("'", "''", StringComparison.Ordinal)}'"));
            Assert.DoesNotContain("encoding", run.Result.Inputs[0].Remarks.Select(r => r.Code));
        }
    }

    [Fact]
    public void A_tweet_that_somebody_posted_so_and_others_retweeted_is_left_alone()
    {
        string posted = Encoding.UTF8.GetString(Twice(Texts[0]));
        FinishedRun run = RunBytes(Encoding.UTF8.GetBytes(
            Header + string.Concat(Enumerable.Range(0, 400).Select(n => Row(n, n % 40 == 0 ? posted : Texts[n % 8])))));
        using var duck = new DuckDb();
        Assert.Equal(10, duck.Long($"SELECT count(*) FROM {run.Table("tweets")} WHERE tweet_text = '{posted}'"));
        Assert.DoesNotContain("encoding", run.Result.Inputs[0].Remarks.Select(r => r.Code));
    }

    [Fact]
    public void An_account_that_posts_so_among_texts_without_accents_is_left_alone()
    {
        string posted = Encoding.UTF8.GetString(Twice(Texts[0]));
        FinishedRun run = RunBytes(Encoding.UTF8.GetBytes(Header + string.Concat(
            Enumerable.Range(0, 400).Select(n => Row(n, n % 20 == 0 ? posted : n % 10 == 5 ? Texts[7] : Texts[3])))));
        using var duck = new DuckDb();
        Assert.Equal(20, duck.Long($"SELECT count(*) FROM {run.Table("tweets")} WHERE tweet_text = '{posted}'"));
        Assert.DoesNotContain("encoding", run.Result.Inputs[0].Remarks.Select(r => r.Code));
    }

    [Theory]
    [InlineData("AMANHÃ…")]
    [InlineData("So viel Spaß…")]
    public void In_a_file_that_is_repaired_lines_that_were_right_are_kept(string honest)
    {
        string text = Header + Row(0, honest) + string.Concat(Enumerable.Range(1, 8).Select(n => Row(n, Texts[n % 8])));
        byte[] second = Twice(string.Concat(Enumerable.Range(9, 8).Select(n => Row(n, Texts[n % 8]))));
        FinishedRun run = RunBytes([.. Encoding.UTF8.GetBytes(text), .. second]);
        using var duck = new DuckDb();
        Assert.Equal([honest], duck.Lines($"SELECT tweet_text FROM {run.Table("tweets")} ORDER BY record LIMIT 1"));
        Assert.Equal(2, duck.Long($"SELECT count(*) FROM {run.Table("tweets")} WHERE tweet_text = '{Texts[2]}'"));
    }

    [Theory]
    [InlineData("windows-1256", "مجاهدين خلق وايران", 11_000, 12_000)]
    [InlineData("windows-1251", "Новости дня", 6_000, 7_000)]
    public void Lines_of_a_code_page_further_down_are_found(string page, string text, int from, int to)
    {
        Encoding other = TextEncoding.Named(page);
        FinishedRun run = Run(12_000, (n, line) => n < from || n >= to ? Encoding.UTF8.GetBytes(line)
            : other.GetBytes(Row(n, text)));
        using var duck = new DuckDb();
        Assert.Equal(to - from, duck.Long($"SELECT count(*) FROM {run.Table("tweets")} WHERE tweet_text = '{text}'"));
        Assert.Contains("encoding", run.Result.Inputs[0].Remarks.Select(r => r.Code));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(300)]
    public void Damage_further_down_is_no_encoding(int damaged)
    {
        // Of English texts, which hardly show in which encoding they are.
        var random = new Random(7);
        byte[] noise = new byte[60];
        FinishedRun run = Run(12_000, (n, line) =>
        {
            random.NextBytes(noise);
            return n is 0 || n % 4000 >= damaged || n < 4000 ? Encoding.UTF8.GetBytes(n == 0 ? line : Row(n, "only ASCII"))
                : [.. noise.Where(b => b != '"' && b != '\n'), (byte)'\n'];
        });
        Assert.Equal(12_000 - (2 * damaged), run.Result.Counts.Tweets);
        Assert.DoesNotContain("encoding", run.Result.Inputs[0].Remarks.Select(r => r.Code));
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    public void Lines_of_UTF_16_that_PowerShell_added(string lineEnd)
    {
        foreach ((int from, int to, int count) in ((int, int, int)[])[(5, 9, 9), (5, 9, 12), (0, 5, 9), (11_900, 12_000, 12_000)])
        {
            FinishedRun run = Run(count, (n, line) =>
            {
                string text = line.Replace("\n", lineEnd, StringComparison.Ordinal);
                return n >= from && n < to ? Encoding.Unicode.GetBytes(text) : Encoding.UTF8.GetBytes(text);
            });
            AssertTexts(run, count);
            Assert.Equal(0, run.Result.Counts.Rejected);
            Assert.Contains(run.Result.Inputs[0].Remarks, r => r.Message.Contains("UTF-16", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Texts_of_several_lines_in_UTF_16_are_whole()
    {
        string row = Row(9, "\"first\nسلام\n✊\n\nlast\"");
        byte[] utf8 = Encoding.UTF8.GetBytes(Header + string.Concat(Enumerable.Range(0, 4).Select(n => Row(n, Texts[n]))));
        FinishedRun run = RunBytes([.. utf8, .. Encoding.Unicode.GetBytes("\uFEFF" + row), .. Encoding.UTF8.GetBytes(Row(10, "after"))]);
        using var duck = new DuckDb();
        Assert.Equal(["first\nسلام\n✊\n\nlast", "after"],
            duck.Lines($"SELECT tweet_text FROM {run.Table("tweets")} ORDER BY record DESC LIMIT 2").AsEnumerable().Reverse());
    }

    [Fact]
    public void A_file_of_UTF_16_to_which_a_program_added_UTF_8()
    {
        byte[] first = Encoding.Unicode.GetBytes("\uFEFF" + Header + string.Concat(Enumerable.Range(0, 8).Select(n => Row(n, Texts[n]))));
        byte[] second = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(8, 8).Select(n => Row(n, Texts[n % 8]))));
        AssertTexts(RunBytes([.. first, .. second]), 16);
    }

    [Fact]
    public void Of_a_packed_file_the_beginning_tells()
    {
        byte[] bytes = [.. Encoding.UTF8.GetBytes(Header), .. Enumerable.Range(0, 16).SelectMany(
            n => n > 7 ? Twice(Row(n, Texts[n % 8])) : Encoding.UTF8.GetBytes(Row(n, Texts[n % 8])))];
        using (var file = new GZipStream(File.Create(temp.File("t.csv.gz")), CompressionLevel.Fastest))
            file.Write(bytes);
        AssertTexts(temp.Run([temp.File("t.csv.gz")]), 16);
    }

    private static string Row(int n, string text) => string.Create(CultureInfo.InvariantCulture,
        $"{970001234567890123 + (n * 1234567890123L)},7,{(text.Contains(',', StringComparison.Ordinal) ? $"\"{text}\"" : text)},"
        + $"False,2018-03-04 05:01\n");

    /// <summary>As a program does that takes UTF-8 for Windows-1252.</summary>
    private static byte[] Twice(string text) =>
        Encoding.UTF8.GetBytes(TextEncoding.Named("windows-1252").GetString(Encoding.UTF8.GetBytes(text)));

    private static void AssertTexts(FinishedRun run, int count)
    {
        using var duck = new DuckDb();
        Assert.Equal(count, run.Result.Counts.Tweets);
        Assert.Equal(Enumerable.Range(0, 8).Select(n => $"{Texts[n]}|{(count - n + 7) / 8}").Order(StringComparer.Ordinal),
            duck.Lines($"SELECT tweet_text, count(*) FROM {run.Table("tweets")} GROUP BY 1").Order(StringComparer.Ordinal));
    }

    private FinishedRun Run(int count, Func<int, string, byte[]> line) => RunBytes(
        [.. line(0, Header), .. Enumerable.Range(0, count).SelectMany(n => line(n, Row(n, Texts[n % 8])))]);

    private FinishedRun RunBytes(byte[] bytes)
    {
        File.WriteAllBytes(temp.File("t.csv"), bytes);
        return temp.Run([temp.File("t.csv")]);
    }

    private EntryInspection Inspect()
    {
        using ArchiveCatalog catalog = ArchiveCatalog.Open([temp.File("t.csv")]);
        return Inspector.Inspect(catalog.Entries.Single(), CancellationToken.None);
    }
}
