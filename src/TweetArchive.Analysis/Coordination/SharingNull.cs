namespace TweetArchive.Analysis.Coordination;

/// <summary>
/// Events of one object with the accounts that were drawn for their sessions. An object keeps the number of its accounts: where two
/// sessions have the same one, another is drawn for this object alone. For one thread.
/// </summary>
/// <param name="drawn">An account for each session (<see cref="SessionDraws"/>).</param>
internal sealed class SharingNull(Sessions sessions, AccountIndex accounts, ActivityPools pools, int[] drawn, int round)
{
    private const int MostDraws = 30;

    private readonly Dictionary<int, int> of = [];
    private readonly HashSet<int> taken = [];
    private ObjectEvent[] events = [];

    /// <param name="run">Events of one object, by session.</param>
    /// <returns>The same, by account; only until it is called again.</returns>
    public ReadOnlySpan<ObjectEvent> Of(ReadOnlySpan<ObjectEvent> run)
    {
        if (events.Length < run.Length)
            events = new ObjectEvent[2 * run.Length];
        of.Clear();
        taken.Clear();
        var draws = new ObjectDraws(run[0].Object, round, (int)NullKind.Sharing);
        for (int i = 0; i < run.Length; i++)
        {
            ObjectEvent e = run[i];
            int was = sessions.AccountOf(e.Account);
            if (!of.TryGetValue(was, out int account))
            {
                account = drawn[e.Account];
                if (taken.Contains(account))
                    account = Another(account, accounts.DatasetOf(was), e.Minute, ref draws);
                taken.Add(account);
                of.Add(was, account);
            }

            events[i] = new ObjectEvent(e.Object, e.Minute, account);
        }

        return events.AsSpan(0, run.Length);
    }

    private int Another(int account, int dataset, long minute, ref ObjectDraws draws)
    {
        PoolRange active = pools.RangeOf(dataset, ActivityPools.SpanOf(minute));
        for (int again = 1; again < MostDraws && taken.Contains(account); again++)
            account = pools.Draw(active, ref draws);
        return account;
    }
}
