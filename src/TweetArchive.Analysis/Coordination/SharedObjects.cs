namespace TweetArchive.Analysis.Coordination;

/// <summary>
/// The events of a method at objects that at least two accounts share, in order, and how active its accounts were. Everything that is found
/// by a method comes from these: pairs, what chance makes, and which tweets are the evidence.
/// </summary>
internal sealed class SharedObjects
{
    private readonly AccountIndex accounts;

    private SharedObjects(AccountIndex accounts)
    {
        this.accounts = accounts;
        Pools = new ActivityPools(accounts);
        Shared = new long[accounts.Datasets];
        Dropped = new long[accounts.Datasets];
    }

    /// <summary>Sorted events; an object is whole in one block. Blocks are independent of each other.</summary>
    public IReadOnlyList<ObjectEvent[]> Blocks { get; private set; } = [];

    public ActivityPools Pools { get; private set; }

    /// <summary>The events by session, cut when they are first asked for.</summary>
    public Sessions Sessions => field ??= Sessions.Cut(Blocks, accounts.Count);

    /// <summary>Objects of at least two accounts that were looked at, by dataset.</summary>
    public long[] Shared { get; }

    /// <summary>Objects left out because too many accounts share them, by dataset.</summary>
    public long[] Dropped { get; }

    /// <param name="singles">Objects of one account are kept too: they are part of a vector's length.</param>
    public static SharedObjects Read(AnalysisContext context, CoordinationMethod method, bool singles)
    {
        var objects = new SharedObjects(context.Accounts);
        int passes = EventReading.Passes(context.Dataset.TweetCount, context.Options.Memory);
        List<ObjectEvent[]> blocks = [];
        List<Gathering> parts = [];
        for (int pass = 0; pass < passes; pass++)
        {
            SortedEvents events = EventReading.Read(context, method, pass, passes);
            var kept = new ObjectEvent[SortedEvents.Buckets][];
            parts.AddRange(EventReading.Buckets(
                context, events, () => new Gathering(context.Accounts, context.Options.MostAccounts, singles),
                (part, bucket) => kept[bucket] = part.Keep(events.Sorted(bucket))));
            blocks.AddRange(kept.Where(k => k is { Length: > 0 }));
        }

        if (passes > 1)
        {
            // In the order of one pass, so that sums are the same to the last digit.
            ObjectEvent[] all = [.. blocks.SelectMany(b => b)];
            Array.Sort(all);
            blocks = [all];
        }

        objects.Close(blocks, parts);
        return objects;
    }

    /// <summary>From events that are in memory and in order.</summary>
    /// <param name="activity">What accounts are drawn by, where these events are too few to draw from.</param>
    public static SharedObjects Of(
        AccountIndex accounts, ReadOnlySpan<ObjectEvent> sorted, int mostAccounts,
        ActivityCounts? activity = null, bool singles = false)
    {
        var objects = new SharedObjects(accounts);
        var part = new Gathering(accounts, mostAccounts, singles);
        objects.Close([part.Keep(sorted)], [part]);
        if (activity is null)
            return objects;
        objects.Pools = new ActivityPools(accounts);
        objects.Pools.Close([activity]);
        return objects;
    }

    /// <summary>Adds, for each account, the objects that it shares with others and its messages about them.</summary>
    public void CountShares(long[] shared, long[] messages)
    {
        var members = new HashSet<int>();
        foreach (ObjectEvent[] block in Blocks)
        {
            for (int from = 0, length; from < block.Length; from += length)
            {
                length = SortedEvents.RunLength(block, from);
                members.Clear();
                foreach (ref readonly ObjectEvent e in block.AsSpan(from, length))
                    members.Add(e.Account);
                if (members.Count < 2)
                    continue;
                foreach (int account in members)
                    shared[account]++;
                foreach (ref readonly ObjectEvent e in block.AsSpan(from, length))
                    messages[e.Account]++;
            }
        }
    }

    /// <summary>
    /// The same objects with accounts as the null of sharing draws them: what is searched to see how often chance is taken for more.
    /// </summary>
    public SharedObjects Redrawn(int round)
    {
        var redrawn = new SharedObjects(accounts);
        var chance = new SharingNull(Sessions, accounts, Pools, new SessionDraws(Sessions, Pools, accounts, []).Draw(round), round);
        List<ObjectEvent[]> blocks = [];
        foreach (ObjectEvent[] block in Sessions.Blocks)
        {
            List<ObjectEvent> events = [];
            for (int from = 0, length; from < block.Length; from += length)
            {
                length = SortedEvents.RunLength(block, from);
                foreach (ref readonly ObjectEvent e in chance.Of(block.AsSpan(from, length)))
                    events.Add(e);
            }

            events.Sort();
            blocks.Add([.. events]);
        }

        redrawn.Blocks = blocks;
        // What accounts do in all stays what it was.
        redrawn.Pools = Pools;
        return redrawn;
    }

    private void Close(List<ObjectEvent[]> blocks, List<Gathering> parts)
    {
        Blocks = blocks;
        foreach (Gathering part in parts)
        {
            for (int d = 0; d < accounts.Datasets; d++)
            {
                Shared[d] += part.Shared[d];
                Dropped[d] += part.Dropped[d];
            }
        }

        Pools.Close(parts.Select(p => p.Activity));
    }

    /// <summary>One thread's part.</summary>
    private sealed class Gathering(AccountIndex accounts, int mostAccounts, bool singles)
    {
        private readonly HashSet<int> members = [];
        private readonly List<ObjectEvent> kept = [];

        public ActivityCounts Activity { get; } = new();

        public long[] Shared { get; } = new long[accounts.Datasets];

        public long[] Dropped { get; } = new long[accounts.Datasets];

        public ObjectEvent[] Keep(ReadOnlySpan<ObjectEvent> sorted)
        {
            kept.Clear();
            for (int from = 0, length; from < sorted.Length; from += length)
            {
                length = SortedEvents.RunLength(sorted, from);
                ReadOnlySpan<ObjectEvent> run = sorted.Slice(from, length);
                members.Clear();
                foreach (ref readonly ObjectEvent e in run)
                {
                    Activity.Add(e);
                    members.Add(e.Account);
                }

                int dataset = accounts.DatasetOf(run[0].Account);
                if (members.Count > mostAccounts)
                    Dropped[dataset]++;
                else if (members.Count > 1)
                    Shared[dataset]++;
                if (members.Count <= mostAccounts && (singles || members.Count > 1))
                    kept.AddRange(run);
            }

            return [.. kept];
        }
    }
}
