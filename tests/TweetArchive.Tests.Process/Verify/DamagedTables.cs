using TweetArchive.Dataset;
using TweetArchive.Query;
using TweetArchive.Query.Datasets;
using TweetArchive.Query.Verify;
using Xunit;

namespace TweetArchive.Tests.Verify;

/// <summary>A dataset whose tables are taken for others, and what single checks of verify find; its files stay.</summary>
internal sealed class DamagedTables : IDisposable
{
    private readonly DatasetDatabase database;

    public DamagedTables(string dataset) => database = new DatasetDatabase(
        DatasetFolder.Open(dataset), new VerifyOptions { Dataset = dataset }.Limits, CancellationToken.None);

    /// <summary>A query of a table in which one row has another value in a column: more, later, the opposite, another word.</summary>
    /// <param name="of">Condition on the rows of which it is the last that has a value, or the last if none has.</param>
    public string OneOther(string table, string column, string of)
    {
        object?[][] types = [.. database.Rows($"SELECT typeof({column}) FROM {Original(table)} LIMIT 1")];
        Assert.True(types.Length > 0, $"{table} has no rows");
        string type = (string)types[0][0]!;
        (string other, string instead) = type switch
        {
            "BOOLEAN" => ($"NOT {column}", "true"),
            "DATE" => ($"{column} + 1", "DATE '2018-01-01'"),
            "VARCHAR" => ($"{column} || 'x'", "'x'"),
            _ when type.StartsWith("TIMESTAMP", StringComparison.Ordinal) => ($"{column} + INTERVAL 1 DAY", "TIMESTAMP '2018-01-01'"),
            _ when type.EndsWith("[]", StringComparison.Ordinal) => ($"list_concat({column}[2:], {column}, {column})", "[]"),
            // A check that allows more than a thousandth of a figure would not see it.
            "DOUBLE" => ($"{column} * 1.001 + CASE {column} WHEN 0 THEN 0.001 ELSE 0 END", "1"),
            _ => ($"{column} + 1", "1"),
        };
        const string Numbered = "numbered AS (SELECT *, row_number() OVER () AS r FROM original)";
        string place = $"(SELECT r FROM numbered WHERE {of} ORDER BY {column} IS NOT NULL DESC, r DESC LIMIT 1)";
        Assert.True(database.Rows($"WITH original AS (FROM {Original(table)}), {Numbered} SELECT {place} IS NOT NULL")[0][0] is true,
            $"{table} has no row where {of}");
        return $"WITH {Numbered} SELECT * EXCLUDE (r) REPLACE (CASE WHEN r = {place} THEN coalesce({other}, {instead}) ELSE "
            + $"{column} END AS "
            + $"{column}) FROM numbered";
    }

    /// <summary>Whether checks whose names have this text find a difference where the table is what the query makes of it.</summary>
    /// <param name="select">A query of <c>original</c>.</param>
    public bool IsSeen(string table, string select, string check)
    {
        string name = Sql.Name(table);
        database.Execute($"CREATE OR REPLACE VIEW {name} AS WITH original AS (FROM {Original(table)}) FROM ({select})");
        var context = new CheckContext(database, _ => { }, n => n.Contains(check, StringComparison.Ordinal));
        AnalysisChecks.Run(context);
        database.Execute($"CREATE OR REPLACE VIEW {name} AS FROM {Original(table)}");
        Assert.NotEmpty(context.Results);
        return context.Results.Any(r => r.Status == CheckStatus.Different);
    }

    public void Dispose() => database.Dispose();

    private string Original(string table) => Sql.Parquet(database.Dataset.Tables[table]);
}
