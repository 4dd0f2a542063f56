using TweetArchive.Archives;
using TweetArchive.Csv;

namespace TweetArchive.Inspecting;

/// <summary>
/// Looks at a plain file in places spread over it, and at its end. How much is read does not depend on the file's size.
/// </summary>
internal sealed class SampleWindows(ArchiveEntry entry, RecordShape shape, FileSample sample, Func<long, long, ByteSource> open)
{
    /// <summary>Bytes of a place.</summary>
    public const int WindowBytes = 256 * 1024;

    /// <summary>Places between the beginning and the end.</summary>
    public const int Places = 8;

    private readonly byte[] window = new byte[WindowBytes + Tokeniser.Padding];

    public long BytesRead { get; private set; }

    /// <summary>Places in which records were found.</summary>
    public int PlacesWithRecords { get; private set; }

    /// <summary>Places that hold nothing but zero bytes: what a download program leaves where it was not yet.</summary>
    public int EmptyPlaces { get; private set; }

    /// <summary>Other places in which no record was found.</summary>
    public int PlacesWithoutRecords { get; private set; }

    /// <summary>The file ends within a record.</summary>
    public bool CutShort { get; private set; }

    /// <exception cref="ArchiveException">The file cannot be read.</exception>
    public void Read(CancellationToken cancelled)
    {
        for (int n = 1; n <= Places; n++)
        {
            cancelled.ThrowIfCancellationRequested();
            Read((long)((Int128)entry.Bytes * n / (Places + 1)));
        }

        Read(entry.Bytes - WindowBytes);
    }

    private void Read(long at)
    {
        int filled = Fill(at);
        ReadOnlySpan<byte> bytes = window.AsSpan(0, filled);
        bool last = at + filled == entry.Bytes;
        int start = FirstRecord(bytes);
        int end = start < 0 ? -1 : last ? filled : start + RecordCutter.Cut(bytes[start..], shape, lastResort: true);
        if (start < 0 || end <= start)
        {
            if (bytes.IndexOfAnyExcept((byte)0) < 0)
                EmptyPlaces++;
            else
                PlacesWithoutRecords++;
            return;
        }

        PlacesWithRecords++;
        window.AsSpan(filled, Tokeniser.Padding).Clear();
        sample.Add(window.AsSpan(start), end - start, at + start, cutShort: false);
        CutShort = last && bytes[^1] != (byte)'\n' && sample.LastRejectEnd == entry.Bytes;
    }

    private int FirstRecord(ReadOnlySpan<byte> bytes)
    {
        for (int i = bytes.IndexOf((byte)'\n') + 1; i > 0;)
        {
            ReadOnlySpan<byte> line = bytes[i..];
            // Where the first look is not proof, a line of a text may have it; a whole record with all its fields has not been met in one.
            if (shape.Proves ? shape.ProvesRecord(line) : shape.MayStartRecord(line) && shape.IsWholeRecord(line, mayLackNewline: false))
                return i;
            int next = line.IndexOf((byte)'\n');
            if (next < 0)
                break;
            i += next + 1;
        }

        return -1;
    }

    private int Fill(long at)
    {
        long to = Math.Min(at + WindowBytes, entry.Bytes);
        using ByteSource source = open(at, to);
        int filled = 0;
        while (filled < to - at)
        {
            int read = source.Read(window.AsSpan(filled, (int)(to - at) - filled));
            if (read == 0)
                break;
            filled += read;
        }

        BytesRead += filled;
        return filled;
    }
}
