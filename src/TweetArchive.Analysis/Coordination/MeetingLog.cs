using TweetArchive.Text;

namespace TweetArchive.Analysis.Coordination;

/// <summary>
/// Pairs of sessions that met, and at how many movable objects. A pair of sessions counts once, however much the two have in common: it is
/// one coincidence.
/// </summary>
internal sealed class MeetingLog
{
    private readonly PairLog log = new();

    /// <summary>The session with the smaller number.</summary>
    public static int First(in OrderedEntry pair) => (int)(pair.SortKey >> 32);

    public static int Second(in OrderedEntry pair) => (int)(uint)pair.SortKey;

    public void Add(int a, int b, bool movable) =>
        log.Add(((ulong)(uint)Math.Min(a, b) << 32) | (uint)Math.Max(a, b), movable ? 1 : 0);

    public void AddAll(MeetingLog other) => log.AddAll(other.log);

    /// <summary>All pairs in order, each once.</summary>
    public ReadOnlySpan<OrderedEntry> Sorted() => log.Sorted();

    /// <summary>Adds to the pairs of accounts in how many pairs of sessions they met.</summary>
    /// <param name="accountOf">Of each session.</param>
    public void CountCoincidences(PairLog pairs, IReadOnlyList<int> accountOf, bool movable)
    {
        foreach (ref readonly OrderedEntry met in log.Sorted())
        {
            int a = accountOf[First(met)], b = accountOf[Second(met)];
            if (a == b)
                continue;
            (a, b) = (Math.Min(a, b), Math.Max(a, b));
            pairs.Add(PairLog.Key(a, b, PairLog.Coincidences), 1);
            if (movable && met.Entry > 0)
                pairs.Add(PairLog.Key(a, b, PairLog.Movable), 1);
        }
    }
}
