using TweetArchive.Query;
using TweetArchive.Targets;

namespace TweetArchive.Testing;

/// <summary>The dataset of data/sample with all its tweets, made once for the tests of a class.</summary>
public sealed class SampleDataset : IDisposable
{
    private readonly TempDatasets temp = new();

    public SampleDataset() => Folder = temp.Run([Path.Combine(Repository.Root, "data", "sample")]).Out;

    public string Folder { get; }

    internal static Lexicon Lexicon { get; } = Lexicon.LoadShipped();

    internal string File(string name) => temp.File(name);

    /// <summary>What a query writes to standard output.</summary>
    internal string Ask(string? sql, Func<QueryOptions, QueryOptions>? change = null, TextWriter? notes = null)
    {
        var options = new QueryOptions { Dataset = Folder, Sql = sql, Format = QueryFormat.Csv };
        using var output = new MemoryStream();
        QueryRunner.Run(change?.Invoke(options) ?? options, output, notes ?? TextWriter.Null, CancellationToken.None);
        return System.Text.Encoding.UTF8.GetString(output.ToArray());
    }

    /// <summary>The lines of a result as CSV, without its header.</summary>
    internal string[] Lines(string sql) => Ask(sql).Split('\n', StringSplitOptions.RemoveEmptyEntries)[1..];

    public void Dispose() => temp.Dispose();
}
