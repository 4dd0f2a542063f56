using System.Globalization;
using System.Text;
using TweetArchive.Archives;
using Xunit;

namespace TweetArchive.Tests.Formats;

/// <summary>What programs of statistics and of databases write: KNIME, Stata, MySQL, Hive, Avro, NodeXL, Excel on a Mac.</summary>
public sealed class ProgramsFilesTests : IDisposable
{
    private readonly TempDatasets temp = new();

    public void Dispose() => temp.Dispose();

    /// <summary>In a text, a name or a place the word is what somebody wrote.</summary>
    [Theory]
    [InlineData("?")]
    [InlineData(".")]
    [InlineData("--")]
    public void Words_for_nothing_are_nothing_in_references_and_addresses(string word)
    {
        FinishedRun run = Run("nothing.csv", EightRows.Table(",", (c, v) => EightRows.Quoted(
            c == "user_reported_location" || (v.Length == 0 && c != "tweet_text") ? word
                : EightRows.IsList(c) ? EightRows.Python(v) : v, ",")));
        using var duck = new DuckDb();
        Assert.Equal([$"7|7|8|7|7|8|{word}"], duck.Lines("SELECT count(*) FILTER (in_reply_to_userid IS NULL), "
            + "count(*) FILTER (in_reply_to_tweetid IS NULL), count(*) FILTER (quoted_tweet_tweetid IS NULL), "
            + "count(*) FILTER (retweet_userid IS NULL), count(*) FILTER (retweet_tweetid IS NULL), "
            + $"count(*) FILTER (user_profile_url IS NULL), max(user_reported_location) FROM {run.Table("tweets")}"));
        Assert.Empty(Unreadable(run));
        Assert.Contains("words_for_nothing", Codes(run));
    }

    [Theory]
    [InlineData("7.426372937610281e+17")]
    [InlineData("7.42637E+17")]
    [InlineData("7,42637E+17")]
    [InlineData("7.4e17")]
    public void Accounts_that_a_float_rounded_are_nobody_and_counted(string account)
    {
        foreach (string column in (string[])["in_reply_to_userid", "retweet_userid"])
        {
            FinishedRun run = Run("floats.csv", EightRows.Table(",", (c, v) => EightRows.Quoted(
                c == column && v.Length > 0 ? account : EightRows.IsList(c) ? EightRows.Python(v) : v, ",")));
            using var duck = new DuckDb();
            Assert.Equal(["8|0"], duck.Lines($"SELECT count(*), count({column}) FROM {run.Table("tweets")}"));
            Assert.Equal([(column, 1L)], Unreadable(run));
        }
    }

    [Theory]
    [InlineData("700012345.0", "700012345")]
    [InlineData("7.42637293761028102e+17", "742637293761028102")]
    [InlineData("12e5", "12e5")]
    public void Accounts_that_have_all_their_letters_stay(string account, string read)
    {
        FinishedRun run = Run("whole.csv", EightRows.Table(",", (c, v) => EightRows.Quoted(
            c == "in_reply_to_userid" && v.Length > 0 ? account : EightRows.IsList(c) ? EightRows.Python(v) : v, ",")));
        using var duck = new DuckDb();
        Assert.Equal([read], duck.Lines($"SELECT max(in_reply_to_userid) FROM {run.Table("tweets")}"));
        Assert.Empty(Unreadable(run));
    }

    /// <summary>A spreadsheet leaves the short ones as they were.</summary>
    [Theory]
    [InlineData("7.42637E+17", "222222222")]
    [InlineData("7.426372937610281e+17", "222222222.0")]
    public void Accounts_of_authors_that_were_rounded_are_said_by_a_run(string rounded, string whole)
    {
        FinishedRun run = Run("authors.csv", EightRows.Table(",", (c, v) => EightRows.Quoted(
            c == "userid" ? v == "111111111" ? rounded : whole : EightRows.IsList(c) ? EightRows.Python(v) : v, ",")));
        Assert.Contains("rounded_userids", Codes(run));
        using var duck = new DuckDb();
        Assert.Equal([rounded, "222222222"], duck.Lines($"SELECT DISTINCT userid FROM {run.Table("tweets")} ORDER BY userid DESC"));
    }

    /// <summary>One text with a newline, as the client of MySQL writes it: nothing else shows the escapes.</summary>
    [Theory]
    [InlineData("NULL", @"one\nline", "one\nline")]
    [InlineData("NULL", @"one\ttab", "one\ttab")]
    [InlineData("NULL", @"a C:\\new path", @"a C:\new path")]
    [InlineData("NULL", @"a path C:\MEK\new", @"a path C:\MEK\new")]
    [InlineData("", @"a path C:\new", @"a path C:\new")]
    public void The_client_of_MySQL_escapes(string nothing, string written, string read)
    {
        FinishedRun run = Run("mysql.txt", EightRows.Table("\t", (c, v) => c == "tweet_text" ? v.StartsWith('=') ? written : "a text"
            : c == "user_display_name" ? "\"Bo\" Example" : EightRows.IsList(c) ? "[]" : v.Length == 0 ? nothing : v));
        using var duck = new DuckDb();
        Assert.Equal([read], duck.Lines($"SELECT tweet_text FROM {run.Table("tweets")} WHERE tweet_text <> 'a text'"));
        Assert.Equal(8, run.Result.Counts.Tweets);
    }

    public static TheoryData<string, string> Latin
    {
        get
        {
            var all = new TheoryData<string, string>();
            foreach (string text in (string[])[
                "Mañana habrá marcha en la plaza; ¿quién pagó la campaña del señor Núñez? El corazón está aquí",
                "« On ne lâche rien », dit-il ; l’élection a été décidée à l’Assemblée, où l’œuvre a passé",
                "Die Bürger von Köln wählen; Äpfel, Öl und Übermut kosten für alle mehr, schöne Grüße",
                "O povo não quer guerra; amanhã às sete, na praça, com café e pão, informação já",
                "La città è più bella di così, perché no? Però la verità"])
            {
                all.Add("macintosh", text);
                all.Add("windows-1252", text);
            }

            all.Add("windows-1250", "Dziś w Warszawie świeci słońce; miło żyć, więc śpiewają różni ludzie");
            all.Add("windows-1250", "Příliš žluťoučký kůň úpěl ďábelské ódy, řekl děda večer");
            all.Add("windows-1250", "V pátek přijede ministr do Brna a večer se setká s občany, uvedla česká televize; později i v Těšíně");
            all.Add("windows-1252", "Der er så mange børn på skolen, og de får is, når øen køler af; sæt dig på bænken");
            all.Add("windows-1252", "Così è più facile, però venerdì non c'è nessuno là; perché lunedì sarà già tardi");
            all.Add("windows-1254", "Türkiye’de bugün hava çok güzel, ışık ve gölge; değişik şeyler");
            return all;
        }
    }

    [Theory]
    [MemberData(nameof(Latin))]
    public void Latin_pages_are_told_by_the_small_letters_in_words(string page, string text) =>
        Assert.Equal(page, TextEncoding.Guess(
            TextEncoding.Named(page).GetBytes($"tweetid,tweet_text\r970001234567890123,\"{text}\"\r")));

    /// <summary>The order of two columns depends on the release; a record with a reply tells it.</summary>
    [Theory]
    [InlineData("\u0001", true, false)]
    [InlineData("\u0001", false, false)]
    [InlineData(",", true, false)]
    [InlineData("\t", false, false)]
    [InlineData("\t", true, true)]
    public void A_release_without_a_header_is_read_by_its_order(string separator, bool userFirst, bool noReply)
    {
        string[] columns = [.. EightRows.Columns, "poll_choices"];
        int at = Array.IndexOf(columns, "in_reply_to_userid");
        if (!userFirst)
            (columns[at], columns[at + 1]) = (columns[at + 1], columns[at]);
        string table = EightRows.Table(separator, (c, v) => c == "" ? v : noReply && c.StartsWith("in_reply", StringComparison.Ordinal) ? ""
            : EightRows.Quoted(EightRows.IsList(c) ? string.Join('\u0002', EightRows.Items(v))
            : v.ReplaceLineEndings(" ").Replace('\t', ' '), separator), columns: columns);
        FinishedRun run = Run("000000_0", table[(table.IndexOf('\n', StringComparison.Ordinal) + 1)..]);
        using var duck = new DuckDb();
        string replies = noReply ? "0|0" : "1|1";
        Assert.Equal([$"8|en,fa|2|3|TelAviv|{replies}"], duck.Lines("SELECT count(*), string_agg(DISTINCT tweet_language, ',' ORDER BY "
            + "tweet_language), max(like_count), max(retweet_count), max(hashtags[1]) FILTER (hashtags[1] < 'U' AND hashtags[1] > 'G'), "
            + "count(*) FILTER (in_reply_to_tweetid = 970001234567890123), count(*) FILTER (in_reply_to_userid = '111111111') "
            + $"FROM {run.Table("tweets")}"));
        Assert.Contains("no_header", Codes(run));
    }

    [Fact]
    public void Values_with_the_names_of_Avros_types_are_read()
    {
        string[] Union(string column, string value) => value.Length == 0 ? ["null"]
            : column == "tweetid" ? [$"{{\"long\":{value}}}"]
            : column == "tweet_time" ? [$"{{\"long\":{Micros(value)}}}"]
            : column == "is_retweet" ? [$"{{\"boolean\":{value.ToLowerInvariant()}}}"]
            : EightRows.IsList(column)
                ? [$"{{\"array\":[{string.Join(',', EightRows.Items(value).Select(i => $"{{\"string\":{EightRows.Text(i)}}}"))}]}}"]
            : [$"{{\"string\":{EightRows.Text(value)}}}"];
        string[] expected = Rows(Run("plain.json", string.Concat(EightRows.Rows.Select(r => EightRows.Json(r) + "\n"))));
        FinishedRun run = Run("avro.json", string.Concat(EightRows.Rows.Select(r =>
            $"{{{string.Join(',', EightRows.Columns.Select((c, i) => $"\"{c}\":{Union(c, r[i])[0]}"))}}}\n")));
        Assert.Equal(expected, Rows(run));
    }

    /// <summary>A tweet with two mentions is two edges; an edge without a tweet is a reject.</summary>
    [Fact]
    public void Edges_of_NodeXL_are_one_tweet_each()
    {
        const string Header = ",,Visual Properties,,,,,,,,\nVertex 1,Vertex 2,Color,ID,Relationship,Tweet,Hashtags in Tweet,"
            + "Tweet Date (UTC),Imported ID,Retweeted,Retweet ID\n";
        const string Rows = "bo,bo,,3,Tweet,a text,,2/20/2020 10:11:12,1230434722788106246,FALSE,\n"
            + "ana,bo,,4,Mentions,hello @bo and @cy,,2/20/2020 10:12:12,1230434974442110000,FALSE,\n"
            + "ana,cy,,5,Mentions,hello @bo and @cy,,2/20/2020 10:12:12,1230434974442110000,FALSE,\n"
            + "cy,bo,,6,Retweet,RT @bo: a text,iran mek,2/20/2020 10:13:12,1230435226096112000,FALSE,1230434722788106246\n"
            + "cy,bo,,7,Followed,,,,,,\n";
        FinishedRun run = Run("edges.csv", Header + Rows);
        using var duck = new DuckDb();
        Assert.Equal(["bo|a text|False|", "ana|hello @bo and @cy|False|", "cy|RT @bo: a text|True|iran mek"], duck.Lines(
            "SELECT userid, tweet_text, is_retweet, coalesce(array_to_string(hashtags, ' '), '') "
                + $"FROM {run.Table("tweets")} ORDER BY tweetid"));
        Assert.Equal((1, 1), (run.Result.Counts.Rejected, run.Result.Counts.Duplicates));
    }

    [Theory]
    [InlineData("Indonesian", "in")]
    [InlineData("persian", "fa")]
    [InlineData("Klingon", "Klingon")]
    [InlineData("zh-cn", "zh-cn")]
    public void Languages_as_words_are_codes_in_any_table(string word, string code)
    {
        foreach (string header in (string[])["Date,URL,Hit Sentence,Influencer,Tweet Id,Twitter Id,Language",
            "created_at,url,text,username,tweet_id,user_id,language"])
        {
            FinishedRun run = Run("words.csv", $"{header}\n2018-03-04 05:01:17,https://twitter.com/bo/status/970001234567890123,a text,bo,"
                + $"970001234567890123,7,{word}\n");
            using var duck = new DuckDb();
            Assert.Equal([code], duck.Lines($"SELECT tweet_language FROM {run.Table("tweets")}"));
        }
    }

    [Theory]
    [InlineData("Tweet ID;User ID;Date;Tweet text")]
    [InlineData("Tweet Id;Username;Time;Tweet Text")]
    public void Times_of_a_column_come_before_those_of_ids(string header)
    {
        FinishedRun run = Run("date.csv", header + "\n970162212160663553;7;2018-03-04 05:00:59;a text of someone\n");
        using var duck = new DuckDb();
        Assert.Equal(["2018-03-04 05:00:59"], duck.Lines(
            $"SELECT strftime(tweet_time AT TIME ZONE 'UTC', '%Y-%m-%d %H:%M:%S') FROM {run.Table("tweets")}"));
        Assert.DoesNotContain("times_of_ids", Codes(run));
    }

    [Theory]
    [InlineData("8.60857E+17")]
    [InlineData("1.316529248769663e+18")]
    public void Tweets_whose_ids_are_lost_are_read_without_them_on_demand(string id)
    {
        const string Columns = "tweetid=none,tweet_text=tweet,tweet_time=created_at,userid=user_screen_name";
        string file = temp.File("lost.csv");
        File.WriteAllText(file, "created_at,tweet_id,tweet,user_screen_name\n"
            + $"2020-10-15 00:00:07,{id},a text,bo\n2020-10-15 00:00:08,{id},another,ana\n");
        FinishedRun run = temp.Run([file], o => o with { ReadAs = new ReadAs { ColumnNames = Columns } });
        using var duck = new DuckDb();
        Assert.Equal(["|bo|a text", "|ana|another"], duck.Lines(
            $"SELECT coalesce(tweetid::VARCHAR, ''), userid, tweet_text FROM {run.Table("tweets")} ORDER BY tweet_time"));
        Assert.Contains("no_ids", Codes(run));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("{}")]
    public void A_tweet_without_its_account_is_a_tweet(string user)
    {
        string Tweet(int n, string of) => $"{{\"id_str\":\"97016221216066355{n}\",\"created_at\":\"Sun Mar 04 05:01:17 +0000 2018\","
            + $"\"text\":\"text {n}\",\"user\":{of}}}\n";
        FinishedRun run = Run("users.jsonl", Tweet(1, "{\"id_str\":\"7\",\"screen_name\":\"bo\"}") + Tweet(2, user));
        using var duck = new DuckDb();
        Assert.Equal(["7|text 1", "unknown|text 2"],
            duck.Lines($"SELECT userid, tweet_text FROM {run.Table("tweets")} ORDER BY tweetid"));
        Assert.Equal([("user", 1L)], Unreadable(run));
    }

    private static long Micros(string time) =>
        (long)(DateTime.Parse(time, CultureInfo.InvariantCulture) - DateTime.UnixEpoch).TotalMilliseconds * 1000;

    private static (string Name, long Count)[] Unreadable(FinishedRun run) =>
    [
        .. run.Result.Inputs[0].Conversions.Where(c => c.Key.StartsWith("unreadable:", StringComparison.Ordinal))
            .Select(c => (c.Key["unreadable:".Length..], c.Value)),
        .. run.Result.UnreadableCells.Select(c => (c.Key, c.Value)),
    ];

    private static IEnumerable<string> Codes(FinishedRun run) => run.Result.Inputs[0].Remarks.Select(r => r.Code);

    private static string[] Rows(FinishedRun run)
    {
        using var duck = new DuckDb();
        return [.. duck.Lines($"SELECT {EightRows.Query} FROM {run.Table("tweets")} ORDER BY tweetid")];
    }

    private FinishedRun Run(string name, string text)
    {
        File.WriteAllText(temp.File(name), text, new UTF8Encoding(false));
        return temp.Run([temp.File(name)]);
    }
}
