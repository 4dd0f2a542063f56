using Microsoft.Win32.SafeHandles;
using TweetArchive.Archives;

namespace TweetArchive.Csv;

/// <summary>
/// Where a plain file can be divided: the first proven record start at or after a byte. It depends on the file alone, so
/// the readers of the bytes before it and of those after it find the same boundary independently.
/// </summary>
public static class RecordBoundary
{
    private const int WindowBytes = 64 * 1024;

    /// <summary>The first record start at or after <paramref name="at"/>, or the end of the file.</summary>
    /// <param name="entry">A plain file.</param>
    /// <param name="shape">Of a file whose record starts are proof (<see cref="RecordShape.Proves"/>).</param>
    /// <param name="firstRecord">Where the first record starts; nothing before it is a boundary.</param>
    /// <exception cref="ArchiveException">The file cannot be read.</exception>
    public static long Find(ArchiveEntry entry, RecordShape shape, long firstRecord, long at)
    {
        if (at <= firstRecord)
            return firstRecord;
        try
        {
            using SafeFileHandle file = InputFile.Open(entry);
            return Find(file, shape, at, entry.Bytes);
        }
        catch (Exception e) when ((e is IOException or UnauthorizedAccessException) && !InputFile.IsOfMachine(e))
        {
            throw new ArchiveException($"{entry.SourceName}: cannot be read at byte {at}: {e.Message}", e);
        }
    }

    private static long Find(SafeFileHandle file, RecordShape shape, long at, long length)
    {
        byte[] window = new byte[WindowBytes];
        // A record starts after a newline, which may be the byte before.
        long from = at - 1;
        while (from < length)
        {
            int filled = Fill(file, window, from);
            ReadOnlySpan<byte> bytes = window.AsSpan(0, filled);
            bool last = from + filled >= length || filled < WindowBytes;
            for (int i = 0; ; i++)
            {
                int newline = bytes[i..].IndexOf((byte)'\n');
                if (newline < 0)
                    break;
                i += newline;
                if (!last && filled - (i + 1) < RecordShape.Window)
                    break;
                if (shape.ProvesRecord(bytes[(i + 1)..]))
                    return from + i + 1;
            }

            if (last)
                break;
            // What is within a start's length of the end is looked at once more.
            from += filled - RecordShape.Window;
        }

        return length;
    }

    private static int Fill(SafeFileHandle file, Span<byte> window, long from)
    {
        int filled = 0;
        while (filled < window.Length)
        {
            int read = RandomAccess.Read(file, window[filled..], from + filled);
            if (read == 0)
                break;
            filled += read;
        }

        return filled;
    }
}
