using System.Runtime.ExceptionServices;
using System.Threading.Channels;
using TweetArchive.Archives;
using TweetArchive.Csv;
using TweetArchive.Tables;
using TweetArchive.Targets;

namespace TweetArchive.Pipeline;

/// <summary>
/// One pass over all entries: readers cut them into blocks, a bounded channel carries the blocks, workers count. Several
/// entries are read (and inflated) side by side; all workers take blocks of any of them.
/// </summary>
internal sealed class ReadStage(RunOptions options, IReadOnlyList<EntryWork> entries, RunProgress progress, CancellationToken cancelled)
{
    private readonly Channel<(EntryWork Entry, DataBlock Block)> blocks =
        Channel.CreateBounded<(EntryWork, DataBlock)>(new BoundedChannelOptions(options.Threads * 2));

    private readonly int readers = Math.Min(options.Threads, entries.Count);
    private readonly int[] pending = new int[entries.Count];
    private int nextEntry = -1;

    /// <summary>Reads everything; afterwards each entry's <see cref="EntryWork.Partial"/> is complete and sealed.</summary>
    public void Run(TargetMatcher matcher, MentionsTable mentions, TargetNames targets, IReadOnlyList<TweetIdLog>? ids)
    {
        // One buffer being filled and one on offer for each reader, those in the channel, those in work.
        using var pool = new BlockPool((2 * readers) + (2 * options.Threads) + options.Threads, options.BlockSize);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancelled);
        // What workers count of one entry; as many entries as readers are under way at a time.
        long tableBytes = Math.Max(1 << 20, options.Memory / 2 / (options.Threads * readers));

        var readerTasks = Enumerable.Range(0, readers).Select(_ => Start(() => ReadEntries(pool, stop.Token), stop)).ToArray();
        Task closing = Task.WhenAll(readerTasks).ContinueWith(t => blocks.Writer.TryComplete(), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        var workerTasks = Enumerable.Range(0, options.Threads)
            .Select(n => Start(() => Work(new BlockWorker(n, options.Tweets, matcher, mentions, targets, tableBytes, ids?[n]), pool, stop.Token), stop))
            .ToArray();
        try
        {
            Task.WaitAll([.. readerTasks, .. workerTasks, closing], CancellationToken.None);
        }
        catch (AggregateException e)
        {
            // One failure stops the others; theirs are only its echo.
            Exception first = e.Flatten().InnerExceptions.FirstOrDefault(i => i is not OperationCanceledException) ?? e.InnerExceptions[0];
            ExceptionDispatchInfo.Throw(first);
        }
    }

    private static Task Start(Action stage, CancellationTokenSource stop) => Task.Factory.StartNew(
        () =>
        {
            try
            {
                stage();
            }
            catch
            {
                stop.Cancel();
                throw;
            }
        },
        CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private void ReadEntries(BlockPool pool, CancellationToken stop)
    {
        for (int i = Interlocked.Increment(ref nextEntry); i < entries.Count; i = Interlocked.Increment(ref nextEntry))
        {
            EntryWork work = entries[i];
            // The reader holds the entry open, so that it is not sealed before its last block is on its way.
            pending[i] = 1;
            try
            {
                ReadEntry(work, pool, stop);
            }
            catch (ArchiveException e)
            {
                work.Problem = e.Message;
            }

            Finished(work);
        }
    }

    private void ReadEntry(EntryWork work, BlockPool pool, CancellationToken stop)
    {
        using ByteSource source = ByteSource.Open(work.Entry);
        using var reader = new BlockReader(source, pool, options.MaxRecordBytes, stop);
        work.Head = EntryOpener.ReadHead(reader, work.Entry.SourceName);
        while (reader.Next(work.Head.Shape) is { } block)
        {
            Interlocked.Increment(ref pending[work.Index]);
            if (!blocks.Writer.TryWrite((work, block)))
                blocks.Writer.WriteAsync((work, block), stop).AsTask().GetAwaiter().GetResult();
        }

        work.Sha256 = source.Sha256;
        work.Problem = reader.Broken?.Message;
    }

    private void Work(BlockWorker worker, BlockPool pool, CancellationToken stop)
    {
        while (true)
        {
            if (!blocks.Reader.TryRead(out (EntryWork Entry, DataBlock Block) item))
            {
                if (!blocks.Reader.WaitToReadAsync(stop).AsTask().GetAwaiter().GetResult())
                    return;
                continue;
            }

            stop.ThrowIfCancellationRequested();
            long records = worker.Process(item.Entry, item.Block);
            pool.Return(item.Block.Buffer);
            progress.Add(item.Block.Length, records);
            if (options.Strict && item.Entry.FirstReject is { } reject)
                throw new StrictRejectException($"{item.Entry.Entry.SourceName}: {reject}. --strict stops at the first reject; nothing was written.");
            Finished(item.Entry);
        }
    }

    private void Finished(EntryWork work)
    {
        if (Interlocked.Decrement(ref pending[work.Index]) == 0)
            work.Seal(options.Threads);
    }
}
