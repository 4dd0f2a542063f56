using System.IO.Compression;

namespace TweetArchive.Archives;

/// <summary>What the arguments of a command come to: the entries to read, in order, and what could not be opened.</summary>
public sealed class ArchiveCatalog
{
    private static readonly string[] DataExtensions = [".csv", ".zip"];

    // Beside the data in a release: read-me files, media lists.
    private static readonly HashSet<string> OtherExtensions = new(StringComparer.OrdinalIgnoreCase)
    {
        ".txt", ".md", ".pdf", ".html", ".htm", ".docx",
    };

    private readonly List<ArchiveEntry> entries = [];
    private readonly List<InputProblem> problems = [];
    private readonly List<MediaArchive> media = [];
    private readonly List<string> notes = [];

    /// <summary>In ordinal order of their source names, whatever the order of the arguments.</summary>
    public IReadOnlyList<ArchiveEntry> Entries => entries;

    /// <summary>Zips of pictures and videos, in ordinal order of their names.</summary>
    public IReadOnlyList<MediaArchive> Media => media;

    /// <summary>Files that are there but cannot be read.</summary>
    public IReadOnlyList<InputProblem> Problems => problems;

    /// <summary>What was passed over, and why; not errors.</summary>
    public IReadOnlyList<string> Notes => notes;

    /// <summary>Finds every entry of the files, folders (with what is below them) and globs.</summary>
    /// <exception cref="ArchiveException">An argument names nothing.</exception>
    public static ArchiveCatalog Open(IEnumerable<string> inputs)
    {
        var catalog = new ArchiveCatalog();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (string input in inputs)
        {
            foreach ((string path, string name) in Files(input))
            {
                if (!seen.Add(Path.GetFullPath(path)))
                    continue;
                try
                {
                    catalog.AddFile(path, name);
                }
                catch (ArchiveException e)
                {
                    catalog.problems.Add(new InputProblem(name, e.Message));
                }
            }
        }

        catalog.MakeNamesDistinct();
        return catalog;
    }

    private static List<(string Path, string Name)> Files(string input)
    {
        if (File.Exists(input))
            return [(input, Path.GetFileName(input))];
        if (Directory.Exists(input))
        {
            var found = Directory.EnumerateFiles(input, "*", SearchOption.AllDirectories)
                .Where(f => DataExtensions.Contains(Path.GetExtension(f).ToLowerInvariant()) && !IsHidden(Path.GetRelativePath(input, f)))
                .Select(f => (Path: f, Name: Path.GetRelativePath(input, f).Replace('\\', '/')))
                .ToList();
            if (found.Count == 0)
                throw new ArchiveException($"{input}: no .csv or .zip file in this folder or below it. Give the folder that holds the downloaded archives.");
            return found;
        }

        string folder = Path.GetDirectoryName(input) is { Length: > 0 } d ? d : ".";
        string pattern = Path.GetFileName(input);
        if (pattern.AsSpan().IndexOfAny('*', '?') >= 0 && Directory.Exists(folder))
        {
            var found = Directory.EnumerateFiles(folder, pattern).Select(f => (Path: f, Name: Path.GetFileName(f))).ToList();
            if (found.Count > 0)
                return found;
        }

        throw new ArchiveException($"{input}: no such file or folder.");
    }

    private static bool IsHidden(string relative) =>
        relative.Split('/', '\\').Any(part => part.StartsWith('.') || part == "__MACOSX");

    private void AddFile(string path, string name)
    {
        try
        {
            var info = new FileInfo(path);
            if (info.Length == 0)
                throw new ArchiveException($"{name}: the file is empty. Download it again.");
            Span<byte> head = stackalloc byte[4];
            int read;
            using (FileStream file = info.OpenRead())
                read = file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
            head = head[..read];
            if (head.StartsWith("PK\u0003\u0004"u8) || head.StartsWith("PK\u0005\u0006"u8))
                AddZip(path, name);
            else if (head is [0x1F, 0x8B, ..])
                throw new ArchiveException($"{name}: this is a gzip file. Unpack it first (gunzip); .csv and .zip are read as they are.");
            else if (name.EndsWith(".zip", StringComparison.OrdinalIgnoreCase))
                throw new ArchiveException($"{name}: the name says zip, but the file does not start like one. Download it again.");
            else
                entries.Add(new ArchiveEntry(path, null, name, ContainerKind.Plain, info.Length, 0));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ArchiveException($"{name}: cannot be opened: {e.Message}", e);
        }
    }

    private void AddZip(string path, string name)
    {
        try
        {
            using ZipArchive zip = ZipFile.OpenRead(path);
            int before = entries.Count + problems.Count;
            bool hasMedia = false;
            for (int i = 0; i < zip.Entries.Count; i++)
            {
                ZipArchiveEntry entry = zip.Entries[i];
                string inner = entry.FullName;
                if (inner.EndsWith('/') || IsHidden(inner.Replace("..", "")))
                    continue;
                if (MediaName.IsMedia(inner))
                {
                    hasMedia = true;
                    continue;
                }

                if (OtherExtensions.Contains(Path.GetExtension(inner)))
                {
                    notes.Add($"{name}: the entry {SafeName(inner)} is not a table and was passed over.");
                    continue;
                }

                if (entry.IsEncrypted)
                {
                    problems.Add(new InputProblem($"{name}!{SafeName(inner)}", $"{name}!{SafeName(inner)}: the entry is encrypted. Unpack it with its password and give the unpacked file."));
                    continue;
                }

                if (SafeName(inner) != inner)
                    notes.Add($"{name}: the entry name {Printable(inner)} points outside the archive or holds control characters; it is read as {SafeName(inner)}, and its name is not used as a path.");
                entries.Add(new ArchiveEntry(path, inner, $"{name}!{SafeName(inner)}", ContainerKind.Zip, entry.Length, entry.Crc32) { EntryIndex = i });
            }

            if (hasMedia)
                media.Add(new MediaArchive(path, name));
            else if (zip.Entries.Count == 0 && name.Contains("periscope", StringComparison.OrdinalIgnoreCase))
                notes.Add($"{name}: the zip is empty, as archives of Periscope broadcasts are.");
            else if (entries.Count + problems.Count == before)
                throw new ArchiveException($"{name}: the zip holds no tables ({zip.Entries.Count} entries).");
        }
        catch (InvalidDataException e)
        {
            throw new ArchiveException($"{name}: the zip is cut short or damaged: its list of entries, which stands at the end, cannot be read. Download it again. ({e.Message})", e);
        }
    }

    /// <summary>An entry's name without the steps that would lead out of a folder, and without control characters.</summary>
    private static string SafeName(string inner) =>
        string.Concat(string.Join('/', inner.Replace('\\', '/').Split('/').Where(p => p is not ("" or "." or "..")))
            .Where(c => !char.IsControl(c)));

    private static string Printable(string name) => string.Concat(name.Select(c => char.IsControl(c) ? '?' : c));

    /// <summary>Two folders may hold files of one name; the second is then told apart by a number.</summary>
    private void MakeNamesDistinct()
    {
        entries.Sort((a, b) =>
        {
            int byName = string.CompareOrdinal(a.SourceName, b.SourceName);
            return byName != 0 ? byName : string.CompareOrdinal(a.Path, b.Path);
        });
        media.Sort((a, b) => string.CompareOrdinal(a.SourceName + "\n" + a.Path, b.SourceName + "\n" + b.Path));
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (int i = 0; i < entries.Count; i++)
        {
            ArchiveEntry entry = entries[i];
            for (int n = 2; !names.Add(entries[i].SourceName); n++)
                entries[i] = entry with { SourceName = $"{entry.SourceName}#{n}", Dataset = entry.Dataset };
        }
    }
}

/// <summary>An input that could not be read, or not to its end.</summary>
public sealed record InputProblem(string SourceName, string Message);
