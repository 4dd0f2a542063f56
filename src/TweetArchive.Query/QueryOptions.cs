using TweetArchive.Query.Datasets;

namespace TweetArchive.Query;

/// <summary>In which form a result is written.</summary>
public enum QueryFormat { Table, Csv, Json, Parquet, Xlsx }

/// <summary>A question to a dataset.</summary>
public sealed record QueryOptions
{
    public required string Dataset { get; init; }

    /// <summary>Null: list what can be asked.</summary>
    public string? Sql { get; init; }

    public QueryFormat Format { get; init; } = QueryFormat.Table;

    /// <summary>Of CSV: with a byte order mark, and long numbers as text.</summary>
    public bool ForSpreadsheet { get; init; }

    /// <summary>Where the result goes; null: standard output.</summary>
    public string? Out { get; init; }

    /// <summary>Replace a file at <see cref="Out"/>.</summary>
    public bool Overwrite { get; init; }

    /// <summary>The query may read other files than the dataset's.</summary>
    public bool AllowFiles { get; init; }

    public DatabaseLimits Limits { get; init; } = new(Environment.ProcessorCount);

    /// <summary>Columns of the terminal for <see cref="QueryFormat.Table"/>; 0: no limit.</summary>
    public int Width { get; init; }

    /// <summary>Rows that <see cref="QueryFormat.Table"/> shows; 0: all.</summary>
    public int MaxRows { get; init; }
}
