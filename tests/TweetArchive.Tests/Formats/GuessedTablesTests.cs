using System.Globalization;
using TweetArchive.Jobs;
using Xunit;

namespace TweetArchive.Tests.Formats;

/// <summary>Tables of no known program: by names that many use, with rows or columns for each item of a list, unreadable lists.</summary>
public sealed class GuessedTablesTests : IDisposable
{
    private const string Query = "tweetid, userid, tweet_text, tweet_time, coalesce(array_to_string(hashtags, ' '), '')";

    private static readonly string[] Used = ["tweetid", "userid", "tweet_text", "tweet_time", "hashtags", "like_count"];

    private readonly TempDatasets temp = new();

    public void Dispose() => temp.Dispose();

    [Theory]
    [InlineData("Tweet Id,Username,Text,Datetime,Hashtags,Likes")]
    [InlineData("id,user,text,date,hashtags,favorites")]
    [InlineData("tweet_id,user_name,tweet,created_at,hashtags,like_count")]
    [InlineData("ID,Screen Name,Content,Date,Hashtags,Like Count")]
    [InlineData("status_id,Handle,Tweet Text,Posted At,hashtag,Likes")]
    [InlineData("tweetId,userName,fullText,createdAt,hashtags,likesCount")]
    public void Names_that_many_use_are_taken_and_said(string header)
    {
        string[] expected = Read(Table(Used), "x", out _);
        string[] names = header.Split(',');
        Assert.Equal(expected, Read(Table(names), "y", out RunResult result));
        string remark = Assert.Single(result.Inputs[0].Remarks, r => r.Code == "guessed_columns").Message;
        Assert.Contains($"tweetid={names[0]}", remark, StringComparison.OrdinalIgnoreCase);
        Assert.Contains($"tweet_text={names[2]}", remark, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void A_table_with_small_numbers_and_texts_is_not_one_of_tweets()
    {
        File.WriteAllText(temp.File("z.csv"), "id,text,date\n1,a comment,2018-03-04\n2,another,2018-03-05\n3,a third,2018-03-06\n");
        Assert.Contains("--columns", Assert.ThrowsAny<Exception>(() => temp.Run([temp.File("z.csv")])).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("hashtags")]
    [InlineData("urls")]
    [InlineData("user_mentions")]
    public void Rows_for_each_item_of_a_list_are_one_tweet(string column)
    {
        int place = Array.IndexOf(EightRows.Columns, column);
        string[][] rows = [.. EightRows.Rows.Select((r, n) => n % 2 == 0 ? r
            : [.. r.Select((c, i) => i == place ? "\u001Fone\u001Ftwo\u001Fthree" : c)])];
        string[] expected = Read(Text(rows, EightRows.Python), "whole", out _);
        string[][] exploded = [.. rows.SelectMany(r => EightRows.Items(r[place]) is { Length: > 0 } items
            ? items.Select(item => (string[])[.. r.Select((c, i) => i == place ? item : c)]) : [r])];
        string[] got = Read(Text(exploded, c => c.Contains('\u001F', StringComparison.Ordinal) || c.Length == 0 ? EightRows.Python(c) : c),
            "exploded", out RunResult result);
        Assert.Equal(expected, got);
        Assert.Equal(exploded.Length - 8, result.Inputs[0].Conversions["joined_rows"]);
        Assert.Contains(column, Assert.Single(result.Inputs[0].Remarks, r => r.Code == "exploded_lists").Message, StringComparison.Ordinal);
        Assert.Equal(8, result.Counts.Tweets);
    }

    /// <summary>A table of nothing but one tweet: its rows would take their square, and 25,000 of them more than an array holds.</summary>
    [Fact]
    public void One_tweet_in_very_many_rows_is_a_few_times_the_same_tweet()
    {
        const int Rows = 30_000;
        int hashtags = Array.IndexOf(EightRows.Columns, "hashtags");
        string[] row = EightRows.Rows.First();
        string[][] exploded = [.. Enumerable.Range(0, Rows)
            .Select(n => (string[])[.. row.Select((c, i) => i == hashtags ? $"tag{n}" : c)])];
        Read(Text(exploded, EightRows.Python), "many", out RunResult result);
        Assert.Equal(0, result.Counts.Rejected);
        Assert.Equal(1, result.Counts.Tweets);
        Assert.InRange(result.Counts.Duplicates, 9, 199);
        Assert.Equal(Rows, 1 + result.Counts.Duplicates + result.Inputs[0].Conversions["joined_rows"]);
    }

    [Theory]
    [InlineData("{0}_{1}", 1)]
    [InlineData("{0}.{1}", 0)]
    [InlineData("{0}[{1}]", 0)]
    [InlineData("{0}/{1}", 0)]
    public void Lists_with_a_column_for_each_item(string form, int first)
    {
        string[][] rows = [.. EightRows.Rows];
        string[] expected = Read(Text(rows, EightRows.Python), "whole", out _);
        string Spread(string[] row, bool header) => string.Join(',', EightRows.Columns.SelectMany((c, i) =>
            !EightRows.IsList(c) ? [EightRows.Quoted(row[i], ",")]
                : Enumerable.Range(0, 3).Select(n => header ? string.Format(CultureInfo.InvariantCulture, form, c, n + first)
                    : EightRows.Quoted(EightRows.Items(row[i]).ElementAtOrDefault(n) ?? "", ","))));
        Assert.Equal(expected, Read(
            string.Join('\n', rows.Select(r => Spread(r, false)).Prepend(Spread(EightRows.Columns, true))) + "\n", "spread", out _));
    }

    [Theory]
    [InlineData("hashtags")]
    [InlineData("user_mentions")]
    public void Further_items_in_rows_that_are_blank_otherwise(string column)
    {
        int place = Array.IndexOf(EightRows.Columns, column);
        string[][] rows = [.. EightRows.Rows.Select((r, n) => n % 2 == 0 ? r
            : [.. r.Select((c, i) => i == place ? "\u001Fone\u001Ftwo" : c)])];
        string[][] split = [.. rows.SelectMany((r, n) => n % 2 == 0 ? [r] : (string[][])[
            [.. r.Select((c, i) => i == place ? "one" : c)], [.. r.Select((_, i) => i == place ? "two" : "")]])];
        string List(string c) => c.Contains('\u001F', StringComparison.Ordinal) ? EightRows.Python(c) : c;
        Assert.Equal(Read(Text(rows, EightRows.Python), "whole", out _), Read(Text(split, List), "split", out RunResult result));
        Assert.Equal(4, result.Inputs[0].Conversions["joined_rows"]);
        Assert.Equal(0, result.Counts.Rejected);
    }

    [Theory]
    [InlineData(true, "None", "[]")]
    [InlineData(true, "nan", "[]")]
    [InlineData(false, "NA", "NA")]
    public void A_word_for_nothing_in_a_column_of_lists(bool python, string word, string meant)
    {
        // The other lists are filled, so that the word is in hashtags alone.
        int place = Array.IndexOf(EightRows.Columns, "hashtags");
        string[][] rows = [.. EightRows.Rows.Select(r => (string[])[.. r.Select((c, i) =>
            EightRows.IsList(EightRows.Columns[i]) && i != place ? "\u001Fhttps://example.org/1" : c)])];
        string Written(string c) => c.Length == 0 ? word
            : python ? EightRows.Python(c) : $"c({string.Join(", ", EightRows.Items(c).Select(i => $"\"{i}\""))})";
        string Meant(string c) => c.Length == 0 ? meant == "[]" ? "[]" : $"['{meant}']" : EightRows.Python(c);
        Assert.Equal(Read(Text(rows, Meant), "meant", out _), Read(Text(rows, Written), "written", out _));
    }

    [Fact]
    public void Json_in_one_cell_of_a_collectors_table()
    {
        string entities = "{\"hashtags\": [{\"text\": \"Iran\"}, {\"text\": \"Paris\"}], "
            + "\"urls\": [{\"expanded_url\": \"https://example.org/a,b\"}], \"user_mentions\": [{\"id_str\": \"7\"}]}";
        string[] rows = Read("id_str,from_user,text,created_at,time,from_user_id_str,status_url,entities_str\n"
            + "970001234567890123,ana,PMOI,Sun Mar 04 05:01:17 +0000 2018,04/03/2018 06:01:17,5,http://x,"
            + EightRows.Quoted(entities, ",") + "\n", "tags", out _);
        Assert.EndsWith("|Iran Paris|https://example.org/a,b|7", Assert.Single(rows), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[object Object]")]
    [InlineData("System.String[]")]
    [InlineData("[Ljava.lang.String;@1b2c3d")]
    [InlineData("<map object at 0x7f00>")]
    public void The_name_of_a_type_is_no_list(string cell)
    {
        string[][] rows = [.. EightRows.Rows];
        Read(Text(rows, c => c.Length == 0 ? "[]" : cell), "types", out RunResult result);
        int lists = rows.Sum(r => r.Count(c => c.StartsWith('\u001F')));
        Assert.Equal(lists, result.Inputs[0].Conversions.Where(c => c.Key.StartsWith("unreadable:", StringComparison.Ordinal))
            .Sum(c => c.Value));
    }

    private static string Table(string[] names)
    {
        var lines = new List<string> { string.Join(',', names) };
        foreach (string[] row in EightRows.Rows)
            lines.Add(string.Join(',', Used.Select(c => row[Array.IndexOf(EightRows.Columns, c)] is var cell && EightRows.IsList(c)
                ? EightRows.Quoted(EightRows.Python(cell), ",") : EightRows.Quoted(cell, ","))));
        return string.Join('\n', lines) + "\n";
    }

    private static string Text(string[][] rows, Func<string, string> list) =>
        string.Concat(rows.Prepend(EightRows.Columns).Select((r, n) => string.Join(',', r.Select((c, i) =>
            EightRows.Quoted(n > 0 && EightRows.IsList(EightRows.Columns[i]) ? list(c) : c, ","))) + "\n"));

    private string[] Read(string text, string name, out RunResult result)
    {
        File.WriteAllText(temp.File(name + ".csv"), text);
        FinishedRun run = temp.Run([temp.File(name + ".csv")]);
        result = run.Result;
        using var duck = new DuckDb();
        return [.. duck.Lines($"SELECT {Query}, coalesce(array_to_string(urls, ' '), ''), "
            + $"coalesce(array_to_string(user_mentions, ' '), '') FROM {run.Table("tweets")} ORDER BY tweetid")];
    }
}
