using TweetArchive.Csv;
using Xunit;

namespace TweetArchive.Tests.Csv;

public class QuoteMaskTests
{
    [Fact]
    public void Both_ways_to_the_prefix_xor_agree_with_a_loop()
    {
        var random = new Random(64);
        IEnumerable<ulong> masks = Enumerable.Range(0, 64).Select(i => 1UL << i)
            .Concat((ulong[])[0, ulong.MaxValue, 0xAAAA_AAAA_AAAA_AAAA, 0x8000_0000_0000_0001])
            .Concat(Enumerable.Range(0, 20_000)
                .Select(_ =>
                    (ulong)random.NextInt64(long.MinValue, long.MaxValue) & (ulong)random.NextInt64(long.MinValue, long.MaxValue)));
        foreach (ulong mask in masks)
        {
            ulong wanted = ByLoop(mask);
            Assert.Equal(wanted, QuoteMask.PrefixXor(mask));
            Assert.Equal(wanted, QuoteMask.PrefixXorByShifts(mask));
        }
    }

    private static ulong ByLoop(ulong mask)
    {
        ulong result = 0;
        bool inside = false;
        for (int i = 0; i < 64; i++)
        {
            inside ^= (mask >> i & 1) != 0;
            result |= (inside ? 1UL : 0) << i;
        }

        return result;
    }
}
