using System.Threading.Channels;
using TweetArchive.Archives;
using TweetArchive.Checkpoints;
using TweetArchive.Concurrency;
using TweetArchive.Csv;
using TweetArchive.Requests;
using TweetArchive.Tables.Counting;
using TweetArchive.Targets.Matching;

namespace TweetArchive.Reading;

/// <summary>
/// One pass over units of work. A byte range of a plain file is read and counted by one worker, a block at a time: the bytes are
/// in its core's cache when it looks at them. What cannot be divided, such as an entry of a zip, has a reader that cuts it into
/// blocks, and a bounded channel carries them to whichever worker is free.
/// </summary>
internal sealed class ReadStage(RunOptions options, IReadOnlyList<UnitInProgress> units, CheckpointWriter checkpoints,
    RunProgress progress, CancellationToken cancelled)
{
    private readonly Channel<(PieceInProgress Piece, DataBlock Block)> blocks =
        Channel.CreateBounded<(PieceInProgress, DataBlock)>(new BoundedChannelOptions(options.Threads * 2));

    private readonly PieceInProgress[] ranges = [.. units.SelectMany(u => u.Pieces).Where(p => !p.Piece.Whole)];
    private readonly PieceInProgress[] wholes = [.. units.SelectMany(u => u.Pieces).Where(p => p.Piece.Whole)];
    private readonly int files = units.SelectMany(u => u.Pieces).Select(p => p.Index).Distinct().Count();
    private int nextRange = -1;
    private int nextWhole = -1;

    /// <summary>Reads everything; afterwards each unit's <see cref="UnitInProgress.Partial"/> is complete and sealed.</summary>
    public void Run(TargetMatcher matcher, TargetNames targets)
    {
        int readers = Math.Min(options.Threads, wholes.Length);
        // One buffer being filled and one on offer for each reader, those in the channel; each worker has one in progress and may fill
        // another.
        using var pool = new BlockPool((2 * readers) + (readers > 0 ? 2 * options.Threads : 0) + (2 * options.Threads), options.BlockSize);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancelled, checkpoints.Failed);
        long tableBytes = Math.Max(1 << 20, options.Memory / 2 / options.Threads);

        var tasks = new List<Task>();
        try
        {
            for (int n = 0; n < readers; n++)
                tasks.Add(Start(() => ReadWholes(pool, stop.Token), stop));
            Task closing = Task.WhenAll(tasks).ContinueWith(
                t => blocks.Writer.TryComplete(), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            for (int n = 0; n < options.Threads; n++)
            {
                int number = n;
                tasks.Add(Start(
                    () => Work(new BlockWorker(number, options.Tweets, matcher, targets, tableBytes), pool, stop.Token), stop));
            }

            InParallel.WaitAll([.. tasks, closing]);
        }
        catch (TaskSchedulerException)
        {
            // The system gives no more threads. Those that it gave use what is disposed here, so they end first.
            stop.Cancel();
            Task.WhenAll(tasks).ContinueWith(_ => { }, TaskScheduler.Default).Wait();
            throw;
        }
        catch (OperationCanceledException)
        {
            // Perhaps it was a checkpoint's failure that stopped the others.
            checkpoints.ThrowIfFailed();
            throw;
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

    private void ReadWholes(BlockPool pool, CancellationToken stop)
    {
        using var sources = new SourceOpener();
        while (Next(wholes, ref nextWhole) is { } piece)
        {
            void Send(DataBlock block)
            {
                if (!blocks.Writer.TryWrite((piece, block)))
                    blocks.Writer.WriteAsync((piece, block), stop).AsTask().GetAwaiter().GetResult();
            }

            Read(piece, sources, pool, Send, stop);
        }
    }

    private static PieceInProgress? Next(PieceInProgress[] pieces, ref int next)
    {
        int number = Interlocked.Increment(ref next);
        return number < pieces.Length ? pieces[number] : null;
    }

    private void Read(PieceInProgress piece, SourceOpener sources, BlockPool pool, Action<DataBlock> take, CancellationToken stop)
    {
        int sent = 0;
        progress.Begin(piece.Index, files, piece.Entry.SourceName);
        try
        {
            using BlockReader reader = piece.Open(sources, pool, options.MaxRecordBytes, stop);
            while (reader.Next(piece.Head!.Format.Framing) is { } block)
            {
                piece.Unit.BlockBegun();
                sent++;
                take(block);
            }

            piece.Close(reader.Offset, sent, reader.Broken?.Message);
        }
        catch (ArchiveException e)
        {
            piece.Close(null, sent, e.Message);
        }

        Finish(piece.Unit);
    }

    private void Work(BlockWorker worker, BlockPool pool, CancellationToken stop)
    {
        using var sources = new SourceOpener();
        while (true)
        {
            // Readers wait for room in the channel, so what they bring goes first.
            if (blocks.Reader.TryRead(out (PieceInProgress Piece, DataBlock Block) item))
                Process(worker, item.Piece, item.Block, pool, stop);
            else if (Next(ranges, ref nextRange) is { } range)
                Read(range, sources, pool, block => Process(worker, range, block, pool, stop), stop);
            else if (!blocks.Reader.WaitToReadAsync(stop).AsTask().GetAwaiter().GetResult())
                return;
        }
    }

    private void Process(BlockWorker worker, PieceInProgress piece, DataBlock block, BlockPool pool, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        long records = worker.Process(piece, block);
        pool.Return(block.Buffer);
        progress.Add(block.Done, records);
        if (options.Strict && piece.FirstReject is { } reject)
            throw new StrictRejectException(
                $"{piece.Entry.SourceName}: {reject}. --strict stops at the first reject; nothing was written.");
        Finish(piece.Unit);
    }

    private void Finish(UnitInProgress unit)
    {
        if (!unit.Finish())
            return;
        unit.Seal(options.Threads);
        checkpoints.Add(new FinishedUnit(unit.Unit, [.. unit.Pieces.Select(p => p.Result)], unit.Partial));
    }
}
