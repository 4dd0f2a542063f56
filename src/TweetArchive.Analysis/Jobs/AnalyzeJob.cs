using System.Diagnostics;
using TweetArchive.Dataset;

namespace TweetArchive.Analysis;

/// <summary>What an analysis run did.</summary>
/// <param name="Scope">Which tweets tweets/ holds: all, tagged or none.</param>
/// <param name="Done">The analyses, with what they have to say.</param>
/// <param name="Files">Files written, in the order of their names.</param>
public sealed record AnalyzeResult(string Scope, IReadOnlyList<AnalysisDone> Done, IReadOnlyList<OutputFile> Files);

/// <summary>One analysis that ran.</summary>
public sealed record AnalysisDone(string Name, TimeSpan Elapsed, IReadOnlyList<string> Notes);

/// <summary>Runs analyses over a finished dataset and adds their tables to it.</summary>
public static class AnalyzeJob
{
    /// <exception cref="UsageException">There is no dataset, or an option cannot be used; nothing was written.</exception>
    /// <exception cref="DatasetException">The dataset cannot be read; nothing was written.</exception>
    /// <exception cref="Learning.LearningException">A model could not be learned; nothing was written.</exception>
    /// <exception cref="OperationCanceledException">Interrupted; nothing was written.</exception>
    /// <exception cref="IOException">The tables could not be written or moved; the message says what is left to do.</exception>
    public static AnalyzeResult Run(AnalyzeOptions options, AnalyzeProgress progress, CancellationToken cancelled)
    {
        options.Validate();
        IAnalysis[] chosen = Chosen(options.Only);
        progress.Begin("opening");
        if (!Directory.Exists(options.Dataset))
            _ = DatasetFolder.Open(options.Dataset);
        using WorkFolder folder = WorkFolder.Enter(options.Dataset, out _);
        DatasetFolder dataset = DatasetFolder.OpenWhole(options.Dataset);
        folder.Prepare();
        List<AnalysisDone> done = [];
        var rows = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (IAnalysis analysis in chosen)
        {
            progress.Begin(analysis.Name);
            var watch = Stopwatch.StartNew();
            using var context = new AnalysisContext(dataset, options, folder, progress, cancelled);
            analysis.Run(context);
            foreach (var table in analysis.Tables.Where(t => !context.Rows.ContainsKey(DatasetNames.FileOf(t.Name))))
                throw new InvalidOperationException($"analysis {analysis.Name} did not write {table.Name}");
            foreach ((string file, long count) in context.Rows)
                rows.Add(file, count);
            done.Add(new AnalysisDone(analysis.Name, watch.Elapsed, context.Notes));
        }

        progress.Begin("writing");
        IReadOnlyList<OutputFile> files = folder.Describe(rows);
        cancelled.ThrowIfCancellationRequested();
        Publish(folder, dataset.Manifest, files, chosen);
        return new AnalyzeResult(dataset.TweetsMode, done, files);
    }

    private static IAnalysis[] Chosen(IReadOnlyList<string> only)
    {
        string[] unknown = [.. only.Except(Analyses.All.Select(a => a.Name), StringComparer.Ordinal)];
        if (unknown.Length > 0)
            throw new UsageException($"--only {string.Join(',', unknown)}: there is no such analysis. There are: "
                + $"{string.Join(", ", Analyses.All.Select(a => a.Name))}.");
        return [.. Analyses.All.Where(a => only.Count == 0 || only.Contains(a.Name, StringComparer.Ordinal))];
    }

    /// <summary>What these analyses wrote before goes, whether or not they write it again; the manifest then names what is there.</summary>
    private static void Publish(
        WorkFolder folder, DatasetManifest manifest, IReadOnlyList<OutputFile> files, IReadOnlyList<IAnalysis> analyses)
    {
        string[] old = [.. manifest.Files.Select(f => f.Name).Where(name => analyses.Any(a => IsOf(a, name)))];
        var byAnalysis = new Dictionary<string, IReadOnlyList<string>>(
            manifest.Analyses ?? new Dictionary<string, IReadOnlyList<string>>(), StringComparer.Ordinal);
        foreach (IAnalysis analysis in analyses)
        {
            // At the end of the list, as the order tells which were done last.
            byAnalysis.Remove(analysis.Name);
            byAnalysis[analysis.Name] = [.. files.Select(f => f.Name).Where(name => IsOf(analysis, name))];
        }

        DatasetManifest analysed = manifest with
        {
            Files = [.. manifest.Files.Where(f => !old.Contains(f.Name)).Concat(files).OrderBy(f => f.Name, StringComparer.Ordinal)],
            Analyses = byAnalysis,
        };
        analysed.Write(Path.Combine(folder.StagingPath, DatasetNames.Manifest));
        folder.PublishInto(manifest, old, Journal.RunOf(analyses.Select(a => a.Name)), RunOutcome.Done);
    }

    /// <summary>A table of the analysis, or a file in the folder of its name.</summary>
    private static bool IsOf(IAnalysis analysis, string file) =>
        analysis.Tables.Any(t => DatasetNames.FileOf(t.Name) == file) || file.StartsWith(analysis.Name + "/", StringComparison.Ordinal);
}
