using System.Text;
using Xunit;

namespace TweetArchive.Tests.Formats;

/// <summary>The same eight tweets in every way in which a table can be written give the same rows.</summary>
public sealed class TableFormsTests : IDisposable
{
    private readonly TempDatasets temp = new();

    public void Dispose() => temp.Dispose();

    public static TheoryData<string> Dialects => [.. Forms.Keys];

    private static readonly Dictionary<string, Func<byte[]>> Forms = new()
    {
        ["release"] = () => Utf8(EightRows.Table(",", Plain(","))),
        ["all quoted"] = () => Utf8(EightRows.Table(",", (c, v) => EightRows.Quoted(List(c, v), ",", always: true))),
        ["CRLF"] = () => Utf8(EightRows.Table(",", Plain(","), "\r\n")),
        ["CR CR LF"] = () =>
            Utf8(EightRows.Table(",", (c, v) => EightRows.Quoted(List(c, v), ",", always: true))
                .Replace("\n", "\r\r\n", StringComparison.Ordinal)),
        ["CR alone"] = () => Utf8(EightRows.Table(",", Plain(",")).Replace("\n", "\r", StringComparison.Ordinal)),
        ["semicolons"] = () => Utf8("\uFEFF" + EightRows.Table(";", Plain(";"), "\r\n")),
        ["tabs"] = () => Utf8(EightRows.Table("\t", Plain("\t"))),
        ["bars"] = () => Utf8(EightRows.Table("|", Plain("|"))),
        ["sep="] = () => Utf8("sep=;\r\n" + EightRows.Table(";", Plain(";"), "\r\n")),
        ["#TYPE"] = () =>
            Utf8("#TYPE System.Management.Automation.PSCustomObject\r\n"
                + EightRows.Table(",", (c, v) => EightRows.Quoted(List(c, v), ",", always: true), "\r\n")),
        ["backslashes"] = () => Utf8(EightRows.Table(",", (c, v) => Spark(List(c, v)))),
        ["MySQL"] = () => Utf8(EightRows.Table("\t", (c, v) => MySql(c, List(c, v)))),
        ["tabs, nothing quoted"] = () => Utf8(EightRows.Table("\t", (c, v) => Bare(List(c, v)))),
        ["tabs, quotes behind backslashes"] = () =>
            Utf8(EightRows.Table("\t", (c, v) => $"\"{List(c, v).Replace("\"", "\\\"", StringComparison.Ordinal)}\"")),
        ["tabs, NULL"] = () => Utf8(EightRows.Table("\t", (c, v) => MySql("", c.Length > 0 && v.Length == 0 ? "NULL" : List(c, v)))),
        ["single quotes"] = () => Utf8(EightRows.Table(",", (c, v) => Single(List(c, v)))),
        ["blanks"] = () => Utf8(WithRowNames(EightRows.Table(" ", (c, v) => EightRows.Quoted(List(c, v), " ", always: true)), " ")),
        ["UTF-16"] = () => [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(EightRows.Table("\t", Plain("\t"), "\r\n"))],
        ["UTF-16 big"] = () => [0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes(EightRows.Table(",", Plain(",")))],
        ["UTF-16 without a mark"] = () => Encoding.Unicode.GetBytes(EightRows.Table(",", Plain(","))),
        ["formulas"] = () => Utf8(EightRows.Table(",", (c, v) => EightRows.Quoted(c == "tweetid" ? $"=\"{v}\"" : List(c, v), ","))),
        ["apostrophes"] = () =>
            Utf8(EightRows.Table(",", (c, v) => EightRows.Quoted(c is "tweetid" or "userid" ? "'" + v : List(c, v), ","))),
        ["float users"] = () =>
            Utf8(EightRows.Table(",",
                (c, v) =>
                    EightRows.Quoted(
                        c == "userid" && v.Length == 9 ? v + ".0" : c.EndsWith("_count", StringComparison.Ordinal) ? v + ".0" : List(c, v),
                        ","))),
        ["index column"] = () => Utf8(Numbered(EightRows.Table(",", (c, v) => EightRows.Quoted(List(c, v), ",", always: true)))),
        ["R"] = () => Utf8(EightRows.Table(",", (c, v) => R(c, v))),
        ["R row names"] = () => Utf8(WithRowNames(EightRows.Table(",", (c, v) => EightRows.Quoted(List(c, v), ",", always: true)))),
        ["None"] = () => Utf8(EightRows.Table(",", (c, v) => Nothing(c, v, "None"))),
        ["NaN"] = () => Utf8(EightRows.Table(",", (c, v) => Nothing(c, v, "NaN"))),
        ["null"] = () => Utf8(EightRows.Table(",", (c, v) => Nothing(c, v, "null"))),
        ["NULL"] = () => Utf8(EightRows.Table(",", (c, v) => Nothing(c, v, "NULL"))),
        ["<NA>"] = () => Utf8(EightRows.Table(",", (c, v) => Nothing(c, v, "<NA>"))),
        ["zone"] = () => Utf8(EightRows.Table(",", (c, v) => EightRows.Quoted(c == "tweet_time" ? v + ":00+00:00" : List(c, v), ","))),
        ["Z"] = () =>
            Utf8(EightRows.Table(",", (c, v) => EightRows.Quoted(c == "tweet_time" ? v.Replace(' ', 'T') + ":00.000Z" : List(c, v), ","))),
        ["numpy"] = () =>
            Utf8(EightRows.Table(",",
                (c, v) =>
                    EightRows.Quoted(EightRows.IsList(c) ? $"[{string.Join("\n ", EightRows.Items(v).Select(i => $"'{i}'"))}]" : v, ","))),
        ["lists with bars"] = () =>
            Utf8(EightRows.Table(",", (c, v) => EightRows.Quoted(EightRows.IsList(c) ? string.Join('|', EightRows.Items(v)) : v, ","))),
        ["lists of R"] = () =>
            Utf8(EightRows.Table(",",
                (c, v) =>
                    EightRows.Quoted(EightRows.IsList(c) ? $"c({string.Join(", ", EightRows.Items(v).Select(i => $"\"{i}\""))})" : v,
                        ","))),
        ["yes and no"] = () =>
            Utf8(EightRows.Table(",", (c, v) => EightRows.Quoted(c == "is_retweet" ? v == "True" ? "1" : "0" : List(c, v), ","))),
        ["names with capitals and blanks"] = () =>
            Utf8(EightRows.Table(",", (c, v) => c.Length > 0
                ? Plain(",")(c, v)
                : " " + System.Globalization.CultureInfo.InvariantCulture.TextInfo.ToTitleCase(v.Replace('_', ' ')))),
        ["UTF-8 twice"] = () => Utf8(Encoding.Latin1.GetString(Utf8(EightRows.Table(",", Plain(","))))),
        ["letters by their numbers"] = () =>
            Utf8(EightRows.Table(",",
                (c, v) => EightRows.Quoted(
                    string.Concat(List(c, v).EnumerateRunes().Select(r => r.IsAscii ? $"{r}" : $"&#{r.Value};")), ","))),
        ["digits of Persian"] = () =>
            Utf8(EightRows.Table(",",
                (c, v) => c is "tweetid" or "tweet_time" or "like_count" or "follower_count" or "retweet_tweetid"
                    ? string.Concat(v.Select(d => char.IsAsciiDigit(d) ? (char)('۰' + d - '0') : d)) : Plain(",")(c, v))),
        ["NaN in JSON"] = () =>
            Utf8(string.Concat(EightRows.Rows.Select(r => EightRows.Json(r).Replace(": null", ": NaN", StringComparison.Ordinal) + "\n"))),
        ["-Infinity in JSON"] = () =>
            Utf8(string.Concat(EightRows.Rows.Select(
                r => EightRows.Json(r).Replace(": null", ": -Infinity", StringComparison.Ordinal) + "\n"))),
        ["JSON lines"] = () => Utf8(string.Concat(EightRows.Rows.Select(r => EightRows.Json(r) + "\n"))),
        ["JSON array on one line"] = () => Utf8($"[{string.Join(", ", EightRows.Rows.Select(EightRows.Json))}]"),
        ["JSON behind each other"] = () => Utf8(string.Concat(EightRows.Rows.Select(EightRows.Json))),
    };

    [Theory]
    [MemberData(nameof(Dialects))]
    public void Same_rows(string dialect)
    {
        string[] expected = Rows("release");
        Assert.Equal(8, expected.Length);
        Assert.Contains("He said \"Free Iran\", then left.\nSecond line, with a comma; and a semicolon | pipe\tand a tab", expected[1],
            StringComparison.Ordinal);
        Assert.Equal(expected, Rows(dialect));
    }

    private string[] Rows(string dialect)
    {
        string path = temp.File($"x{Forms.Keys.ToList().IndexOf(dialect)}_tweets.csv");
        File.WriteAllBytes(path, Forms[dialect]());
        FinishedRun run = temp.Run([path]);
        Assert.Equal(0, run.Result.Counts.Rejected);
        using var duck = new DuckDb();
        return [.. duck.Lines($"SELECT {EightRows.Query} FROM {run.Table("tweets")} ORDER BY record")];
    }

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    private static string List(string column, string cell) => EightRows.IsList(column) ? EightRows.Python(cell) : cell;

    private static Func<string, string, string> Plain(string separator) =>
        (column, cell) => EightRows.Quoted(List(column, cell), separator);

    private static string Spark(string cell) =>
        cell.AsSpan().IndexOfAny("\",\n") < 0 ? cell
            : $"\"{cell.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    private static string MySql(string column, string cell) => column.Length > 0 && cell.Length == 0 ? "\\N"
        : cell.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)
            .Replace("\t", "\\t", StringComparison.Ordinal);

    /// <summary>As Python's csv writes without quotes.</summary>
    private static string Bare(string cell) => cell.Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("\t", "\\\t", StringComparison.Ordinal).Replace("\n", "\\\n", StringComparison.Ordinal)
        .Replace("\"", "\\\"", StringComparison.Ordinal);

    private static string Single(string cell) => $"'{cell.Replace("'", "''", StringComparison.Ordinal)}'";

    private static string R(string column, string cell) =>
        column.Length > 0 && (cell.Length == 0 || (EightRows.IsList(column) && EightRows.Items(cell).Length == 0)) ? "NA"
        : column == "is_retweet" ? cell.ToUpperInvariant() : EightRows.Quoted(List(column, cell), ",", always: true);

    private static string Nothing(string column, string cell, string word) =>
        column.Length > 0 && (cell.Length == 0 || (EightRows.IsList(column) && EightRows.Items(cell).Length == 0)) ? word
            : EightRows.Quoted(List(column, cell), ",");

    private static string Numbered(string table)
    {
        int n = 0;
        return "\"\"," + System.Text.RegularExpressions.Regex.Replace(table, "\n\"97", _ => $"\n\"{++n}\",\"97");
    }

    private static string WithRowNames(string table, string separator = ",")
    {
        int n = 0;
        return System.Text.RegularExpressions.Regex.Replace(table, "\n\"97", _ => $"\n\"{++n}\"{separator}\"97");
    }
}
