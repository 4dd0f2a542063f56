using System.Globalization;
using System.Text.Json;
using DuckDB.NET.Data;
using TweetArchive.Dataset;
using TweetArchive.Query.Datasets;

namespace TweetArchive.Query.Verify;

/// <summary>What every check works with, and where it says how it ended.</summary>
/// <param name="report">Called with each result as it is known.</param>
/// <param name="wanted">Checks of tables by name; null: all.</param>
internal sealed class CheckContext(DatasetDatabase database, Action<CheckResult> report, Func<string, bool>? wanted = null)
{
    public const string Remake =
        "make the output again from its inputs: tweetarchive run … --overwrite; if the difference remains, report it as a defect";
    private readonly List<CheckResult> results = [];

    public DatasetDatabase Database => database;

    public DatasetFolder Dataset => database.Dataset;

    /// <summary>manifest.json as its own JSON: a check shares no reading of it with what wrote it.</summary>
    public JsonElement Manifest { get; } = Parse(Path.Combine(database.Dataset.Path, "manifest.json"));

    public IReadOnlyList<CheckResult> Results => results;

    /// <summary>
    /// Condition on <c>dataset</c>: all of its mentions are of tweets with an id. Without ids nobody can tell which mentions are of one
    /// tweet, or which tweet they are of.
    /// </summary>
    public string HasIds { get; private set; } = "true";

    /// <summary>Finds the datasets with mentions of tweets without an id, and names them.</summary>
    public void FindIds(string group, string name)
    {
        object?[][] without = [.. database.Rows(
            "SELECT dataset, count(*) FROM mentions WHERE tweetid IS NULL GROUP BY dataset ORDER BY dataset")];
        if (without.Length == 0)
            return;
        HasIds = $"dataset NOT IN ({string.Join(", ", without.Select(r => Sql.Text((string)r[0]!)))})";
        foreach (object?[] row in without)
            NotCompared(group, $"{name} of {row[0]}",
                $"{Count((long)row[1]!)} mentions are of tweets without an id, so nobody can tell which are of one tweet");
    }

    public bool Has(string table) => Dataset.Tables.ContainsKey(table) && !database.Broken.ContainsKey(table);

    public void Add(CheckResult result)
    {
        results.Add(result);
        report(result);
    }

    public void Ok(string group, string name, string detail) => Add(new CheckResult(group, name, CheckStatus.Ok, detail));

    public void Different(string group, string name, string where, string expected, string found, string advice, long differences = 1) =>
        Add(new CheckResult(group, name, CheckStatus.Different, "", where, expected, found, differences, advice));

    public void NotCompared(string group, string name, string why) => Add(new CheckResult(group, name, CheckStatus.NotCompared, why));

    public void Equal(string group, string name, string where, long expected, long found, string advice = Remake)
    {
        if (expected == found)
            Ok(group, name, Count(found));
        else
            Different(group, name, where, Count(expected), Count(found), advice);
    }

    /// <summary>A check that needs tables; where one cannot be read that is its difference.</summary>
    public void Guard(string group, string name, string[] tables, Action check)
    {
        if (wanted?.Invoke(name) == false)
            return;
        string? missing = tables.FirstOrDefault(t => !Has(t));
        if (missing is not null)
        {
            NotCompared(group, name, $"{missing} is not there, or not readable");
            return;
        }

        try
        {
            check();
        }
        catch (DuckDBException e)
        {
            Different(group, name, string.Join(", ", tables), "readable", e.Message.Split('\n')[0], Remake);
        }
    }

    /// <summary>
    /// Two queries of columns <c>key</c> and <c>value</c> (keys unique) must have the same rows. Text compares as text, and null is a value
    /// like others.
    /// </summary>
    public void SameRows(string group, string name, string[] tables, string expectedSql, string foundSql,
        string difference = "e.value IS DISTINCT FROM f.value") =>
        Guard(group, name, tables, () =>
        {
            object?[] row = database.Rows(
                $"""
                WITH e AS ({expectedSql}), f AS ({foundSql}),
                j AS (SELECT coalesce(e.key, f.key) AS key, coalesce(CAST(e.value AS VARCHAR), 'nothing') AS expected, coalesce(CAST(f.value AS VARCHAR), 'nothing') AS found,
                             {difference} AS differs
                      FROM e FULL JOIN f ON e.key = f.key)
                SELECT count(*), count(*) FILTER (WHERE differs), min(key) FILTER (WHERE differs), arg_min(expected, key) FILTER (WHERE differs), arg_min(found, key) FILTER (WHERE differs) FROM j
                """)[0];
            long rows = (long)row[0]!, differences = (long)row[1]!;
            if (differences == 0)
                Ok(group, name, Rows(rows));
            else
                Different(group, name, $"{row[2]}", $"{row[3]}", $"{row[4]}", Remake, differences);
        });

    /// <summary>A query of columns <c>key</c>, <c>expected</c>, <c>found</c> that has a row for each violation.</summary>
    public void NoRows(string group, string name, string[] tables, string detail, string violationsSql, string advice = Remake) =>
        NoRows(group, name, tables, detail, violationsSql, CheckStatus.Different, advice);

    /// <summary>
    /// As <see cref="NoRows(string, string, string[], string, string, string)"/>, for what is of the archive and no fault of the dataset.
    /// </summary>
    public void Warnings(string group, string name, string[] tables, string detail, string violationsSql, string advice) =>
        NoRows(group, name, tables, detail, violationsSql, CheckStatus.Warning, advice);

    private void NoRows(
        string group, string name, string[] tables, string detail, string violationsSql, CheckStatus status, string advice) =>
        Guard(group, name, tables, () =>
        {
            object?[] row = database.Rows(
                $"WITH v AS ({violationsSql}) SELECT count(*), min(key), arg_min(CAST(expected AS VARCHAR), key), arg_min(CAST(found "
                    + "AS VARCHAR), key) FROM v")[0];
            if ((long)row[0]! == 0)
                Ok(group, name, detail);
            else
                Add(new CheckResult(group, name, status, "", $"{row[1]}", $"{row[2]}", $"{row[3]}", (long)row[0]!, advice));
        });

    private static JsonElement Parse(string path)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(path));
        return document.RootElement.Clone();
    }

    public static string Count(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    public static string Rows(long rows) => rows == 1 ? "1 row" : Count(rows) + " rows";

    /// <summary>Columns as one text to join and to show; null is ∅.</summary>
    public static string Key(params string[] columns) =>
        "concat_ws(' · ', " + string.Join(", ", columns.Select(c => $"coalesce(CAST({c} AS VARCHAR), '∅')")) + ")";
}
