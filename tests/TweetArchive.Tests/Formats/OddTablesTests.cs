using System.Globalization;
using System.Text;
using Xunit;

namespace TweetArchive.Tests.Formats;

/// <summary>The same eight tweets give the same rows in forms that programs and people make of a table.</summary>
public sealed class OddTablesTests : IDisposable
{
    private static readonly string[] Separators = [",", ";", "\t"];

    // As tests write them that change nothing.
    private static readonly Func<string, string, string> Plain = (c, v) => EightRows.IsList(c) ? EightRows.Python(v) : v;

    private static readonly Dictionary<string, Func<string, string>> TextForms = new()
    {
        ["Python's bytes"] = v =>
            $"b'{Bytes(v, b => b is >= 0x20 and < 0x7F && b is not ((byte)'\'' or (byte)'\\') ? null : $"\\x{b:x2}")}'",
        ["octals"] = v => Bytes(v, b => b is >= 0x20 and < 0x7F && b != '\\' ? null : $"\\{Convert.ToString(b, 8).PadLeft(3, '0')}"),
        ["percents"] = Uri.EscapeDataString,
        ["references"] = v => string.Concat(v.EnumerateRunes().Select(r => r.IsAscii
            ? r.Value switch { '"' => "&quot;", '\'' => "&apos;", _ => r.ToString() } : $"&#{r.Value};")),
        ["references in hexadecimal"] = v => string.Concat(v.EnumerateRunes().Select(r => r.IsAscii
            ? r.Value == '"' ? "&#x22;" : r.ToString() : $"&#x{r.Value:X};")),
    };

    private static readonly Dictionary<string, Func<string, string>> IdForms = new()
    {
        ["commas"] = v => Grouped(v, ","),
        ["points"] = v => Grouped(v, "."),
        ["apostrophes"] = v => Grouped(v, "'"),
        ["narrow blanks"] = v => Grouped(v, "\u202F"),
        ["blanks that do not break"] = v => Grouped(v, "\u00A0"),
        ["an exponent with all digits"] = v => $"{v[0]}.{v[1..]}E+{v.Length - 1}",
        ["marks of direction"] = v => $"\u202D\u200E{v}\u202C",
        ["a mark in front"] = v => $"\uFEFF{v}",
        ["a blank that does not break"] = v => $"{v}\u00A0",
        ["blanks of every width"] = v => $"\u2000\u2003\u2009\u205F{v}\u200A\u202F\u3000",
        ["blanks and marks"] = v => $"\u00A0\u200E \u200F{v}\u00A0\u200B\t\u2069",
        ["blanks in quotes"] = v => $"\u3000'{v}\u00A0",
    };

    private static readonly Dictionary<string, Func<DateTime, string>> TimeForms = new()
    {
        ["Thai years"] = t => $"2561-{Told(t, "MM-dd HH:mm")}",
        ["Thai years last"] = t => $"{t.Day}/{t.Month}/2561 {t:HH:mm}",
        ["Iranian years"] = t => $"1396/12/13 {t:HH:mm}",
        ["Iranian years in Persian digits"] = t => Persian($"1396/12/13 {t:HH:mm}"),
        ["Iranian years last"] = t => $"13/12/1396 {t:HH:mm}",
        ["Arabic halves"] = t => Told(t, "dd/MM/yyyy hh:mm:ss ") + "ص",
        ["Persian halves"] = t => Told(t, "yyyy/MM/dd hh:mm:ss ") + "ق.ظ.",
        ["Chinese halves"] = t => Told(t, "yyyy/MM/dd ") + "上午" + Told(t, "hh:mm"),
        ["Korean halves"] = t => Told(t, "yyyy-MM-dd ") + "오전 " + Told(t, "hh:mm"),
        ["Spanish halves"] = t => Told(t, "yyyy-MM-dd hh:mm ") + "a. m.",
        ["points in halves"] = t => Told(t, "yyyy-MM-dd hh:mm ") + "a.m.",
        ["a narrow blank before the half"] = t => Told(t, "M/d/yyyy, h:mm:ss") + "\u202FAM",
    };

    private static readonly Dictionary<string, Func<string, string>> ListForms = new()
    {
        ["numpy's objects"] = v => $"array([{Quotes(v)}], dtype=object)",
        ["Spark's"] = v => $"WrappedArray({string.Join(", ", EightRows.Items(v))})",
        ["Scala's"] = v => $"List({string.Join(", ", EightRows.Items(v))})",
        ["Scala's buffers"] = v => $"ArrayBuffer({string.Join(", ", EightRows.Items(v))})",
        ["frozen sets"] = v => $"frozenset({(v.Length > 0 ? "{" + Quotes(v) + "}" : "")})",
        ["queues"] = v => $"deque([{Quotes(v)}])",
    };

    private static readonly Dictionary<string, Func<string, string, string>> Tables = new()
    {
        ["a title"] = (t, s) => $"Tweets about Iran – exported 2020-01-07\n\n{t}",
        ["a title with its cells"] = (t, s) => $"Tweets{Many(s)}\n{Many(s)}\n{t}",
        ["comments"] = (t, s) => $"# made by a script\n# query: iran\n#\n{t}",
        ["what a monitor writes first"] = (t, s) => $"Report:{s}Export\nBrand:{s}x\nFrom:{s}2018-03-04\nTo:{s}2018-03-05\nLabel:\n\n{t}",
    };

    private static readonly Dictionary<string, Func<string, string>> NameForms = new()
    {
        ["a table's name"] = n => "tweets." + n,
        ["a database's and a table's name"] = n => "public.tweets." + n,
        ["capitals"] = n => n.ToUpperInvariant(),
        ["camels"] = n => string.Concat(n.Split('_').Select((w, i) => i == 0 ? w : char.ToUpperInvariant(w[0]) + w[1..])),
        ["pandas' join"] = n => n.StartsWith("user_", StringComparison.Ordinal) && n != "user_mentions" ? n + "_x" : n,
        ["R's join"] = n => n.StartsWith("user_", StringComparison.Ordinal) && n != "user_mentions" ? n + ".x" : n,
    };

    private readonly TempDatasets temp = new();
    private int files;

    public void Dispose() => temp.Dispose();

    /// <summary>All forms of a kind, with each separator, as a separate file in one run.</summary>
    [Theory]
    [InlineData("texts")]
    [InlineData("ids")]
    [InlineData("times")]
    [InlineData("lists")]
    [InlineData("tables")]
    [InlineData("names")]
    public void Same_rows(string kind)
    {
        var files = new List<(string What, string Text)> { ("as it is", EightRows.Table(",", Written(Plain, ","))) };
        IEnumerable<string> forms = kind switch
        {
            "texts" => TextForms.Keys,
            "ids" => IdForms.Keys,
            "times" => TimeForms.Keys,
            "lists" => ListForms.Keys,
            "tables" => Tables.Keys,
            _ => NameForms.Keys,
        };
        foreach (string form in forms)
            files.AddRange(Separators.Select(s => ($"{form} with {s}", Text(kind, form, s))));
        string[] paths = [.. files.Select((_, n) => temp.File($"f{n}x_tweets.csv"))];
        for (int n = 0; n < paths.Length; n++)
            File.WriteAllText(paths[n], files[n].Text);
        using var duck = new DuckDb();
        ILookup<string, string> rows =
            duck.Lines($"SELECT source_file, {EightRows.Query} FROM {temp.Run(paths).Table("tweets")} ORDER BY source_file, tweetid")
                .ToLookup(l => l[..l.IndexOf('|', StringComparison.Ordinal)], l => l[(l.IndexOf('|', StringComparison.Ordinal) + 1)..]);
        string[] expected = [.. rows[Path.GetFileName(paths[0])]];
        Assert.Equal(8, expected.Length);
        for (int n = 0; n < paths.Length; n++)
            Assert.Equal([files[n].What, .. expected], [files[n].What, .. rows[Path.GetFileName(paths[n])]]);
    }

    private static string Text(string kind, string form, string separator) => kind switch
    {
        "texts" => EightRows.Table(separator, Written((c, v) => c == "tweet_text" ? TextForms[form](v) : Plain(c, v), separator)),
        "ids" => EightRows.Table(separator, Written((c, v) => c == "tweetid" ? IdForms[form](v) : Plain(c, v), separator)),
        "times" => EightRows.Table(separator, Written((c, v) => c == "tweet_time"
            ? TimeForms[form](DateTime.Parse(v, CultureInfo.InvariantCulture)) : Plain(c, v), separator)),
        "lists" => EightRows.Table(separator, Written((c, v) => EightRows.IsList(c) ? ListForms[form](v) : Plain(c, v), separator)),
        "tables" => Tables[form](EightRows.Table(separator, Written(Plain, separator)), separator),
        _ => WithNames(separator, NameForms[form]),
    };

    [Fact]
    public void A_repeated_header_is_known_however_its_names_are_written()
    {
        foreach (string form in NameForms.Keys)
        {
            string text = WithNames(",", NameForms[form]);
            FinishedRun run = Run(text + text[..(text.IndexOf('\n', StringComparison.Ordinal) + 1)]);
            Assert.True(run.Result.Counts is { Tweets: 8, Rejected: 1 }, form);
        }
    }

    [Fact]
    public void Items_that_were_left_out_make_a_list_unreadable()
    {
        foreach (string dots in (string[])["...", "…"])
        {
            FinishedRun run = Run(EightRows.Table(",", Written((c, v) => c == "hashtags" && v.Contains("FreeIran", StringComparison.Ordinal)
                ? $"['FreeIran', {dots}, 'Iran']" : Plain(c, v), ",")));
            using var duck = new DuckDb();
            Assert.Equal(["True"], duck.Lines($"SELECT hashtags IS NULL FROM {run.Table("tweets")} WHERE tweet_text LIKE 'He said%'"));
            Assert.Equal(1, run.Result.Inputs[0].Conversions["unreadable:hashtags"]);
        }
    }

    [Fact]
    public void Rows_before_a_header_are_no_title()
    {
        string table = EightRows.Table(",", Written(Plain, ","));
        int end = table.IndexOf('\n', StringComparison.Ordinal) + 1;
        string path = temp.File("h_tweets.csv");
        File.WriteAllText(path, table[end..] + table);
        Assert.Contains("a table without a header", Assert.ThrowsAny<Exception>(() =>
            temp.Run([path])).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("yyyy-MM-dd", true)]
    [InlineData("yyyy-MM-dd HH:mm", false)]
    public void A_lost_time_of_day_is_said(string form, bool lost)
    {
        const long Start = 1520139677000;
        const long Step = 3_700_123;
        string rows = string.Concat(Enumerable.Range(0, 12).Select(n => Start + (n * Step)).Select(at =>
            $"{(at - 1288834974657) << 22},7,some text,False,{Told(DateTime.UnixEpoch.AddMilliseconds(at), form)}\n"));
        FinishedRun run = Run("tweetid,userid,tweet_text,is_retweet,tweet_time\n" + rows);
        Assert.Equal(lost, run.Result.Inputs[0].Remarks.Any(r => r.Code == "times_without_hours"));
    }

    [Theory]
    [InlineData(12, "one in 850 files")]
    [InlineData(20, "one in 76,000 files")]
    [InlineData(24, "they were rounded")]
    public void Rounded_ids_are_said_as_surely_as_can_be_known(int count, string said)
    {
        string rows = string.Concat(Enumerable.Range(0, count).Select(n =>
            $"{(long)(double)(970001234567890123 + (n * 1234567890123L))},7,some text,False,2018-03-04 05:01\n"));
        FinishedRun run = Run("tweetid,userid,tweet_text,is_retweet,tweet_time\n" + rows);
        Assert.Contains(
            said, Assert.Single(run.Result.Inputs[0].Remarks, r => r.Code == "rounded_tweetids").Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_there_twice_is_said()
    {
        string text = EightRows.Table(",", Written(Plain, ","));
        foreach (string name in (string[])["a_tweets.csv", "a_tweets (1).csv"])
            File.WriteAllText(temp.File(name), text);
        File.WriteAllText(temp.File("other_tweets.csv"), text + " \n");
        FinishedRun run = temp.Run([temp.File("a_tweets.csv"), temp.File("a_tweets (1).csv"), temp.File("other_tweets.csv")]);
        Assert.Equal(1, run.Result.Inputs.Count(i => i.Remarks.Any(r => r.Code == "same_file")));
    }

    private static string WithNames(string separator, Func<string, string> name)
    {
        string table = EightRows.Table(separator, Written(Plain, separator));
        int end = table.IndexOf('\n', StringComparison.Ordinal);
        return string.Join(separator, table[..end].Split(separator).Select(name)) + table[end..];
    }

    private static Func<string, string, string> Written(Func<string, string, string> cell, string separator) =>
        (c, v) => EightRows.Quoted(c.Length == 0 ? v : cell(c, v), separator);

    private FinishedRun Run(string text)
    {
        string path = temp.File($"t{++files}_tweets.csv");
        File.WriteAllText(path, text);
        return temp.Run([path]);
    }

    private static string Told(DateTime time, string form) => time.ToString(form, CultureInfo.InvariantCulture);

    private static string Many(string separator) => string.Concat(Enumerable.Repeat(separator, EightRows.Columns.Length - 1));

    private static string Bytes(string text, Func<byte, string?> escape) =>
        string.Concat(Encoding.UTF8.GetBytes(text).Select(b => escape(b) ?? ((char)b).ToString()));

    private static string Quotes(string list) => string.Join(", ", EightRows.Items(list).Select(i => $"'{i}'"));

    private static string Persian(string digits) => string.Concat(digits.Select(c => char.IsAsciiDigit(c) ? (char)('۰' + c - '0') : c));

    private static string Grouped(string digits, string mark)
    {
        var text = new StringBuilder(digits);
        for (int at = digits.Length - 3; at > 0; at -= 3)
            text.Insert(at, mark);
        return text.ToString();
    }
}
