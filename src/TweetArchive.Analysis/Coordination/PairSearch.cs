namespace TweetArchive.Analysis.Coordination;

/// <summary>Pairs of a method that counts meetings, and what chance makes of them.</summary>
/// <param name="Chance">By dataset.</param>
internal sealed record PairSearch(List<Edge> Edges, IReadOnlyList<MethodChance> Chance)
{
    /// <summary>Objects that were looked at, by dataset, where not all accounts take part; otherwise null.</summary>
    public long[]? Shared { get; init; }

    /// <summary>Finds and judges the pairs.</summary>
    /// <param name="window">Minutes; null where the object itself says when, as a day does: then times are not left to chance.</param>
    /// <param name="fewest">Objects that an edge needs.</param>
    public static PairSearch Find(Workers workers, SharedObjects objects, int? window, int fewest)
    {
        AccountIndex accounts = workers.Accounts;
        Sessions sessions = objects.Sessions;
        var log = new PairLog();
        var met = new MeetingLog();
        long work = 0;
        foreach (WindowPairs part in EventReading.Share(workers, sessions.Blocks.Count, () => new WindowPairs(window ?? 0, sessions),
            (pairs, place) => pairs.Count(sessions.Blocks[place])))
        {
            work += part.Met;
            log.AddAll(part.Log);
            met.AddAll(part.Coincidences);
        }

        met.CountCoincidences(log, sessions.Accounts, movable: true);
        List<Edge> edges = Edge.FromLog(log, fewest, withTimes: window is not null);
        List<double>[] movable = Edge.Weights(log, PairLog.Movable, accounts), shared = Edge.Weights(log, PairLog.Objects, accounts);
        List<MethodChance> chance = [.. Edge.Weights(log, PairLog.Coincidences, accounts)
            .Select((w, d) => new MethodChance(new ChanceLevel(w), window is null ? null : new ChanceLevel(movable[d]), fewest,
                byObjects: new ChanceLevel(shared[d])))];
        int rounds = ChanceRounds.Rounds(objects, work);
        if (window is not null)
        {
            ChanceRounds.AddMeetings(workers, sessions, window.Value, NullKind.Times, rounds, chance);
            ChanceRounds.AddMeetings(workers, sessions, window.Value, NullKind.Hours, rounds, chance);
        }

        ChanceRounds.AddDraws(workers, sessions, new SessionDraws(sessions, objects.Pools, accounts, met.Sorted()), met, rounds, chance);
        Judge(edges, chance, accounts);
        return new PairSearch(edges, chance);
    }

    /// <summary>Says of each edge what the chance levels of its dataset say.</summary>
    public static void Judge(List<Edge> edges, IReadOnlyList<MethodChance> chance, AccountIndex accounts)
    {
        ILookup<int, Edge> of = edges.ToLookup(e => accounts.DatasetOf(e.A));
        for (int d = 0; d < chance.Count; d++)
            chance[d].Judge(of[d]);
    }
}
