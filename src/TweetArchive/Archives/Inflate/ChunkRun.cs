namespace TweetArchive.Archives.Inflate;

/// <summary>
/// What is unpacked from a chunk: from the first block that starts in it to the first that starts behind it. All of it is
/// changed under the lock of its <see cref="ParallelInflater"/>.
/// </summary>
internal sealed class ChunkRun(int index)
{
    public int Index => index;

    /// <summary>A worker has it, or had it.</summary>
    public bool Claimed { get; set; }

    /// <summary>Its worker is still looking for a start.</summary>
    public bool Searching { get; set; }

    /// <summary>Where unpacking was begun without knowing what stands before, as a bit of the stream; null for nowhere.</summary>
    public long? Guess { get; set; }

    /// <summary>All that stands before it is unpacked: it starts at <see cref="Start"/>, and what it gives may be given out.</summary>
    public bool Known { get; set; }

    public long Start { get; set; }

    /// <summary>The bytes before it, and how many of them may be referred to.</summary>
    public byte[] Window { get; set; } = [];

    public int History { get; set; }

    /// <summary>What its wide symbols mean, as soon as it is known.</summary>
    public Markers? Markers { get; set; }

    /// <summary>Unpacked by guess up to <see cref="End"/>, and given up by its worker.</summary>
    public bool Done { get; set; }

    public long End { get; set; }

    /// <summary>The last wide symbols before <see cref="End"/>.</summary>
    public ushort[] EndWindow { get; set; } = [];

    /// <summary>Whoever came from before goes on through it; what was guessed is void.</summary>
    public bool Void { get; set; }

    /// <summary>Nothing more comes; the chunk whose run follows is <see cref="Next"/>.</summary>
    public bool Closed { get; set; }

    /// <summary>-1 at the end of the stream.</summary>
    public int Next { get; set; } = -1;

    public Queue<InflatedPiece> Pieces { get; } = new();
}
