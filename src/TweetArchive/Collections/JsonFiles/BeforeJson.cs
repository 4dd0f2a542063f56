namespace TweetArchive.Collections.JsonFiles;

/// <summary>What may be before a text of JSON and is not of it.</summary>
internal static class BeforeJson
{
    // With its line end or without, whichever it is.
    private const int LineEnd = 2;

    // A tweet of JSON has more bytes: any other number is a damaged line.
    private const int ShortestTweet = 50;

    /// <summary>
    /// A number alone, of the bytes that follow: what a stream with <c>delimited=length</c> has before each text. Any other number is not.
    /// </summary>
    /// <param name="line">Without its end.</param>
    /// <param name="rest">What follows it, as far as it was read.</param>
    public static bool IsLength(ReadOnlySpan<byte> line, ReadOnlySpan<byte> rest)
    {
        if (!IsNumber(line) || !System.Buffers.Text.Utf8Parser.TryParse(line, out int length, out _) || length < ShortestTweet)
            return false;
        int newline = rest.IndexOf((byte)'\n');
        return newline < 0 ? rest.Length <= length : Math.Abs(newline + 1 - length) <= LineEnd;
    }

    private static bool IsNumber(ReadOnlySpan<byte> line) => line.Length is > 0 and < 9
        && !line.ContainsAnyExceptInRange((byte)'0', (byte)'9');

    /// <summary>Bytes of such a line before an object; 0 for none.</summary>
    public static int LengthLine(ReadOnlySpan<byte> text)
    {
        int newline = text[..Math.Min(text.Length, 12)].IndexOf((byte)'\n');
        return newline > 0 && IsNumber(text[..newline].TrimEnd((byte)'\r')) && text[(newline + 1)..].StartsWith("{"u8) ? newline + 1 : 0;
    }

    /// <summary>Bytes of the comments before JSON, which does not have any; 0 for none, or where something else follows.</summary>
    public static int Comments(ReadOnlySpan<byte> head)
    {
        ReadOnlySpan<byte> rest = head.TrimStart(" \r\n\t"u8);
        while (rest.StartsWith("//"u8) || rest.StartsWith("#"u8) || rest.StartsWith("/*"u8))
        {
            int end = rest.StartsWith("/*"u8) ? rest.IndexOf("*/"u8) + 1 : rest.IndexOf((byte)'\n');
            if (end <= 0)
                return 0;
            rest = rest[(end + 1)..].TrimStart(" \r\n\t"u8);
        }

        return JsonRecognition.IsJson(rest) && rest.Length < head.TrimStart(" \r\n\t"u8).Length ? head.Length - rest.Length : 0;
    }
}
