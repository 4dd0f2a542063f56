using TweetArchive.Archives;

namespace TweetArchive.Collections.CellForms;

/// <summary>
/// Bytes of an input as far as they were read, in a buffer that grows while its reader needs more to tell where a record ends. A source
/// that breaks off ends them, and the cause is kept for when they are used up.
/// </summary>
/// <param name="inner">What follows <paramref name="head"/>.</param>
/// <param name="head">The first bytes, already read.</param>
/// <param name="passed">How many of them are used already.</param>
/// <param name="offset">Where they are in the input.</param>
internal sealed class ReadAhead(ByteSource inner, byte[] head, int passed = 0, long offset = 0)
{
    public const int ChunkBytes = 256 * 1024;

    private byte[] buffer = head;
    private int start = passed;
    private int end = head.Length;
    private bool owned;
    private ArchiveException? broken;

    /// <summary>What was read and not passed.</summary>
    public ReadOnlySpan<byte> Bytes => buffer.AsSpan(start, end - start);

    /// <summary>Where these are in the input.</summary>
    public long Offset => offset + start;

    /// <summary>Nothing follows <see cref="Bytes"/>.</summary>
    public bool Ended { get; private set; }

    public bool IsBroken => broken is not null;

    /// <summary>There are none, and nothing follows.</summary>
    public bool IsUsedUp => Ended && start == end;

    /// <summary>The same, where a source that broke off is not an end.</summary>
    /// <exception cref="ArchiveException">It broke off.</exception>
    public bool AtEnd()
    {
        if (IsUsedUp && broken is { } cause)
            throw cause;
        return IsUsedUp;
    }

    /// <summary>The first of these bytes are used.</summary>
    public void Pass(int length) => start += length;

    /// <summary>Reads more; spans of the bytes before are void.</summary>
    public void Fill()
    {
        int rest = end - start;
        byte[] larger = owned && 2 * rest <= buffer.Length ? buffer : new byte[Math.Max(2 * rest, ChunkBytes)];
        buffer.AsSpan(start, rest).CopyTo(larger);
        offset += start;
        (buffer, start, end, owned) = (larger, 0, rest, true);
        try
        {
            // Up to the brim: what does not end in the bytes is looked at from its start again.
            while (end < buffer.Length && !Ended)
            {
                int read = inner.Read(buffer.AsSpan(end));
                end += read;
                Ended = read == 0;
            }
        }
        catch (ArchiveException e)
        {
            broken = e;
            Ended = true;
        }
    }
}
