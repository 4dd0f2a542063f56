using System.Runtime.ExceptionServices;

namespace TweetArchive.Archives.Inflate;

/// <summary>
/// Unpacks one stream on several threads (docs/design.md: One stream, several cores). At any time one worker, the leader, goes on
/// from bytes that are known; the others unpack later chunks from a guessed start, in symbols of which some stand for bytes not
/// known yet. A guess counts only if the leader comes to exactly its bit at the end of a block; so the bytes given out do not
/// depend on guesses, threads or chunks.
/// </summary>
internal sealed class ParallelInflater : IInflater
{
    /// <summary>More threads would wait for the one that reads what they give.</summary>
    private const int MostThreads = 8;

    // Slabs that wait to be read: of known bytes, and of wide symbols in all. They bound memory to some 40 MB.
    private const int MostKnownSlabs = 16;
    private const int MostWideSlabs = 96;

    private readonly object gate = new();
    private readonly Dictionary<int, ChunkRun> runs = [];
    private readonly Stack<Slab> spare = new();
    private readonly Thread[] workers;
    private readonly int slabBytes;
    private readonly int mostAhead;
    private ChunkRun head;
    private int nextClaim;
    private int knownSlabs;
    private int wideSlabs;
    private bool ended;
    private Exception? failure;

    public ParallelInflater(Stream packed, bool gzip, int threads, int chunkBytes, int slabBytes)
    {
        this.slabBytes = slabBytes;
        threads = Math.Min(threads, MostThreads);
        mostAhead = threads + 2;
        Input = new PackedInput(packed, chunkBytes);
        Input.KeepFrom(0);
        head = RunOf(0);
        head.Known = true;
        head.Window = new byte[Slab.Window];
        workers = [.. Enumerable.Range(0, threads).Select(_ => new Thread(() => Work(gzip)) { IsBackground = true, Name = "inflate" })];
        foreach (Thread worker in workers)
            worker.Start();
    }

    public PackedInput Input { get; }

    public bool Next(out InflatedPiece piece)
    {
        lock (gate)
        {
            while (true)
            {
                if (failure is not null)
                    ExceptionDispatchInfo.Throw(failure);
                if (head.Known && head.Pieces.TryDequeue(out piece))
                {
                    piece = piece with { Markers = head.Markers };
                    return true;
                }

                if (!head.Closed)
                {
                    Monitor.Wait(gate);
                    continue;
                }

                piece = default;
                if (head.Next < 0)
                    return false;
                runs.Remove(head.Index);
                head = RunOf(head.Next);
                Monitor.PulseAll(gate);
            }
        }
    }

    public void Return(Slab slab)
    {
        lock (gate)
        {
            if (slab.Wide)
                wideSlabs--;
            else
                knownSlabs--;
            spare.Push(slab);
            Monitor.PulseAll(gate);
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            ended = true;
            Monitor.PulseAll(gate);
        }

        foreach (Thread worker in workers)
            worker.Join();
        Input.Dispose();
    }

    // What workers ask and tell.

    /// <summary>Nobody waits for more.</summary>
    public bool Ended => Volatile.Read(ref ended);

    /// <summary>A guess is of no use any more: the truth is known, or somebody else goes through the chunk.</summary>
    public bool IsSettled(ChunkRun run)
    {
        lock (gate)
            return run.Known || run.Void || ended;
    }

    public Slab Rent()
    {
        lock (gate)
        {
            if (spare.TryPop(out Slab? slab))
                return slab;
        }

        return new Slab(slabBytes);
    }

    /// <summary>Takes back a slab that was not given out.</summary>
    public void GiveBack(Slab slab)
    {
        lock (gate)
            spare.Push(slab);
    }

    /// <summary>Gives out what a run has unpacked.</summary>
    public void Give(ChunkRun run, in InflatedPiece piece)
    {
        lock (gate)
        {
            if (piece.Slab is { Wide: true })
                wideSlabs++;
            else if (piece.Slab is not null)
                knownSlabs++;
            run.Pieces.Enqueue(piece);
            Monitor.PulseAll(gate);
        }
    }

    /// <summary>Waits until the reader has taken enough of what is known.</summary>
    public void AwaitReader()
    {
        lock (gate)
        {
            while (knownSlabs >= MostKnownSlabs && !ended)
                Monitor.Wait(gate);
        }
    }

    /// <summary>Waits until there is room for more of what is not known, or the run is settled.</summary>
    public void AwaitRoom(ChunkRun run)
    {
        lock (gate)
        {
            while (wideSlabs >= MostWideSlabs && !(run.Known || run.Void || ended))
                Monitor.Wait(gate);
        }
    }

    public void AwaitSettled(ChunkRun run)
    {
        lock (gate)
        {
            while (!(run.Known || run.Void || ended))
                Monitor.Wait(gate);
        }
    }

    /// <summary>The worker of a run found a start, or none.</summary>
    public void Guessed(ChunkRun run, long? start)
    {
        lock (gate)
        {
            run.Searching = false;
            run.Guess = start;
            Monitor.PulseAll(gate);
        }
    }

    /// <summary>What was guessed is wrong: as if nothing had been found.</summary>
    public void Discard(ChunkRun run)
    {
        lock (gate)
        {
            run.Guess = null;
            while (run.Pieces.TryDequeue(out InflatedPiece piece))
            {
                if (piece.Slab is not { } slab)
                    continue;
                wideSlabs--;
                spare.Push(slab);
            }

            Monitor.PulseAll(gate);
        }
    }

    /// <summary>
    /// A guessed run came to the end of a block behind its chunk. It is done if the next run starts there, or can be told to.
    /// </summary>
    /// <param name="window">The last symbols.</param>
    public bool TryFinishGuess(ChunkRun run, long end, ReadOnlySpan<ushort> window)
    {
        lock (gate)
        {
            if (run.Known || run.Void || ended || !Input.Has(run.Index + 1))
                return false;
            ChunkRun next = RunOf(run.Index + 1);
            while (next.Searching && !(run.Known || run.Void || ended))
                Monitor.Wait(gate);
            if (run.Known || run.Void || ended)
                return false;
            if (!next.Claimed && end < FirstBit(next.Index + 1))
                next.Guess = end;
            if (next.Guess != end)
                return false;
            run.EndWindow = window.ToArray();
            run.End = end;
            run.Done = true;
            return true;
        }
    }

    /// <summary>
    /// The leader stands at the end of a block. If another run begins exactly there it goes on as that run's; runs that do not
    /// begin where blocks do are void.
    /// </summary>
    /// <returns>The run to which all is told that it needs, or null: the leader goes on by itself.</returns>
    public ChunkRun? TryHandOver(ChunkRun run, long end, int history, ReadOnlySpan<byte> window)
    {
        lock (gate)
        {
            for (int index = run.Index + 1; end >= FirstBit(index); index++)
            {
                if (ended || !Input.Has(index))
                    return null;
                ChunkRun next = RunOf(index);
                while (next.Searching && !ended)
                    Monitor.Wait(gate);
                if (next.Void)
                    continue;
                bool begins = next.Claimed ? next.Guess == end && history == Slab.Window : end < FirstBit(index + 1);
                if (begins)
                {
                    next.Known = true;
                    next.Start = end;
                    next.History = history;
                    next.Window = window.ToArray();
                    next.Markers = new Markers();
                    next.Markers.Learn(window);
                    run.Next = index;
                    run.Closed = true;
                    Monitor.PulseAll(gate);
                    return next;
                }

                if (next.Claimed && next.Guess > end)
                    return null;
                next.Void = true;
                if (next.Done)
                    Discard(next);
                Monitor.PulseAll(gate);
            }

            return null;
        }
    }

    /// <summary>The stream ended with this run.</summary>
    public void End(ChunkRun run)
    {
        lock (gate)
        {
            run.Closed = true;
            ended = true;
            Monitor.PulseAll(gate);
        }
    }

    private long FirstBit(int index) => (long)index * Input.ChunkBytes * 8;

    private ChunkRun RunOf(int index)
    {
        if (!runs.TryGetValue(index, out ChunkRun? run))
            runs.Add(index, run = new ChunkRun(index));
        return run;
    }

    private void Work(bool gzip)
    {
        try
        {
            using var worker = new ChunkWorker(this, gzip);
            while (Claim() is { } run)
                worker.Unpack(run);
        }
        catch (Exception e)
        {
            // Damage is a piece like others; this is a defect, or memory is out.
            lock (gate)
            {
                failure = e;
                ended = true;
                Monitor.PulseAll(gate);
            }
        }
    }

    /// <summary>The next chunk that nobody has; null when there is none left.</summary>
    private ChunkRun? Claim()
    {
        lock (gate)
        {
            while (true)
            {
                while (!ended && nextClaim >= head.Index + mostAhead)
                    Monitor.Wait(gate);
                if (ended)
                    return null;
                if (!Input.Has(nextClaim))
                    return null;
                int index = nextClaim++;
                if (index < head.Index)
                    continue;
                ChunkRun run = RunOf(index);
                if (run.Void)
                    continue;
                run.Claimed = true;
                run.Searching = !run.Known && run.Guess is null;
                return run;
            }
        }
    }
}
