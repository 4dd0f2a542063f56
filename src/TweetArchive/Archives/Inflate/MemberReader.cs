namespace TweetArchive.Archives.Inflate;

/// <summary>
/// Unpacks from a place of which all is known, in bytes: through the blocks of a stream, and where it is a gzip file also from
/// one member to the next.
/// </summary>
internal sealed class MemberReader(PackedCursor cursor, Inflater inflater, bool gzip)
{
    private enum At : byte { Start, Member, Trailer, Next, End }

    private At at = At.Start;

    /// <summary>Bytes of this member so far, at most <see cref="Slab.Window"/>: how far back one may refer.</summary>
    public int History { get; private set; }

    public bool Ended => at == At.End;

    /// <summary>Goes on in the middle of a member.</summary>
    /// <param name="memberEnded">At its end: what follows is no block.</param>
    public void Resume(int history, bool memberEnded)
    {
        at = !memberEnded ? At.Member : gzip ? At.Trailer : At.End;
        History = history;
    }

    /// <summary>Unpacks into a slab until it is full, a block ends (true is returned), or there is something else to say.</summary>
    /// <param name="slab">With the last bytes in its window; it may hold some already.</param>
    public bool Step(Slab slab, out InflatedPiece? said)
    {
        said = null;
        try
        {
            if (at is At.Start or At.Next)
            {
                bool goesOn = !gzip || GzipFraming.TryReadHeader(cursor, first: at == At.Start);
                at = goesOn ? At.Member : At.End;
                History = 0;
                inflater.Restart();
            }
            else if (at == At.Trailer)
            {
                said = new InflatedPiece { MemberEnd = GzipFraming.ReadTrailer(cursor) };
                at = At.Next;
            }
            else
            {
                return Unpack(slab);
            }
        }
        catch (InvalidDataException e)
        {
            at = At.End;
            said = new InflatedPiece { Damage = e };
        }

        return false;
    }

    private bool Unpack(Slab slab)
    {
        int before = slab.Count;
        InflateStatus status = inflater.Run<byte>(cursor, slab, History - before);
        History = Math.Min(Slab.Window, History + slab.Count - before);
        switch (status)
        {
            case InflateStatus.Full:
                return false;
            case InflateStatus.BlockEnd:
                return true;
            case InflateStatus.StreamEnd:
                at = gzip ? At.Trailer : At.End;
                return false;
            case InflateStatus.Truncated:
                throw GzipFraming.Truncated(cursor);
            default:
                throw new InvalidDataException("its packed bytes are damaged.");
        }
    }
}
