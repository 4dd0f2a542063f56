using TweetArchive.Checkpoints;
using TweetArchive.Csv;
using TweetArchive.Dataset;
using TweetArchive.Media;
using TweetArchive.Merging;
using TweetArchive.Releases;
using TweetArchive.Requests;
using TweetArchive.Tweets;

namespace TweetArchive.Jobs;

/// <summary>What a run did, in the records of the manifest; summaries for programs are made of the same records.</summary>
public static class RunDescription
{
    /// <summary>The manifest of a dataset that is about to be published.</summary>
    public static DatasetManifest Manifest(RunOptions options, RunResult result) => new()
    {
        Format = DatasetManifest.DatasetFormat,
        FormatVersion = DatasetManifest.NewestFormatVersion,
        ProgramVersion = DatasetManifest.ThisProgramVersion,
        Created = DateTime.UtcNow,
        Options = new ManifestOptions
        {
            Inputs = options.Inputs,
            TargetsGroup = options.Asked.ToString(),
            Tweets = options.Tweets.ToString().ToLowerInvariant(),
            Dedupe = options.Dedupe,
            Strict = options.Strict,
            MaxRejects = options.MaxRejects.ToString(),
            Threads = options.Threads,
            Memory = options.Memory,
            MaxRecordBytes = options.MaxRecordBytes,
            Tokeniser = Tokeniser.Best.Name,
        },
        Lexicon = new ManifestLexicon(options.Lexicon.Checksum, options.Lexicon.NamedTargets, options.Lexicon.Aliases.Count),
        Accounting = Counts(result.Counts),
        Datasets = [.. result.Datasets.Select(Dataset)],
        TweetsInSeveralDatasets = result.TweetsInSeveral,
        Inputs = new MappedList<InputResult, ManifestInput>(result.Inputs, Input),
        Media = Media(result.Media),
        UnreadableInputs = [.. result.Problems.Select(p => new UnreadableInput(p.SourceName, p.Message))],
        UnreadableCells = result.UnreadableCells,
        ReferenceRepairs = result.ReferenceRepairs,
        Files = result.Outputs,
    };

    /// <summary>Where the records went.</summary>
    public static Accounting Counts(in EntryCounts counts) => new()
    {
        Records = counts.Records - counts.Users,
        Tweets = counts.Tweets,
        Rejected = counts.Rejected,
        Duplicates = counts.Duplicates,
        Users = counts.Users,
        Retweets = counts.Retweets,
        TaggedTweets = counts.TaggedTweets,
        ReferenceIdsRounded = counts.RoundedReferences,
        Notices = counts.Notices,
        TextsNotUtf8 = counts.TextsNotUtf8,
        WithoutId = counts.WithoutId,
        Lines = counts.Lines,
    };

    public static ManifestDataset Dataset(DatasetResult dataset) => new()
    {
        Dataset = dataset.Name,
        Tweets = dataset.Tweets,
        TweetsCountedElsewhere = dataset.CountedElsewhere,
        Accounts = dataset.Accounts,
        AccountsWithTweets = dataset.AccountsWithTweets,
        Targets = new ManifestAskedTargets
        {
            Groups = dataset.Asked.Groups,
            Asked = dataset.Asked.Count,
            NotAsked = dataset.Asked.NotAsked,
            TweetsLeftOut = dataset.LeftOut,
            LeftOut = new Dictionary<string, long>(dataset.LeftOutByTarget),
        },
        Published = dataset.Published is { } figures ? Published(figures) : null,
    };

    /// <param name="dialect">The cells of an input.</param>
    /// <param name="kind">Users have no cells of tweets.</param>
    public static ManifestDialect Dialect(CellDialect dialect, RowKind? kind)
    {
        var common = new ManifestDialect
        {
            SampledRecords = dialect.Sampled,
            Quoting = dialect.Quoting,
            LineEnd = dialect.LineEnd,
            Counts = dialect.Counts,
            Hashes = dialect.Hashes,
        };
        return kind != RowKind.Tweets ? common : common with
        {
            Booleans = dialect.Booleans,
            Lists = dialect.Lists,
            Mentions = dialect.Mentions,
            Coordinates = dialect.Coordinates,
            TweetLanguageBlank = dialect.LanguageBlank,
            ReferenceIdsRounded = dialect.ReferenceIdsRounded,
        };
    }

    /// <summary>Null if no media archive was given.</summary>
    public static ManifestMedia? Media(MediaResult? media) => media is null ? null : new()
    {
        Archives = media.Archives,
        Files = media.Files,
        FilesOfTweetsRead = media.OfTweets,
        Hashed = media.ReuseGroups is not null,
        NearPictureDistance = media.ReuseGroups is null ? null : NearPictures.Distance,
        ReuseGroups = media.ReuseGroups,
    };

    private static PublishedRelease Published(PublishedFigures figures) => new()
    {
        Campaign = figures.Release.Campaign,
        StatedOrigin = figures.Release.Origin,
        Released = figures.Release.Released,
        Tweets = figures.Release.Tweets,
        TweetsDifference = figures.TweetsDifference,
        TweetsSource = figures.Release.TweetsSource,
        Accounts = figures.Release.Accounts,
        AccountsDifference = figures.AccountsDifference,
        AccountsSource = figures.Release.AccountsSource,
        Note = figures.Release.Note,
    };

    private static ManifestInput Input(InputResult input) => new()
    {
        SourceFile = input.Entry.SourceName,
        Path = input.Entry.ShownPath ?? input.Entry.Path,
        Dataset = input.Entry.Dataset,
        Sha256 = input.Sha256,
        Bytes = input.Entry.Bytes,
        Kind = input.Kind?.ToString().ToLowerInvariant(),
        Variant = input.Variant,
        Dialect = input.Dialect is { } dialect ? Dialect(dialect, input.Kind) : null,
        MissingColumns = input.MissingColumns,
        Accounting = Counts(input.Counts),
        RejectReasons = input.RejectReasons,
        Translated = input.Translated,
        ConvertedCells = input.Conversions,
        Remarks = [.. input.Remarks.Select(r => new ManifestRemark(r.Code, r.Message))],
        Problem = input.Problem,
    };
}
