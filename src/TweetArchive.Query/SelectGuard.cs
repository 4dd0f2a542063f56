using System.Text.Json;
using System.Text.RegularExpressions;
using TweetArchive.Query.Datasets;

namespace TweetArchive.Query;

/// <summary>
/// Lets through one statement that only reads. DuckDB's own parser says what it is: its <c>json_serialize_sql</c> takes nothing
/// but SELECT (and what is one in other words: FROM, WITH, VALUES, DESCRIBE, SUMMARIZE, SHOW).
/// </summary>
internal static partial class SelectGuard
{
    /// <exception cref="UsageException">Not one statement, one that writes or changes something, or not SQL.</exception>
    public static void Check(DatasetDatabase database, string sql)
    {
        string text = Explain().Replace(sql, "", 1);
        string answer = (string)database.Rows($"SELECT CAST(json_serialize_sql({Sql.Text(text)}) AS VARCHAR)")[0][0]!;
        using JsonDocument parsed = JsonDocument.Parse(answer);
        JsonElement root = parsed.RootElement;
        if (!root.GetProperty("error").GetBoolean())
        {
            int statements = root.GetProperty("statements").GetArrayLength();
            if (statements != 1)
                throw new UsageException($"the query has {statements} statements; give one at a time.");
            return;
        }

        string message = root.GetProperty("error_message").GetString()!;
        if (!message.Contains("Only SELECT", StringComparison.Ordinal))
        {
            // The parser says it again with the place.
            throw new UsageException(
                $"{(database.ParserError(text) ?? message).TrimEnd()}\nQueries that work, to start from: docs/cookbook.md");
        }

        throw new UsageException(Pivot().IsMatch(text)
            ? "PIVOT without a list of values is not one statement. Name them: PIVOT daily_totals ON tweet_language IN ('en', 'fa') "
                + "USING sum(tweets)."
            : "only queries are run here: SELECT, FROM, WITH, DESCRIBE, SUMMARIZE, SHOW, EXPLAIN. The dataset is not changed; a result "
                + "is kept with --out FILE.");
    }

    [GeneratedRegex(@"^\s*explain(\s+analyze)?\s+", RegexOptions.IgnoreCase)]
    private static partial Regex Explain();

    [GeneratedRegex(@"^\s*pivot\b", RegexOptions.IgnoreCase)]
    private static partial Regex Pivot();
}
