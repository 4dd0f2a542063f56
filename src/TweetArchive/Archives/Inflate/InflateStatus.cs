namespace TweetArchive.Archives.Inflate;

/// <summary>Why unpacking stopped.</summary>
internal enum InflateStatus : byte
{
    /// <summary>The slab is full.</summary>
    Full,

    /// <summary>A block ended that is not the last.</summary>
    BlockEnd,

    /// <summary>The last block ended.</summary>
    StreamEnd,

    /// <summary>The input ends in the middle.</summary>
    Truncated,

    /// <summary>These bits mean nothing.</summary>
    Invalid,
}
