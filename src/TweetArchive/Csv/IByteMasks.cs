namespace TweetArchive.Csv;

/// <summary>
/// One SIMD strategy: where in 64 bytes the quotes, commas and newlines are, and how their positions are written down.
/// A static interface, so that <see cref="SimdTokeniser{TMasks}"/> is compiled once for each strategy without a call.
/// </summary>
internal interface IByteMasks
{
    static abstract bool IsSupported { get; }

    /// <summary>Bit i of each mask tells of byte i. 64 bytes at <paramref name="bytes"/> must be readable.</summary>
    static abstract void Load(ref byte bytes, out ulong quotes, out ulong commas, out ulong newlines);

    /// <summary>Bit i is set where byte i is a carriage return; asked for only where a closing quote needs it.</summary>
    static abstract ulong CarriageReturns(ref byte bytes);

    /// <summary>
    /// Writes <paramref name="first"/> + i for each bit i of <paramref name="mask"/>, ascending. May write on up to 64 numbers
    /// in all; what follows the <paramref name="count"/> real ones does not matter.
    /// </summary>
    static abstract void WritePositions(ref uint to, ulong mask, int count, uint first);
}
