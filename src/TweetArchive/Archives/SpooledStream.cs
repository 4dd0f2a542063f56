namespace TweetArchive.Archives;

/// <summary>What is packed and must be read from any place: kept in a file while it is read.</summary>
internal static class SpooledStream
{
    /// <param name="ahead">The first bytes, already read.</param>
    /// <param name="rest">What follows; disposed here.</param>
    public static Stream Of(byte[] ahead, ByteSource rest)
    {
        using ByteSource source = rest;
        byte[] chunk = new byte[64 * 1024];
        return Filled(file =>
        {
            file.Write(ahead);
            while (source.Read(chunk) is > 0 and int read)
                file.Write(chunk, 0, read);
        });
    }

    /// <param name="packed">Read to its end, and disposed.</param>
    public static Stream Of(Stream packed)
    {
        using Stream all = packed;
        return Filled(all.CopyTo);
    }

    private static FileStream Filled(Action<FileStream> fill)
    {
        // Elsewhere than on Windows a file that is open needs no name: it goes with the process, even with one that is killed.
        FileOptions whenClosed = OperatingSystem.IsWindows() ? FileOptions.DeleteOnClose : FileOptions.None;
        string path = Path.GetTempFileName();
        var file = new FileStream(path, FileMode.Create, FileAccess.ReadWrite, FileShare.None, 64 * 1024, whenClosed);
        if (!OperatingSystem.IsWindows())
            File.Delete(path);
        try
        {
            fill(file);
            file.Position = 0;
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }
}
