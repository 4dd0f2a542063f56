namespace TweetArchive.Archives.Inflate;

/// <summary>Unpacks a stream where it is asked for, on one thread.</summary>
internal sealed class SequentialInflater : IInflater
{
    private readonly PackedInput input;
    private readonly PackedCursor cursor;
    private readonly MemberReader reader;
    private readonly Slab slab;
    private InflatedPiece? waiting;

    public SequentialInflater(Stream packed, bool gzip, int chunkBytes, int slabBytes)
    {
        input = new PackedInput(packed, chunkBytes);
        cursor = new PackedCursor(input);
        cursor.MoveTo(0, 0);
        reader = new MemberReader(cursor, new Inflater(), gzip);
        slab = new Slab(slabBytes);
    }

    public bool Next(out InflatedPiece piece)
    {
        if (waiting is { } said)
        {
            waiting = null;
            piece = said;
            return true;
        }

        slab.Continue<byte>(slab);
        while (!reader.Ended && slab.Count < slab.Capacity<byte>() && waiting is null)
            reader.Step(slab, out waiting);
        if (slab.Count > 0)
        {
            piece = new InflatedPiece { Slab = slab };
            return true;
        }

        piece = waiting ?? default;
        bool there = waiting is not null;
        waiting = null;
        return there;
    }

    public void Return(Slab taken)
    {
        // There is but one, and it is filled again when the next piece is asked for.
    }

    public void Dispose()
    {
        cursor.Dispose();
        input.Dispose();
    }
}
