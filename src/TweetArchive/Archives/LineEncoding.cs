using System.Text.Unicode;

namespace TweetArchive.Archives;

/// <summary>How one line is encoded, among lines that may be encoded otherwise.</summary>
internal enum LineEncoding : byte
{
    /// <summary>ASCII alone, damage, or too little to tell.</summary>
    Unknown,
    Utf8,

    /// <summary>UTF-8 whose bytes were taken for letters and written as UTF-8 once more (<see cref="TwiceEncoded"/>).</summary>
    Twice,

    /// <summary>Of a code page.</summary>
    Page,

    /// <summary>UTF-16, the low byte first, as Windows writes it.</summary>
    Wide,
}

/// <summary>The lines of a text, each with its encoding.</summary>
/// <param name="text">Starts with a line.</param>
/// <param name="before">Of the line before it.</param>
internal ref struct EncodedLines(ReadOnlySpan<byte> text, LineEncoding before = LineEncoding.Unknown)
{
    // This many letters of UTF-8 are not in a line of another encoding by chance.
    private const int FewestLetters = 3;

    private readonly ReadOnlySpan<byte> text = text;
    private int at;

    public ReadOnlySpan<byte> Line { get; private set; }

    public LineEncoding Encoding { get; private set; } = before;

    /// <summary>What <see cref="TwiceEncoded.Count(ReadOnlySpan{byte})"/> says of the line; nothing of one of UTF-16.</summary>
    public (int Letters, int Others) Twice { get; private set; }

    /// <summary>Where the text continues after <see cref="Line"/>.</summary>
    public readonly int At => at;

    /// <summary>The next line, with its newline.</summary>
    /// <param name="last">Nothing follows the text, so that its last line may lack a newline.</param>
    /// <returns>False if no line ends in the text.</returns>
    public bool Next(bool last)
    {
        ReadOnlySpan<byte> rest = text[at..];
        bool wide = IsWide(rest, Encoding == LineEncoding.Wide);
        int length = wide ? WideLength(rest) : rest.IndexOf((byte)'\n') + 1;
        if (length == 0)
        {
            if (!last || rest.IsEmpty)
                return false;
            length = rest.Length;
        }

        Line = rest[..length];
        Twice = wide ? default : TwiceEncoded.Count(Line);
        Encoding = wide ? LineEncoding.Wide : Of(Line, Twice);
        at += length;
        return true;
    }

    /// <summary>Of bytes that are damage, many are of no letter in any encoding.</summary>
    private static bool IsText(ReadOnlySpan<byte> line)
    {
        while (line.IndexOfAnyInRange((byte)0, (byte)0x1F) is >= 0 and int control)
        {
            if (line[control] is not ((byte)'\t' or (byte)'\r' or (byte)'\n'))
                return false;
            line = line[(control + 1)..];
        }

        return true;
    }

    /// <summary>A line that follows one of another encoding begins so if it is UTF-16.</summary>
    public static bool IsWideStart(ReadOnlySpan<byte> line) =>
        line is [0xFF, 0xFE, _, 0, ..]
            or [>= 0x20 and < 0x7F, 0, >= 0x20 and < 0x7F, 0, >= 0x20 and < 0x7F, 0, >= 0x20 and < 0x7F, 0, ..];

    private static LineEncoding Of(ReadOnlySpan<byte> line, (int Letters, int Others) twice)
    {
        if (!Utf8.IsValid(line))
        {
            (int valid, int high, _) = TextEncoding.Letters(line);
            return high > 1 && valid <= high && IsText(line) ? LineEncoding.Page : LineEncoding.Unknown;
        }

        return twice.Letters >= FewestLetters && twice.Others == 0 ? LineEncoding.Twice
            // Of a line that became UTF-8 twice some letters may be lost.
            : twice.Others >= Math.Max(FewestLetters, twice.Letters) ? LineEncoding.Utf8 : LineEncoding.Unknown;
    }

    /// <summary>A line of UTF-16 begins with its mark or four letters of ASCII, each with a zero byte after it.</summary>
    /// <param name="after">It follows a line of UTF-16, so that its newline, which has a zero byte after it, is enough.</param>
    private static bool IsWide(ReadOnlySpan<byte> rest, bool after)
    {
        if (IsWideStart(rest))
            return true;
        if (!after || rest is [(byte)'\n', 0, ..])
            return after;
        // A letter may have the byte of a newline.
        rest = rest is [(byte)'\n', _, ..] ? rest[2..] : rest;
        int newline = rest.IndexOf((byte)'\n');
        return newline < 0 || newline == rest.Length - 1 ? rest.IndexOf((byte)0) > 0
            : rest[newline + 1] == 0 || rest[..newline].IndexOf((byte)0) > 0;
    }

    private static int WideLength(ReadOnlySpan<byte> rest)
    {
        for (int from = 0; rest[from..].IndexOf("\n\0"u8) is >= 0 and int found; from += found + 1)
        {
            if ((from + found) % 2 == 0)
                return from + found + 2;
        }

        return 0;
    }
}
