using TweetArchive.Collections;

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
                .Where(f => EntryNames.IsData(f) && !EntryNames.IsHidden(Path.GetRelativePath(input, f)) && !IsOtherJson(f))
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

    /// <summary>Folders hold JSON of all kinds; what is no tweets there is as little meant as a text file.</summary>
    private static bool IsOtherJson(string path)
    {
        const int HeadBytes = 256 * 1024;
        if (!Path.GetExtension(path).Equals(".json", StringComparison.OrdinalIgnoreCase))
            return false;
        try
        {
            using FileStream file = File.OpenRead(path);
            byte[] head = new byte[HeadBytes];
            int length = file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
            return !JsonRecognition.IsTweets(head.AsSpan(0, length));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Whoever reads it reports it.
            return false;
        }
    }
}
