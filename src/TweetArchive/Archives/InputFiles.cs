using System.IO.Enumeration;

namespace TweetArchive.Archives;

/// <summary>What an argument of a command names: a file, a folder with what is below it, a glob.</summary>
internal static class InputFiles
{
    private const int MostDescribed = 10;

    /// <param name="Name">Without the folders of this machine.</param>
    public readonly record struct InputFile(string Path, string Name);

    /// <exception cref="ArchiveException">It names nothing.</exception>
    /// <param name="rules">Tells what files in folders hold; null to take the files by their names.</param>
    /// <param name="raw">Makes paths of names that are not UTF-8.</param>
    /// <param name="note">Told what is there and is not read.</param>
    /// <param name="problem">Told of a folder with files of which none can be read.</param>
    public static IReadOnlyList<InputFile> Of(
        string input, IInputRules? rules, RawNames raw, Action<string> note, Action<InputProblem> problem)
    {
        if (File.Exists(input))
            return [new(input, Path.GetFileName(input))];
        if (raw.Meant(input) is { Count: > 0 } meant)
            return [.. meant.SelectMany(m => File.Exists(m.Path) ? [new(m.Path, m.Name)] : Of(m.Path, rules, raw, note, problem))];
        if (Directory.Exists(input))
        {
            ILookup<bool, InputFile> files = FolderWalk.FilesBelow(input, raw, note)
                .Where(f => !EntryNames.IsHidden(f.Name))
                .ToLookup(f => EntryNames.IsData(f.Path) ? rules?.IsOther(f.Path) != true
                    : EntryNames.MayBeData(f.Path) && rules?.IsTable(f.Path) == true);
            var found = files[true].Select(f => f with { Name = NameOf(input, f) }).ToList();
            InputFile[] others =
                [.. files[false].Where(f => !EntryNames.IsBesides(f.Path)).OrderBy(f => f.Path, StringComparer.Ordinal)];
            string folderName = Path.GetFileName(Path.GetFullPath(input).TrimEnd(Path.DirectorySeparatorChar));
            string? unread = ForeignFile.Count(folderName, others.Concat(OtherScripts(files)).Select(f => f.Path));
            string[] described = [.. Together(others
                .Select(f => NameOf(input, f) is var name && rules?.Describe(f.Path, name, found.Count == 0) is { } said
                    ? (Name: name, Said: said) : default)
                .Where(d => d.Said is not null).Take(MostDescribed))];
            if (unread is not null && found.Count > 0)
                note(unread);
            if (found.Count > 0)
            {
                Array.ForEach(described, note);
                return found;
            }

            string message = described.Length > 0 ? string.Join(Environment.NewLine, described)
                : $"{input}: no .csv, .zip, .json or .jsonl file in this folder or below it, nor one of .gz, "
                    + ".bz2, .xz, .zst, .tar, .tsv, "
                    + $".parquet.{(unread is null ? "" : $" {char.ToUpperInvariant(unread[0])}{unread[1..]}")} Give the folder that "
                    + "holds the downloaded archives.";
            if (unread is null)
                throw new ArchiveException(message);
            problem(new InputProblem(folderName, message));
            return [];
        }

        string folder = Path.GetDirectoryName(input) is { Length: > 0 } d ? d : ".";
        string pattern = Path.GetFileName(input);
        if (pattern.AsSpan().IndexOfAny('*', '?') >= 0 && Directory.Exists(folder))
        {
            var found = Directory.EnumerateFiles(folder, pattern).Where(f => !FolderWalk.IsReplaced(f))
                .Where(f => FolderWalk.IsFile(f, Path.GetFileName(f), note))
                .Select(f => new InputFile(f, Path.GetFileName(f)))
                .Concat(raw.Of(folder, folder).Where(f => FileSystemName.MatchesSimpleExpression(pattern, f.Name, ignoreCase: false))
                    .Where(f => FolderWalk.IsFile(f.Path, f.Name, note)).Select(f => new InputFile(f.Path, f.Name))).ToList();
            if (found.Count > 0)
                return found;
        }

        throw new ArchiveException($"{input}: no such file or folder.");
    }

    /// <summary>Scripts next to those of a personal archive that have tweets; of its pages it has others, elsewhere.</summary>
    private static IEnumerable<InputFile> OtherScripts(ILookup<bool, InputFile> files)
    {
        HashSet<string?> folders = [.. files[true].Where(f => ScriptNames.IsTweets(f.Path)).Select(f => Path.GetDirectoryName(f.Path))];
        return files[false].Where(f => Path.GetExtension(f.Path).Equals(".js", StringComparison.OrdinalIgnoreCase)
            && folders.Contains(Path.GetDirectoryName(f.Path))).OrderBy(f => f.Path, StringComparer.Ordinal);
    }

    /// <summary>One sentence for all files with the same reason.</summary>
    private static IEnumerable<string> Together(IEnumerable<(string Name, string Said)> described) => described
        .GroupBy(d => d.Said.StartsWith(d.Name + ": ", StringComparison.Ordinal) ? d.Said[(d.Name.Length + 2)..] : d.Said)
        .Select(g => g.Count() == 1 ? g.First().Said : $"{string.Join(", ", g.Select(d => d.Name))}: {g.Key}");

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
    private static string NameOf(string folder, InputFile file)
    {
        string name = file.Name.Replace('\\', '/');
        bool part = Path.GetFileName(file.Path).StartsWith("part-", StringComparison.Ordinal) && !name.Contains('/');
        return part ? $"{Path.GetFileName(Path.GetFullPath(folder).TrimEnd(Path.DirectorySeparatorChar))}/{name}" : name;
    }
}
