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
    private StandardInput(Stream input, string name, CancellationToken cancelled)
    {
        Name = name;
        Path = System.IO.Path.Combine(folder.Location, UsualName);
        try
        {
            Copy(input, cancelled);
            // The same bytes tomorrow are the same input: its time says nothing.
            File.SetLastWriteTimeUtc(Path, DateTime.UnixEpoch);
        }
        catch (OperationCanceledException)
        {
            Dispose();
            throw;
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

    /// <exception cref="UsageException">There is no standard input.</exception>
    /// <exception cref="ArchiveException">There is no room for it.</exception>
    public static StandardInput Open(CancellationToken cancelled)
    {
        using Stream input = StandardHandles.Input();
        return new StandardInput(input, UsualName, cancelled);
    }

    /// <summary>A named pipe, or what a shell makes of <c>&lt;(command)</c>.</summary>
    /// <exception cref="ArchiveException">It cannot be read, or there is no room for it.</exception>
    public static StandardInput Open(string pipe, CancellationToken cancelled)
    {
        try
        {
            using var input = new FileStream(pipe, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 0);
            string name = System.IO.Path.GetFileName(pipe);
            return new StandardInput(input, name.All(char.IsAsciiDigit) ? "pipe-" + name : name, cancelled);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new ArchiveException($"{pipe}: the pipe cannot be read: {e.Message}", e);
        }
    }

    public void Dispose() => folder.Dispose();

    private void Copy(Stream input, CancellationToken cancelled)
    {
        var privately = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
            privately.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var file = new FileStream(Path, privately);
        byte[] chunk = new byte[1 << 20];
        while (input.Read(chunk) is > 0 and int read)
        {
            cancelled.ThrowIfCancellationRequested();
            file.Write(chunk.AsSpan(0, read));
        }
    }
}
