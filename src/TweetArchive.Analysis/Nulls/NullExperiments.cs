namespace TweetArchive.Analysis.Nulls;

/// <summary>All experiments, in the order of docs/methods.md. To add one: a file here, a line below, and docs/nulls.md again.</summary>
internal static class NullExperiments
{
    public static IReadOnlyList<INullExperiment> All { get; } =
    [
        new SpikeNull(),
        new CoordinationNull(),
        new BurstNull(),
        new LookalikeNull(),
    ];
}
