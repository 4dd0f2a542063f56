namespace TweetArchive.Dataset;

/// <summary>The names of what is in the folder of a dataset or of a shard, and which of them this program may touch.</summary>
public static class DatasetNames
{
    public const string Manifest = "manifest.json";
    public const string Shard = "shard.json";
    public const string Report = "report.html";
    public const string Tweets = "tweets";

    /// <summary>Finished units of work: of a shard in its folder, of a run that continues in <see cref="Work"/>.</summary>
    public const string Units = "units";

    /// <summary>Everything unfinished.</summary>
    public const string Work = ".work";

    /// <summary>In <see cref="Work"/>: the moves that publish what is finished.</summary>
    public const string Journal = "publish";

    /// <summary>In <see cref="Work"/>: the journal of a run that is done, until its report is made.</summary>
    public const string Finished = "finished";

    /// <summary>In <see cref="Units"/>: what the units belong to.</summary>
    public const string Job = "job.json";

    private const string Parquet = ".parquet";

    /// <summary>The file of a table, or for tweets/ the folder of its parts.</summary>
    public static string FileOf(string table) => table + Parquet;

    /// <summary>
    /// True for a name that stays inside its folder wherever it is used: relative, parted by /, without a part that is empty, . or .., and
    /// without control characters.
    /// </summary>
    public static bool IsInside(string? name) =>
        !string.IsNullOrEmpty(name) && !name.Any(c => c is '\\' or ':' || char.IsControl(c))
            && name.Split('/').All(part => part is not ("" or "." or ".."));

    /// <summary>
    /// True for what a dataset or a shard of this program can hold: tables, parts of tweets/, units, graphs, the manifest, the report. Only
    /// such files are ever moved or deleted.
    /// </summary>
    public static bool IsOfDataset(string? name)
    {
        if (!IsInside(name))
            return false;
        return name!.Split('/') switch
        {
            [Manifest or Shard or Report] => true,
            [var table] => IsTable(table),
            [Tweets, var part] => part.StartsWith("part-", StringComparison.Ordinal) && IsTable(part),
            [Units, var unit] => unit.EndsWith(".unit", StringComparison.Ordinal),
            [_, var graph] => graph.EndsWith(".graphml", StringComparison.Ordinal) || graph.EndsWith(".gexf", StringComparison.Ordinal),
            _ => false,
        };
    }

    private static bool IsTable(string name) => name.EndsWith(Parquet, StringComparison.Ordinal) && name.Length > Parquet.Length;
}
