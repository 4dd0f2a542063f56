namespace TweetArchive.Analysis.Coordination;

/// <summary>What is left to chance.</summary>
internal enum NullKind
{
    /// <summary>Who shared what stays; the times at an object are shuffled among those who shared it.</summary>
    Times = 1,

    /// <summary>
    /// Times and the number of accounts at an object stay; who they are is drawn from the dataset's accounts by what they did in the
    /// same thirty days.
    /// </summary>
    Sharing = 2,
}

/// <summary>Events of one object with other accounts, as chance would have them. For one thread.</summary>
internal sealed class ObjectNull(AccountIndex accounts, ActivityPools pools)
{
    // An account that did most of a span's work is drawn again and again; then the object loses an account.
    private const int MostDraws = 30;

    private readonly Dictionary<int, int> drawn = [];
    private readonly HashSet<int> taken = [];
    private ObjectEvent[] events = [];

    // Neighbouring events are of one dataset and mostly of one span.
    private (int Dataset, long Span) of = (-1, -1);
    private PoolRange active;

    public ReadOnlySpan<ObjectEvent> Of(ReadOnlySpan<ObjectEvent> run, NullKind kind, int round)
    {
        if (events.Length < run.Length)
            events = new ObjectEvent[2 * run.Length];
        var draws = new ObjectDraws(run[0].Object, round, (int)kind);
        if (kind == NullKind.Times)
            Permute(run, ref draws);
        else
            Redraw(run, ref draws);
        return events.AsSpan(0, run.Length);
    }

    private void Permute(ReadOnlySpan<ObjectEvent> run, ref ObjectDraws draws)
    {
        run.CopyTo(events);
        for (int i = run.Length - 1; i > 0; i--)
        {
            int j = (int)draws.Below(i + 1);
            (ObjectEvent a, ObjectEvent b) = (events[i], events[j]);
            events[i] = new ObjectEvent(a.Object, a.Minute, b.Account);
            events[j] = new ObjectEvent(b.Object, b.Minute, a.Account);
        }

        events.AsSpan(0, run.Length).Sort();
    }

    private void Redraw(ReadOnlySpan<ObjectEvent> run, ref ObjectDraws draws)
    {
        drawn.Clear();
        taken.Clear();
        for (int i = 0; i < run.Length; i++)
        {
            ObjectEvent e = run[i];
            if (!drawn.TryGetValue(e.Account, out int account))
            {
                PoolRange range = Active(e);
                account = pools.Draw(range, ref draws);
                for (int again = 1; again < MostDraws && taken.Contains(account); again++)
                    account = pools.Draw(range, ref draws);
                taken.Add(account);
                drawn.Add(e.Account, account);
            }

            events[i] = new ObjectEvent(e.Object, e.Minute, account);
        }
    }
    private PoolRange Active(in ObjectEvent e)
    {
        (int, long) wanted = (accounts.DatasetOf(e.Account), ActivityPools.SpanOf(e.Minute));
        if (wanted != of)
            (of, active) = (wanted, pools.RangeOf(wanted.Item1, wanted.Item2));
        return active;
    }
}
