using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;

namespace TweetArchive.Testing;

/// <summary>Makes grey PNG pictures.</summary>
internal static class Png
{
    /// <param name="grey">The brightness at x and y, each from 0 to 1.</param>
    public static byte[] Make(int width, int height, Func<double, double, double> grey)
    {
        using var rows = new MemoryStream();
        using (var zlib = new ZLibStream(rows, CompressionLevel.Fastest, leaveOpen: true))
        {
            for (int y = 0; y < height; y++)
            {
                zlib.WriteByte(0);
                for (int x = 0; x < width; x++)
                    zlib.WriteByte((byte)Math.Clamp(255 * grey((x + 0.5) / width, (y + 0.5) / height), 0, 255));
            }
        }

        byte[] header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        header[8] = 8;
        return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, .. Chunk("IHDR"u8, header), .. Chunk("IDAT"u8, rows.ToArray()),
            .. Chunk("IEND"u8, [])];
    }

    /// <summary>Waves that differ from seed to seed, the same at every size.</summary>
    public static byte[] Waves(int seed, int width = 180, int height = 160, double noise = 0)
    {
        var random = new Random(seed);
        double[] waves = [.. Enumerable.Range(0, 24).Select(_ => random.NextDouble())];
        var grain = new Random(seed + 1);
        return Make(width, height, (x, y) =>
        {
            double sum = 0.5 + (noise * (grain.NextDouble() - 0.5));
            for (int i = 0; i < waves.Length; i += 3)
                sum += 0.12 * Math.Sin(6.28 * ((waves[i] * 5 * x) + (waves[i + 1] * 5 * y) + waves[i + 2]));
            return sum;
        });
    }

    private static byte[] Chunk(ReadOnlySpan<byte> type, byte[] data)
    {
        byte[] chunk = new byte[12 + data.Length];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        type.CopyTo(chunk.AsSpan(4));
        data.CopyTo(chunk, 8);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(8 + data.Length), Crc32.HashToUInt32(chunk.AsSpan(4, 4 + data.Length)));
        return chunk;
    }
}
