using TweetArchive.Dataset;
using TweetArchive.Report.Dataset;
using TweetArchive.Targets;

namespace TweetArchive.Report.Content;

/// <summary>What every part of the content is about: the folder, which of its releases, and what targets are called.</summary>
internal sealed class ReportScope
{
    /// <summary>In tables by target: the whole dataset, tagged or not.</summary>
    public const string Everything = "*";

    private readonly string? only;
    private readonly Dictionary<string, (Target Target, IReadOnlyList<string>? AskedIn)> names;

    public ReportScope(ReportOptions options, DatasetManifest manifest)
    {
        Folder = options.Dataset;
        only = options.Only;
        Manifest = manifest;
        names = ReadTargets(options.Dataset);
        Datasets = [.. manifest.Datasets.Where(d => Covers(d.Dataset))];
        if (Datasets.Count == 0 && only is not null)
        {
            throw new UsageException(
                $"{Folder}: no dataset '{only}' here. It holds: {string.Join(", ", manifest.Datasets.Select(d => d.Dataset))}.");
        }
    }

    public string Folder { get; }

    public DatasetManifest Manifest { get; }

    /// <summary>The releases that the report is about.</summary>
    public IReadOnlyList<ManifestDataset> Datasets { get; }

    /// <summary>One release of several was asked for, so that sums over all of them do not apply.</summary>
    public bool IsPart => Datasets.Count < Manifest.Datasets.Count;

    public bool Covers(string? dataset) => only is null || dataset == only;

    /// <summary>Name, group and type; what a dataset says nothing of is called by its id.</summary>
    public Target Describe(string targetId) =>
        names.TryGetValue(targetId, out var known) ? known.Target : new Target(targetId, "", targetId, "");

    /// <summary>Whether a release was searched for a target. Where it was not, it has no rows on it, which says nothing.</summary>
    public bool IsAsked(string targetId, string dataset) =>
        !names.TryGetValue(targetId, out var known) || known.AskedIn?.Contains(dataset) != false;

    private static Dictionary<string, (Target, IReadOnlyList<string>?)> ReadTargets(string folder)
    {
        var targets = new Dictionary<string, (Target, IReadOnlyList<string>?)>(StringComparer.Ordinal);
        foreach (TableRows rows in DatasetTable.Open(folder, "targets").RowGroups())
        {
            string?[] ids = rows.Texts("target_id"), groups = rows.Texts("target_group");
            string?[] names = rows.Texts("display_name"), types = rows.Texts("type");
            object?[]? asked = rows.Has("asked_in") ? rows.Cells("asked_in") : null;
            for (int row = 0; row < rows.Count; row++)
            {
                var target = new Target(ids[row]!, groups[row] ?? "", names[row] ?? ids[row]!, types[row] ?? "");
                targets[target.Id] = (target, asked is null ? null : asked[row] as List<string> ?? []);
            }
        }

        return targets;
    }
}
