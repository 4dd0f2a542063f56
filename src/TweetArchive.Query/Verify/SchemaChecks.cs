using System.Globalization;

namespace TweetArchive.Query.Verify;

/// <summary>Columns, types, nulls, rows and metadata of each file.</summary>
internal static class SchemaChecks
{
    public static void Run(CheckContext context)
    {
        Dictionary<string, long> rows = context.Manifest.GetProperty("files").EnumerateArray()
            .ToDictionary(f => f.GetProperty("name").GetString()!, f => f.GetProperty("rows").GetInt64());
        foreach ((ContractTable table, string[] files) in TableFiles.Of(context))
        {
            foreach (string file in files)
            {
                string name = Path.GetRelativePath(context.Dataset.Path, file).Replace('\\', '/');
                context.Guard("schema", $"columns, metadata and rows of {name}", [table.Name],
                    () => Check(context, table, file, name, rows.GetValueOrDefault(name, -1)));
            }
        }
    }

    private static void Check(CheckContext context, ContractTable table, string file, string name, long rows)
    {
        string source = Sql.Parquet([file]);
        string wanted = string.Join(", ", table.Columns.Select(c => $"{c.Name} {c.Type}"));
        string found = string.Join(", ",
            context.Database.Rows($"SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM {source})").Select(r => $"{r[0]} {r[1]}"));
        string check = $"columns, metadata and rows of {name}";
        if (wanted != found)
        {
            context.Different(
                "schema", check, name, wanted, found, "read it with the version of the program that wrote it, or make it again");
            return;
        }

        string checksum = context.Dataset.LexiconSha256;
        object?[] meta = context.Database.Rows(
            $"""
            SELECT max(decode(value)) FILTER (WHERE decode(key) = 'tweetarchive.table'), max(decode(value)) FILTER (WHERE decode(key) = 'tweetarchive.lexicon_sha256')
            FROM parquet_kv_metadata({Sql.Text(Sql.PlainPath(file))})
            """)[0];
        if ((string?)meta[0] != table.Name || (string?)meta[1] != checksum)
        {
            context.Different("schema", check, name + ", key-value metadata", $"{table.Name}, lexicon {checksum}",
                $"{meta[0]}, lexicon {meta[1]}", "the file is of another run; make the output again");
            return;
        }

        // Every value is decoded to be counted; the number in the footer is compared with it.
        string nulls = string.Join(" + ",
            table.Columns.Where(c => !c.Nullable).Select(c => $"count(*) FILTER (WHERE {Sql.Name(c.Name)} IS NULL)").DefaultIfEmpty("0"));
        object?[] counts = context.Database.Rows(
            $"SELECT count(*) FILTER (WHERE file_row_number >= 0), {nulls}, (SELECT num_rows FROM "
                + $"parquet_file_metadata({Sql.Text(Sql.PlainPath(file))})) FROM {Sql.Parquet([file], ", file_row_number = true")}")[0];
        long[] numbers = [.. counts.Select(c => Convert.ToInt64(c, CultureInfo.InvariantCulture))];
        (long read, long empty, long footer) = (numbers[0], numbers[1], numbers[2]);
        if (read != rows || footer != rows)
            context.Different("schema", check, name, CheckContext.Rows(rows),
                $"{CheckContext.Rows(read)}, {CheckContext.Rows(footer)} by its footer", CheckContext.Remake);
        else if (empty > 0)
            context.Different("schema", check, name, "no null in a column that has none", $"{CheckContext.Count(empty)} nulls",
                CheckContext.Remake, empty);
        else
            context.Ok("schema", check, $"{table.Columns.Length} columns, {CheckContext.Rows(read)}");
    }
}
