using System.Diagnostics;
using System.Security.Cryptography;
using TweetArchive.Analysis.Reading;
using TweetArchive.Jobs;

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
    /// <exception cref="OperationCanceledException">Interrupted; nothing was written.</exception>
    public static AnalyzeResult Run(AnalyzeOptions options, AnalyzeProgress progress, CancellationToken cancelled)
    {
        options.Validate();
        IAnalysis[] chosen = Chosen(options.Only);
        progress.Begin("opening");
        using var folder = new AnalysisFolder(options.Dataset);
        DatasetFolder dataset = DatasetFolder.Open(options.Dataset);
        List<AnalysisDone> done = [];
        var rows = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (IAnalysis analysis in chosen)
        {
            progress.Begin(analysis.Name);
            var watch = Stopwatch.StartNew();
            var context = new AnalysisContext(dataset, options, folder.Staging, progress, cancelled);
            analysis.Run(context);
            foreach (var table in analysis.Tables.Where(t => !context.Rows.ContainsKey(t.Name + ".parquet")))
                throw new InvalidOperationException($"analysis {analysis.Name} did not write {table.Name}");
            foreach ((string file, long count) in context.Rows)
                rows.Add(file, count);
            done.Add(new AnalysisDone(analysis.Name, watch.Elapsed, context.Notes));
        }

        progress.Begin("writing");
        IReadOnlyList<OutputFile> files = [.. Directory.EnumerateFiles(folder.Staging, "*", SearchOption.AllDirectories)
            .Select(f => (File: f, Name: Path.GetRelativePath(folder.Staging, f).Replace('\\', '/')))
            .OrderBy(f => f.Name, StringComparer.Ordinal)
            .Select(f => Describe(f.File, f.Name, rows.GetValueOrDefault(f.Name)))];
        cancelled.ThrowIfCancellationRequested();
        folder.Publish(dataset.Manifest, files, chosen);
        return new AnalyzeResult(dataset.Scope, done, files);
    }

    /// <summary>The analyses of these names, in the order in which they run; all of them if there is no name.</summary>
    private static IAnalysis[] Chosen(IReadOnlyList<string> only)
    {
        string[] unknown = [.. only.Except(Analyses.All.Select(a => a.Name), StringComparer.Ordinal)];
        if (unknown.Length > 0)
            throw new UsageException($"--only {string.Join(',', unknown)}: there is no such analysis. There are: {string.Join(", ", Analyses.All.Select(a => a.Name))}.");
        return [.. Analyses.All.Where(a => only.Count == 0 || only.Contains(a.Name, StringComparer.Ordinal))];
    }

    private static OutputFile Describe(string path, string name, long rows)
    {
        using FileStream stream = File.OpenRead(path);
        return new OutputFile(name, rows, stream.Length, Convert.ToHexStringLower(SHA256.HashData(stream)));
    }
}
