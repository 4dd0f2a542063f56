using TweetArchive.Dataset.Parquet;

namespace TweetArchive.Dataset;

/// <summary>What a column holds; times are UTC milliseconds, dates are days since 1970.</summary>
public enum ColumnType : byte { Text, TextList, Binary, Long, LongList, Integer, Number, Flag, Timestamp, Date }

/// <summary>A column of an output table. Dictionary: few distinct values, worth a dictionary page.</summary>
public sealed record ColumnSpec(string Name, ColumnType Type, bool Nullable = false, bool Dictionary = false);

/// <summary>An output table: its name is the file name, its rows are sorted by the first <paramref name="KeyColumns"/> columns.</summary>
public sealed record TableSpec(string Name, int KeyColumns, params ColumnSpec[] Columns)
{
    /// <param name="columns">Those of the table's row.</param>
    internal TableSpec(string name, int keyColumns, ColumnSet columns)
        : this(name, keyColumns, [.. columns.Columns.Select(c => c.Spec)])
    {
    }

    /// <summary>Version of the column set, written into each file's metadata.</summary>
    public int Version { get; init; } = 1;
}
