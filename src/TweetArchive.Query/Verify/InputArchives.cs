using System.IO.Compression;
using System.Text.Json;

namespace TweetArchive.Query.Verify;

/// <summary>
/// The original CSV, read by DuckDB's own reader. What it reads: plain files, gzip, and the entries of a zip, which are unpacked by the
/// framework first.
/// </summary>
internal sealed class InputArchives(CheckContext context)
{
    private const string Group = "input";
    public const string Table = "verify_input";

    private static readonly string[] Wanted =
        ["tweetid", "userid", "tweet_time", "tweet_language", "is_retweet", "tweet_client_name", "hashtags", "urls", "user_mentions",
            "retweet_userid", "tweet_text"];

    /// <summary>Datasets of which every tweets file was read, without damage.</summary>
    public List<string> Complete { get; } = [];

    /// <summary>Files that cannot be read; they make the exit code 3.</summary>
    public List<string> Unread { get; } = [];

    public void Read(IReadOnlyList<string> paths)
    {
        // A separate database on disk, compressed: the archive may be larger than memory.
        string scratch = Directory.CreateDirectory(context.Database.Scratch).FullName;
        context.Database.Execute($"ATTACH {Sql.Text(Path.Combine(scratch, "input.duckdb"))} AS verify_disk");
        context.Database.Execute($"CREATE TABLE verify_disk.{Table} (dataset VARCHAR, tweetid BIGINT, userid VARCHAR, tweet_time "
            + "TIMESTAMPTZ, tweet_language VARCHAR, is_retweet BOOLEAN, tweet_client_name VARCHAR, hashtags VARCHAR[], urls "
            + "VARCHAR[], user_mentions VARCHAR[], retweet_userid VARCHAR, tweet_text VARCHAR)");
        context.Database.Execute($"CREATE TEMP VIEW {Table} AS SELECT * FROM verify_disk.{Table}");
        Dictionary<string, string> files = Expand(paths).GroupBy(p => Path.GetFileName(p)).ToDictionary(g => g.Key, g => g.First());
        foreach (IGrouping<string, JsonElement> dataset in context.Manifest.GetProperty("inputs").EnumerateArray()
            .Where(i => i.GetProperty("kind").GetString() == "tweets").GroupBy(i => i.GetProperty("dataset").GetString()!))
        {
            if (dataset.Select(i => ReadInput(i, files, scratch)).ToArray().All(read => read))
            {
                Deduplicate(dataset.Key, dataset.Sum(i => i.GetProperty("accounting").GetProperty("duplicates").GetInt64()));
                Complete.Add(dataset.Key);
            }
            else
            {
                context.Database.Execute($"DELETE FROM verify_disk.{Table} WHERE dataset = {Sql.Text(dataset.Key)}");
                context.NotCompared(
                    Group, $"counts of {dataset.Key} from its CSV", "not every file of it was read without damage, see above");
            }
        }
    }

    private IEnumerable<string> Expand(IReadOnlyList<string> paths)
    {
        foreach (string path in paths)
        {
            if (Directory.Exists(path))
            {
                foreach (string file in Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
                    yield return file;
            }
            else if (File.Exists(path))
            {
                yield return path;
            }
            else
            {
                Unread.Add($"{path}: no such file");
            }
        }
    }

    /// <summary>True: its rows are in the table, and as many as the manifest says.</summary>
    private bool ReadInput(JsonElement input, Dictionary<string, string> files, string scratch)
    {
        string source = input.GetProperty("source_file").GetString()!;
        string name = $"records of {source}";
        JsonElement counts = input.GetProperty("accounting");
        if (!files.TryGetValue(Path.GetFileName(input.GetProperty("path").GetString()!), out string? path))
        {
            context.NotCompared(Group, name, "the file was not among --input");
            return false;
        }

        if (input.GetProperty("sha256").GetString() is { } wanted && FileHash(path) is var found && wanted != found)
        {
            context.Different(Group, name, path, "SHA-256 " + wanted, found,
                "give the file that the run read, or make the output again from this one");
            return false;
        }

        string? csv = Unpacked(path, source, scratch);
        if (csv is null)
        {
            context.NotCompared(Group, name, "DuckDB does not read this packing; unpack the file, run on it, and verify that");
            return false;
        }

        try
        {
            if (input.TryGetProperty("translated", out JsonElement translated) && translated.GetBoolean())
            {
                new TranslatedInputs(context).Compare(source, csv, counts.GetProperty("records").GetInt64(), EscapesByBackslash(input));
                return false;
            }

            if (counts.GetProperty("rejected").GetInt64() is > 0 and var rejected)
            {
                context.NotCompared(
                    Group, name, $"{CheckContext.Count(rejected)} records are damaged, and readers differ in what they make of damage");
                return false;
            }

            long before = context.Database.Long($"SELECT count(*) FROM {Table}");
            Load(csv, input.GetProperty("dataset").GetString()!);
            long records = context.Database.Long($"SELECT count(*) FROM {Table}") - before;
            context.Equal(Group, name + ", read by DuckDB", source, records, counts.GetProperty("records").GetInt64());
            return records == counts.GetProperty("records").GetInt64();
        }
        // Its driver fails in its own ways where a text is not UTF-8.
        catch (Exception e) when (e is DuckDB.NET.Data.DuckDBException or ArgumentException or InvalidOperationException
            or NullReferenceException or AccessViolationException)
        {
            context.NotCompared(Group, name, "DuckDB's reader gives up: " + e.Message.Split('\n')[0]);
            return false;
        }
        finally
        {
            if (csv != path)
                File.Delete(csv);
        }
    }

    /// <summary>DuckDB tells such a table from others by its first lines alone, and may be wrong.</summary>
    private static bool EscapesByBackslash(JsonElement input) => input.TryGetProperty("remarks", out JsonElement remarks)
        && remarks.EnumerateArray().Any(r => r.GetProperty("code").GetString() == "dialect"
            && r.GetProperty("message").GetString()!.Contains("backslash", StringComparison.Ordinal));

    private static string FileHash(string path)
    {
        using FileStream stream = File.OpenRead(path);
        return Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(stream));
    }

    /// <summary>A file that DuckDB reads; null if there is none.</summary>
    private static string? Unpacked(string path, string source, string scratch)
    {
        byte[] head = new byte[4];
        using (FileStream file = File.OpenRead(path))
            file.ReadAtLeast(head, 4, throwOnEndOfStream: false);
        bool gzip = head[0] == 0x1F && head[1] == 0x8B;
        if (head.AsSpan().SequenceEqual("PK\x03\x04"u8))
        {
            string entry = source[(source.IndexOf('!', StringComparison.Ordinal) + 1)..];
            string unpacked = Path.Combine(scratch, "entry.csv");
            using ZipArchive zip = ZipFile.OpenRead(path);
            if (zip.Entries.FirstOrDefault(e => e.FullName == entry) is not { } found)
                return null;
            found.ExtractToFile(unpacked, overwrite: true);
            return unpacked;
        }

        return gzip && !path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) || head[0] is (byte)'B' && head[1] is (byte)'Z'
            || head[0] == 0x28 && head[1] == 0xB5 ? null : path;
    }

    private void Load(string csv, string dataset)
    {
        string[] header = Header(csv);
        string columns = string.Join(", ", header.Select(h => $"{Sql.Text(h)}: 'VARCHAR'"));
        string Cell(string name) => header.Contains(name) ? Sql.Name(name) : "NULL";
        string cells = string.Join(", ", Wanted.Select(w => $"{Cell(w)} AS {w}"));
        context.Database.Execute(
            $"""
            INSERT INTO verify_disk.{Table}
            SELECT {Sql.Text(dataset)}, TRY_CAST(tweetid AS BIGINT), trim(userid), timezone('UTC', coalesce(try_strptime(tweet_time, '%Y-%m-%d %H:%M'), try_strptime(tweet_time, '%Y-%m-%d %H:%M:%S'))),
                   nullif(trim(tweet_language), ''), coalesce(lower(is_retweet) IN ('true', '1', '1.0', 't'), false), nullif(tweet_client_name, ''),
                   {ListOf("hashtags")}, {ListOf("urls")}, {ListOf("user_mentions")}, nullif(trim(retweet_userid), ''), tweet_text
            FROM (SELECT {cells} FROM read_csv({Sql.Text(Sql.PlainPath(csv))}, auto_detect = false, header = true, delim = ',', quote = '"', escape = '"', nullstr = '', max_line_size = 16777216,
                                             columns = {"{"}{columns}{"}"}))
            """);
    }

    /// <summary>
    /// The list forms of the releases: <c>['a', "b's"]</c>, where a quote closes an item before a comma or the end, and <c>[a, b]</c>,
    /// where a comma and a blank separate. In hashtags <c>\u200c</c> and <c>\xad</c>, as Python prints such characters, are read as JSON
    /// would.
    /// </summary>
    private static string ListOf(string column)
    {
        string body = $"trim(regexp_replace(regexp_replace(trim({column}), '^\\[', ''), '\\]$', ''))";
        string item = column == "hashtags"
            ? """CASE WHEN regexp_matches(x, '\\[ux]') THEN coalesce(TRY_CAST('"' || regexp_replace(x[2:-2], '\\x([0-9a-fA-F]{2})', '\\u00\1', 'g') || '"' AS JSON) ->> '$', x[2:-2]) ELSE x[2:-2] END"""
            : "x[2:-2]";
        return $"""
            list_filter(CASE WHEN regexp_matches({body}, '^[''"]') THEN list_transform(regexp_extract_all({body}, '(?s)(''.*?''|".*?")(?:,|$)', 1), lambda x: {item})
                             ELSE list_transform(string_split({body}, ', '), lambda x: trim(x)) END, lambda x: x <> '' AND x <> 'absent')
            """;
    }

    private static string[] Header(string csv)
    {
        using Stream file = File.OpenRead(csv);
        using Stream plain =
            csv.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(file, CompressionMode.Decompress) : file;
        using var reader = new StreamReader(plain);
        return [.. (reader.ReadLine() ?? "").Split(',').Select(h => h.Trim().Trim('"'))];
    }

    /// <summary>
    /// The first record of a tweet that occurs more than once is kept: in the order of the inputs, and of the records in them.
    /// </summary>
    private void Deduplicate(string dataset, long duplicates)
    {
        if (duplicates == 0)
            return;
        context.Database.Execute($"DELETE FROM verify_disk.{Table} WHERE dataset = {Sql.Text(dataset)} AND rowid NOT IN (SELECT "
            + $"min(rowid) FROM verify_disk.{Table} WHERE dataset = {Sql.Text(dataset)} GROUP BY tweetid)");
    }
}
