using TweetArchive.Collections.CellForms;

namespace TweetArchive.Collections.JsonFiles;

/// <summary>
/// Goes through a text of JSON from any place in it, value by value, and holds none of it but a buffer: for texts of gigabytes that are one
/// object.
/// </summary>
/// <param name="file">Shared by several cursors; each reads from its own place.</param>
/// <param name="at">Where to begin.</param>
internal sealed class JsonCursor(Stream file, long at, int bufferBytes)
{
    private readonly byte[] buffer = new byte[bufferBytes];
    private long next = at;
    private int used;
    private int filled;

    /// <summary>Of the byte that <see cref="Peek"/> gives.</summary>
    public long Position => next - (filled - used);

    /// <summary>The next byte that is not white space; −1 at the end.</summary>
    public int Peek()
    {
        while (true)
        {
            if (used == filled && !Fill())
                return -1;
            if (buffer[used] is not ((byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t'))
                return buffer[used];
            used++;
        }
    }

    /// <summary>Goes over the byte if it is the next one.</summary>
    public bool Take(byte wanted)
    {
        if (Peek() != wanted)
            return false;
        used++;
        return true;
    }

    /// <summary>Goes over a value of any kind, and copies it with newlines as blanks, so that it fits on a line.</summary>
    /// <param name="to">Null where it is not wanted.</param>
    /// <exception cref="EndOfStreamException">It does not end.</exception>
    public void Value(RowText? to)
    {
        int first = Peek();
        int depth = 0;
        do
        {
            if (used == filled && !Fill())
            {
                // A number may end with the text.
                if (depth == 0 && first >= 0)
                    return;
                throw new EndOfStreamException();
            }

            byte b = buffer[used];
            if (depth == 0 && b is (byte)',' or (byte)'}' or (byte)']')
                return;
            used++;
            if (b == '"')
            {
                String(to);
                continue;
            }

            depth += b is (byte)'{' or (byte)'[' ? 1 : b is (byte)'}' or (byte)']' ? -1 : 0;
            to?.Append([b is (byte)'\n' or (byte)'\r' ? (byte)' ' : b]);
        }
        while (depth > 0 || first is not ('"' or '{' or '['));
    }

    /// <summary>After its opening quote.</summary>
    private void String(RowText? to)
    {
        to?.Append("\""u8);
        while (true)
        {
            if (used == filled && !Fill())
                throw new EndOfStreamException();
            ReadOnlySpan<byte> rest = buffer.AsSpan(used, filled - used);
            int stop = rest.IndexOfAny((byte)'"', (byte)'\\');
            int length = stop < 0 ? rest.Length : stop + 1;
            to?.Append(rest[..length]);
            used += length;
            if (stop < 0)
                continue;
            if (rest[stop] == '"')
                return;
            if (used == filled && !Fill())
                throw new EndOfStreamException();
            to?.Append(buffer.AsSpan(used++, 1));
        }
    }

    private bool Fill()
    {
        file.Position = next;
        used = 0;
        filled = file.Read(buffer);
        next += filled;
        return filled > 0;
    }
}
