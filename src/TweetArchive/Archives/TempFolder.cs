namespace TweetArchive.Archives;

/// <summary>
/// A private folder for copies that a program needs while it runs. One that was killed cannot remove its own, so the next one that makes
/// such a folder does: it knows by a locked file which are still in use.
/// </summary>
public sealed class TempFolder : IDisposable
{
    private const string InUse = "in-use";
    private readonly FileStream held;

    /// <param name="purpose">A word for its name.</param>
    /// <exception cref="IOException">It cannot be made.</exception>
    public TempFolder(string purpose)
    {
        string prefix = $"tweetarchive-{purpose}-";
        RemoveAbandoned(prefix);
        // Only its owner may look into it.
        Location = Directory.CreateTempSubdirectory(prefix).FullName;
        held = new FileStream(Path.Combine(Location, InUse), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
    }

    /// <summary>Its path.</summary>
    public string Location { get; }

    public void Dispose()
    {
        // Windows deletes no file that is open.
        if (OperatingSystem.IsWindows())
            held.Dispose();
        if (Directory.Exists(Location))
            Directory.Delete(Location, recursive: true);
        held.Dispose();
    }

    private static void RemoveAbandoned(string prefix)
    {
        foreach (string folder in Directory.EnumerateDirectories(Path.GetTempPath(), prefix + "*"))
        {
            try
            {
                string file = Path.Combine(folder, InUse);
                if (new DirectoryInfo(folder).LinkTarget is not null || !File.Exists(file) || new FileInfo(file).LinkTarget is not null)
                    continue;
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
    }
}
