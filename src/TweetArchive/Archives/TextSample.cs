using System.Buffers;

namespace TweetArchive.Archives;

/// <summary>Places of a text, by which its encodings are told: its beginning and, of a plain file, some further ones.</summary>
internal sealed class TextSample
{
    private const int Places = 4;
    private const int PlaceBytes = 64 * 1024;

    // One line among more of UTF-8 is a damaged one, or quotes what was damaged.
    private const int FewestOthers = 10;

    // One line of letters such as Ù… may quote them.
    private const int FewestTwice = 2;

    // From lines that became UTF-8 twice to others and back: a part in the middle of a file has three, the first line's among them.
    private const int MostSwitches = 3;

    // Of a further place, where lines of other people's files are together: a few, and not fewer than are UTF-8, or they are damage.
    private const int FewestOfPage = 5;

    // A shorter line of UTF-16 may have no zero byte.
    private const int FewestAscii = 16;

    private readonly List<byte> page = [];
    private readonly SortedSet<LineEncoding> found = [];
    private bool ascii;
    private (int Letters, int Others) ofHead, ofAll;

    private TextSample()
    {
    }

    /// <summary>All of it became UTF-8 twice, or all of its beginning.</summary>
    public bool IsTwice => TwiceEncoded.Is(ofHead) || TwiceEncoded.Is(ofAll);

    /// <summary>Some of its lines are UTF-8 or ASCII and others are not.</summary>
    public bool IsMixed => found.Count > 1 || (found.Contains(LineEncoding.Wide) && ascii);

    public bool Has(LineEncoding encoding) => found.Contains(encoding);

    /// <summary>The lines that are of a code page.</summary>
    public byte[] OfPage => [.. page];

    /// <param name="head">The first bytes of the entry.</param>
    /// <param name="whole">They are all there is.</param>
    public static TextSample Of(ReadOnlySpan<byte> head, bool whole, ArchiveEntry entry)
    {
        var sample = new TextSample();
        sample.Look(LinesOf(head, whole, entry), isFirst: true);
        sample.ofHead = sample.ofAll;
        byte[] buffer = ArrayPool<byte>.Shared.Rent(PlaceBytes);
        foreach ((long from, long to) in FurtherPlaces(head, whole, entry))
            sample.Look(Read(entry, from, to, buffer), isFirst: false);
        ArrayPool<byte>.Shared.Return(buffer);
        return sample;
    }

    /// <summary>The places, one after the other.</summary>
    /// <inheritdoc cref="Of"/>
    public static byte[] Text(ReadOnlySpan<byte> head, bool whole, ArchiveEntry entry)
    {
        var text = new List<byte>(head.Length);
        text.AddRange(LinesOf(head, whole, entry));
        byte[] buffer = new byte[PlaceBytes];
        foreach ((long from, long to) in FurtherPlaces(head, whole, entry))
            text.AddRange(Read(entry, from, to, buffer));
        return [.. text];
    }

    /// <summary>Its whole lines, if there is more of the text.</summary>
    private static ReadOnlySpan<byte> LinesOf(ReadOnlySpan<byte> head, bool whole, ArchiveEntry entry)
    {
        int end = whole || !entry.IsPlain ? 0 : head.LastIndexOf((byte)'\n') + 1;
        return end == 0 ? head : head[..end];
    }

    private static (long From, long To)[] FurtherPlaces(ReadOnlySpan<byte> head, bool whole, ArchiveEntry entry)
    {
        if (whole || !entry.IsPlain || head.IndexOf((byte)'\n') < 0)
            return [];
        long first = head.Length;
        return [.. Enumerable.Range(1, Places).Select(n => first + ((entry.Bytes - first) * n / Places))
            .Select(to => (Math.Max(first, to - PlaceBytes), to))];
    }

    /// <summary>The whole lines of a place.</summary>
    private static ReadOnlySpan<byte> Read(ArchiveEntry entry, long from, long to, byte[] buffer)
    {
        try
        {
            using ByteSource source = ByteSource.Open(entry, from, to);
            int most = (int)Math.Max(0, to - from);
            int length = 0;
            for (int read = 1; read > 0 && length < most; length += read)
                read = source.Read(buffer.AsSpan(length, most - length));
            return WholeLines(buffer.AsSpan(0, length));
        }
        catch (ArchiveException)
        {
            // Its reader reports it.
            return default;
        }
    }

    private static ReadOnlySpan<byte> WholeLines(ReadOnlySpan<byte> bytes)
    {
        int first = bytes.IndexOf((byte)'\n') + 1;
        int end = bytes.LastIndexOf((byte)'\n') + 1;
        // Of UTF-16 a newline is two bytes.
        if (first > 0 && first < end && bytes[first] == 0)
            (first, end) = (first + 1, end < bytes.Length && bytes[end] == 0 ? end + 1 : end);
        return first < end ? bytes[first..end] : default;
    }

    private void Look(ReadOnlySpan<byte> place, bool isFirst)
    {
        Span<int> counts = stackalloc int[(int)LineEncoding.Wide + 1];
        var lines = new EncodedLines(place);
        int before = page.Count;
        bool damaged = false;
        int switches = 0;
        LineEncoding last = LineEncoding.Unknown;
        while (lines.Next(last: true))
        {
            counts[(int)lines.Encoding]++;
            ofAll = (ofAll.Letters + lines.Twice.Letters, ofAll.Others + lines.Twice.Others);
            if (lines.Encoding is LineEncoding.Utf8 or LineEncoding.Twice)
            {
                switches += lines.Encoding != last ? 1 : 0;
                last = lines.Encoding;
            }

            damaged |= lines.Encoding != LineEncoding.Wide && lines.Line.IndexOf((byte)0) >= 0;
            if (lines.Encoding == LineEncoding.Page)
                page.AddRange(lines.Line);
            ascii |= lines.Encoding == LineEncoding.Unknown && lines.Line.Length >= FewestAscii
                && lines.Line.IndexOfAnyInRange((byte)0, (byte)8) < 0;
        }

        // Among zero bytes, bytes that are not UTF-8 are damage too.
        if (damaged)
            counts[(int)LineEncoding.Page] = 0;
        // Parts of a file are together; what an account posts so, whose own program did it, is among the others.
        if (switches > Math.Max(MostSwitches, counts[(int)LineEncoding.Twice] / 2))
            counts[(int)LineEncoding.Twice] = 0;
        int own = counts[(int)LineEncoding.Utf8];
        for (LineEncoding kind = LineEncoding.Utf8; kind <= LineEncoding.Wide; kind++)
        {
            int fewest = kind switch
            {
                LineEncoding.Twice => FewestTwice,
                LineEncoding.Page => isFirst ? 1 : Math.Max(FewestOfPage, own),
                _ => 1,
            };
            if (counts[(int)kind] >= fewest
                && (kind is LineEncoding.Utf8 or LineEncoding.Wide || counts[(int)kind] * FewestOthers >= own))
                found.Add(kind);
        }

        if (!found.Contains(LineEncoding.Page))
            page.RemoveRange(before, page.Count - before);
    }
}
