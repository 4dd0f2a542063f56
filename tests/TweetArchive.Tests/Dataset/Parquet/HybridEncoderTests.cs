using TweetArchive.Dataset.Parquet;
using TweetArchive.Text;
using Xunit;

namespace TweetArchive.Tests.Dataset.Parquet;

public class HybridEncoderTests
{
    /// <summary>Runs, noise and both, of every width, against a decoder written from the format's description.</summary>
    [Fact]
    public void What_is_written_reads_back()
    {
        var random = new Random(2);
        for (int n = 0; n < 3_000; n++)
        {
            int bits = 1 + random.Next(31);
            int[] values = new int[random.Next(300)];
            for (int i = 0; i < values.Length;)
            {
                int value = (int)(random.NextInt64() & ((1L << bits) - 1));
                for (int run = random.Next(3) == 0 ? random.Next(40) : 1; run > 0 && i < values.Length; run--)
                    values[i++] = value;
            }

            var bytes = default(GrowableArray<byte>);
            HybridEncoder.Write(values, bits, ref bytes);
            Assert.Equal(values, Read(bytes.Span, bits).Take(values.Length));
        }
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(255, 8)]
    [InlineData(256, 9)]
    public void Bits_for_a_number(int largest, int bits) => Assert.Equal(bits, HybridEncoder.BitsFor(largest));

    private static List<int> Read(ReadOnlySpan<byte> bytes, int bits)
    {
        var values = new List<int>();
        for (int at = 0; at < bytes.Length;)
        {
            uint head = 0;
            for (int shift = 0; ; shift += 7)
            {
                byte b = bytes[at++];
                head |= (uint)(b & 0x7F) << shift;
                if (b < 0x80)
                    break;
            }

            if ((head & 1) == 0)
            {
                long value = 0;
                for (int i = 0; i < (bits + 7) / 8; i++)
                    value |= (long)bytes[at++] << (8 * i);
                values.AddRange(Enumerable.Repeat((int)value, (int)(head >> 1)));
                continue;
            }

            int groups = (int)(head >> 1);
            for (int i = 0; i < groups * 8; i++)
            {
                int value = 0;
                for (int bit = 0; bit < bits; bit++)
                {
                    int place = (i * bits) + bit;
                    value |= ((bytes[at + (place / 8)] >> (place % 8)) & 1) << bit;
                }

                values.Add(value);
            }

            at += groups * bits;
        }

        return values;
    }
}
