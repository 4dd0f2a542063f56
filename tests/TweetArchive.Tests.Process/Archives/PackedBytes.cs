using System.IO.Compression;
using TweetArchive.Archives;
using TweetArchive.Archives.Containers;

namespace TweetArchive.Tests.Archives;

/// <summary>Bytes of many kinds, packed in many ways, and what our containers make of them.</summary>
internal static class PackedBytes
{
    public static readonly string[] Kinds = ["text", "rows", "random", "zeros", "few letters", "mixed", "short", "empty"];

    public static readonly CompressionLevel[] Levels =
        [CompressionLevel.NoCompression, CompressionLevel.Fastest, CompressionLevel.Optimal, CompressionLevel.SmallestSize];

    public static byte[] Make(string kind, int length, Random random)
    {
        byte[] bytes = new byte[kind switch { "empty" => 0, "short" => 1 + random.Next(40), _ => length }];
        switch (kind)
        {
            case "random":
                random.NextBytes(bytes);
                break;
            case "few letters":
                for (int i = 0; i < bytes.Length; i++)
                    bytes[i] = (byte)("aab"[random.Next(3)]);
                break;
            case "mixed":
                for (int i = 0; i < bytes.Length;)
                {
                    int run = Math.Min(bytes.Length - i, 1 + random.Next(40_000));
                    byte[] part = Make(Kinds[random.Next(5)], run, random);
                    part.CopyTo(bytes, i);
                    i += run;
                }

                break;
            case "zeros":
                break;
            default:
                string[] words = [
                    .. Enumerable.Range(0, 400)
                        .Select(i => Convert.ToBase64String(BitConverter.GetBytes(random.NextInt64()))[..random.Next(2, 11)])];
                for (int i = 0, n = 0; i < bytes.Length; n++)
                {
                    string word = kind == "rows" && n % 9 == 0 ? $"\"\n\"{random.NextInt64(1L << 60)}\",\""
                        : words[(int)(400 * Math.Pow(random.NextDouble(), 3))] + " ";
                    for (int c = 0; c < word.Length && i < bytes.Length; c++)
                        bytes[i++] = (byte)word[c];
                }

                break;
        }

        return bytes;
    }

    public static byte[] Gzip(byte[] bytes, CompressionLevel level)
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, level, leaveOpen: true))
            gzip.Write(bytes);
        // The library writes nothing at all for nothing.
        return packed.Length > 0 ? packed.ToArray() : [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0];
    }

    /// <summary>What we make of it, and why we stopped if it was not the end.</summary>
    /// <param name="portion">Bytes that the packed stream gives at a time.</param>
    public static (byte[] Bytes, Exception? Damage) Unpack(byte[] packed, int portion)
    {
        using Stream stream = GzipContainer.Open(new PortionStream(packed, portion));
        var to = new MemoryStream();
        byte[] part = new byte[5000];
        try
        {
            while (stream.Read(part) is > 0 and int read)
                to.Write(part, 0, read);
            return (to.ToArray(), null);
        }
        catch (InvalidDataException e)
        {
            return (to.ToArray(), e);
        }
    }

    /// <summary>A stream that gives little at a time and cannot go back, as packed streams do.</summary>
    private sealed class PortionStream(byte[] bytes, int portion) : ForwardStream
    {
        private int at;

        public override int Read(Span<byte> buffer)
        {
            int count = Math.Min(Math.Min(portion, buffer.Length), bytes.Length - at);
            bytes.AsSpan(at, count).CopyTo(buffer);
            at += count;
            return count;
        }
    }
}
