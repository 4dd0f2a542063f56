
namespace TweetArchive.Query.Verify;

/// <summary>Rows are in the order of their keys, and no key occurs twice.</summary>
internal static class OrderChecks
{
    private const string Advice = CheckContext.Remake;

    public static void Run(CheckContext context)
    {
        foreach ((ContractTable table, string[] files) in TableFiles.Of(context)
            .Where(t => t.Table.KeyColumns > 0 && t.Table.Name is not ("media" or "media_reuse")))
        {
            // A target has several names.
            bool unique = table.Name is not ("mentions" or "aliases");
            string[] keys = [.. table.Columns.Take(table.KeyColumns).Select(c => c.Name)];
            string name = $"{table.Name} is sorted by {string.Join(", ", keys)}{(unique ? ", each once" : "")}";
            // Null comes first, as in the program; DuckDB would put it last.
            string key = $"row({string.Join(", ", table.Columns.Take(table.KeyColumns).Select(c => c.Nullable
                ? $"{Sql.Name(c.Name)} IS NOT NULL, {Sql.Name(c.Name)}"
                : Sql.Name(c.Name)))})";
            context.Guard("order", name, [table.Name],
                () => Check(context, name, files, key, unique ? "key <= before" : "key < before",
                CheckContext.Key([.. keys.Select(Sql.Name)])));
        }

        const string Mentions = "mentions: no evidence occurs twice";
        context.NoRows("order", Mentions, ["mentions"], "tweet, target, alias, language, kind and field",
            $"""
            SELECT {CheckContext.Key("dataset", "tweetid", "target_id", "alias", "alias_language", "kind", "field")} AS key, 1 AS expected, count(*) AS found
            FROM mentions WHERE tweetid IS NOT NULL
            GROUP BY dataset, tweetid, target_id, alias, alias_language, kind, field, rule, polarity, ambiguity HAVING count(*) > 1
            """, Advice);
        context.NoRows("order", "tweets: no tweet occurs twice in a dataset", ["tweets"], "dataset and tweetid",
            $"""
            SELECT {CheckContext.Key("dataset", "tweetid")} AS key, 1 AS expected, count(*) AS found FROM tweets WHERE tweetid IS NOT NULL
            GROUP BY dataset, tweetid HAVING count(*) > 1
            """, Advice);
        if (context.Has("tweets"))
        {
            const string Name = "tweets are in the order of their records";
            context.Guard("order", Name, ["tweets"], () =>
                Check(context, Name, context.Dataset.Tables["tweets"], "row(source_file, record)",
                    "key.source_file = before.source_file AND key.record <= before.record", CheckContext.Key("source_file", "record"),
                    "struct_pack(source_file := source_file, record := record)"));
        }
    }

    /// <summary>
    /// Looks at each row and the one before it, in one pass: DuckDB keeps the order of files here, which the same pass
    /// makes sure of by the numbers of the rows.
    /// </summary>
    private static void Check(
        CheckContext context, string name, string[] files, string key, string violation, string shown, string? structure = null)
    {
        object?[] row = context.Database.Rows(
            $"""
            WITH pairs AS (SELECT {structure ?? key} AS key, lag({structure ?? key}) OVER () AS before, {shown} AS shown, filename, file_row_number AS number,
                                  lag(file_row_number) OVER () AS number_before, lag(filename) OVER () AS file_before
                           FROM {Sql.Parquet(files, ", file_row_number = true, filename = true")})
            SELECT count(*), count(*) FILTER (WHERE {violation}), first(shown) FILTER (WHERE {violation}), count(*) FILTER (WHERE filename = file_before AND number <> number_before + 1) FROM pairs
            """)[0];
        if ((long)row[3]! > 0)
            context.NotCompared("order", name, "DuckDB did not read the rows in the order of the file");
        else if ((long)row[1]! == 0)
            context.Ok("order", name, CheckContext.Rows((long)row[0]!));
        else
            context.Different(
                "order", name, $"{row[2]}", "a larger key than the row before it", "an equal or smaller one", Advice, (long)row[1]!);
    }
}
