namespace TweetArchive.Analysis;

/// <summary>What an analysis run is asked to do. Every value here that can change a table is written into that table's metadata.</summary>
public sealed record AnalyzeOptions
{
    /// <summary>The folder of a finished dataset.</summary>
    public required string Dataset { get; init; }

    /// <summary>Names of analyses; empty for all.</summary>
    public IReadOnlyList<string> Only { get; init; } = [];

    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Bytes that what is sorted may take in memory; more is done in several passes.</summary>
    public long Memory { get; init; } = 512L << 20;

    /// <summary>Coordination: messages about the same object at most this many minutes apart count (1 = same or adjacent minute).</summary>
    public int WindowMinutes { get; init; } = 1;

    /// <summary>Coordination: objects that more accounts share are dropped.</summary>
    public int MostAccounts { get; init; } = 1000;

    /// <summary>Coordination: a pair of accounts needs this many objects in common.</summary>
    public int FewestObjects { get; init; } = 2;

    /// <summary>Coordination: links are compared by what they lead to, not byte by byte.</summary>
    public bool NormaliseLinks { get; init; }

    /// <summary>The user's own list of names to look for; null for the shipped outlets and handles.</summary>
    public string? Lookalikes { get; init; }

    /// <exception cref="UsageException">A value cannot be used.</exception>
    public void Validate()
    {
        Check(WindowMinutes is >= 0 and <= 60,
            $"--window {WindowMinutes}: give whole minutes from 0 (the same minute) to 60. The archives hold no seconds.");
        Check(MostAccounts is >= 2 and <= 100_000, $"--most-accounts {MostAccounts}: give a number from 2 to 100000.");
        Check(FewestObjects >= 1, $"--fewest-objects {FewestObjects}: give at least 1.");
        if (Lookalikes is not null)
            Check(File.Exists(Lookalikes), $"--lookalikes {Lookalikes}: there is no such file.");
    }

    private static void Check(bool holds, string message)
    {
        if (!holds)
            throw new UsageException(message);
    }
}
