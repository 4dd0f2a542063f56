namespace TweetArchive.Archives;

/// <summary>What an argument of a command names: a file, a folder with what is below it, a glob.</summary>
internal static class InputFiles
{
    /// <param name="Name">Without the folders of this machine.</param>
    public readonly record struct InputFile(string Path, string Name);

    /// <exception cref="ArchiveException">It names nothing.</exception>
    public static IReadOnlyList<InputFile> Of(string input)
    {
        if (File.Exists(input))
            return [new(input, Path.GetFileName(input))];
        if (Directory.Exists(input))
        {
            var found = Directory.EnumerateFiles(input, "*", SearchOption.AllDirectories)
                .Where(f => EntryNames.IsData(f) && !EntryNames.IsHidden(Path.GetRelativePath(input, f)))
                .Select(f => new InputFile(f, Path.GetRelativePath(input, f).Replace('\\', '/')))
                .ToList();
            if (found.Count == 0)
                throw new ArchiveException($"{input}: no .csv, .zip, .json or .jsonl file in this folder or below it, nor one of .gz, .bz2, .zst, .tar. Give the folder that holds the downloaded archives.");
            return found;
        }

        string folder = Path.GetDirectoryName(input) is { Length: > 0 } d ? d : ".";
        string pattern = Path.GetFileName(input);
        if (pattern.AsSpan().IndexOfAny('*', '?') >= 0 && Directory.Exists(folder))
        {
            var found = Directory.EnumerateFiles(folder, pattern).Select(f => new InputFile(f, Path.GetFileName(f))).ToList();
            if (found.Count > 0)
                return found;
        }

        throw new ArchiveException($"{input}: no such file or folder.");
    }
}
