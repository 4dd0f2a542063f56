using TweetArchive.Archives;
using TweetArchive.Checkpoints;
using TweetArchive.Dataset;
using TweetArchive.Media;
using TweetArchive.Merging;
using TweetArchive.Requests;

namespace TweetArchive.Jobs;

/// <summary>What a run did; the manifest says the same.</summary>
public sealed record RunResult
{
    public IReadOnlyList<InputResult> Inputs { get; init; } = [];

    /// <summary>Inputs that could not be opened at all.</summary>
    public required IReadOnlyList<InputProblem> Problems { get; init; }

    public required IReadOnlyList<string> Notes { get; init; }

    public EntryCounts Counts { get; init; }

    public IReadOnlyList<DatasetResult> Datasets { get; init; } = [];

    /// <summary>Tweets that are in more than one of the datasets.</summary>
    public long TweetsInSeveral { get; init; }

    /// <summary>These are counted in the latest release alone; otherwise in each.</summary>
    public bool Dedupe { get; init; }

    /// <summary>Targets with at least one mention, the most tagged first.</summary>
    public IReadOnlyList<TargetResult> Targets { get; init; } = [];

    public IReadOnlyList<OutputFile> Outputs { get; init; } = [];

    public bool TooManyRejects { get; init; }

    /// <summary>Of the tweets table: cells that could not be read and are null, by column.</summary>
    public IReadOnlyDictionary<string, long> UnreadableCells { get; init; } = new Dictionary<string, long>();

    /// <summary>
    /// Of the tweets table: rounded references by column and what was done (<c>quoted_tweet_tweetid:url</c>, <c>:left</c>).
    /// </summary>
    public IReadOnlyDictionary<string, long> ReferenceRepairs { get; init; } = new Dictionary<string, long>();

    /// <summary>What was found in media archives; null if none was given.</summary>
    public MediaResult? Media { get; init; }

    /// <summary>The part of the work that was done; null for all of it.</summary>
    public Shard? Shard { get; init; }

    /// <summary>Units of work that an interrupted run had done, and were not done again.</summary>
    public int ResumedUnits { get; init; }

    /// <summary>Records are all accounted for, in every input.</summary>
    public bool Accounted =>
        Inputs.All(i => i.Counts.Records == i.Counts.Tweets + i.Counts.Users + i.Counts.Rejected + i.Counts.Duplicates);

    public RunOutcome Outcome =>
        TooManyRejects ? RunOutcome.TooManyRejects : Problems.Count > 0 || Inputs.Any(i => i.Problem is not null)
            ? RunOutcome.SomeInputUnread
            : RunOutcome.Done;
}
