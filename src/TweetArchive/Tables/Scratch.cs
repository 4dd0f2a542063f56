namespace TweetArchive.Tables;

/// <summary>
/// Where partials wait for the merge: in memory up to a limit that all stores share, then in files of one folder.
/// </summary>
internal sealed class Scratch(string folder, long memoryLimit)
{
    private long inMemory;
    private int files;

    /// <summary>True if the bytes may stay in memory.</summary>
    public bool TryKeep(int bytes)
    {
        if (Interlocked.Add(ref inMemory, bytes) <= memoryLimit)
            return true;
        Interlocked.Add(ref inMemory, -bytes);
        return false;
    }

    public void Release(long bytes) => Interlocked.Add(ref inMemory, -bytes);

    public FileStream NewFile()
    {
        string path = Path.Combine(folder, $"rows-{Interlocked.Increment(ref files):D5}.tmp");
        return new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, bufferSize: 0, FileOptions.DeleteOnClose);
    }
}
