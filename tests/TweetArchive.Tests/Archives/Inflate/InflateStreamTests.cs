using System.IO.Compression;
using Xunit;

namespace TweetArchive.Tests.Archives.Inflate;

/// <summary>Our unpacking against the library's packing, and on what is damaged.</summary>
public sealed class InflateStreamTests
{
    private const int Length = 300_000;

    public static TheoryData<int, int> Ways => new()
    {
        { 128 * 1024, 256 * 1024 },
        { 1000, 1024 },
        { 40, 70_000 },
        { 2000, 1024 },
        { 64, 5_000 },
        { 9_000, 30_000 },
    };

    [Theory]
    [MemberData(nameof(Ways))]
    public void Every_kind_at_every_level_comes_out_as_it_went_in(int chunkBytes, int slabBytes)
    {
        var random = new Random(chunkBytes);
        foreach (string kind in PackedBytes.Kinds)
        {
            byte[] bytes = PackedBytes.Make(kind, Length, random);
            foreach (CompressionLevel level in PackedBytes.Levels)
                AssertUnpacks(bytes, PackedBytes.Gzip(bytes, level), true, chunkBytes, slabBytes, $"{kind} {level}");
        }
    }

    /// <summary>Fixed codes, runs, Huffman alone, stored: every strategy and level of zlib.</summary>
    [Theory]
    [MemberData(nameof(Ways))]
    public void Every_strategy_of_the_packer(int chunkBytes, int slabBytes)
    {
        var random = new Random(7);
        byte[] bytes = PackedBytes.Make("mixed", Length, random);
        foreach (ZLibCompressionStrategy strategy in Enum.GetValues<ZLibCompressionStrategy>())
        {
            for (int level = 0; level <= 9; level++)
            {
                byte[] packed = PackedBytes.Deflate(bytes, new ZLibCompressionOptions { CompressionLevel = level, CompressionStrategy = strategy });
                AssertUnpacks(bytes, packed, false, chunkBytes, slabBytes, $"{strategy} {level}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void Members_follow_each_other_also_empty_ones_and_zeros_behind_them_are_padding(int chunkBytes, int slabBytes)
    {
        var random = new Random(9);
        var packed = new List<byte>();
        var bytes = new List<byte>();
        foreach (int length in new[] { 50_000, 0, 1, 70_000, 0, 0, 3_000, 200_000 })
        {
            byte[] member = PackedBytes.Make(length == 0 ? "empty" : "rows", length, random);
            bytes.AddRange(member);
            packed.AddRange(PackedBytes.Gzip(member, PackedBytes.Levels[random.Next(4)]));
        }

        AssertUnpacks([.. bytes], [.. packed], true, chunkBytes, slabBytes, "members");
        AssertUnpacks([.. bytes], [.. packed, .. new byte[3000]], true, chunkBytes, slabBytes, "padding");
        (byte[] before, Exception? damage) = PackedBytes.Unpack([.. packed, .. "garbage"u8], true, chunkBytes, slabBytes);
        Assert.Equal(bytes, before);
        Assert.Contains("no gzip", damage!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void Cut_anywhere_what_came_before_is_there_and_the_cut_is_told(int chunkBytes, int slabBytes)
    {
        var random = new Random(11);
        byte[] bytes = PackedBytes.Make("rows", 100_000, random);
        byte[] packed = PackedBytes.Gzip(bytes, CompressionLevel.Optimal);
        int before = 0;
        foreach (int cut in Enumerable.Range(0, 40).Select(_ => random.Next(packed.Length)).Concat([0, 1, 5, 10, 11, packed.Length - 1, packed.Length - 8, packed.Length - 9]).Order())
        {
            (byte[] found, Exception? damage) = PackedBytes.Unpack(packed[..cut], true, chunkBytes, slabBytes);
            Assert.True(damage is not null, $"cut at {cut}");
            Assert.True(bytes.AsSpan().StartsWith(found), $"cut at {cut}");
            Assert.True(found.Length >= before, $"cut at {cut}");
            before = found.Length;
        }
    }

    /// <summary>Whatever bits are wrong: the same in chunks of any size, and the end is told if the checksum is.</summary>
    [Theory]
    [MemberData(nameof(Ways))]
    public void Damaged_bytes_are_found_and_never_read_past(int chunkBytes, int slabBytes)
    {
        var random = new Random(13);
        for (int n = 0; n < 150; n++)
        {
            byte[] bytes = PackedBytes.Make(PackedBytes.Kinds[random.Next(PackedBytes.Kinds.Length)], 1 + random.Next(60_000), random);
            byte[] packed = PackedBytes.Gzip(bytes, PackedBytes.Levels[random.Next(4)]);
            for (int flips = 1 + random.Next(3); flips > 0; flips--)
                packed[random.Next(10, packed.Length)] ^= (byte)(1 << random.Next(8));
            (byte[] wanted, Exception? wantedDamage) = PackedBytes.Unpack(packed, true, 100_000, 100_000);
            (byte[] found, Exception? damage) = PackedBytes.Unpack(packed, true, chunkBytes, slabBytes);
            Assert.True(wanted.AsSpan().SequenceEqual(found), $"trial {n}: {found.Length} bytes, {wanted.Length} in large chunks");
            Assert.Equal(wantedDamage?.Message, damage?.Message);
            Assert.True(damage is not null || found.AsSpan().SequenceEqual(bytes), $"trial {n}: wrong bytes with a right checksum");
        }
    }

    [Fact]
    public void Bytes_that_are_anything_never_crash_it()
    {
        var random = new Random(17);
        for (int n = 0; n < 3_000; n++)
        {
            byte[] bytes = new byte[random.Next(400)];
            random.NextBytes(bytes);
            if (bytes.Length > 0)
                bytes[0] = (byte)((bytes[0] & 0xF8) | random.Next(8));
            PackedBytes.Unpack(bytes, false, 32 + random.Next(200), 1024);
        }
    }

    private static void AssertUnpacks(byte[] bytes, byte[] packed, bool gzip, int chunkBytes, int slabBytes, string what)
    {
        (byte[] found, Exception? damage) = PackedBytes.Unpack(packed, gzip, chunkBytes, slabBytes);
        Assert.True(damage is null, $"{what}: {damage}");
        int difference = bytes.AsSpan().CommonPrefixLength(found);
        Assert.True(difference == bytes.Length && found.Length == bytes.Length, $"{what}: differs at {difference} of {bytes.Length}, {found.Length} found");
    }
}
