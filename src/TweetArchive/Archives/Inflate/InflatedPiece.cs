namespace TweetArchive.Archives.Inflate;

/// <summary>What unpacking gives out, in order: symbols, or the end of a member, or what stopped it.</summary>
internal readonly record struct InflatedPiece
{
    /// <summary>Symbols; whoever takes them gives it back.</summary>
    public Slab? Slab { get; init; }

    /// <summary>What the symbols mean, if they are wide.</summary>
    public Markers? Markers { get; init; }

    /// <summary>What the bytes since the last member should come to.</summary>
    public (uint Crc32, uint Bytes)? MemberEnd { get; init; }

    public Exception? Damage { get; init; }
}

/// <summary>Unpacks one stream; asked for one piece after the other.</summary>
internal interface IInflater : IDisposable
{
    /// <summary>False at the end; nothing is asked for behind it, or behind damage.</summary>
    bool Next(out InflatedPiece piece);

    /// <summary>Takes a slab back.</summary>
    void Return(Slab slab);
}
