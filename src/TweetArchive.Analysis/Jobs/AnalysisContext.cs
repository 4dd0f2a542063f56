using System.Globalization;
using TweetArchive.Analysis.Learning;
using TweetArchive.Dataset;
using TweetArchive.Dataset.Parquet;
using TweetArchive.Dataset.Reading;
using TweetArchive.Text;

namespace TweetArchive.Analysis;

/// <summary>What an analysis works with: the dataset, the options, where its tables go.</summary>
/// <param name="folder">Null where nothing is written.</param>
internal sealed class AnalysisContext(
    DatasetFolder dataset, AnalyzeOptions options, WorkFolder? folder, AnalyzeProgress progress, CancellationToken cancelled)
    : IDisposable
{
    private readonly Dictionary<string, long> rows = new(StringComparer.Ordinal);
    private readonly List<string> notes = [];
    private AccountIndex? accounts;

    private WorkFolder Folder => folder ?? throw new InvalidOperationException("nothing can be written here");

    public DatasetFolder Dataset => dataset;

    public AnalyzeOptions Options => options;

    public AnalyzeProgress Progress => progress;

    public CancellationToken Cancelled => cancelled;

    /// <summary>Trains models; started when the first is asked for.</summary>
    public LearningProgram Learning { get; } = new(cancelled);

    /// <summary>All accounts of the dataset, by number.</summary>
    public AccountIndex Accounts => accounts ??= AccountIndex.Load(dataset);

    /// <summary>Rows of the tables written so far, by file name.</summary>
    public IReadOnlyDictionary<string, long> Rows => rows;

    /// <summary>Sentences for the screen, one a line.</summary>
    public IReadOnlyList<string> Notes => notes;

    public void Dispose() => Learning.Dispose();

    public void Note(InvariantText note) => notes.Add(note.ToString());

    /// <summary>A separate file for whatever does not fit memory; gone when the run ends.</summary>
    public string ScratchFile(string name) => Folder.ScratchFile(name);

    /// <summary>A file that is not a table, such as a graph; published with the tables.</summary>
    public string NewFile(string name)
    {
        string path = Path.Combine(Folder.StagingPath, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return path;
    }

    /// <summary>
    /// Some columns of a table of an analysis that ran in this command or, if it was not asked for, before; null where there is no such
    /// table.
    /// </summary>
    /// <exception cref="DatasetException">The table is damaged.</exception>
    public TableReader? ReadAnalysis(TableSpec spec, params ReadOnlySpan<string> columns)
    {
        string name = DatasetNames.FileOf(spec.Name);
        string? staged = folder is null ? null : Path.Combine(folder.StagingPath, name);
        if (File.Exists(staged))
            return new TableReader(staged, spec, 0, -1, columns);
        return dataset.Manifest.Files.Any(f => f.Name == name) ? dataset.Read(spec, columns) : null;
    }

    /// <summary>
    /// Writes a table. <paramref name="method"/> says in a sentence how the rows were made; parameters are what they depend on.
    /// </summary>
    public void Write<TRow>(Table<TRow> table, string method, IEnumerable<(string Name, object Value)> parameters, Action<TRow> fill)
        where TRow : TableRow
    {
        cancelled.ThrowIfCancellationRequested();
        var metadata = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["tweetarchive.claim"] = Claims.Of(table.Spec.Name),
            ["tweetarchive.lexicon_sha256"] = dataset.LexiconSha256,
            ["tweetarchive.version"] = DatasetManifest.ThisProgramVersion,
            ["tweetarchive.method"] = method,
            ["tweetarchive.scope"] = dataset.TweetsMode,
        };
        foreach ((string name, object value) in parameters)
            metadata["tweetarchive.parameter." + name] = Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
        string file = DatasetNames.FileOf(table.Spec.Name);
        using ParquetTableWriter writer = table.Create(Path.Combine(Folder.StagingPath, file), metadata, out TRow row);
        fill(row);
        writer.Complete();
        rows[file] = writer.Rows;
    }
}

/// <summary>Numbers that change while an analysis runs, for the code that shows them.</summary>
public sealed class AnalyzeProgress
{
    private long done;

    /// <summary>What is being done.</summary>
    public string Phase { get; private set; } = "";

    /// <summary>Tweets to go through in this phase; 0 where it is not about tweets.</summary>
    public long Total { get; private set; }

    public long Done => Interlocked.Read(ref done);

    internal void Begin(string phase, long total = 0)
    {
        Phase = phase;
        Total = total;
        Interlocked.Exchange(ref done, 0);
    }

    internal void Add(long more) => Interlocked.Add(ref done, more);
}
