using System.Collections.Concurrent;
using Microsoft.Win32.SafeHandles;
using TweetArchive.Archives;
using TweetArchive.Checkpoints;
using TweetArchive.Concurrency;

namespace TweetArchive.Reading;

/// <summary>
/// SHA-256 of input files, taken while they are read: the hash of a file needs its bytes in order, its readers do not.
/// </summary>
internal sealed class InputHashes : IDisposable
{
    private readonly ConcurrentDictionary<string, string> hashes = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, RangeChecksum> checksums = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> failures = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource stop;
    private readonly Task hashing;

    /// <param name="entries">One of each file.</param>
    /// <param name="threads">Of the whole run; hashing takes a fourth of them.</param>
    public InputHashes(IEnumerable<ArchiveEntry> entries, int threads, CancellationToken cancelled)
    {
        stop = CancellationTokenSource.CreateLinkedTokenSource(cancelled);
        ArchiveEntry[] files = [.. entries];
        hashing = Task.Factory.StartNew(
            () => InParallel.ForEach(files, Math.Max(1, threads / 4), Hash, stop.Token),
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>The hash of every file that could be read, by path; waits for the last.</summary>
    /// <exception cref="InputChangedException">A file is not what it was when the run began.</exception>
    public FileHashes Result
    {
        get
        {
            hashing.GetAwaiter().GetResult();
            return new FileHashes(hashes, checksums, failures);
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

    private void Hash(ArchiveEntry entry)
    {
        try
        {
            using SafeFileHandle file = InputFile.Open(entry);
            (hashes[entry.Path], checksums[entry.Path]) = FileHash.Of(file, stop.Token);
        }
        catch (Exception e) when ((e is IOException or UnauthorizedAccessException) && !InputFile.IsOfMachine(e))
        {
            failures[entry.Path] = e.Message;
        }
    }
}
