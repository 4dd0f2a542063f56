
using TweetArchive.Dataset;

namespace TweetArchive.Analysis;

/// <summary>One analysis of a finished dataset: reads tables, adds tables.</summary>
internal interface IAnalysis
{
    /// <summary>As in <c>--only</c>.</summary>
    string Name { get; }

    /// <summary>For the help text: what it does, in a line.</summary>
    string Summary { get; }

    IReadOnlyList<TableSpec> Tables { get; }

    /// <summary>Makes all of <see cref="Tables"/>, also those that stay empty.</summary>
    void Run(AnalysisContext context);
}
