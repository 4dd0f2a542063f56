using System.Buffers.Binary;
using System.Diagnostics;
using System.Numerics;
using TweetArchive.Tables.Counting;
using TweetArchive.Text;
using Xunit;

namespace TweetArchive.Tests.Text;

/// <summary>Input chooses the keys of the tables in memory; it must not be able to choose collisions.</summary>
public class HashTests
{
    private const int Many = 200_000;

    // Numbers that the fixed multiplication of before put into one slot of 1,024.
    private static readonly Lazy<ulong[]> OfOneSlot = new(() =>
    {
        var numbers = new List<ulong>(Many);
        for (ulong n = 1; numbers.Count < Many; n++)
        {
            if ((FixedFold(n) & 1023) == 0)
                numbers.Add(n);
        }

        return [.. numbers];
    });

    /// <summary>
    /// The keys that made the multiplication of before, whatever its seed, give one hash: 1.6 MB of hashtags took a minute.
    /// </summary>
    [Fact]
    public void Texts_made_to_collide_are_spread()
    {
        byte[][] texts = [.. Colliding().DistinctBy(Convert.ToHexString).Take(Many)];
        AssertSpread(texts.Select(t => Utf8Hash.OfProcess.Of(t)));
        var interner = new Utf8Interner();
        var watch = Stopwatch.StartNew();
        foreach (byte[] text in texts)
            interner.Intern(text);
        Assert.Equal(Many, interner.Count);
        // Their square, 4·10¹⁰ comparisons, takes more than a minute on any machine.
        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 15);
    }

    /// <summary>
    /// Numbers that the fixed multiplication of before put into one slot of 1,024, and numbers of which only the high bits differ.
    /// </summary>
    [Fact]
    public void Numbers_made_to_collide_are_spread()
    {
        AssertSpread(OfOneSlot.Value.Select(n => (uint)Utf8Hash.OfProcess.Of(n)));
        AssertSpread(Enumerable.Range(1, Many).Select(n => (uint)Utf8Hash.OfProcess.Of((ulong)n << 44)));
        // Equal halves: the hash of .NET's own long is their exclusive or, so 0 for all of these.
        AssertSpread(Enumerable.Range(1, Many).Select(n => (uint)SeededNumbers.Comparer.GetHashCode(((long)n << 32) | (uint)n)));
    }

    [Fact]
    public void Groups_made_to_collide_are_counted_at_once()
    {
        var map = new GroupMap<CountMeasures>();
        ulong[] keys = OfOneSlot.Value;
        var watch = Stopwatch.StartNew();
        foreach (ulong key in keys)
            map.Add(key, map.Prefetch(key), new CountMeasures { Tweets = 1 });
        Assert.Equal(Many, map.Count);
        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 15);
    }

    [Fact]
    public void Equal_texts_have_equal_hashes_wherever_they_lie()
    {
        byte[] room = new byte[300];
        new Random(1).NextBytes(room);
        for (int length = 0; length <= 250; length++)
        {
            byte[] copy = [.. room.AsSpan(3, length)];
            Assert.Equal(Utf8Hash.OfProcess.Of(copy), Utf8Hash.OfProcess.Of(room.AsSpan(3, length)));
            if (length > 0)
                Assert.NotEqual(Utf8Hash.OfProcess.Of(copy), Utf8Hash.OfProcess.Of(copy.AsSpan(1)));
        }
    }

    /// <summary>
    /// ASCII texts a‖b with b = F(16 ^ a) ^ K, where F was the folded multiplication: the seed cancelled in its first step.
    /// </summary>
    private static IEnumerable<byte[]> Colliding()
    {
        const ulong Ascii = 0x7F7F_7F7F_7F7F_7F7F;
        const ulong K = 0x0123_4567_89AB_CDEF;
        for (ulong number = 1; ; number++)
        {
            ulong first = (number * 0x9E3779B97F4A7C15) & Ascii;
            ulong high = Math.BigMul(16 ^ first, 0x9E3779B97F4A7C15, out ulong low);
            ulong second = high ^ BitOperations.RotateLeft(low, 32) ^ K;
            if ((second & ~Ascii) != 0)
                continue;
            byte[] text = new byte[16];
            BinaryPrimitives.WriteUInt64LittleEndian(text, first);
            BinaryPrimitives.WriteUInt64LittleEndian(text.AsSpan(8), second);
            yield return text;
        }
    }

    private static ulong FixedFold(ulong key)
    {
        ulong high = Math.BigMul(key ^ 0xD6E8FEB86659FD93, 0x9E3779B97F4A7C15, out ulong low);
        return high ^ low;
    }

    /// <summary>Few equal hashes, and no slot of a table twice as large that would be searched for long.</summary>
    private static void AssertSpread(IEnumerable<uint> hashes)
    {
        uint[] all = [.. hashes];
        Assert.Equal(Many, all.Length);
        Assert.InRange(all.Distinct().Count(), Many - 100, Many);
        int[] slots = new int[1 << 19];
        foreach (uint hash in all)
            slots[hash & (slots.Length - 1)]++;
        // Without seeds one slot would have all 200,000. With them the fullest has at most 12 for nearly every seed, and for one of five
        // hundred up to 14, since numbers in equal steps stay a little regular.
        Assert.InRange(slots.Max(), 1, 50);
    }
}
