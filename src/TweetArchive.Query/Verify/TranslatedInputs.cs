using DuckDB.NET.Data;

namespace TweetArchive.Query.Verify;

/// <summary>
/// Inputs in another form than the releases: JSON, other people's tables. DuckDB does not know their columns, but it reads their values,
/// wherever they are; so every tweet's id and text must be among them. What it cannot read is named.
/// </summary>
internal sealed class TranslatedInputs(CheckContext context)
{
    private const string Group = "input";
    private const string Values = "verify_values";
    private const string Numbers = "verify_numbers";
    // The header, and lines before it.
    private const long MostBefore = 4;
    private const long SmallestObject = 16L << 20;
    private const long LargestObject = 64L << 20;

    // Such texts are written in many ways: escaped, with other line ends, doubled.
    private const string PlainText = """NOT regexp_matches(tweet_text, '[\\"\r\n\x00\x{FFFD}]|&#|<U\+')""";

    /// <param name="source">The input's name in the tables.</param>
    /// <param name="file">Unpacked.</param>
    /// <param name="records">As many as the program read of it.</param>
    /// <param name="escaped">It is a table with quotes escaped by backslashes.</param>
    public void Compare(string source, string file, long records, bool escaped)
    {
        if (!context.Has("tweets"))
        {
            context.NotCompared(Group, $"tweets of {source}", "no tweets were kept (--tweets none)");
            return;
        }

        if (escaped && !IsJson(file))
        {
            context.NotCompared(Group, $"tweets of {source}", "its quotes are escaped by backslashes, which DuckDB's reader guesses");
            return;
        }

        try
        {
            if (!IsJson(file) && context.Database.Long($"SELECT count(*) FROM {Table(file)}") is var rows
                && (rows < records || rows > records + MostBefore))
            {
                context.NotCompared(Group, $"tweets of {source}",
                    $"DuckDB's reader makes {CheckContext.Count(rows)} rows of it, of a header and {CheckContext.Count(records)} records");
                return;
            }

            Load(file);
        }
        // Its driver fails in its own ways where a text is not UTF-8.
        catch (Exception e) when (e is DuckDBException or ArgumentException or InvalidOperationException or NullReferenceException
            or AccessViolationException)
        {
            context.NotCompared(Group, $"tweets of {source}", "DuckDB's reader gives up: " + e.Message.Split('\n')[0]);
            return;
        }

        string ofSource = $"source_file = {Sql.Text(source)}";
        Found(source, "id",
            $"SELECT DISTINCT CAST(tweetid AS VARCHAR) AS wanted FROM tweets WHERE {ofSource} AND tweetid IS NOT NULL",
            $"wanted IN (SELECT number FROM {Numbers})");
        // Of a retweet the text has the name before it, which some formats have apart.
        Found(source, "text without escapes and line ends",
            $"SELECT DISTINCT trim(tweet_text) AS wanted FROM tweets WHERE {ofSource} AND {PlainText}",
            $"wanted IN (SELECT value FROM {Values}) OR "
                + $"regexp_replace(wanted, '^RT @[A-Za-z0-9_]+: ', '') IN (SELECT value FROM {Values})");
        context.NotCompared(Group, $"counts of {source} from its records", "it is in another form than the releases, of which DuckDB's "
            + "reader knows the values and not the columns");
    }

    /// <summary>All that the file holds as text, and the numbers in it.</summary>
    private void Load(string file)
    {
        string path = Sql.Text(Sql.PlainPath(file));
        // Its buffers have twice that size.
        long most = Math.Clamp(new FileInfo(file).Length, SmallestObject, LargestObject);
        string read = IsJson(file)
            ? $"SELECT DISTINCT trim(json_extract_string(t.value, '$')) AS value FROM read_json_objects({path}, maximum_object_size = "
                + $"{most}) j, json_tree(j.json) t WHERE t.type NOT IN ('OBJECT', 'ARRAY', 'NULL', 'BOOLEAN')"
            : $"SELECT DISTINCT trim(value) AS value FROM (SELECT unnest([*COLUMNS(*)]) AS value FROM {Table(file)})";
        // One null among the values would make every question about them unanswered.
        context.Database.Execute($"CREATE OR REPLACE TEMP TABLE {Values} AS SELECT * FROM ({read}) WHERE value IS NOT NULL");
        context.Database.Execute(
            $"CREATE OR REPLACE TEMP TABLE {Numbers} AS SELECT DISTINCT unnest(regexp_extract_all(value, '[0-9]+')) AS number "
                + $"FROM {Values}");
    }

    private static string Table(string file) =>
        $"read_csv({Sql.Text(Sql.PlainPath(file))}, all_varchar = true, header = false, strict_mode = false, max_line_size = 16777216)";

    private void Found(string source, string what, string wanted, string found)
    {
        string name = $"every {what} of {source} is in it, read by DuckDB";
        object?[] row = context.Database.Rows(
            $"SELECT count(*), count(*) FILTER (WHERE NOT found), min(wanted) FILTER (WHERE NOT found) "
                + $"FROM (SELECT wanted, {found} AS found FROM ({wanted}))")[0];
        (long all, long missing) = ((long)row[0]!, (long)row[1]!);
        if (all == 0)
            return;
        if (missing == 0)
            context.Ok(Group, name, CheckContext.Count(all));
        else if (missing == all)
            context.NotCompared(Group, name, "they are written in a way that DuckDB's reader does not know");
        else
            context.Different(Group, name, source, "in the input: " + row[2], "not there", CheckContext.Remake, missing);
    }

    private static bool IsJson(string file)
    {
        byte[] head = new byte[64];
        using FileStream stream = File.OpenRead(file);
        ReadOnlySpan<byte> text = head.AsSpan(0, stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false));
        text = text.StartsWith("\uFEFF"u8) ? text[3..] : text;
        text = text.TrimStart(" \r\n\t"u8);
        return text.StartsWith("{"u8) || text.StartsWith("["u8);
    }
}
