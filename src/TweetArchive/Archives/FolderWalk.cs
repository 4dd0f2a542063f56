namespace TweetArchive.Archives;

/// <summary>
/// The files of a folder and of those below it. Links are followed, but no folder is gone through twice: a link into a folder above
/// itself would never end. What is not a file is told and not opened, since reading a pipe or a device might never end either.
/// </summary>
internal static class FolderWalk
{
    /// <param name="note">Takes what was passed over, and why.</param>
    public static IEnumerable<string> FilesBelow(string folder, Action<string> note)
    {
        var seen = new HashSet<(ulong Device, ulong Number, string Path)>();
        // Folders that links lead to come last, so that a folder that is there itself has its own name.
        var waiting = new Queue<string>([folder]);
        var linked = new Queue<string>();
        while (waiting.TryDequeue(out string? next) || linked.TryDequeue(out next))
        {
            string name = Path.GetRelativePath(folder, next);
            if (!seen.Add(PlaceOf(next)))
            {
                note($"{name}: a link to a folder that is read under another name; it was passed over.");
                continue;
            }

            foreach (FileSystemInfo found in new DirectoryInfo(next).EnumerateFileSystemInfos()
                .OrderBy(i => i.Name, StringComparer.Ordinal))
            {
                string path = Path.Combine(next, found.Name);
                if (FileIdentity.KindOf(path) == FileKind.Folder && IsDataset(path))
                    note($"{Path.GetRelativePath(folder, path)}: a dataset of this program; it was passed over. Give it by itself to "
                        + "read its tweets.");
                else if (FileIdentity.KindOf(path) == FileKind.Folder)
                    (found.LinkTarget is null ? waiting : linked).Enqueue(path);
                else if (IsFile(path, Path.GetRelativePath(folder, path), note))
                    yield return path;
            }
        }
    }

    /// <summary>Whether a path leads to a file; if not, says so.</summary>
    public static bool IsFile(string path, string name, Action<string> note)
    {
        string? why = FileIdentity.KindOf(path) switch
        {
            FileKind.Pipe => "a pipe; it was passed over. Give it by itself to read it",
            FileKind.Other => "a device; it was passed over",
            FileKind.Nothing when name.Contains('\uFFFD') => "its name is not UTF-8, so it cannot be opened. Rename it",
            FileKind.Nothing => "a link that leads nowhere; it was passed over",
            _ => null,
        };
        if (why is not null && !EntryNames.IsHidden(name))
            note($"{name}: {why}.");
        return why is null;
    }

    /// <summary>What an earlier run wrote below its own input would be counted as one more release.</summary>
    private static bool IsDataset(string folder)
    {
        try
        {
            using FileStream manifest = File.OpenRead(Path.Combine(folder, "manifest.json"));
            Span<byte> head = stackalloc byte[64];
            return head[..manifest.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)].IndexOf("\"tweetarchive dataset\""u8) >= 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static (ulong Device, ulong Number, string Path) PlaceOf(string folder)
    {
        FileIdentity? identity = FileIdentity.Of(folder);
        return identity is { Number: not 0 } place
            ? (place.Device, place.Number, "")
            : (0, 0, new DirectoryInfo(folder).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? Path.GetFullPath(folder));
    }
}
