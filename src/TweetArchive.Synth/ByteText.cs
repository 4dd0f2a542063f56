using System.Runtime.CompilerServices;

namespace TweetArchive.Synth;

/// <summary>A growing run of UTF-8 bytes that is reused from tweet to tweet.</summary>
internal sealed class ByteText(int capacity = 1024)
{
    private byte[] data = new byte[capacity];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Bytes => data.AsSpan(0, Length);

    public void Clear() => Length = 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(ReadOnlySpan<byte> bytes)
    {
        if (data.Length - Length < bytes.Length)
            Grow(bytes.Length);
        bytes.CopyTo(data.AsSpan(Length));
        Length += bytes.Length;
    }

    public void Add(byte value)
    {
        if (data.Length == Length)
            Grow(1);
        data[Length++] = value;
    }

    public void AddNumber(long value)
    {
        if (data.Length - Length < 20)
            Grow(20);
        value.TryFormat(data.AsSpan(Length), out int written, default, System.Globalization.CultureInfo.InvariantCulture);
        Length += written;
    }

    private void Grow(int needed) => Array.Resize(ref data, Math.Max(data.Length * 2, Length + needed));
}
