using TweetArchive.Archives;

namespace TweetArchive.Csv;

/// <summary>
/// Cuts an entry's bytes into blocks that start and end with records. Bytes after the last record end of a buffer are
/// carried over to the next; a record longer than the limit becomes an <see cref="OversizeRecord"/> and is never held whole.
/// </summary>
public sealed class BlockReader : IDisposable
{
    private ByteSource source;
    private readonly BlockPool pool;
    private int maxRecord;
    private readonly CancellationToken cancel;
    private byte[] buffer;
    private int filled;
    private long offset;
    private long done;
    private int sequence;
    private bool ended;
    private (long At, ArchiveException Problem)? breaksOff;

    public BlockReader(ByteSource source, BlockPool pool, int maxRecord, CancellationToken cancel)
    {
        this.source = source;
        this.pool = pool;
        this.maxRecord = Math.Max(maxRecord, pool.BlockSize);
        this.cancel = cancel;
        try
        {
            buffer = pool.Rent(cancel);
            Fill(pool.BlockSize);
        }
        catch
        {
            // Nobody else has it who could.
            source.Dispose();
            throw;
        }
    }

    /// <summary>Bytes that a record may have.</summary>
    public int MaxRecord => maxRecord;

    /// <summary>The current bytes, at first the beginning of the entry.</summary>
    public ReadOnlySpan<byte> Head => buffer.AsSpan(0, filled);

    /// <summary>Where the next block starts in the entry; after the last one, its end.</summary>
    public long Offset => offset;

    /// <summary>The input ends, or breaks off, with the current bytes.</summary>
    public bool Ended => ended;

    /// <summary>What broke the input off, if anything did; known when the last block was given out.</summary>
    public ArchiveException? Broken { get; private set; }

    /// <summary>Records may be this many times as long as the limit says: each of them holds many tweets.</summary>
    internal void AllowLonger(int times) => maxRecord = (int)Math.Min(int.MaxValue / 4, (long)maxRecord * times);

    /// <summary>Drops the first bytes of <see cref="Head"/>: a byte order mark, the header.</summary>
    public void Skip(int bytes)
    {
        buffer.AsSpan(bytes, filled - bytes).CopyTo(buffer);
        filled -= bytes;
        offset += bytes;
    }

    /// <summary>
    /// Reads on through another source, which is given what was read ahead and what follows it. Offsets are those of its bytes from then
    /// on.
    /// </summary>
    public void Translate(Func<byte[], ByteSource, ByteSource> through)
    {
        byte[] ahead = Head.ToArray();
        source = through(ahead, source);
        filled = 0;
        offset = 0;
        ended = false;
        Broken = null;
        Fill(pool.BlockSize);
    }

    /// <summary>Lets the input break off at a place where it did so when it was read before.</summary>
    /// <param name="at">In the measure of <see cref="Offset"/>.</param>
    internal void BreakOffAt(long at, ArchiveException problem)
    {
        breaksOff = (at, problem);
        if (offset + filled < at)
            return;
        filled = (int)Math.Max(0, at - offset);
        (ended, Broken) = (true, problem);
    }

    /// <summary>The next block, or null at the end of the entry.</summary>
    public DataBlock? Next(IRecordFraming framing)
    {
        int wanted = pool.BlockSize;
        while (true)
        {
            Fill(wanted);
            if (ended)
                return filled == 0 ? null : Emit(filled, cutShort: Broken is not null);
            bool full = wanted >= maxRecord;
            int cut = framing.Cut(Head, lastResort: full);
            if (cut > 0)
                return Emit(cut, cutShort: false);
            if (full)
                return SkipOversize(framing);
            wanted = Math.Min(maxRecord, wanted * 2);
        }
    }

    public void Dispose()
    {
        pool.Return(buffer);
        source.Dispose();
    }

    /// <summary>Hands the first <paramref name="length"/> bytes out and carries the rest over into a fresh buffer.</summary>
    private DataBlock Emit(int length, bool cutShort)
    {
        byte[] next = pool.Rent(cancel);
        int rest = filled - length;
        if (rest > next.Length - Tokeniser.Padding)
            next = Grown(next, rest);
        buffer.AsSpan(length, rest).CopyTo(next);
        var block = new DataBlock
        {
            Buffer = buffer,
            Length = length,
            Offset = offset,
            Done = NewlyDone(),
            Sequence = sequence++,
            CutShort = cutShort,
        };
        buffer = next;
        filled = rest;
        offset += length;
        return block;
    }

    /// <summary>
    /// Reads on past bytes that hold no record end until a line starts as a record does. The block given out holds the
    /// beginning of what was skipped.
    /// </summary>
    private DataBlock SkipOversize(IRecordFraming framing)
    {
        const int MostKept = 64 * 1024;
        long from = offset;
        byte[] beginning = buffer;
        int kept = Math.Min(filled, MostKept);
        buffer = pool.Rent(cancel);
        int tail = Math.Min(filled, framing.Window);
        long newlines = beginning.AsSpan(0, filled - tail).Count((byte)'\n');
        beginning.AsSpan(filled - tail, tail).CopyTo(buffer);
        offset += filled - tail;
        filled = tail;

        while (true)
        {
            Fill(pool.BlockSize);
            int start = FindStart(Head, framing);
            int passed = start >= 0 ? start : ended ? filled : Math.Max(0, filled - framing.Window);
            newlines += Head[..passed].Count((byte)'\n');
            Skip(passed);
            if (start < 0 && !ended)
                continue;

            return new DataBlock
            {
                Buffer = beginning,
                Length = kept,
                Offset = from,
                Done = NewlyDone(),
                Sequence = sequence++,
                Oversize = new OversizeRecord(offset - from, newlines),
                CutShort = ended && Broken is not null,
            };
        }
    }

    private long NewlyDone()
    {
        long before = done;
        done = source.Done;
        return done - before;
    }

    private static int FindStart(ReadOnlySpan<byte> bytes, IRecordFraming framing)
    {
        int at = 0;
        while (true)
        {
            int newline = bytes[at..].IndexOf((byte)'\n');
            if (newline < 0)
                return -1;
            at += newline + 1;
            if (framing.StartsRecord(bytes[at..]))
                return at;
        }
    }

    private void Fill(int wanted)
    {
        if (wanted > buffer.Length - Tokeniser.Padding)
            buffer = Grown(buffer, wanted);
        while (filled < wanted && !ended)
        {
            cancel.ThrowIfCancellationRequested();
            try
            {
                int most = wanted - filled;
                if (breaksOff is { } place)
                    most = (int)Math.Min(most, place.At - offset - filled);
                if (most == 0)
                    throw breaksOff!.Value.Problem;
                int read = source.Read(buffer.AsSpan(filled, most));
                filled += read;
                ended = read == 0;
            }
            catch (ArchiveException e)
            {
                Broken = e;
                ended = true;
            }
        }
    }

    private static byte[] Grown(byte[] old, int wanted)
    {
        byte[] grown = GC.AllocateUninitializedArray<byte>(wanted + Tokeniser.Padding);
        old.AsSpan(0, Math.Min(old.Length, grown.Length)).CopyTo(grown);
        return grown;
    }
}
