namespace TweetArchive.Archives;

/// <summary>What an argument of a command names: a file, a folder with what is below it, a glob.</summary>
internal static class InputFiles
{
    private const int MostDescribed = 10;

    /// <param name="Name">Without the folders of this machine.</param>
    public readonly record struct InputFile(string Path, string Name);

    /// <exception cref="ArchiveException">It names nothing.</exception>
    /// <param name="rules">Tells what files in folders hold; null to take the files by their names.</param>
    /// <param name="note">Told what is there and is not read.</param>
    public static IReadOnlyList<InputFile> Of(string input, IInputRules? rules, Action<string> note)
    {
        if (File.Exists(input))
            return [new(input, Path.GetFileName(input))];
        if (Directory.Exists(input))
        {
            ILookup<bool, string> files = FolderWalk.FilesBelow(input, note)
                .Where(f => !EntryNames.IsHidden(Path.GetRelativePath(input, f)))
                .ToLookup(f => EntryNames.IsData(f) ? rules?.IsOther(f) != true : EntryNames.MayBeData(f) && rules?.IsTable(f) == true);
            var found = files[true].Select(f => new InputFile(f, NameOf(input, f))).ToList();
            string[] others = [.. files[false].Where(f => !EntryNames.IsBesides(f)).Order(StringComparer.Ordinal)];
            string? unread = ForeignFile.Count(Path.GetFileName(Path.GetFullPath(input).TrimEnd(Path.DirectorySeparatorChar)), others);
            string[] described = [.. others.Select(f => rules?.Describe(f, NameOf(input, f))).OfType<string>().Take(MostDescribed)];
            if (unread is not null && found.Count > 0)
                note(unread);
            if (found.Count > 0)
                Array.ForEach(described, note);
            else if (described.Length > 0)
                throw new ArchiveException(string.Join(Environment.NewLine, described));
            if (found.Count == 0)
                throw new ArchiveException($"{input}: no .csv, .zip, .json or .jsonl file in this folder or below it, nor one of .gz, "
                    + ".bz2, .xz, .zst, .tar, .tsv, "
                    + $".parquet.{(unread is null ? "" : $" {char.ToUpperInvariant(unread[0])}{unread[1..]}")} Give the folder that "
                    + "holds the downloaded archives.");
            return found;
        }

        string folder = Path.GetDirectoryName(input) is { Length: > 0 } d ? d : ".";
        string pattern = Path.GetFileName(input);
        if (pattern.AsSpan().IndexOfAny('*', '?') >= 0 && Directory.Exists(folder))
        {
            var found = Directory.EnumerateFiles(folder, pattern).Where(f => FolderWalk.IsFile(f, Path.GetFileName(f), note))
                .Select(f => new InputFile(f, Path.GetFileName(f))).ToList();
            if (found.Count > 0)
                return found;
        }

        throw new ArchiveException($"{input}: no such file or folder.");
    }

    /// <summary>The file that links lead to: its size and time are those that count.</summary>
    public static string EndOfLinks(string path)
    {
        try
        {
            return new FileInfo(path).ResolveLinkTarget(returnFinalTarget: true) is { Exists: true } target ? target.FullName : path;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Its reader reports it.
            return path;
        }
    }

    /// <summary>
    /// Below the folder that was given. Parts that a cluster writes are all called alike: there the folder's name goes with them.
    /// </summary>
    private static string NameOf(string folder, string file)
    {
        string name = Path.GetRelativePath(folder, file).Replace('\\', '/');
        bool part = Path.GetFileName(file).StartsWith("part-", StringComparison.Ordinal) && !name.Contains('/');
        return part ? $"{Path.GetFileName(Path.GetFullPath(folder).TrimEnd(Path.DirectorySeparatorChar))}/{name}" : name;
    }
}
