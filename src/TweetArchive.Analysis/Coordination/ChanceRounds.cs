namespace TweetArchive.Analysis.Coordination;

/// <summary>Leaves a method's events to chance, round after round, and counts the pairs that come out.</summary>
internal static class ChanceRounds
{
    /// <summary>Rounds of a null where there is little to count, and where there is much.</summary>
    public const int Most = 100;
    public const int Fewest = 5;

    // Events dealt out, and meetings counted, for each null.
    private const long Work = 10_000_000;

    /// <summary>How many rounds a method with this many events and meetings gets. Neither threads nor memory change it.</summary>
    public static int Rounds(SharedObjects objects, long met) =>
        (int)Math.Clamp(Work / Math.Max(met + objects.Blocks.Sum(b => (long)b.Length), 1), Fewest, Most);

    /// <summary>Adds rounds of a null of times to the levels of each dataset.</summary>
    public static void AddMeetings(
        Workers workers, Sessions sessions, int window, NullKind kind, int rounds, IReadOnlyList<MethodChance> levels)
    {
        for (int round = 0; round < rounds; round++)
        {
            var met = new MeetingLog();
            foreach (WindowPairs part in Parts(workers, sessions, window, kind, round))
                met.AddAll(part.Coincidences);
            Add(met, sessions.Accounts, kind, workers.Accounts, levels);
        }
    }

    /// <summary>Adds rounds of the null of sharing: the sessions that met stay, and whose they are is drawn.</summary>
    public static void AddDraws(
        Workers workers, Sessions sessions, SessionDraws draws, MeetingLog met, int rounds, IReadOnlyList<MethodChance> levels)
    {
        for (int round = 0; round < rounds && sessions.Count > 0; round++)
            Add(met, draws.Draw(round), NullKind.Sharing, workers.Accounts, levels);
    }

    private static void Add(
        MeetingLog met, IReadOnlyList<int> accountOf, NullKind kind, AccountIndex accounts, IReadOnlyList<MethodChance> levels)
    {
        var pairs = new PairLog();
        met.CountCoincidences(pairs, accountOf, movable: kind == NullKind.Times);
        List<double>[] weights = Edge.Weights(pairs, PairLog.Coincidences, accounts),
            movable = Edge.Weights(pairs, PairLog.Movable, accounts);
        for (int d = 0; d < levels.Count; d++)
        {
            levels[d].All.Add(kind, weights[d]);
            if (kind == NullKind.Times)
                levels[d].Movable?.Add(kind, movable[d]);
        }
    }

    /// <summary>Cosines of vectors over objects whose sessions have accounts that are drawn by chance.</summary>
    public static void AddCosines(
        Workers workers, SharedObjects objects, int fewest, int mostAccounts, int rounds, IReadOnlyList<MethodChance> levels)
    {
        Sessions sessions = objects.Sessions;
        var draws = new SessionDraws(sessions, objects.Pools, workers.Accounts, []);
        for (int round = 0; round < rounds; round++)
        {
            var chance = new SharingNull(sessions, workers.Accounts, objects.Pools, draws.Draw(round), round);
            var pairs = new CosinePairs(workers.Accounts, Cells(sessions.Blocks, chance.Of), fewest, mostAccounts);
            IEnumerable<(double, long)>[] counted = pairs.ByLevel(workers);
            for (int d = 0; d < levels.Count; d++)
                levels[d].All.AddCounted(NullKind.Sharing, counted[d]);
        }
    }

    /// <summary>Account, object and how often, in order of object and account.</summary>
    public static List<(int Account, ulong Object, int Times)> Cells(IReadOnlyList<ObjectEvent[]> blocks, Runs change)
    {
        List<(int Account, ulong Object, int Times)> cells = [];
        List<int> members = [];
        foreach (ObjectEvent[] block in blocks)
        {
            for (int from = 0, length; from < block.Length; from += length)
            {
                length = SortedEvents.RunLength(block, from);
                members.Clear();
                foreach (ref readonly ObjectEvent e in change(block.AsSpan(from, length)))
                    members.Add(e.Account);
                members.Sort();
                for (int i = 0, to; i < members.Count; i = to)
                {
                    for (to = i + 1; to < members.Count && members[to] == members[i];)
                        to++;
                    cells.Add((members[i], block[from].Object, to - i));
                }
            }
        }

        return cells;
    }

    private static List<WindowPairs> Parts(Workers workers, Sessions sessions, int window, NullKind kind, int round)
    {
        int[] shifts = kind == NullKind.Hours ? sessions.Shifts(round) : [];
        return EventReading.Share(workers, sessions.Blocks.Count,
            () => (Pairs: new WindowPairs(window, sessions), Null: new ObjectNull(shifts)), (state, place) =>
            {
                ObjectEvent[] block = sessions.Blocks[place];
                for (int from = 0, length; from < block.Length; from += length)
                {
                    length = SortedEvents.RunLength(block, from);
                    if (length > 1)
                        state.Pairs.CountMeetings(state.Null.Of(block.AsSpan(from, length), kind, round));
                }
            }).ConvertAll(s => s.Pairs);
    }

    /// <summary>Another version of an object's events.</summary>
    public delegate ReadOnlySpan<ObjectEvent> Runs(ReadOnlySpan<ObjectEvent> run);
}
