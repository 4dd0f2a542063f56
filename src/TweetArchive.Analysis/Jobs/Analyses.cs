using TweetArchive.Analysis.Coordination;
using TweetArchive.Analysis.Labels;
using TweetArchive.Analysis.Language;
using TweetArchive.Analysis.Narratives;
using TweetArchive.Analysis.Personas;
using TweetArchive.Analysis.References;
using TweetArchive.Analysis.Spikes;

namespace TweetArchive.Analysis;

/// <summary>The analyses, in the order in which they run.</summary>
public static class Analyses
{
    // Coordination takes the copies that narratives finds.
    internal static IReadOnlyList<IAnalysis> All { get; } =
    [
        new SpikeAnalysis(), new LabelAnalysis(), new NarrativeAnalysis(), new CoordinationAnalysis(), new PersonaAnalysis(),
        new LanguageAnalysis(),
        new ReferenceAnalysis(),
    ];

    /// <summary>Names and summaries, for help texts.</summary>
    public static IReadOnlyList<(string Name, string Summary)> Known => [.. All.Select(a => (a.Name, a.Summary))];
}
