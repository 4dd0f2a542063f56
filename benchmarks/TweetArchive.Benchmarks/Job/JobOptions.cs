namespace TweetArchive.Benchmarks.Job;

/// <summary>What <c>job</c> and the other commands that run the whole job are asked to do.</summary>
internal sealed record JobOptions
{
    /// <summary>As many as the first Iranian archive has.</summary>
    public long Tweets { get; init; } = 1_122_936;

    public int Runs { get; init; } = 7;

    /// <summary>On this many times the tweets; for <c>growth</c> the largest multiple.</summary>
    public int Times { get; init; } = 1;

    /// <summary>Of every side; where the machine has more cores, every side is held to as many.</summary>
    public int Threads { get; init; } = Math.Min(2, Environment.ProcessorCount);

    public InputKind Input { get; init; }

    /// <summary>Drop the input from the page cache before each run.</summary>
    public bool Cold { get; init; }

    /// <summary>Write every tweet in full, not only the tagged ones.</summary>
    public bool AllTweets { get; init; }

    public IReadOnlyList<JobSide> Sides { get; init; } = JobSide.Here;

    /// <summary>Where synthetic archives are kept from run to run.</summary>
    public string Data { get; init; } = Path.Combine(Path.GetTempPath(), "tweetarchive-benchmarks");

    /// <summary>The build of tweetarchive to measure, a word of <see cref="OurBuild"/> or a folder.</summary>
    public string Build { get; init; } = OurBuild.Usual;

    /// <summary>The folder of results, with a folder for each processor in it; null for not to keep any.</summary>
    public string? Results { get; init; }
}
