using System.Globalization;
using System.IO.Hashing;
using System.Text;
using TweetArchive.Archives;
using TweetArchive.Dataset;
using TweetArchive.Requests;

namespace TweetArchive.Checkpoints;

/// <summary>An entry as a job knows it, and what tells it from another one of the same name.</summary>
/// <param name="Modified">When its file was changed last, UTC ticks.</param>
/// <param name="Ends">Checksum of the first and the last bytes of its file (<see cref="FileHash.OfEnds"/>).</param>
internal sealed record JobInput(ArchiveEntry Entry, long Modified, string Ends);

/// <summary>
/// What a run is about: the options that its result depends on, and its input. A resumed run must be about the same, and so
/// must the shards of a job.
/// </summary>
internal sealed record JobIdentity
{
    public required string ProgramVersion { get; init; }

    public required string Lexicon { get; init; }

    /// <summary>The targets that datasets are searched for: "by release", "all" or groups.</summary>
    public required string TargetsGroup { get; init; }

    public required TweetsMode Tweets { get; init; }

    public required bool Dedupe { get; init; }

    public required bool Strict { get; init; }

    public required int MaxRecordBytes { get; init; }

    public required long CheckpointBytes { get; init; }

    public required RejectLimit MaxRejects { get; init; }

    public required Shard? Shard { get; init; }

    /// <summary>Names and sizes of the media archives. Shards leave media out, so a saved job says nothing of them.</summary>
    public IReadOnlyList<string> Media { get; init; } = [];

    /// <summary>As they were typed.</summary>
    public required IReadOnlyList<string> Arguments { get; init; }

    public required IReadOnlyList<JobInput> Inputs { get; init; }

    /// <summary>Inputs that could not be opened.</summary>
    public required IReadOnlyList<InputProblem> Problems { get; init; }

    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>No list of it holds nothing, as one that was read from a file may.</summary>
    public bool IsWhole =>
        Inputs.All(i => i is not null && i.Entry.Layers.All(l => l is not null)) && Problems.All(p => p is not null)
        && Notes.Concat(Arguments).Concat(Media).All(text => text is not null);

    /// <summary>Equal for equal jobs, whichever shard of them and wherever the files are.</summary>
    public string Id => Hash(
    [
        .. Options(this).Select(o => $"{o.Name}={o.Value}"),
        .. Inputs.Select(i =>
            FormattableString.Invariant($"{i.Entry.SourceName}\n{i.Entry.Dataset}\n{i.Entry.Bytes} {i.Ends}{SaidAbout(i.Entry.ReadAs)}")),
    ]);

    /// <summary>
    /// The same with the shard and with what only the end of a job depends on: equal keys write the same files and end alike.
    /// </summary>
    /// <param name="command">What the job is done by: "run" or "merge".</param>
    public string Key(string command) => Hash([command, Id, $"{Shard}", MaxRejects.ToString(), .. Media]);

    private static string SaidAbout(ReadAs readAs) =>
        readAs is { Encoding: null, ColumnNames: null } ? "" : $" {readAs.Encoding} {readAs.ColumnNames}";

    public static JobIdentity Of(RunOptions options, ArchiveCatalog catalog) => new()
    {
        ProgramVersion = DatasetManifest.ThisProgramVersion,
        Lexicon = options.Lexicon.Checksum,
        TargetsGroup = options.Asked.ToString(),
        Tweets = options.Tweets,
        Dedupe = options.Dedupe,
        Strict = options.Strict,
        MaxRecordBytes = options.MaxRecordBytes,
        CheckpointBytes = options.CheckpointBytes,
        MaxRejects = options.MaxRejects,
        Media = [.. catalog.Media.Select(m => FormattableString.Invariant($"{m.SourceName} {new FileInfo(m.Path).Length}"))],
        Shard = options.Shard,
        Arguments = options.Inputs,
        Inputs = Describe(catalog.Entries),
        Problems = catalog.Problems,
        Notes = catalog.Notes,
    };

    /// <summary>
    /// What differs between this job and another one, for people; empty if the other one can continue with this one's work.
    /// </summary>
    /// <param name="times">Files must not have been touched since either.</param>
    public IReadOnlyList<string> Differences(JobIdentity now, bool times)
    {
        var found = new List<string>();
        foreach (((string name, string was), (_, string value)) in Options(this).Zip(Options(now)))
        {
            if (was != value)
                found.Add($"{name} was {was} and is {value}");
        }

        Dictionary<string, JobInput> inputs = now.Inputs.ToDictionary(i => i.Entry.SourceName, StringComparer.Ordinal);
        foreach (JobInput input in Inputs)
        {
            string source = input.Entry.SourceName;
            if (!inputs.Remove(source, out JobInput? other))
                found.Add($"{source} is missing");
            else if (input.Entry.Bytes != other.Entry.Bytes)
                found.Add(FormattableString.Invariant($"{source} had {input.Entry.Bytes} bytes and has {other.Entry.Bytes}"));
            else if (input.Ends != other.Ends || input.Entry.Dataset != other.Entry.Dataset)
                found.Add($"{source} holds something else");
            else if (times && input.Modified != other.Modified)
                found.Add($"{source} was written to on {new DateTime(other.Modified, DateTimeKind.Utc):yyyy-MM-dd HH:mm:ss} UTC");
        }

        found.AddRange(inputs.Keys.Order(StringComparer.Ordinal).Select(added => $"{added} is new"));
        return found;
    }

    private static IEnumerable<(string Name, string Value)> Options(JobIdentity job) =>
    [
        ("the program's version", job.ProgramVersion),
        ("the lexicon's checksum (--targets)", job.Lexicon[..Math.Min(12, job.Lexicon.Length)]),
        ("--targets-group", job.TargetsGroup),
        ("--tweets", job.Tweets.ToString().ToLowerInvariant()),
        ("--dedupe", job.Dedupe ? "on" : "off"),
        ("--strict", job.Strict ? "on" : "off"),
        ("--checkpoint", FormattableString.Invariant($"{job.CheckpointBytes} bytes")),
        ("the longest record", FormattableString.Invariant($"{job.MaxRecordBytes} bytes")),
        ("the number of shards", job.Shard is { } shard ? shard.Of.ToString(CultureInfo.InvariantCulture) : "none"),
    ];

    private static string Hash(IEnumerable<string> parts) =>
        Convert.ToHexStringLower(XxHash128.Hash(Encoding.UTF8.GetBytes(string.Join('\n', parts))));

    private static JobInput[] Describe(IReadOnlyList<ArchiveEntry> entries)
    {
        Dictionary<string, (long Modified, string Ends)> files =
            entries.Select(e => e.Path).Distinct()
                .ToDictionary(p => p, p => (File.GetLastWriteTimeUtc(p).Ticks, Ends(p)), StringComparer.Ordinal);
        return [.. entries.Select(e => new JobInput(e, files[e.Path].Modified, files[e.Path].Ends))];
    }

    private static string Ends(string path)
    {
        try
        {
            return FileHash.OfEnds(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Its reader reports it.
            return "unreadable";
        }
    }
}
