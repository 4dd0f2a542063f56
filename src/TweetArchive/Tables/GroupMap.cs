using System.Runtime.CompilerServices;

namespace TweetArchive.Tables;

/// <summary>
/// A table's key while it is being counted: 128 bits that hold numbers of interned strings, days and flags, laid out so
/// that the first column takes the highest bits. <see cref="Lo"/> holds the account where a table counts accounts.
/// </summary>
internal readonly record struct GroupKey(ulong Hi, ulong Lo);

/// <summary>What a table adds up for a key.</summary>
internal interface IMeasures<TSelf>
    where TSelf : unmanaged, IMeasures<TSelf>
{
    void Add(in TSelf other);
}

/// <summary>Tweets, how many of them retweets, and when the first and the last was posted (UTC milliseconds).</summary>
internal struct SeenMeasures : IMeasures<SeenMeasures>
{
    public long Tweets;
    public long Retweets;
    public long First;
    public long Last;

    public void Add(in SeenMeasures other)
    {
        First = Tweets == 0 ? other.First : Math.Min(First, other.First);
        Last = Tweets == 0 ? other.Last : Math.Max(Last, other.Last);
        Tweets += other.Tweets;
        Retweets += other.Retweets;
    }
}

/// <summary>Tweets, for tables that count nothing else.</summary>
internal struct CountMeasures : IMeasures<CountMeasures>
{
    public long Tweets;

    public void Add(in CountMeasures other) => Tweets += other.Tweets;
}

/// <summary>Tweets and the sums of their engagement counts; a blank count adds nothing.</summary>
internal struct EngagementMeasures : IMeasures<EngagementMeasures>
{
    public long Tweets;
    public long Likes;
    public long Retweets;
    public long Replies;
    public long Quotes;

    public void Add(in EngagementMeasures other)
    {
        Tweets += other.Tweets;
        Likes += other.Likes;
        Retweets += other.Retweets;
        Replies += other.Replies;
        Quotes += other.Quotes;
    }
}

/// <summary>
/// Keys to measures, open addressing; entries stay in the order in which they came. A key lies beside its measures: most
/// look-ups miss the cache, and should do so once.
/// </summary>
internal sealed class GroupMap<TMeasures>
    where TMeasures : unmanaged, IMeasures<TMeasures>
{
    private Entry[] entries = new Entry[64];
    private int[] slots = new int[128];     // entry + 1; 0 is free

    public int Count { get; private set; }

    /// <summary>Memory held, in bytes.</summary>
    public long Bytes => ((long)entries.Length * Unsafe.SizeOf<Entry>()) + (4L * slots.Length);

    public GroupKey KeyOf(int entry) => entries[entry].Key;

    public ref readonly TMeasures MeasuresOf(int entry) => ref entries[entry].Measures;

    /// <summary>The measures of a key, zero at first; valid until the next call.</summary>
    public ref TMeasures this[GroupKey key]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            int mask = slots.Length - 1;
            for (int slot = (int)Hash(key) & mask; ; slot = (slot + 1) & mask)
            {
                int number = slots[slot] - 1;
                if (number < 0)
                    return ref Add(key, slot);
                ref Entry entry = ref entries[number];
                if (entry.Key == key)
                    return ref entry.Measures;
            }
        }
    }

    /// <summary>Two rounds of multiply and fold: neighbouring numbers must not become neighbouring slots.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Hash(GroupKey key)
    {
        ulong h = Math.BigMul(key.Hi ^ 0x9E3779B97F4A7C15, (key.Lo << 1) ^ 0xD6E8FEB86659FD93, out ulong low) ^ low;
        h = Math.BigMul(h ^ key.Lo, 0xA0761D6478BD642F, out low) ^ low;
        return (uint)(h ^ (h >> 32));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private ref TMeasures Add(GroupKey key, int slot)
    {
        int number = Count++;
        if (number == entries.Length)
            Array.Resize(ref entries, number * 2);
        entries[number].Key = key;
        slots[slot] = number + 1;
        if (Count * 3 > slots.Length * 2)
            Grow();
        return ref entries[number].Measures;
    }

    private void Grow()
    {
        slots = new int[slots.Length * 2];
        int mask = slots.Length - 1;
        for (int number = 0; number < Count; number++)
        {
            int slot = (int)Hash(entries[number].Key) & mask;
            while (slots[slot] != 0)
                slot = (slot + 1) & mask;
            slots[slot] = number + 1;
        }
    }

    private struct Entry
    {
        public GroupKey Key;
        public TMeasures Measures;
    }
}
