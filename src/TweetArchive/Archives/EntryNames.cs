using System.Text.RegularExpressions;
using TweetArchive.Archives.Containers;

namespace TweetArchive.Archives;

/// <summary>What names of files and of entries tell before anything is opened. They are labels, never paths.</summary>
internal static partial class EntryNames
{
    /// <summary>Of files that are looked for in folders.</summary>
    private static readonly HashSet<string> DataExtensions = new(StringComparer.OrdinalIgnoreCase)
    {
        ".csv", ".zip", ".gz", ".gzip", ".tgz", ".bz2", ".tbz", ".tbz2", ".zst", ".zstd", ".tzst", ".tar",
        ".json", ".jsonl", ".ndjson", ".xz", ".txz", ".parquet",
    };

    // Besides the data in a release: read-me files, media lists.
    private static readonly HashSet<string> OtherExtensions = new(StringComparer.OrdinalIgnoreCase)
    {
        ".txt", ".md", ".pdf", ".html", ".htm", ".docx",
    };

    // Of a personal archive, besides its scripts.
    private static readonly HashSet<string> PageExtensions = new(StringComparer.OrdinalIgnoreCase)
    {
        ".js", ".css", ".svg", ".woff", ".woff2", ".ttf", ".ico", ".map",
    };

    public static bool IsData(string path) =>
        (DataExtensions.Contains(Path.GetExtension(path)) && !IsOther(path)) || ScriptNames.IsTweets(path) || ScriptNames.IsAccount(path)
            || ScriptNames.IsNotes(path);

    /// <summary>
    /// What a look into it must tell: texts, files without an ending, and those of spreadsheets, since many tables are called so to be
    /// opened by one.
    /// </summary>
    public static bool MayBeData(string path) =>
        Path.GetExtension(path).ToLowerInvariant() is ".txt" or ".tsv" or ".tab" or "" or ".dat" or ".data" or ".log" or ".js" or ".jl"
            or ".ldjson" or ".json-seq" or ".psv" or ".ssv" or ".out" or ".asc" or ".xls" or ".xlsx" or ".ods";

    /// <summary>What comes with data and nobody expects to be read.</summary>
    public static bool IsBesides(string path) => IsOfPage(path) || MediaName.IsMedia(path) || IsMark(path);

    /// <summary>What clusters and Windows leave next to data.</summary>
    public static bool IsMark(string path) =>
        Path.GetFileName(path) is "_SUCCESS" or "_committed" or "_metadata" or "Thumbs.db" or "desktop.ini"
        || Path.GetFileName(path).StartsWith("_committed_", StringComparison.Ordinal)
        || Path.GetFileName(path).StartsWith("_started_", StringComparison.Ordinal);

    /// <summary>Scripts and what pages are made of; a personal archive has hundreds, and only those with tweets are for us.</summary>
    public static bool IsOfPage(string path) =>
        PageExtensions.Contains(Path.GetExtension(path)) && !ScriptNames.IsTweets(path) && !ScriptNames.IsAccount(path)
            && !ScriptNames.IsNotes(path);

    /// <summary>Something that comes with tables, packed or not (<c>readme.txt.gz</c>).</summary>
    public static bool IsOther(string path) => OtherExtensions.Contains(Path.GetExtension(path))
        || (Container.PromisedBy(path) is not ContainerKind.Plain
            && OtherExtensions.Contains(Path.GetExtension(Path.GetFileNameWithoutExtension(path))));

    /// <summary>What systems and programs put into folders and archives for themselves: <c>~$tweets.xlsx</c> is Excel's lock.</summary>
    public static bool IsHidden(string relative) => relative.Split('/', '\\').Any(part =>
        (part.StartsWith('.') && part is not ("." or "..")) || part == "__MACOSX" || part.StartsWith("~$", StringComparison.Ordinal));

    /// <summary>A part of what many workers wrote together: some of these had nothing to write.</summary>
    public static bool IsPart(string path) => Part().IsMatch(path[(path.LastIndexOfAny(['/', '\\', '!']) + 1)..]);

    /// <summary>An entry's name without the steps that would lead out of a folder, and without control characters.</summary>
    public static string Safe(string inner) =>
        string.Concat(string.Join('/', inner.Replace('\\', '/').Split('/').Where(p => p is not ("" or "." or "..")))
            .Where(c => !char.IsControl(c)));

    /// <summary>Of Spark and Hadoop, Hive, BigQuery and Dataflow.</summary>
    [GeneratedRegex(@"^(?:part-|\d{6}_\d+(?:\.|$)|.*-0\d{11}(?:\.|$)|.*-\d{5}-of-\d{5}(?:\.|$))")]
    private static partial Regex Part();

    public static string Printable(string name) => string.Concat(name.Select(c => char.IsControl(c) ? '?' : c));
}
