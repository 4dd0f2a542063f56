using System.Buffers.Binary;

namespace TweetArchive.Tables.Spills;

/// <summary>
/// Writes the columns of a key as bytes that compare (memcmp) as the columns do, one after the other. Strings end in two
/// zero bytes and a zero byte inside becomes 00 01, so that no key is a prefix of another by accident; null sorts first.
/// </summary>
internal ref struct SortKeyWriter(Span<byte> buffer)
{
    private readonly Span<byte> buffer = buffer;

    public int Length { get; private set; }

    /// <summary>The most bytes that a text of <paramref name="length"/> bytes takes.</summary>
    public static int MaxText(int length) => (2 * length) + 3;

    public readonly ReadOnlySpan<byte> Written => buffer[..Length];

    public void Text(ReadOnlySpan<byte> text)
    {
        buffer[Length++] = 1;
        if (!text.Contains((byte)0))
        {
            text.CopyTo(buffer[Length..]);
            Length += text.Length;
        }
        else
        {
            foreach (byte b in text)
            {
                buffer[Length++] = b;
                if (b == 0)
                    buffer[Length++] = 1;
            }
        }

        buffer[Length++] = 0;
        buffer[Length++] = 0;
    }

    public void Null() => buffer[Length++] = 0;

    public void Byte(byte value) => buffer[Length++] = value;

    public void Int32(int value)
    {
        BinaryPrimitives.WriteUInt32BigEndian(buffer[Length..], (uint)value ^ 0x8000_0000);
        Length += 4;
    }

    public void Int64(long value)
    {
        BinaryPrimitives.WriteUInt64BigEndian(buffer[Length..], (ulong)value ^ 0x8000_0000_0000_0000);
        Length += 8;
    }
}

/// <summary>Reads what <see cref="SortKeyWriter"/> wrote.</summary>
internal ref struct SortKeyReader(ReadOnlySpan<byte> key)
{
    private ReadOnlySpan<byte> rest = key;

    /// <summary>The next text; <paramref name="scratch"/> is used (and must be large enough) if it holds a zero byte.</summary>
    public ReadOnlySpan<byte> Text(Span<byte> scratch, out bool isNull)
    {
        isNull = rest[0] == 0;
        rest = rest[1..];
        if (isNull)
            return default;
        int end = 0;
        bool zeros = false;
        while (true)
        {
            end += rest[end..].IndexOf((byte)0);
            if (rest[end + 1] == 0)
                break;
            zeros = true;
            end += 2;
        }

        ReadOnlySpan<byte> text = rest[..end];
        rest = rest[(end + 2)..];
        return zeros ? WithoutEscapes(text, scratch) : text;
    }

    public ReadOnlySpan<byte> Text(Span<byte> scratch) => Text(scratch, out _);

    public byte Byte()
    {
        byte value = rest[0];
        rest = rest[1..];
        return value;
    }

    public int Int32()
    {
        uint value = BinaryPrimitives.ReadUInt32BigEndian(rest);
        rest = rest[4..];
        return (int)(value ^ 0x8000_0000);
    }

    public long Int64()
    {
        ulong value = BinaryPrimitives.ReadUInt64BigEndian(rest);
        rest = rest[8..];
        return (long)(value ^ 0x8000_0000_0000_0000);
    }

    private static ReadOnlySpan<byte> WithoutEscapes(ReadOnlySpan<byte> text, Span<byte> scratch)
    {
        int length = 0;
        for (int i = 0; i < text.Length; i++)
        {
            scratch[length++] = text[i];
            if (text[i] == 0)
                i++;
        }

        return scratch[..length];
    }
}
