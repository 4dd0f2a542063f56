using TweetArchive.Dataset;
using TweetArchive.Dataset.Parquet;
using TweetArchive.Tables.Counting;

namespace TweetArchive.Tables;

/// <summary>The Parquet files of a dataset in the making. Tables may be written side by side.</summary>
/// <param name="folder">Exists.</param>
internal sealed class TableFiles(string folder, string lexiconSha256)
{
    private readonly Dictionary<string, long> rows = [];

    private readonly SortedDictionary<string, string> metadata = new(StringComparer.Ordinal)
    {
        ["tweetarchive.lexicon_sha256"] = lexiconSha256,
        ["tweetarchive.version"] = DatasetManifest.ThisProgramVersion,
    };

    /// <summary>Rows of the files written so far, by their names.</summary>
    public IReadOnlyDictionary<string, long> Rows => rows;

    /// <summary>Writes a table into its file.</summary>
    /// <param name="fill">Appends the rows.</param>
    /// <returns>How many rows there are.</returns>
    public long Write<TRow>(Table<TRow> table, Action<TRow> fill)
        where TRow : TableRow => Write(table, table.Spec.Name, fill);

    /// <param name="name">Of the file, without its extension.</param>
    public long Write<TRow>(Table<TRow> table, string name, Action<TRow> fill)
        where TRow : TableRow
    {
        using ParquetTableWriter writer = table.Create(PathOf(name), metadata, out TRow row);
        fill(row);
        return Complete(writer, name);
    }

    /// <summary>Writes a table that tweets were added to.</summary>
    public long Write(CountedTable table, Action<TableMerge> merge)
    {
        var columns = new ColumnSet();
        TableMerge rows = table.NewMerge(columns);
        using ParquetTableWriter writer = ParquetTableWriter.Create(PathOf(table.Spec.Name), table.Spec, columns, metadata);
        merge(rows);
        return Complete(writer, table.Spec.Name);
    }

    /// <summary>Writes a table that is ready: it depends on the lexicon alone.</summary>
    /// <param name="spec">Of the table.</param>
    /// <param name="file">All bytes of its file.</param>
    /// <param name="count">Its rows.</param>
    public void Write(TableSpec spec, ReadOnlySpan<byte> file, long count)
    {
        File.WriteAllBytes(PathOf(spec.Name), file);
        lock (rows)
            rows.Add(spec.Name + ".parquet", count);
    }

    private string PathOf(string name) => Path.Combine(folder, name + ".parquet");

    private long Complete(ParquetTableWriter writer, string name)
    {
        writer.Complete();
        lock (rows)
            rows.Add(name + ".parquet", writer.Rows);
        return writer.Rows;
    }
}
