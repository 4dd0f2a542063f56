namespace TweetArchive.Archives;

/// <summary>
/// Standard input, or another pipe, as a file. Duplicates are found exactly by reading a second time, a zip is read from its end, and a
/// run that was stopped continues where it was: none of that a pipe can give. The file is removed with this object.
/// </summary>
internal sealed class StandardInput : IDisposable
{
    /// <summary>The argument that means it.</summary>
    public const string Argument = "-";

    /// <summary>Its name in the tables.</summary>
    public const string UsualName = "stdin";

    private readonly TempFolder folder = new("stdin");

    /// <exception cref="ArchiveException">It cannot be read, or there is no room for it.</exception>
    private StandardInput(Stream input, string name)
    {
        Name = name;
        Path = System.IO.Path.Combine(folder.Location, UsualName);
        try
        {
            using (var file = new FileStream(Path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 0))
                input.CopyTo(file, 1 << 20);
            // The same bytes tomorrow are the same input: its time says nothing.
            File.SetLastWriteTimeUtc(Path, DateTime.UnixEpoch);
        }
        catch (IOException e)
        {
            Dispose();
            throw new ArchiveException(
                $"{name}: what comes through the pipe cannot be kept in {System.IO.Path.GetTempPath()}: {e.Message} "
                    + "Point TMPDIR to a folder with more room, or write it to a file and give that.", e);
        }
    }

    public string Path { get; }

    /// <summary>In the tables.</summary>
    public string Name { get; }

    /// <exception cref="ArchiveException">There is no standard input, or no room for it.</exception>
    public static StandardInput Open()
    {
        if (FileIdentity.KindOfStandardInput() is FileKind.Nothing or FileKind.Folder or FileKind.Other)
            throw new ArchiveException(
                "-: standard input is closed, so nothing can be read from it. Write: … | tweetarchive run - --out DIR");
        using Stream input = Console.OpenStandardInput();
        return new StandardInput(input, UsualName);
    }

    /// <summary>A named pipe, or what a shell makes of <c>&lt;(command)</c>.</summary>
    /// <exception cref="ArchiveException">It cannot be read, or there is no room for it.</exception>
    public static StandardInput Open(string pipe)
    {
        try
        {
            using var input = new FileStream(pipe, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 0);
            string name = System.IO.Path.GetFileName(pipe);
            return new StandardInput(input, name.All(char.IsAsciiDigit) ? "pipe-" + name : name);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new ArchiveException($"{pipe}: the pipe cannot be read: {e.Message}", e);
        }
    }

    public void Dispose() => folder.Dispose();
}
