using System.Collections.Concurrent;
using TweetArchive.Archives;

namespace TweetArchive.Reading;

/// <summary>
/// SHA-256 of input files, taken beside the reading of them: the hash of a file needs its bytes in order, its readers do not.
/// </summary>
internal sealed class InputHashes : IDisposable
{
    private readonly ConcurrentDictionary<string, string> hashes = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource stop;
    private readonly Task hashing;

    /// <param name="threads">Of the whole run; hashing takes a fourth of them.</param>
    public InputHashes(IEnumerable<string> paths, int threads, CancellationToken cancelled)
    {
        stop = CancellationTokenSource.CreateLinkedTokenSource(cancelled);
        string[] files = [.. paths];
        hashing = Task.Factory.StartNew(
            () => Parallel.ForEach(files,
                new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, threads / 4), CancellationToken = stop.Token }, Hash),
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>The hash of every file that could be read, by path; waits for the last.</summary>
    public IReadOnlyDictionary<string, string> Result
    {
        get
        {
            hashing.GetAwaiter().GetResult();
            return hashes;
        }
    }

    public void Dispose()
    {
        stop.Cancel();
        // Its failure, if any, was told by Result or matters no more.
        ((IAsyncResult)hashing).AsyncWaitHandle.WaitOne();
        _ = hashing.Exception;
        stop.Dispose();
    }

    private void Hash(string path)
    {
        try
        {
            hashes[path] = FileHash.Sha256(path, stop.Token);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The reader of the entry reports it.
        }
    }
}
