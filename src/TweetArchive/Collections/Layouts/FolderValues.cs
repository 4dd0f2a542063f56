using System.Text;
using TweetArchive.Collections.CellForms;
using TweetArchive.Tweets;

namespace TweetArchive.Collections.Layouts;

/// <summary>
/// Values that only the names of folders have: Spark, Hive and DuckDB write a table divided by a column as
/// <c>tweets/tweet_language=fa/part-0.parquet</c>, without the column in the files.
/// </summary>
internal sealed class FolderValues
{
    // What Hive calls the folder of null.
    private const string Null = "__HIVE_DEFAULT_PARTITION__";

    private static readonly CollectorLayout Usual = CollectorLayouts.Shipped.First(l => l.Guessed);

    private readonly List<(TweetColumn Column, string Written, byte[] Value)> values = [];

    /// <param name="sourceName">Names of folders and of the file, with <c>/</c> or <c>!</c> between.</param>
    /// <param name="filled">Columns that the file has itself.</param>
    public FolderValues(string sourceName, IReadOnlySet<TweetColumn> filled)
    {
        string[] parts = sourceName.Split('/', '\\', '!');
        foreach (string part in parts.AsSpan(0, parts.Length - 1))
        {
            int equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0 && ColumnOf(part[..equals]) is { } column && !filled.Contains(column)
                && values.TrueForAll(v => v.Column != column))
                values.Add((column, part[..equals],
                    part[(equals + 1)..] is var value && value == Null ? [] : Encoding.UTF8.GetBytes(Uri.UnescapeDataString(value))));
        }
    }

    public bool Any => values.Count > 0;

    /// <summary>Whether a folder's name may have the value of a column.</summary>
    public static bool MayBeIn(string sourceName) => new FolderValues(sourceName, new HashSet<TweetColumn>()).Any;

    public IEnumerable<TweetColumn> Columns => values.Select(v => v.Column);

    /// <summary>What was taken from where.</summary>
    public IEnumerable<Remark> Remarks => Any
        ? [new("folder_values", "the names of folders have what the files lack; it is taken from them: "
            + string.Join(", ", values.Select(v => $"{TweetColumns.NameArray[(int)v.Column]} ({v.Written}=)")))]
        : [];

    /// <summary>Sets the columns of a record.</summary>
    public void Fill(TweetCells to)
    {
        foreach ((TweetColumn column, _, byte[] value) in values)
            CellWriter.Set(to, column, value, default);
    }

    /// <summary>A column of one value for many tweets, by its own name or one that many use.</summary>
    private static TweetColumn? ColumnOf(string name)
    {
        TweetColumn? column = Array.IndexOf(TweetColumns.NameArray, ColumnNames.Own([name])[0]) is >= 0 and int own ? (TweetColumn)own
            : Usual.Rules.FirstOrDefault(r => r.From.Any(f => f.Length == 1 && f[0].Equals(name, StringComparison.OrdinalIgnoreCase)))
                is { Columns: [var usual] } ? usual : null;
        return column is TweetColumn.TweetLanguage or TweetColumn.UserId or TweetColumn.UserScreenName or TweetColumn.IsRetweet
            or TweetColumn.TweetClientName or TweetColumn.AccountLanguage or TweetColumn.UserReportedLocation ? column : null;
    }
}
