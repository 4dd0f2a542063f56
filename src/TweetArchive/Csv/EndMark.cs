namespace TweetArchive.Csv;

/// <summary>
/// Ctrl-Z, with which DOS ended texts: <c>copy a.csv+b.csv all.csv</c> of Windows still writes one after the last line. Nothing is lost
/// with it, so it is not a record.
/// </summary>
internal static class EndMark
{
    /// <summary>The record is that mark alone.</summary>
    public static bool Is(ReadOnlySpan<byte> record) => record.Length is > 0 and <= 3 && record[0] == 0x1A
        && record[1..].IndexOfAnyExcept((byte)'\r', (byte)'\n') < 0;
}
