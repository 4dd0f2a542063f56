using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using TweetArchive.Dataset;
using TweetArchive.Releases;

namespace TweetArchive.Cli;

/// <summary>What <c>run --json</c> and <c>merge --json</c> print.</summary>
internal sealed record RunSummaryJson
{
    public required int ExitCode { get; init; }

    public required string ProgramVersion { get; init; }

    /// <summary>Of the whole command, with analyses and report.</summary>
    public required double Seconds { get; init; }

    /// <summary>The folder of the dataset or shard.</summary>
    public required string Dataset { get; init; }

    /// <summary>The file of the report; null if there is none.</summary>
    public required string? Report { get; init; }

    public required string LexiconSha256 { get; init; }

    /// <summary>Units of work that an interrupted run had done.</summary>
    public required int ResumedUnits { get; init; }

    public required IReadOnlyList<ManifestDataset> Datasets { get; init; }

    public required long TweetsInSeveralDatasets { get; init; }

    public required IReadOnlyDictionary<string, long> ReferenceRepairs { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public required ManifestMedia? Media { get; init; }

    public required IReadOnlyList<TargetSummaryJson> Targets { get; init; }

    public required IReadOnlyList<string> Problems { get; init; }

    /// <summary>The counts, printed as properties of the object itself.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Counts { get; set; }

    public static Dictionary<string, JsonElement> CountsOf(Accounting counts) =>
        JsonSerializer.SerializeToElement(counts, CommandJson.Indented.Accounting).EnumerateObject()
            .ToDictionary(p => p.Name, p => p.Value);
}

/// <summary>What they print where nothing was written, or where a shard was there already.</summary>
/// <param name="Dataset">The folder that --out names.</param>
internal sealed record RunFailureJson(int ExitCode, string ProgramVersion, double Seconds, string Dataset, IReadOnlyList<string> Problems);

/// <summary>A target of a run.</summary>
internal sealed record TargetSummaryJson(string TargetId, long Tag, long Candidate);

/// <summary>What <c>analyze --json</c> prints.</summary>
internal sealed record AnalyzeSummaryJson(
    int ExitCode, string Scope, IReadOnlyList<AnalysisSummaryJson> Analyses, IReadOnlyList<FileSummaryJson> Files);

/// <summary>One analysis that ran.</summary>
internal sealed record AnalysisSummaryJson(string Name, double Seconds, IReadOnlyList<string> Notes);

/// <summary>A file that was written.</summary>
internal sealed record FileSummaryJson(string Name, long Rows, long Bytes);

/// <summary>What <c>inspect --json</c> prints of a file, a line each.</summary>
internal sealed record InspectionJson
{
    public required string SourceFile { get; init; }

    public required string Dataset { get; init; }

    public required ReleaseJson? Release { get; init; }

    /// <summary>The groups of targets that a run searches it for; none for all.</summary>
    public required IReadOnlyList<string> TargetsGroups { get; init; }

    public required int TargetsAsked { get; init; }

    public required int TargetsNotAsked { get; init; }

    public required string? Kind { get; init; }

    public required string? Variant { get; init; }

    public required long Bytes { get; init; }

    public required bool BytesEstimated { get; init; }

    public required long RecordsEstimated { get; init; }

    public required bool RecordsExact { get; init; }

    public required long RecordsSampled { get; init; }

    public required int PlacesSampled { get; init; }

    public required string? FirstTweetSampled { get; init; }

    public required string? LastTweetSampled { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public required ManifestDialect? Dialect { get; init; }

    public required IReadOnlyList<string> MissingColumns { get; init; }

    public required IReadOnlyList<TroubleJson> Trouble { get; init; }

    public required string? Problem { get; init; }
}

/// <summary>Something to expect of a file.</summary>
internal sealed record TroubleJson(string Code, string Message);

/// <summary>What <c>inspect --json</c> prints of a media archive.</summary>
internal sealed record MediaInspectionJson(
    string SourceFile, string Dataset, ReleaseJson? Release, string Kind, long Files, long FilesOfTweets, long Bytes, string? Problem);

/// <summary>What <c>media --json</c> prints.</summary>
internal sealed record MediaSummaryJson(int ExitCode, ManifestMedia Media, IReadOnlyList<string> Problems);

/// <summary>What the registry knows of a release.</summary>
internal sealed record ReleaseJson(
    string Campaign,
    string StatedOrigin,
    string Released,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? Tweets,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? Accounts)
{
    public static ReleaseJson? Of(Release? release) =>
        release is null ? null : new(release.Campaign, release.Origin, release.Released, release.Tweets, release.Accounts);
}

/// <summary>What commands print for programs, without reflection, so that it works compiled ahead of time.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(RunSummaryJson))]
[JsonSerializable(typeof(RunFailureJson))]
[JsonSerializable(typeof(Accounting))]
[JsonSerializable(typeof(AnalyzeSummaryJson))]
[JsonSerializable(typeof(InspectionJson))]
[JsonSerializable(typeof(MediaInspectionJson))]
[JsonSerializable(typeof(MediaSummaryJson))]
internal sealed partial class CommandJson : JsonSerializerContext
{
    /// <summary>One object for a person or a program to read.</summary>
    public static CommandJson Indented { get; } = new(Settings(indented: true));

    /// <summary>One object a line.</summary>
    private static CommandJson Compact { get; } = new(Settings(indented: false));

    public static void Write(Stream to, RunSummaryJson value) => Write(to, value, Indented.RunSummaryJson);

    public static void Write(Stream to, RunFailureJson value) => Write(to, value, Indented.RunFailureJson);

    public static void Write(Stream to, AnalyzeSummaryJson value) => Write(to, value, Indented.AnalyzeSummaryJson);

    public static void Write(Stream to, MediaSummaryJson value) => Write(to, value, Indented.MediaSummaryJson);

    public static void WriteLine(Stream to, InspectionJson value) => Write(to, value, Compact.InspectionJson);

    public static void WriteLine(Stream to, MediaInspectionJson value) => Write(to, value, Compact.MediaInspectionJson);

    private static void Write<T>(Stream to, T value, JsonTypeInfo<T> type)
    {
        JsonSerializer.Serialize(to, value, type);
        to.Write("\n"u8);
        to.Flush();
    }

    private static JsonSerializerOptions Settings(bool indented) => new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = indented,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
}
