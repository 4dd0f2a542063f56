using System.IO.Compression;
using Xunit;

namespace TweetArchive.Tests.Archives;

/// <summary>Gzip as it is read: whole, in members, cut, damaged, and with something after it.</summary>
public sealed class GzipContainerTests
{
    [Fact]
    public void The_switch_without_which_the_library_takes_a_cut_file_for_a_whole_one_is_set() =>
        Assert.True(AppContext.TryGetSwitch("System.IO.Compression.UseStrictValidation", out bool strict) && strict);

    [Theory]
    [InlineData(1 << 20)]
    [InlineData(1000)]
    public void Every_kind_at_every_level_comes_out_as_it_went_in(int portion)
    {
        var random = new Random(portion);
        foreach (string kind in PackedBytes.Kinds)
        {
            byte[] bytes = PackedBytes.Make(kind, 300_000, random);
            foreach (CompressionLevel level in PackedBytes.Levels)
                AssertUnpacks(bytes, PackedBytes.Gzip(bytes, level), portion, $"{kind} {level}");
        }
    }

    [Theory]
    [InlineData(1 << 20)]
    [InlineData(700)]
    public void Members_follow_each_other_also_empty_ones_and_zeros_after_them_are_padding(int portion)
    {
        (byte[] bytes, byte[] packed) = Members();
        AssertUnpacks(bytes, packed, portion, "members");
        foreach (int zeros in new[] { 1, 2, 511, 3000, 8192, 20_000 })
            AssertUnpacks(bytes, [.. packed, .. new byte[zeros]], portion, $"{zeros} zeros");
    }

    /// <summary>
    /// One byte or many, text, a half header, a header with another method, zeros and then something: all come before the end is believed.
    /// </summary>
    [Theory]
    [InlineData(1 << 20)]
    [InlineData(700)]
    public void What_follows_the_last_member_is_reported(int portion)
    {
        (byte[] bytes, byte[] packed) = Members();
        var random = new Random(5);
        byte[] noise = new byte[20_000];
        random.NextBytes(noise);
        noise[0] = 7;
        byte[][] rests =
        [
            "x"u8.ToArray(), "garbage"u8.ToArray(), noise[..100], noise[..8191], noise[..8192], noise[..8193], noise, [0x1F], [0x1F, 0x8B],
            [0x1F, 0x8B, 8],
            [0x1F, 0x8C, 8, 0, 0, 0, 0, 0, 0, 3], [0x1F, 0x8B, 7, 0, 0, 0, 0, 0, 0, 3], [0, 0, 0, 1], [.. new byte[9000], 1],
            [.. new byte[40_000], .. "x"u8],
        ];
        for (int i = 0; i < rests.Length; i++)
        {
            (byte[] found, Exception? damage) = PackedBytes.Unpack([.. packed, .. rests[i]], portion);
            Assert.True(damage is not null, $"rest {i} was not reported");
            Assert.True(bytes.AsSpan().SequenceEqual(found), $"rest {i}: {found.Length} of {bytes.Length} bytes");
        }
    }

    [Fact]
    public void A_second_member_whose_header_is_damaged_is_reported()
    {
        byte[] one = PackedBytes.Gzip(PackedBytes.Make("rows", 30_000, new Random(1)), CompressionLevel.Optimal);
        for (int at = 0; at < 3; at++)
        {
            byte[] second = [.. one];
            second[at] ^= 0x10;
            (byte[] found, Exception? damage) = PackedBytes.Unpack([.. one, .. second], 1 << 20);
            Assert.True(damage is not null, $"byte {at} of the header");
            Assert.Equal(30_000, found.Length);
        }
    }

    /// <summary>Every place of a small file, and many of a larger one.</summary>
    [Fact]
    public void Cut_anywhere_what_came_before_is_there_and_the_cut_is_told()
    {
        byte[] bytes = PackedBytes.Make("rows", 100_000, new Random(11));
        byte[] packed = PackedBytes.Gzip(bytes, CompressionLevel.Optimal);
        int before = 0;
        for (int cut = 0; cut < packed.Length; cut += cut < 30 || cut > packed.Length - 30 ? 1 : 29)
        {
            (byte[] found, Exception? damage) = PackedBytes.Unpack(packed[..cut], 1 << 20);
            Assert.True(damage is not null, $"cut at {cut}");
            Assert.Contains("ends in the middle", damage.Message, StringComparison.Ordinal);
            Assert.True(bytes.AsSpan().StartsWith(found), $"cut at {cut}");
            Assert.True(found.Length >= before, $"cut at {cut}");
            before = found.Length;
        }
    }

    [Fact]
    public void Damaged_bytes_are_found()
    {
        var random = new Random(13);
        for (int n = 0; n < 600; n++)
        {
            byte[] bytes = PackedBytes.Make(PackedBytes.Kinds[random.Next(PackedBytes.Kinds.Length)], 1 + random.Next(60_000), random);
            byte[] packed = PackedBytes.Gzip(bytes, PackedBytes.Levels[random.Next(4)]);
            for (int flips = 1 + random.Next(3); flips > 0; flips--)
                packed[random.Next(10, packed.Length)] ^= (byte)(1 << random.Next(8));
            (byte[] found, Exception? damage) = PackedBytes.Unpack(packed, 1 + random.Next(5000));
            Assert.True(damage is not null || found.AsSpan().SequenceEqual(bytes), $"trial {n}: wrong bytes, and nobody was told");
            Assert.DoesNotContain("unsupported", damage?.Message ?? "", StringComparison.Ordinal);
        }
    }

    private static (byte[] Bytes, byte[] Packed) Members()
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

        return ([.. bytes], [.. packed]);
    }

    private static void AssertUnpacks(byte[] bytes, byte[] packed, int portion, string what)
    {
        (byte[] found, Exception? damage) = PackedBytes.Unpack(packed, portion);
        Assert.True(damage is null, $"{what}: {damage}");
        Assert.True(bytes.AsSpan().SequenceEqual(found), $"{what}: {found.Length} of {bytes.Length} bytes");
    }
}
