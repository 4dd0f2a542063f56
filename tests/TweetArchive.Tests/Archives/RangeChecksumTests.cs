using System.IO.Hashing;
using TweetArchive.Archives;
using Xunit;

namespace TweetArchive.Tests.Archives;

/// <summary>Checksums of ranges, joined, are the checksum of the whole.</summary>
public sealed class RangeChecksumTests
{
    [Fact]
    public void Ranges_however_cut_come_to_the_whole()
    {
        var random = new Random(3);
        byte[] bytes = new byte[200_000];
        random.NextBytes(bytes);
        RangeChecksum whole = Of(bytes);
        for (int trial = 0; trial < 50; trial++)
        {
            RangeChecksum joined = RangeChecksum.None;
            for (int from = 0; from < bytes.Length;)
            {
                int length = Math.Min(bytes.Length - from, random.Next(3) * random.Next(60_000));
                joined = joined.Then(Of(bytes.AsSpan(from, length)));
                from += length;
            }

            Assert.Equal(whole, joined);
        }
    }

    [Fact]
    public void One_bit_anywhere_is_seen()
    {
        byte[] bytes = new byte[70_000];
        RangeChecksum zeros = Of(bytes);
        for (int at = 0; at < bytes.Length; at += 997)
        {
            bytes[at] = 1;
            Assert.NotEqual(zeros, Of(bytes.AsSpan(0, 33_000)).Then(Of(bytes.AsSpan(33_000))));
            bytes[at] = 0;
        }
    }

    /// <summary>The tables come to what the library does, wherever the bytes are cut.</summary>
    [Fact]
    public void Without_the_library_it_is_the_same()
    {
        var random = new Random(5);
        byte[] bytes = new byte[5_000];
        random.NextBytes(bytes);
        for (int trial = 0; trial < 200; trial++)
        {
            ReadOnlySpan<byte> part = bytes.AsSpan(0, random.Next(bytes.Length));
            int cut = random.Next(part.Length + 1);
            var own = new RunningChecksum(portable: true);
            own.Append(part[..cut]);
            own.Append(part[cut..]);
            Assert.Equal(new RangeChecksum(Crc64.HashToUInt64(part), part.Length), own.Result);
        }
    }

    private static RangeChecksum Of(ReadOnlySpan<byte> bytes)
    {
        var hash = new RunningChecksum();
        hash.Append(bytes);
        return hash.Result;
    }
}
