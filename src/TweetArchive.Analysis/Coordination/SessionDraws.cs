using TweetArchive.Text;

namespace TweetArchive.Analysis.Coordination;

/// <summary>
/// Draws who each session is of, by what accounts did in the same thirty days. What a session shared, when, and which sessions met stays.
/// Sessions that met stay those of different accounts.
/// </summary>
internal sealed class SessionDraws
{
    // An account that did most of a span's work is drawn again and again; then the two do not meet.
    private const int MostDraws = 30;

    private readonly Sessions sessions;
    private readonly ActivityPools pools;
    private readonly PoolRange[] active;
    private readonly int[] until;
    private readonly int[] before; // the sessions with smaller numbers that each met, one session's after the other's
    private readonly int accounts;

    /// <param name="met">Pairs of sessions, in order; the smaller number is in the upper half of the key.</param>
    public SessionDraws(Sessions sessions, ActivityPools pools, AccountIndex accounts, ReadOnlySpan<OrderedEntry> met)
    {
        (this.sessions, this.pools, this.accounts) = (sessions, pools, accounts.Count);
        active = new PoolRange[sessions.Count];
        (int Dataset, long Span) last = (-1, -1);
        for (int s = 0; s < active.Length; s++)
        {
            (int, long) of = (accounts.DatasetOf(sessions.AccountOf(s)), ActivityPools.SpanOf(sessions.StartOf(s)));
            active[s] = of == last ? active[s - 1] : pools.RangeOf(of.Item1, of.Item2);
            last = of;
        }

        until = new int[sessions.Count + 1];
        foreach (ref readonly OrderedEntry pair in met)
            until[MeetingLog.Second(pair) + 1]++;
        for (int s = 0; s < sessions.Count; s++)
            until[s + 1] += until[s];
        before = new int[met.Length];
        foreach (ref readonly OrderedEntry pair in met)
            before[until[MeetingLog.Second(pair)]++] = MeetingLog.First(pair);
    }

    /// <summary>An account for each session.</summary>
    public int[] Draw(int round)
    {
        int[] drawn = new int[sessions.Count], taken = new int[accounts];
        for (int s = 0; s < drawn.Length; s++)
        {
            for (int i = s == 0 ? 0 : until[s - 1]; i < until[s]; i++)
                taken[drawn[before[i]]] = s + 1;
            var draws = new ObjectDraws(sessions.SeedOf(s), round, (int)NullKind.Sharing);
            int account = pools.Draw(active[s], ref draws);
            for (int again = 1; again < MostDraws && taken[account] == s + 1; again++)
                account = pools.Draw(active[s], ref draws);
            drawn[s] = account;
        }

        return drawn;
    }
}
