namespace TweetArchive.Archives.Inflate;

/// <summary>Room for unpacked bytes behind the last 32 KiB before them, into which they may refer back.</summary>
internal sealed unsafe class Slab
{
    public const int Window = 32 * 1024;

    // The longest match, and what copying by whole vectors writes too much.
    private const int Slack = 512;

    private readonly byte[] buffer;

    public Slab(int bytes)
    {
        buffer = GC.AllocateArray<byte>(Window + bytes + Slack, pinned: true);
        fixed (byte* start = buffer)
            First = start + Window;
    }

    /// <summary>The first byte behind the window.</summary>
    public byte* First { get; }

    /// <summary>Bytes, without those of the window.</summary>
    public int Count { get; set; }

    public int Capacity => buffer.Length - Window - Slack;

    public ReadOnlySpan<byte> Bytes => buffer.AsSpan(Window, Count);

    /// <summary>The last bytes become the window of those to come.</summary>
    public void Continue()
    {
        buffer.AsSpan(Count, Window).CopyTo(buffer);
        Count = 0;
    }
}
