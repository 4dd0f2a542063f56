namespace TweetArchive.Archives;

/// <summary>
/// Standard input as a file. Duplicates are found exactly by reading a second time, a zip is read from its end, and a run
/// that was stopped goes on where it was: none of that a pipe can give. The file is removed with this object.
/// </summary>
internal sealed class StandardInput : IDisposable
{
    /// <summary>The argument that means it.</summary>
    public const string Argument = "-";

    /// <summary>Its name in the tables.</summary>
    public const string Name = "stdin";

    private readonly TempFolder folder = new("stdin");

    /// <exception cref="ArchiveException">It cannot be read, or there is no room for it.</exception>
    public StandardInput(Stream input)
    {
        Path = System.IO.Path.Combine(folder.Location, Name);
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
                $"{Name}: standard input cannot be kept in {System.IO.Path.GetTempPath()}: {e.Message} Point TMPDIR to a folder with more "
                    + "room, or write it to a file and give that.", e);
        }
    }

    public string Path { get; }

    public void Dispose() => folder.Dispose();
}
