using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace TweetArchive.Dataset;

/// <summary>manifest.json: what was run on what, with which outcome. The only file that may differ between equal runs.</summary>
/// <remarks>
/// What is not required can be set, not only initialised: the serialiser leaves such a property alone where a file lacks it. To add a
/// field: add a property here, and fill it where it is known (<c>Jobs/RunDescription</c> for runs).
/// </remarks>
public sealed record DatasetManifest
{
    /// <summary>What <see cref="Format"/> says of every dataset.</summary>
    public const string DatasetFormat = "tweetarchive dataset";

    /// <summary>The version that this program writes, and the newest that it reads.</summary>
    public const int NewestFormatVersion = 1;

    public static string ThisProgramVersion { get; } =
        typeof(DatasetManifest).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0]
            ?? "0";

    public required string Format { get; init; }

    public required int FormatVersion { get; init; }

    public string ProgramVersion { get; set; } = "";

    /// <summary>UTC.</summary>
    public DateTime Created { get; set; }

    public required ManifestOptions Options { get; init; }

    public required ManifestLexicon Lexicon { get; init; }

    public required Accounting Accounting { get; init; }

    public IReadOnlyList<ManifestDataset> Datasets { get; set; } = [];

    public long TweetsInSeveralDatasets { get; set; }

    public IReadOnlyList<ManifestInput> Inputs { get; set; } = [];

    /// <summary>Null if no media archive was given.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ManifestMedia? Media { get; set; }

    /// <summary>Inputs that could not be opened.</summary>
    public IReadOnlyList<UnreadableInput> UnreadableInputs { get; set; } = [];

    /// <summary>Cells of tweets/ that could not be read and are null, by column.</summary>
    public IReadOnlyDictionary<string, long> UnreadableCells { get; set; } = new Dictionary<string, long>();

    /// <summary>Rounded references of tweets/ by column and what was done.</summary>
    public IReadOnlyDictionary<string, long> ReferenceRepairs { get; set; } = new Dictionary<string, long>();

    /// <summary>Every file of the dataset but this one, in ordinal order of their names.</summary>
    public required IReadOnlyList<OutputFile> Files { get; init; }

    /// <summary>The files that each analysis added; null before the first.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, IReadOnlyList<string>>? Analyses { get; set; }

    /// <summary>Fields that this program does not know, so that they survive when it writes the manifest again.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? More { get; set; }

    /// <exception cref="IOException">The disk is full.</exception>
    public void Write(string path)
    {
        using FileStream to = File.Create(path);
        JsonSerializer.Serialize(to, this, ManifestJson.Readable.DatasetManifest);
    }

    /// <exception cref="JsonException">The bytes are not the manifest of a dataset.</exception>
    public static DatasetManifest Parse(ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize(json, ManifestJson.Readable.DatasetManifest) ?? throw new JsonException("the file holds null");
}

/// <summary>Options of the run that wrote the dataset.</summary>
public sealed record ManifestOptions
{
    /// <summary>As they were typed.</summary>
    public IReadOnlyList<string> Inputs { get; set; } = [];

    /// <summary>The groups of targets that datasets were searched for: "by release", "all", or their names.</summary>
    public string TargetsGroup { get; set; } = "";

    /// <summary>Which tweets are in tweets/: tagged, all or none.</summary>
    public required string Tweets { get; init; }

    public bool Dedupe { get; set; }

    public bool Strict { get; set; }

    public string MaxRejects { get; set; } = "none";

    public int Threads { get; set; }

    /// <summary>Bytes.</summary>
    public long Memory { get; set; }

    public int MaxRecordBytes { get; set; }

    /// <summary>The instructions that found the separators.</summary>
    public string Tokeniser { get; set; } = "";
}

/// <summary>The lexicon that decided what is a mention.</summary>
public sealed record ManifestLexicon(string Sha256, long Targets, long Aliases);

/// <summary>records = tweets + rejected + duplicates; rows of users files are counted separately.</summary>
public sealed record Accounting
{
    public long Records { get; set; }

    public long Tweets { get; set; }

    public long Rejected { get; set; }

    public long Duplicates { get; set; }

    public long Users { get; set; }

    public long Retweets { get; set; }

    public long TaggedTweets { get; set; }

    public long ReferenceIdsRounded { get; set; }

    /// <summary>Notices of collected streams, which are not records.</summary>
    public long Notices { get; set; }

    /// <summary>Tweets whose text is not UTF-8.</summary>
    public long TextsNotUtf8 { get; set; }

    /// <summary>Tweets without an id.</summary>
    public long WithoutId { get; set; }

    /// <summary>Physical lines.</summary>
    public long Lines { get; set; }
}

/// <summary>One release in the dataset.</summary>
public sealed record ManifestDataset
{
    public required string Dataset { get; init; }

    public long Tweets { get; set; }

    /// <summary>With --dedupe, tweets that a later release has too and that are counted there.</summary>
    public long TweetsCountedElsewhere { get; set; }

    public long Accounts { get; set; }

    public long AccountsWithTweets { get; set; }

    /// <summary>Null in datasets of programs that asked every release about every target.</summary>
    public ManifestAskedTargets? Targets { get; set; }

    /// <summary>What was published of it; null for a dataset that the registry of releases does not know.</summary>
    public PublishedRelease? Published { get; set; }
}

/// <summary>The registry's figures next to those read.</summary>
public sealed record PublishedRelease
{
    public string Campaign { get; set; } = "";

    public string StatedOrigin { get; set; } = "";

    public string Released { get; set; } = "";

    public long? Tweets { get; set; }

    public long? TweetsDifference { get; set; }

    public string TweetsSource { get; set; } = "";

    public long? Accounts { get; set; }

    public long? AccountsDifference { get; set; }

    public string AccountsSource { get; set; } = "";

    public string Note { get; set; } = "";
}

/// <summary>One input of the run.</summary>
public sealed record ManifestInput
{
    public required string SourceFile { get; init; }

    public string Path { get; set; } = "";

    public required string Dataset { get; init; }

    public string? Sha256 { get; set; }

    public long Bytes { get; set; }

    /// <summary>tweets or users; null where the header could not be read.</summary>
    public string? Kind { get; set; }

    public string? Variant { get; set; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ManifestDialect? Dialect { get; set; }

    public IReadOnlyList<string> MissingColumns { get; set; } = [];

    public Accounting Accounting { get; set; } = new();

    /// <summary>Rejects by reason.</summary>
    public IReadOnlyDictionary<string, long> RejectReasons { get; set; } = new Dictionary<string, long>();

    /// <summary>The bytes were rewritten before they were read, so offsets refer to the rewritten text.</summary>
    public bool Translated { get; set; }

    /// <summary>Cells that were read in another form than they are written in, by form.</summary>
    public IReadOnlyDictionary<string, long> ConvertedCells { get; set; } = new Dictionary<string, long>();

    /// <summary>What a reader of the figures should know of the input.</summary>
    public IReadOnlyList<ManifestRemark> Remarks { get; set; } = [];

    /// <summary>Why it could not be read, or not to its end.</summary>
    public string? Problem { get; set; }
}

/// <summary>How the cells of an input are written. What only tweets have is null for users.</summary>
public sealed record ManifestDialect
{
    public long SampledRecords { get; set; }

    public string Quoting { get; set; } = "";

    public string LineEnd { get; set; } = "";

    public string Counts { get; set; } = "";

    public string Hashes { get; set; } = "";

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Booleans { get; set; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Lists { get; set; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Mentions { get; set; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Coordinates { get; set; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? TweetLanguageBlank { get; set; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? ReferenceIdsRounded { get; set; }
}

/// <summary>What was found in media archives.</summary>
public sealed record ManifestMedia
{
    public long Archives { get; set; }

    public long Files { get; set; }

    public long FilesOfTweetsRead { get; set; }

    public bool Hashed { get; set; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? NearPictureDistance { get; set; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? ReuseGroups { get; set; }
}

/// <summary>A sentence about an input, with a word for programs.</summary>
public sealed record ManifestRemark(string Code, string Message);

/// <summary>An input that could not be opened at all.</summary>
public sealed record UnreadableInput(string SourceFile, string Problem);

/// <summary>A file of the dataset.</summary>
public sealed record OutputFile(string Name, long Rows, long Bytes, string Sha256);
