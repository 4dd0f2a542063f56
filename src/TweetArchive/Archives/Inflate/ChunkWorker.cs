namespace TweetArchive.Archives.Inflate;

/// <summary>One thread of a <see cref="ParallelInflater"/>: unpacks one chunk after the other, by guess or as the leader.</summary>
internal sealed unsafe class ChunkWorker(ParallelInflater shared, bool gzip) : IDisposable
{
    private readonly PackedCursor cursor = new(shared.Input);
    private readonly Inflater inflater = new();

    public void Unpack(ChunkRun run)
    {
        if (shared.IsSettled(run))
            Lead(run);
        else
            Guess(run);
    }

    public void Dispose() => cursor.Dispose();

    private void Guess(ChunkRun run)
    {
        if (!Start(run))
            return;
        Slab slab = shared.Rent();
        Markers.FillWindow(slab);
        bool blockEnd = false;
        while (true)
        {
            if (shared.IsSettled(run))
            {
                Settle(run, slab, blockEnd, memberEnded: false);
                return;
            }

            InflateStatus status = inflater.Run<ushort>(cursor, slab, Slab.Window);
            blockEnd = status == InflateStatus.BlockEnd;
            switch (status)
            {
                case InflateStatus.Full:
                    slab = Continue(run, slab);
                    shared.AwaitRoom(run);
                    break;
                case InflateStatus.BlockEnd when cursor.Position < EndOf(run):
                    break;
                case InflateStatus.BlockEnd:
                    Slab full = slab;
                    slab = Continue(run, full);
                    if (shared.TryFinishGuess(run, cursor.Position, new ReadOnlySpan<ushort>(slab.Start, Slab.Window)))
                        return;
                    shared.AwaitSettled(run);
                    break;
                case InflateStatus.StreamEnd:
                    shared.AwaitSettled(run);
                    Settle(run, slab, blockEnd, memberEnded: true);
                    return;
                default:
                    // A false start, or damage, which the leader will meet and tell.
                    shared.Discard(run);
                    shared.GiveBack(slab);
                    return;
            }
        }
    }

    /// <summary>Finds a block to begin with; false where there is none.</summary>
    private bool Start(ChunkRun run)
    {
        if (!cursor.MoveTo(run.Index, 0))
        {
            // The leader is past it already.
            shared.Guessed(run, null);
            return false;
        }

        if (run.Guess is { } told)
        {
            cursor.Bit = told - ((long)run.Index * shared.Input.ChunkBytes * 8);
            inflater.Restart();
            return true;
        }

        PackedChunk chunk = cursor.Chunk;
        bool found = BlockFinder.TryFind(chunk.Start, 0, chunk.Length * 8L, inflater.Tables, () => shared.IsSettled(run), out long start, out long body);
        shared.Guessed(run, found ? cursor.Position + start : null);
        if (!found)
            return false;

        cursor.Bit = body;
        inflater.EnterBlock();
        return true;
    }

    /// <summary>Gives out a slab of wide symbols and goes on in another.</summary>
    private Slab Continue(ChunkRun run, Slab full)
    {
        Slab next = shared.Rent();
        next.Continue<ushort>(full);
        shared.Give(run, new InflatedPiece { Slab = full });
        return next;
    }

    /// <summary>What stands before a guessed run is known: on from here in bytes, if the guess was right.</summary>
    private void Settle(ChunkRun run, Slab slab, bool blockEnd, bool memberEnded)
    {
        if (!run.Known)
        {
            shared.Discard(run);
            shared.GiveBack(slab);
            return;
        }

        Slab bytes = shared.Rent();
        bytes.Wide = false;
        bytes.Count = 0;
        run.Markers!.Resolve(new ReadOnlySpan<ushort>((ushort*)slab.Start + slab.Count, Slab.Window), new Span<byte>(bytes.Start, Slab.Window));
        shared.Give(run, new InflatedPiece { Slab = slab });
        var reader = new MemberReader(cursor, inflater, gzip);
        reader.Resume(Slab.Window, memberEnded);
        Lead(run, reader, bytes, blockEnd);
    }

    private void Lead(ChunkRun run)
    {
        if (!run.Known || shared.Ended)
            return;
        Slab slab = WindowOf(run.Window);
        var reader = new MemberReader(cursor, inflater, gzip);
        if (run.Index == 0)
        {
            if (!cursor.MoveTo(0, 0))
                throw new InvalidOperationException("a stream without a first chunk");
        }
        else
        {
            GoTo(run.Index, run.Start);
            reader.Resume(run.History, memberEnded: false);
        }

        Lead(run, reader, slab, blockEnd: false);
    }

    /// <param name="blockEnd">It stands at the end of a block.</param>
    private void Lead(ChunkRun run, MemberReader reader, Slab slab, bool blockEnd)
    {
        while (!shared.Ended)
        {
            InflatedPiece? said = null;
            if (!blockEnd && !reader.Ended)
                blockEnd = reader.Step(slab, out said);
            bool stands = blockEnd && cursor.Position >= EndOf(run);
            if (stands || said is not null || reader.Ended || slab.Count >= slab.Capacity<byte>())
            {
                Slab next = shared.Rent();
                next.Continue<byte>(slab);
                shared.Give(run, new InflatedPiece { Slab = slab });
                slab = next;
                if (said is { } piece)
                    shared.Give(run, piece);
                if (reader.Ended)
                {
                    shared.End(run);
                    return;
                }

                shared.AwaitReader();
                shared.Input.KeepFrom(cursor.Chunk.Index);
            }

            blockEnd = false;
            if (!stands)
                continue;
            long end = cursor.Position;
            int history = reader.History;
            ChunkRun? to;
            while ((to = shared.TryHandOver(run, end, history, new ReadOnlySpan<byte>(slab.Start, Slab.Window))) is { Done: true })
            {
                // It was unpacked by guess, and the guess was right: its end is ours.
                run = to;
                run.Markers!.Resolve(run.EndWindow, new Span<byte>(slab.Start, Slab.Window));
                (end, history) = (run.End, Slab.Window);
                GoTo(run.Index, end);
                inflater.Restart();
                reader.Resume(history, memberEnded: false);
            }

            if (to is not null)
                return;
        }
    }

    /// <summary>A slab with nothing in it but the bytes before.</summary>
    private Slab WindowOf(ReadOnlySpan<byte> window)
    {
        Slab slab = shared.Rent();
        slab.Wide = false;
        slab.Count = 0;
        window.CopyTo(new Span<byte>(slab.Start, Slab.Window));
        return slab;
    }

    /// <param name="index">Of a chunk at or before it.</param>
    /// <param name="position">A bit of the stream, where a block begins.</param>
    private void GoTo(int index, long position)
    {
        cursor.MoveTo(index, position - ((long)index * shared.Input.ChunkBytes * 8));
        inflater.Restart();
    }

    private long EndOf(ChunkRun run) => (run.Index + 1L) * shared.Input.ChunkBytes * 8;
}
