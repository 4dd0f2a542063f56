using TweetArchive.Tables.Spills;
using TweetArchive.Targets;
using TweetArchive.Targets.Matching;

namespace TweetArchive.Tables.Counting;

/// <summary>
/// What one worker has counted of one unit: every table of <see cref="TableList.Counted"/>, in memory, keyed by its own numbers. When it
/// grows beyond its share of memory, or the unit ends, it is sealed into sorted spills and starts again.
/// </summary>
internal sealed class PartialTables
{
    private readonly TableCounter[] counters;
    private readonly AccountsTable.Counter accounts;
    private readonly Dimensions dimensions;
    private readonly TweetKeys keys;
    private readonly AskedMentions asked;
    private readonly long[] tagged;
    private readonly long[] candidates;

    /// <param name="asked">What the dataset is searched for.</param>
    public PartialTables(TargetNames targets, AskedTargets asked)
    {
        this.asked = new AskedMentions(asked, targets.Count);
        counters = [.. TableList.Counted.Select(t => t.NewCounter())];
        accounts = counters.OfType<AccountsTable.Counter>().Single();
        dimensions = new Dimensions(targets);
        keys = new TweetKeys(dimensions);
        tagged = new long[targets.Count];
        candidates = new long[targets.Count];
    }

    /// <summary>Memory held, in bytes.</summary>
    public long Bytes
    {
        get
        {
            long bytes = dimensions.Bytes;
            foreach (TableCounter counter in counters)
                bytes += counter.Bytes;
            return bytes;
        }
    }

    /// <summary>The targets tagged in the tweet added last, as numbers of <see cref="TargetNames"/>.</summary>
    public ReadOnlySpan<int> TaggedTargets => keys.Targets[..^1];

    private bool IsEmpty => dimensions[Dimension.Users].Count == 0;

    /// <summary>
    /// The account's number; if it is new, or known only from later records (pieces are read side by side),
    /// <paramref name="wantsProfile"/> asks for its profile: <see cref="AddProfileCell"/> for each of
    /// <see cref="AccountsTable.ProfileColumns"/>.
    /// </summary>
    public int Account(ReadOnlySpan<byte> userId, long profileOrder, out bool wantsProfile)
    {
        int account = dimensions[Dimension.Users].Intern(userId, out bool isNew);
        wantsProfile = accounts.WantsProfile(account, isNew, profileOrder);
        return account;
    }

    public void AddProfileCell(int account, ReadOnlySpan<byte> cell) => accounts.AddCell(account, cell);

    /// <summary>Of a tweet's mentions those of targets that the dataset is searched for; valid until the next call.</summary>
    public ReadOnlySpan<Mention> Asked(ReadOnlySpan<Mention> mentions) => asked.Of(mentions);

    /// <summary>Counts one tweet in every table; true if a target is tagged in it.</summary>
    public bool Add(in TweetFacts tweet, int account, MatchSession session)
    {
        keys.Begin(tweet, account, session);
        foreach (int target in keys.Mentioned)
            (keys.Tags(target) ? tagged : candidates)[target]++;
        foreach (TableCounter counter in counters)
            counter.Count(tweet, keys);
        return keys.IsTagged;
    }

    /// <summary>Writes everything counted so far into <paramref name="partial"/>'s spills and forgets it.</summary>
    public void SealInto(Partial partial)
    {
        if (IsEmpty)
            return;
        DimensionRanks ranks = dimensions.Ranks();
        for (int i = 0; i < counters.Length; i++)
        {
            if (counters[i].IsEmpty)
                continue;
            RowStore spill = partial.NewRun(TableList.Counted[i].Spec);
            counters[i].SealInto(spill, dimensions, ranks);
            spill.Seal();
            counters[i].Clear();
        }

        partial.AddTargetTotals(tagged, candidates, asked.LeftOut);
        Array.Clear(tagged);
        Array.Clear(candidates);
        Array.Clear(asked.LeftOut);
        dimensions.Clear();
    }
}
