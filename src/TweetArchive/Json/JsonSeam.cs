using System.Text.Json;

namespace TweetArchive.Json;

/// <summary>
/// Where one text ends and another begins on a line that should hold one: two programs wrote to the same file, or one stopped in the
/// middle of a line and continued there.
/// </summary>
internal static class JsonSeam
{
    /// <summary>Texts on one line that are looked for; what follows is one reject.</summary>
    public const int MostOnLine = 10_000;

    private const int MostTried = 50;
    private const int LongestLine = 1 << 20;

    /// <summary>Bytes of the first text, whole or not; all of them where no other follows.</summary>
    public static int Length(ReadOnlySpan<byte> line)
    {
        if (WholeLength(line) is > 0 and int whole)
        {
            int blanks = line[whole..].IndexOfAnyExcept(" \t\r,"u8);
            return blanks < 0 || line[whole + blanks] != '{' ? line.Length : whole + blanks;
        }

        // The objects of a file begin alike. What is inside one has a brace after it, so that what follows is not one text.
        int quote = line.StartsWith("{\""u8) ? line[2..].IndexOf((byte)'"') : -1;
        if (quote < 0 || line.Length > LongestLine)
            return line.Length;
        ReadOnlySpan<byte> beginning = line[..(quote + 3)];
        int at = 1;
        for (int n = 0; n < MostTried && line[at..].IndexOf(beginning) is >= 0 and int found; n++, at++)
        {
            at += found;
            if (WholeLength(line[at..]) is > 0 and int length && line[(at + length)..].TrimStart(" \t\r,"u8) is var rest
                && (rest.IsEmpty || rest[0] == '{'))
                return at;
        }

        return line.Length;
    }

    /// <summary>0 where the first text is not whole.</summary>
    private static int WholeLength(ReadOnlySpan<byte> text)
    {
        var reader = new Utf8JsonReader(text, isFinalBlock: false, default);
        try
        {
            return reader.Read() && reader.TrySkip() ? (int)reader.BytesConsumed : 0;
        }
        catch (JsonException)
        {
            return 0;
        }
    }
}
