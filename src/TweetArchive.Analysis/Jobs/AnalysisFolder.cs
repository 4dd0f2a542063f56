using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using TweetArchive.Dataset;
using TweetArchive.Jobs;

namespace TweetArchive.Analysis;

/// <summary>
/// The dataset's folder while analyses are added: tables are made under <c>.work/analysis</c> and moved in at the end. The manifest
/// forgets the old tables before they are replaced and names the new ones when they are there, so a crash in between leaves a whole
/// dataset that has not been analysed.
/// </summary>
internal sealed class AnalysisFolder : IDisposable
{
    private readonly string path;
    private readonly string work;
    private readonly bool madeWork;
    private readonly FileStream? inUse;

    /// <exception cref="UsageException">The folder cannot be written, or a run is at work in it.</exception>
    public AnalysisFolder(string path)
    {
        this.path = path;
        work = Path.Combine(path, ".work");
        Staging = Path.Combine(work, "analysis", "tables");
        if (!Directory.Exists(path))
            throw new UsageException($"{path} does not exist. Give the folder of a dataset, as made by: tweetarchive run INPUT… --out DIR");
        madeWork = !Directory.Exists(work);
        try
        {
            Directory.CreateDirectory(work);
            inUse = new FileStream(Path.Combine(work, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            RemoveScratch();
            Directory.CreateDirectory(Staging);
        }
        catch (IOException) when (inUse is null && File.Exists(Path.Combine(work, "lock")))
        {
            throw new UsageException($"{path}: another run is at work in this folder. Wait for it.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Dispose();
            throw new UsageException($"{path}: the folder cannot be written: {e.Message}");
        }
    }

    /// <summary>Where finished tables wait.</summary>
    public string Staging { get; }

    /// <summary>Moves the tables in and lists them in the manifest.</summary>
    public void Publish(JsonObject manifest, IReadOnlyList<OutputFile> files, IReadOnlyList<IAnalysis> analyses)
    {
        foreach (OutputFile file in files)
            Durable.SyncFile(Path.Combine(Staging, file.Name));
        // What these analyses wrote before is gone, whether or not they write it again.
        HashSet<string> old = [.. files.Select(f => f.Name), .. analyses.SelectMany(a => FilesOf(manifest, a))];
        JsonArray kept = [.. ((JsonArray?)manifest["files"] ?? []).Where(f => !old.Contains($"{f?["name"]}")).Select(f => f!.DeepClone())];
        JsonObject done = (JsonObject?)manifest["analyses"]?.DeepClone() ?? [];
        foreach (IAnalysis analysis in analyses)
            done.Remove(analysis.Name);
        manifest["files"] = kept;
        manifest["analyses"] = done;
        Write(manifest);
        foreach (string file in old.Select(name => Path.Combine(path, name)).Where(File.Exists))
            File.Delete(file);
        foreach (OutputFile file in files)
        {
            string target = Path.Combine(path, file.Name);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Move(Path.Combine(Staging, file.Name), target, overwrite: true);
        }

        foreach (string folder in files.Select(f => Path.GetDirectoryName(Path.Combine(path, f.Name))!).Distinct())
            Durable.SyncFolder(folder);
        IEnumerable<JsonNode> all = kept.Select(f => f!.DeepClone()).Concat(files.Select(Describe));
        manifest["files"] = new JsonArray([.. all.OrderBy(f => $"{f["name"]}", StringComparer.Ordinal)]);
        foreach (IAnalysis analysis in analyses)
            done[analysis.Name] = new JsonArray([.. files.Where(f => IsOf(analysis, f.Name)).Select(f => JsonValue.Create(f.Name))]);
        Write(manifest);
    }

    public void Dispose()
    {
        try
        {
            RemoveScratch();
            inUse?.Dispose();
            if (madeWork)
                Directory.Delete(work, recursive: true);
            else
                File.Delete(Path.Combine(work, "lock"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The outcome matters more than leftovers; the next run removes them.
        }
    }

    /// <summary>A table of the analysis, or a file in the folder of its name.</summary>
    private static bool IsOf(IAnalysis analysis, string file) =>
        analysis.Tables.Any(t => t.Name + ".parquet" == file) || file.StartsWith(analysis.Name + "/", StringComparison.Ordinal);

    private static IEnumerable<string> FilesOf(JsonObject manifest, IAnalysis analysis) =>
        ((JsonArray?)manifest["files"] ?? []).Select(f => $"{f?["name"]}").Where(f => IsOf(analysis, f));

    private static JsonObject Describe(OutputFile file) => new() { ["name"] = file.Name, ["rows"] = file.Rows, ["bytes"] = file.Bytes, ["sha256"] = file.Sha256 };

    private void Write(JsonObject manifest) => Durable.WriteText(Path.Combine(path, OutputFolder.ManifestName), manifest.ToJsonString(
        new JsonSerializerOptions { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));

    private void RemoveScratch()
    {
        string scratch = Path.Combine(work, "analysis");
        if (Directory.Exists(scratch))
            Directory.Delete(scratch, recursive: true);
    }
}
