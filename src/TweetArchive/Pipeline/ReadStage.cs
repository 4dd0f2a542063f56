using System.Runtime.ExceptionServices;
using System.Threading.Channels;
using TweetArchive.Archives;
using TweetArchive.Csv;
using TweetArchive.Tables;
using TweetArchive.Targets;

namespace TweetArchive.Pipeline;

/// <summary>
/// One pass over units of work: readers cut their pieces into blocks, a bounded channel carries the blocks, workers count.
/// Several pieces are read (and inflated) side by side; all workers take blocks of any of them.
/// </summary>
internal sealed class ReadStage(RunOptions options, IReadOnlyList<UnitWork> units, Checkpoints checkpoints, RunProgress progress, CancellationToken cancelled)
{
    private readonly Channel<(PieceWork Piece, DataBlock Block)> blocks =
        Channel.CreateBounded<(PieceWork, DataBlock)>(new BoundedChannelOptions(options.Threads * 2));

    private readonly PieceWork[] pieces = [.. units.SelectMany(u => u.Pieces)];
    private int nextPiece = -1;

    /// <summary>Reads everything; afterwards each unit's <see cref="UnitWork.Partial"/> is complete and sealed.</summary>
    public void Run(TargetMatcher matcher, MentionsTable mentions, TargetNames targets)
    {
        int readers = Math.Min(options.Threads, pieces.Length);
        // One buffer being filled and one on offer for each reader, those in the channel, those in work.
        using var pool = new BlockPool((2 * readers) + (2 * options.Threads) + options.Threads, options.BlockSize);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancelled, checkpoints.Failed);
        long tableBytes = Math.Max(1 << 20, options.Memory / 2 / options.Threads);

        var readerTasks = Enumerable.Range(0, readers).Select(_ => Start(() => ReadPieces(pool, stop.Token), stop)).ToArray();
        Task closing = Task.WhenAll(readerTasks).ContinueWith(t => blocks.Writer.TryComplete(), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        var workerTasks = Enumerable.Range(0, options.Threads)
            .Select(n => Start(() => Work(new BlockWorker(n, options.Tweets, matcher, mentions, targets, tableBytes), pool, stop.Token), stop))
            .ToArray();
        try
        {
            Task.WaitAll([.. readerTasks, .. workerTasks, closing], CancellationToken.None);
        }
        catch (AggregateException e)
        {
            // One failure stops the others; theirs are only its echo.
            checkpoints.ThrowIfFailed();
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

    private void ReadPieces(BlockPool pool, CancellationToken stop)
    {
        // More threads for one stream did not win where it was measured (docs/design.md: One stream, several cores).
        using var sources = new SourceOpener(threads: 1);
        for (int i = Interlocked.Increment(ref nextPiece); i < pieces.Length; i = Interlocked.Increment(ref nextPiece))
        {
            try
            {
                ReadPiece(pieces[i], sources, pool, stop);
            }
            catch (ArchiveException e)
            {
                pieces[i].Problem = e.Message;
            }

            Finish(pieces[i].Unit);
        }
    }

    private void ReadPiece(PieceWork work, SourceOpener sources, BlockPool pool, CancellationToken stop)
    {
        using BlockReader reader = work.Open(sources, pool, options.MaxRecordBytes, stop);
        while (reader.Next(work.Head!.Shape) is { } block)
        {
            work.Unit.BlockBegun();
            if (!blocks.Writer.TryWrite((work, block)))
                blocks.Writer.WriteAsync((work, block), stop).AsTask().GetAwaiter().GetResult();
        }

        work.ReadTo(reader.Offset);
        work.Problem = reader.Broken?.Message;
    }

    private void Work(BlockWorker worker, BlockPool pool, CancellationToken stop)
    {
        while (true)
        {
            if (!blocks.Reader.TryRead(out (PieceWork Piece, DataBlock Block) item))
            {
                if (!blocks.Reader.WaitToReadAsync(stop).AsTask().GetAwaiter().GetResult())
                    return;
                continue;
            }

            stop.ThrowIfCancellationRequested();
            long records = worker.Process(item.Piece, item.Block);
            pool.Return(item.Block.Buffer);
            progress.Add(item.Block.Done, records);
            if (options.Strict && item.Piece.FirstReject is { } reject)
                throw new StrictRejectException($"{item.Piece.Entry.SourceName}: {reject}. --strict stops at the first reject; nothing was written.");
            Finish(item.Piece.Unit);
        }
    }

    private void Finish(UnitWork unit)
    {
        if (!unit.Finish())
            return;
        unit.Seal(options.Threads);
        checkpoints.Add(new FinishedUnit(unit.Unit, [.. unit.Pieces.Select(p => p.Result)], unit.Partial));
    }
}
