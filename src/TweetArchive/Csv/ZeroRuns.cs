namespace TweetArchive.Csv;

/// <summary>
/// Runs of zero bytes, which are where a file was given room and never written: after a crash, in an unfinished download. What is before
/// and after one may be a whole record; a zero byte inside a text is a letter like others.
/// </summary>
internal static class ZeroRuns
{
    /// <summary>For a reject.</summary>
    public const string Detail = "zero bytes: " + Unwritten;

    public const string Unwritten = "what should be there was never written (a crash, an unfinished download)";

    // At the beginning or the end of a record one is enough.
    private static ReadOnlySpan<byte> Run => [0, 0, 0, 0];

    /// <summary>There is one, or the bytes begin or end with a zero byte.</summary>
    public static bool Any(ReadOnlySpan<byte> bytes) =>
        !bytes.IsEmpty && (bytes[0] == 0 || bytes[^1] == 0 || bytes.IndexOf(Run) >= 0);

    /// <summary>The next part of bytes: a run, or what is between two.</summary>
    /// <param name="at">Where to look from; afterwards the end of the part.</param>
    /// <param name="zeros">It is a run.</param>
    /// <returns>False at the end.</returns>
    public static bool Next(ReadOnlySpan<byte> bytes, ref int at, out Range part, out bool zeros)
    {
        ReadOnlySpan<byte> rest = bytes[at..];
        zeros = !rest.IsEmpty && rest[0] == 0;
        int length = zeros ? rest.IndexOfAnyExcept((byte)0) : rest.IndexOf(Run);
        if (length < 0)
            length = zeros ? rest.Length : rest.TrimEnd((byte)0).Length;
        part = at..(at + length);
        at += length;
        return !rest.IsEmpty;
    }
}
