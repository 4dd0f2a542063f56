using TweetArchive.Analysis.Statistics;

namespace TweetArchive.Analysis.Nulls;

/// <summary>One analysis, run on data in which nothing happens: how often it says that something does.</summary>
internal interface INullExperiment
{
    /// <summary>The heading of its section; that of docs/methods.md.</summary>
    string Name { get; }

    /// <summary>Of all random numbers of the experiment.</summary>
    int Seed { get; }

    /// <summary>What the analysis claims, what is drawn or rearranged, and what is counted: a paragraph of Markdown.</summary>
    string Claim { get; }

    /// <summary>Data drawn at random. The same lines on every machine, whatever the threads.</summary>
    void Simulated(NullRun run, Page page);

    /// <summary>
    /// The tweets of a real dataset, rearranged so that nothing happens. <paramref name="context"/> holds the dataset with all its
    /// tweets; nothing can be written there.
    /// </summary>
    void Rearranged(NullRun run, AnalysisContext context, Page page);
}

/// <summary>What an experiment works with.</summary>
/// <param name="Every">1: all families of a table; 4: each fourth. A family's line is the same either way.</param>
internal sealed record NullRun(int Threads, AnalyzeProgress Progress, CancellationToken Cancelled, int Every = 1)
{
    /// <summary>The families to try, each with its place in its table, which its seed hangs on.</summary>
    public IEnumerable<(int Place, T Family)> Tried<T>(IEnumerable<T> families) => families.Index().Where(f => f.Index % Every == 0);
}
