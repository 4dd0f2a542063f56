using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;

namespace TweetArchive.Report.Coding;

/// <summary>
/// Numbers that a unit has by its name and a seed: the units of a stratum with the smallest are a simple random sample of it, the same on
/// every machine and whatever the order in which units come.
/// </summary>
internal static class SeededOrder
{
    public static ulong Of(long seed, string dataset, long tweetId, string target)
    {
        byte[] bytes = new byte[8 + Encoding.UTF8.GetMaxByteCount(dataset.Length + target.Length + 1)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, tweetId);
        int length = 8 + Encoding.UTF8.GetBytes($"{dataset}\0{target}", bytes.AsSpan(8));
        return XxHash3.HashToUInt64(bytes.AsSpan(0, length), seed);
    }
}

/// <summary>The units with the smallest numbers of a stratum, at most so many.</summary>
internal sealed class Smallest<T>(long most)
{
    private readonly PriorityQueue<T, ulong> largestFirst = new(Comparer<ulong>.Create((x, y) => y.CompareTo(x)));

    /// <summary>All that were offered.</summary>
    public long Seen { get; private set; }

    public void Offer(ulong number, T unit)
    {
        Seen++;
        if (largestFirst.Count < most)
            largestFirst.Enqueue(unit, number);
        else if (most > 0)
            largestFirst.EnqueueDequeue(unit, number);
    }

    /// <summary>In the order of their numbers, at most <paramref name="count"/>.</summary>
    public IReadOnlyList<T> Take(long count) =>
        [.. largestFirst.UnorderedItems.OrderBy(i => i.Priority).Take((int)Math.Min(count, int.MaxValue)).Select(i => i.Element)];
}
