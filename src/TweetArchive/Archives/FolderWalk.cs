namespace TweetArchive.Archives;

/// <summary>
/// The files of a folder and of those below it. Links are followed, but no folder is gone through twice: a link into a folder above
/// itself would never end. What is not a file is told and not opened, since reading a pipe or a device might never end either.
/// </summary>
internal static class FolderWalk
{
    /// <summary>The folder of tweets in the output of a run.</summary>
    private const string Tweets = "tweets";

    /// <param name="raw">Makes paths of names that are not UTF-8.</param>
    /// <param name="note">Takes what was skipped, and why.</param>
    /// <returns>Their names are those below the folder.</returns>
    public static IEnumerable<InputFiles.InputFile> FilesBelow(string folder, RawNames raw, Action<string> note)
    {
        var seen = new HashSet<(ulong Device, ulong Number, string Path)>();
        // Folders that links lead to come last, so that a folder that is there itself has its own name.
        bool isOutput = IsDataset(folder) && Directory.Exists(Path.Combine(folder, Tweets));
        if (isOutput)
            note($"{folder}: the output of a run. Of its tables only {Tweets} is read; to count the archives again, give the archives.");
        var waiting = new Queue<InputFiles.InputFile>([isOutput ? new(Path.Combine(folder, Tweets), Tweets) : new(folder, "")]);
        var linked = new Queue<InputFiles.InputFile>();
        while (waiting.TryDequeue(out InputFiles.InputFile next) || linked.TryDequeue(out next))
        {
            if (!seen.Add(PlaceOf(next.Path)))
            {
                note($"{next.Name}: a link to a folder that is read under another name; it was skipped.");
                continue;
            }

            IEnumerable<(string Path, string Name)> readable = new DirectoryInfo(next.Path).EnumerateFileSystemInfos()
                .OrderBy(i => i.Name, StringComparer.Ordinal).Select(i => (Path: Path.Combine(next.Path, i.Name), i.Name))
                .Where(f => !IsReplaced(f.Path));
            foreach ((string path, string own) in readable.Concat(raw.Of(next.Path, Path.Combine(folder, next.Name))))
            {
                string name = Path.Combine(next.Name, own);
                if (FileIdentity.KindOf(path) == FileKind.Folder && IsDataset(path))
                    note($"{name}: the output of a run; it was skipped. Give it by itself to read its tweets.");
                else if (FileIdentity.KindOf(path) == FileKind.Folder)
                    (new FileInfo(path).LinkTarget is null || raw.ShownPath(path) is not null ? waiting : linked).Enqueue(new(path, name));
                else if (IsFile(path, name, note))
                    yield return new(path, name);
            }
        }
    }

    /// <summary>A name in which bytes that are not UTF-8 were replaced: <see cref="RawNames"/> has a path for it.</summary>
    public static bool IsReplaced(string path) => OperatingSystem.IsLinux() && path.Contains('\uFFFD', StringComparison.Ordinal)
        && FileIdentity.KindOf(path) == FileKind.Nothing && new FileInfo(path).LinkTarget is null;

    /// <summary>Whether a path leads to a file; if not, says so.</summary>
    public static bool IsFile(string path, string name, Action<string> note)
    {
        string? why = FileIdentity.KindOf(path) switch
        {
            FileKind.Pipe => "a pipe; it was skipped. Give it by itself to read it",
            FileKind.Other => "a device; it was skipped",
            FileKind.Nothing when name.Contains('\uFFFD') => "its name is not UTF-8, so it cannot be opened. Rename it",
            FileKind.Nothing => "a link that leads nowhere; it was skipped",
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
