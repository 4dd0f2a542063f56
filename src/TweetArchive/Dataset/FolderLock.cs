namespace TweetArchive.Dataset;

/// <summary>
/// One program at a time in a folder: a lock on <c>.work/lock</c>. The system takes it away when the process ends, however it ends.
/// </summary>
/// <remarks>
/// A process that ends deletes the file while it is still locked, so a lock may be on a file that is no longer in the folder. Such a lock
/// protects nothing: another program may hold one on the file that came after it. Therefore the holder gives the file a random time and
/// looks whether the file at the path has that time.
/// </remarks>
internal sealed class FolderLock : IDisposable
{
    private const string Name = "lock";

    // Enough for any number of programs that end one after the other while this one tries.
    private const int Tries = 1000;

    private readonly FileStream file;
    private readonly string path;

    private FolderLock(FileStream file, string path)
    {
        this.file = file;
        this.path = path;
    }

    /// <summary>Locks a folder that may not be there yet.</summary>
    /// <param name="work">The folder <c>.work</c>; it is made if it is missing.</param>
    /// <returns>Null if another program holds the lock; nothing was changed then.</returns>
    /// <exception cref="IOException">The folder cannot be made or written.</exception>
    public static FolderLock? TryTake(string work)
    {
        string path = PathIn(work);
        for (int attempt = 0; attempt < Tries; attempt++)
        {
            Directory.CreateDirectory(work);
            FileStream? file = TryOpen(path, out bool isHeld);
            if (isHeld)
                return null;
            if (file is null)
                continue;
            if (IsAtItsPath(file, path))
                return new FolderLock(file, path);
            file.Dispose();
        }

        throw new IOException($"{path}: cannot be locked; other programs make and delete it all the time.");
    }

    public static string PathIn(string work) => Path.Combine(work, Name);

    /// <summary>Deletes the file and then lets go of it, so nobody finds an unlocked one.</summary>
    public void Dispose()
    {
        if (!OperatingSystem.IsWindows())
            File.Delete(path);
        file.Dispose();
        // Windows deletes no file that is open.
        if (OperatingSystem.IsWindows())
            TryDelete(path);
    }

    private static FileStream? TryOpen(string path, out bool isHeld)
    {
        isHeld = false;
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
        }
        catch (DirectoryNotFoundException)
        {
            // The program that held it has just removed the folder.
            return null;
        }
        catch (IOException) when (File.Exists(path))
        {
            isHeld = true;
            return null;
        }
        catch (IOException) when (Directory.Exists(Path.GetDirectoryName(path)) is false)
        {
            return null;
        }
    }

    private static bool IsAtItsPath(FileStream file, string path)
    {
        // Whole even seconds, since some file systems keep no others.
        DateTime own = DateTime.UnixEpoch.AddDays(10_000).AddSeconds(2 * Random.Shared.Next(200_000_000));
        File.SetLastWriteTimeUtc(file.SafeFileHandle, own);
        return File.Exists(path) && File.GetLastWriteTimeUtc(path) == own;
    }

    private static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Another program has it by now, and it is that one's to delete.
        }
    }
}
