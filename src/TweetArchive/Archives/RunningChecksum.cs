using System.Buffers.Binary;
using System.IO.Hashing;
using ArmAes = System.Runtime.Intrinsics.Arm.Aes;
using Pclmulqdq = System.Runtime.Intrinsics.X86.Pclmulqdq;

namespace TweetArchive.Archives;

/// <summary>
/// The <see cref="RangeChecksum"/> of bytes as they come. The library's <see cref="Crc64"/> takes a byte at a time on processors, and in
/// builds, without multiplication of polynomials; there sixteen bytes are looked up at once (Kounavis and Berry, ISCC 2005, with sixteen
/// tables for their eight).
/// </summary>
internal sealed class RunningChecksum
{
    private const int Step = 16;
    private const ulong Polynomial = RangeChecksum.Polynomial;

    // By the place of a byte among the sixteen, from the last, and by its value.
    private static readonly Lazy<ulong[][]> ByPlace = new(MakeTables);

    private readonly Crc64? library;
    private readonly ulong[][] tables = [];
    private ulong value;
    private long bytes;

    /// <param name="portable">Without the library, whatever the processor.</param>
    public RunningChecksum(bool portable = false)
    {
        if (!portable && (Pclmulqdq.IsSupported || ArmAes.IsSupported))
            library = new Crc64();
        else
            tables = ByPlace.Value;
    }

    /// <summary>Of all bytes until now.</summary>
    public RangeChecksum Result => new(library?.GetCurrentHashAsUInt64() ?? value, bytes);

    public void Append(ReadOnlySpan<byte> next)
    {
        bytes += next.Length;
        if (library is not null)
            library.Append(next);
        else
            value = Append(tables, value, next);
    }

    private static ulong Append(ulong[][] tables, ulong value, ReadOnlySpan<byte> next)
    {
        while (next.Length >= Step)
        {
            ulong first = value ^ BinaryPrimitives.ReadUInt64BigEndian(next);
            ulong second = BinaryPrimitives.ReadUInt64BigEndian(next[8..]);
            value = Eight(tables.AsSpan(8, 8), first) ^ Eight(tables.AsSpan(0, 8), second);
            next = next[Step..];
        }

        foreach (byte b in next)
            value = tables[0][(byte)(value >> 56) ^ b] ^ (value << 8);
        return value;
    }

    private static ulong Eight(ReadOnlySpan<ulong[]> of, ulong eight) =>
        of[7][(byte)(eight >> 56)] ^ of[6][(byte)(eight >> 48)] ^ of[5][(byte)(eight >> 40)] ^ of[4][(byte)(eight >> 32)]
        ^ of[3][(byte)(eight >> 24)] ^ of[2][(byte)(eight >> 16)] ^ of[1][(byte)(eight >> 8)] ^ of[0][(byte)eight];

    private static ulong[][] MakeTables()
    {
        ulong[][] tables = [.. Enumerable.Range(0, Step).Select(_ => new ulong[256])];
        for (int place = 0; place < Step; place++)
        {
            for (int b = 0; b < 256; b++)
            {
                ulong remainder = place == 0 ? (ulong)b << 56 : tables[place - 1][b];
                for (int bit = 0; bit < 8; bit++)
                    remainder = remainder >> 63 != 0 ? (remainder << 1) ^ Polynomial : remainder << 1;
                tables[place][b] = remainder;
            }
        }

        return tables;
    }
}
