namespace TweetArchive.Archives;

/// <summary>
/// A private folder for copies that a program needs while it runs. It goes when the process ends, in whatever way it was asked to. One that
/// was killed cannot remove its own, so the next start of the program does: it knows by a locked file which are still in use.
/// </summary>
public sealed class TempFolder : IDisposable
{
    private const string Prefix = "tweetarchive-";
    private const string InUse = "in-use";
    private static readonly HashSet<TempFolder> Alive = [];
    private readonly FileStream held;

    static TempFolder() => AppDomain.CurrentDomain.ProcessExit += (_, _) => RemoveAll();

    /// <param name="purpose">A word for its name.</param>
    /// <exception cref="IOException">It cannot be made.</exception>
    public TempFolder(string purpose)
    {
        // Only its owner may look into it.
        Location = Directory.CreateTempSubdirectory($"{Prefix}{purpose}-").FullName;
        string file = Path.Combine(Location, InUse);
        // A file has its lock a moment after it has its name, except on Windows; in that moment another start would take it for abandoned.
        string locked = OperatingSystem.IsWindows() ? file : file + ".new";
        held = new FileStream(locked, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
        if (locked != file)
            File.Move(locked, file);
        lock (Alive)
            Alive.Add(this);
    }

    /// <summary>Its path.</summary>
    public string Location { get; }

    /// <summary>Removes what programs that were killed have left. Folders that are in use, or somebody else's, stay.</summary>
    public static void RemoveAbandoned()
    {
        try
        {
            foreach (string folder in Directory.EnumerateDirectories(Path.GetTempPath(), Prefix + "*"))
                RemoveIfAbandoned(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The folder for such copies cannot be listed: a command that needs one reports that.
        }
    }

    public void Dispose()
    {
        lock (Alive)
        {
            if (!Alive.Remove(this))
                return;
        }

        // Windows deletes no file that is open.
        if (OperatingSystem.IsWindows())
            held.Dispose();
        if (Directory.Exists(Location))
            Directory.Delete(Location, recursive: true);
        held.Dispose();
    }

    private static void RemoveIfAbandoned(string folder)
    {
        try
        {
            string file = Path.Combine(folder, InUse);
            if (new DirectoryInfo(folder).LinkTarget is not null || !File.Exists(file) || new FileInfo(file).LinkTarget is not null)
                return;
            using var free = new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
            if (OperatingSystem.IsWindows())
                free.Dispose();
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // In use, or somebody else's.
        }
    }

    /// <summary>A command that is ended from outside does not come to the places where it would remove its copies.</summary>
    private static void RemoveAll()
    {
        TempFolder[] left;
        lock (Alive)
            left = [.. Alive];
        foreach (TempFolder folder in left)
        {
            try
            {
                folder.Dispose();
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // The next start tries again.
            }
        }
    }
}
