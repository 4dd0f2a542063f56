using System.Globalization;
using System.Text;
using System.Text.Json;
using TweetArchive.Archives;
using TweetArchive.Collections;
using TweetArchive.Inspecting;
using TweetArchive.Tweets;
using Xunit;

namespace TweetArchive.Tests.Formats;

/// <summary>
/// Whatever is taken in one way for a whole file though nothing in it says so is a remark of `run`, the manifest and `inspect`, and there
/// is none where something decides it: of tables, JSON and Parquet alike.
/// </summary>
public sealed class UndecidedTimesTests : IDisposable
{
    private const int Rows = 12;

    private static readonly string[] Columns = ["tweetid", "userid", "tweet_text", "tweet_time", "is_retweet", "account_creation_date"];

    // Names of no program in particular.
    private static readonly string[] Usual = ["tweet_id", "user_id", "content", "date", "is_rt", "user_created_at"];

    private readonly TempDatasets temp = new();

    public enum Ids { HoldTimes, Counted, InTurn, None }

    public void Dispose() => temp.Dispose();

    public static TheoryData<string, bool, char, bool, Ids, bool> Days
    {
        get
        {
            var all = new TheoryData<string, bool, char, bool, Ids, bool>();
            foreach (string form in (string[])["csv", "tsv", "jsonl", "json", "parquet"])
            {
                foreach (bool usual in (bool[])[false, true])
                {
                    foreach (bool dayFirst in (bool[])[false, true])
                    {
                        foreach (Ids ids in Enum.GetValues<Ids>())
                            all.Add(form, usual, dayFirst == usual ? '/' : '-', dayFirst, ids, ids == Ids.Counted);
                    }
                }
            }

            // A number above 12 tells it, whatever the ids are.
            all.Add("csv", true, '/', true, Ids.Counted, false);
            all.Add("jsonl", false, '-', true, Ids.Counted, false);
            all.Add("parquet", false, '/', false, Ids.Counted, false);
            return all;
        }
    }

    [Theory]
    [MemberData(nameof(Days))]
    public void Order_of_the_day(string form, bool usual, char mark, bool dayFirst, Ids ids, bool small)
    {
        // Without ids a table of usual names says by one of them that it is of tweets.
        if (ids == Ids.None && (form is "json" or "jsonl" or "parquet" || !usual))
            return;
        bool open = small || ids is Ids.None;
        DateTime Time(int n) => new(2010, 1 + (n % 4), (ids == Ids.Counted && !small) ? 13 + n : 1 + (n * 5 % 12), 14, n, 0);
        DateTime True(int n) => ids == Ids.InTurn ? new DateTime(2009, 1 + (n / 3), 1 + (n * 5 % 12), 14, n, 0)
            : ids == Ids.HoldTimes ? Time(n).AddYears(8) : Time(n);
        string Written(DateTime t) => dayFirst ? t.ToString($"d'{mark}'M'{mark}'yyyy HH:mm", CultureInfo.InvariantCulture)
            : t.ToString($"M'{mark}'d'{mark}'yyyy HH:mm", CultureInfo.InvariantCulture);
        DateTime[] inTurn = [.. Enumerable.Range(0, Rows).Select(True).Order()];
        string file = Write(form, usual, ids != Ids.None, n => ids switch
        {
            Ids.HoldTimes => Id(True(n)),
            Ids.InTurn => 1_000_000_000L + (Array.IndexOf(inTurn, True(n)) * 1000),
            _ => 20_000_000_000L - (n * 7_919L * 7_919 % 1_000_003),
        }, n => Written(True(n)), _ => "2008-02-11");
        Remark said = Assert.Single(Said(file), r => r.Code is "day_order" or "unknown_day_order");
        Assert.Equal(open ? "unknown_day_order" : "day_order", said.Code);
        if (open)
        {
            Assert.Contains("--columns day_order=day", said.Message, StringComparison.Ordinal);
            FinishedRun told = Run(file, dayFirst ? "day_order=day" : "day_order=month");
            Assert.Equal(Expected(True), Times(told));
            Assert.DoesNotContain(told.Result.Inputs[0].Remarks, r => r.Code == "unknown_day_order");
            return;
        }

        Assert.Contains(dayFirst ? "the day first" : "the month first", said.Message, StringComparison.Ordinal);
        Assert.Equal(Expected(True), Times(Run(file, null)));
    }

    [Theory]
    [InlineData("csv")]
    [InlineData("jsonl")]
    [InlineData("parquet")]
    public void Days_of_accounts(string form)
    {
        DateTime Time(int n) => new(2018, 3, 1 + n, 5, n, 0);
        string Iso(int n) => Time(n).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
        // Nothing says it; a number above 12 does; so does that of a time, which one program wrote.
        Remark[] open = Said(Write(form, false, true, n => Id(Time(n)), Iso, n => $"{1 + n}/4/2012"));
        Assert.Contains("account_creation_date", Assert.Single(open, r => r.Code == "unknown_day_order").Message, StringComparison.Ordinal);
        string told = Write(form, false, true, n => Id(Time(n)), Iso, n => $"{3 + n}/4/2012");
        Assert.Single(Said(told), r => r.Code == "day_order");
        using var duck = new DuckDb();
        string accounts = Run(told, null).Table("tweets");
        Assert.Equal(["2012-04-03"], duck.Lines($"SELECT min(account_creation_date)::VARCHAR FROM {accounts}"));
        string others = Write(form, false, true, n => Id(Time(n)),
            n => Time(n).ToString("d/M/yyyy HH:mm", CultureInfo.InvariantCulture), n => $"{1 + n}/4/2012");
        Assert.Equal(2, Said(others).Count(r => r.Code == "day_order"));
        Assert.Equal(["2012-04-01"], duck.Lines($"SELECT min(account_creation_date)::VARCHAR FROM {Run(others, null).Table("tweets")}"));
    }

    [Theory]
    [InlineData("3/4/{0:00} 05:01Z", "short_years")]
    [InlineData("{0:00}-03-04 05:01Z", "short_years")]
    [InlineData("4026{0}.2092", "serial_days")]
    [InlineData("2010-03-04 05:{0:00}", "unknown_zone")]
    [InlineData("4 March 2010 05:{0:00}", "unknown_zone")]
    [InlineData("2010-03-{0:00}", "times_without_hours")]
    [InlineData("2010-03-04 05:{0:00}Z", null)]
    [InlineData("2010-03-04 05:{0:00} +03:30", null)]
    [InlineData("2010-03-04 05:{0:00} UTC", null)]
    [InlineData("Thu Mar 04 05:{0:00}:17 +0000 2010", null)]
    [InlineData("12676777{0:00}", null)]
    public void Other_guesses_are_said(string time, string? code)
    {
        string[] codes = ["short_years", "serial_days", "unknown_zone", "times_without_hours"];
        foreach (string form in (string[])["csv", "jsonl", "parquet"])
        {
            string Written(int n) => string.Format(CultureInfo.InvariantCulture, time, 5 + (n % 5));
            string file = Write(form, true, true, n => 20_000_000_000L - (n * 7_919L * 7_919 % 1_000_003), Written, _ => "2008-02-11");
            Assert.Equal(code is null ? [] : [code], Said(file).Select(r => r.Code).Where(codes.Contains).Distinct());
        }
    }

    /// <summary>The times in the ids say all of it.</summary>
    [Theory]
    [InlineData("csv")]
    [InlineData("jsonl")]
    public void Nothing_is_said_that_ids_decide(string form)
    {
        DateTime Time(int n) => new(2018, 3, 1 + n, 15, n, 0);
        Assert.DoesNotContain(Said(Write(form, true, true, n => Id(Time(n)),
            n => Time(n).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture), _ => "2008-02-11")), r => Remark.IsCostly(r.Code));
        Assert.DoesNotContain(Said(Write(form, true, true, n => Id(Time(n)),
            n => Time(n).ToString("M/d/yy HH:mm", CultureInfo.InvariantCulture), _ => "2008-02-11")), r => Remark.IsCostly(r.Code));
    }

    [Fact]
    public void Halves_of_the_day_that_may_be_lost_are_said()
    {
        string Table(Func<int, int> hour) => "id,text,date,username\n" + string.Concat(Enumerable.Range(0, 60).Select(n =>
            $"{12_000_000_000 + (n * 1000)},a text,2010-03-04 {hour(n):00}:{n:00}Z,bo\n"));
        File.WriteAllText(temp.File("half.csv"), Table(n => 1 + (n % 12)));
        Assert.Contains(Said(temp.File("half.csv")), r => r.Code == "halves_of_days");
        File.WriteAllText(temp.File("whole.csv"), Table(n => n % 24));
        Assert.DoesNotContain(Said(temp.File("whole.csv")), r => r.Code == "halves_of_days");
    }

    /// <summary>What comes after the first records and contradicts them is counted.</summary>
    [Fact]
    public void Days_of_another_order_further_down_are_counted()
    {
        string table = "id,text,date,username\n" + string.Concat(Enumerable.Range(0, 3000).Select(n =>
            $"{12_000_000_000 + (n * 7_919L * 7_919 % 1_000_003)},a text {n},{(n < 2990 ? 1 + (n % 12) : 20)}/4/2010 05:01,bo\n"));
        File.WriteAllText(temp.File("late.csv"), table);
        FinishedRun run = Run(temp.File("late.csv"), null);
        Assert.Contains(run.Result.Inputs[0].Remarks, r => r.Code == "unknown_day_order");
        Assert.Equal(10, run.Result.Inputs[0].Conversions["other_day_order"]);
    }

    [Theory]
    [InlineData("day_order=dmy")]
    [InlineData("day_order=")]
    public void An_order_that_is_none_is_refused(string columns) =>
        Assert.Throws<FormatException>(() => TweetInputs.Check(new ReadAs(ColumnNames: columns)));

    private static long Id(DateTime time) =>
        ((new DateTimeOffset(time, TimeSpan.Zero).ToUnixTimeMilliseconds() + 1234 - 1_288_834_974_657) << 22) + 4_097;

    private static string[] Expected(Func<int, DateTime> time) => [.. Enumerable.Range(0, Rows).Select(n =>
        time(n).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)).Order(StringComparer.Ordinal)];

    private static string[] Times(FinishedRun run)
    {
        using var duck = new DuckDb();
        return [.. duck.Lines($"SELECT strftime(tweet_time, '%Y-%m-%d %H:%M') AS t FROM {run.Table("tweets")} ORDER BY t")];
    }

    /// <summary>Remarks of a run, which are those of the manifest and what inspect says.</summary>
    private Remark[] Said(string file)
    {
        FinishedRun run = Run(file, null);
        Remark[] remarks = [.. run.Result.Inputs[0].Remarks];
        string manifest = File.ReadAllText(Path.Combine(run.Out, "manifest.json"));
        using ArchiveCatalog catalog = TweetInputs.Open([file]);
        EntryInspection seen = Inspector.Inspect(catalog.Entries.Single(), CancellationToken.None);
        foreach (Remark remark in remarks)
        {
            Assert.Contains($"\"{remark.Code}\"", manifest, StringComparison.Ordinal);
            Assert.Contains(seen.Trouble, t => t.Code == remark.Code && t.Message == remark.Message);
        }

        return remarks;
    }

    private FinishedRun Run(string file, string? columns) =>
        temp.Run([file], o => columns is null ? o : o with { ReadAs = new ReadAs(ColumnNames: columns) });

    /// <summary>Writes a file of the form with the columns of the releases, or with names that many use.</summary>
    private string Write(string form, bool usual, bool ids, Func<int, long> id, Func<int, string> time, Func<int, string> created)
    {
        // Without ids one of the names must say that these are tweets.
        string[] names = [.. (usual ? Usual : Columns).Skip(ids ? 0 : 1).Select(n => ids ? n : n == "content" ? "tweet"
            : n == "user_id" ? "username" : n)];
        string[][] rows = [.. Enumerable.Range(0, Rows).Select(n => ((string[])
            [id(n).ToString(CultureInfo.InvariantCulture), $"{7 + (n % 3)}", $"a text {n}", time(n), "False", created(n)])
            .Skip(ids ? 0 : 1).ToArray())];
        string Object(string[] row) => "{" + string.Join(", ", names.Select((c, i) =>
            $"{JsonSerializer.Serialize(c)}: {JsonSerializer.Serialize(row[i])}")) + "}";
        string separator = form == "tsv" ? "\t" : ",";
        string file = temp.File($"t{Guid.NewGuid():N}.{form}");
        string lines = string.Concat(rows.Select(r => Object(r) + "\n"));
        if (form == "parquet")
        {
            string json = file + ".jsonl";
            File.WriteAllText(json, lines);
            using var duck = new DuckDb();
            duck.Execute($"COPY (SELECT * FROM read_json({DuckDb.Quote(json)}, columns = {{{string.Join(", ", names.Select(n =>
                $"{n}: 'VARCHAR'"))}}})) TO {DuckDb.Quote(file)} (FORMAT parquet)");
            return file;
        }

        File.WriteAllText(file, form switch
        {
            "jsonl" => lines,
            "json" => $"[\n  {string.Join(",\n  ", rows.Select(Object))}\n]\n",
            _ => string.Concat(rows.Prepend(names).Select(r => string.Join(separator, r) + "\n")),
        }, new UTF8Encoding(false));
        return file;
    }
}
