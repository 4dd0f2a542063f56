using TweetArchive.Targets;

namespace TweetArchive.Report.Coding;

/// <summary>What <see cref="SampleJob"/> draws and writes.</summary>
public sealed record SampleOptions
{
    /// <summary>Folder of a finished dataset with its tweets.</summary>
    public required string Dataset { get; init; }

    /// <summary>The page to write.</summary>
    public required string Out { get; init; }

    /// <summary>Of several releases in the folder the one to sample; all of them if null.</summary>
    public string? Only { get; init; }

    /// <summary>Targets whose mentions are to be read; all of the dataset if empty.</summary>
    public IReadOnlyList<string> Targets { get; init; } = [];

    /// <summary>Widest 95% interval of the share of true mentions, for each release, target and decision: 0.2 is twenty points.</summary>
    public double Width { get; init; } = 0.2;

    /// <summary>The share of true mentions that the width is meant for; 0.5 holds for every share.</summary>
    public double Expected { get; init; } = 0.5;

    /// <summary>Tweets without a mention to be read for those that were missed, for each release.</summary>
    public int Untagged { get; init; } = 200;

    public long Seed { get; init; } = 1;

    /// <summary>
    /// The lexicon that the dataset was made with, from which coders can be shown the words that the rules looked at; with another one,
    /// or none, the page does not offer them.
    /// </summary>
    public Lexicon? Lexicon { get; init; }
}

/// <summary>What was drawn and written.</summary>
/// <param name="Tagged">Tweets drawn of those that are tagged, once for each target.</param>
/// <param name="Candidates">The same of those that are candidates.</param>
/// <param name="Untagged">Tweets drawn of those in which a target was not found.</param>
/// <param name="Notes">What a reader of the figures should know, a sentence each.</param>
public sealed record SampleResult(string Path, int Strata, int Tagged, int Candidates, int Untagged, IReadOnlyList<string> Notes);
