using System.IO.Hashing;
using TweetArchive.Analysis.Text;

namespace TweetArchive.Analysis.Coordination;

/// <summary>What one thread collects of a method's events. With several passes only the objects of this pass are kept.</summary>
internal sealed class EventSink(AccountIndex accounts, int pass, int passes)
{
    private const int ChunkSize = 1 << 16;

    private readonly List<ObjectEvent[]> chunks = [];
    private int filled = ChunkSize;

    /// <summary>Account numbers of the rows.</summary>
    public TweetAccounts Accounts { get; } = new(accounts);

    public TextNormaliser Texts { get; } = new();

    /// <summary>Where events go instead, when their tweets are looked for.</summary>
    public Evidence? Evidence { get; init; }

    /// <summary>Of the row, when their tweets are looked for.</summary>
    public long TweetId { get; set; }

    public long Count => chunks.Count == 0 ? 0 : ((long)(chunks.Count - 1) * ChunkSize) + filled;

    /// <summary>Chunks with how much of each is filled.</summary>
    public IEnumerable<ReadOnlyMemory<ObjectEvent>> Chunks =>
        chunks.Select((c, i) => (ReadOnlyMemory<ObjectEvent>)c.AsMemory(0, i == chunks.Count - 1 ? filled : ChunkSize));

    /// <summary>An object that has a number, such as a tweet: two of a dataset never share a hash.</summary>
    public static ulong HashOf(long id, int dataset) => Mix((ulong)id ^ Mix((ulong)dataset + 1));

    /// <summary>An object that is bytes. Two of a hundred million share a hash with a chance of one in four thousand.</summary>
    public static ulong HashOf(ReadOnlySpan<byte> bytes, int dataset) => XxHash3.HashToUInt64(bytes, dataset + 1);

    /// <summary>An object that has a number.</summary>
    public void Add(long id, long unixMillis, int account)
    {
        Span<byte> digits = stackalloc byte[20];
        int length = 0;
        if (Evidence is not null)
            _ = System.Buffers.Text.Utf8Formatter.TryFormat(id, digits, out length);
        Add(HashOf(id, Accounts.Dataset), digits[..length], unixMillis, account);
    }

    /// <summary>An object that is bytes.</summary>
    public void Add(ReadOnlySpan<byte> bytes, long unixMillis, int account) =>
        Add(HashOf(bytes, Accounts.Dataset), bytes, unixMillis, account);

    private void Add(ulong what, ReadOnlySpan<byte> words, long unixMillis, int account)
    {
        ulong when = new ObjectEvent(what, unixMillis / 60_000, account).When;
        if (Evidence is not null)
            Evidence.Seen(what, when, TweetId, words);
        else if (passes <= 1 || what % (uint)passes == (uint)pass)
            AddPlain(what, when);
    }

    /// <summary>Adds whatever is to be put in order by two numbers.</summary>
    public void AddPlain(ulong what, ulong when)
    {
        if (filled == ChunkSize)
        {
            chunks.Add(new ObjectEvent[ChunkSize]);
            filled = 0;
        }

        chunks[^1][filled++] = new ObjectEvent(what, when);
    }

    /// <summary>Lets go of the chunks.</summary>
    public void Clear()
    {
        chunks.Clear();
        filled = ChunkSize;
    }

    /// <summary>The finaliser of SplitMix64: a bijection in which every bit depends on all.</summary>
    private static ulong Mix(ulong x)
    {
        x ^= x >> 30;
        x *= 0xBF58476D1CE4E5B9;
        x ^= x >> 27;
        x *= 0x94D049BB133111EB;
        return x ^ (x >> 31);
    }
}
