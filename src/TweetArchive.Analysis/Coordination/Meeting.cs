namespace TweetArchive.Analysis.Coordination;

/// <summary>Two accounts met at an object: which messages of theirs were nearest to each other.</summary>
/// <param name="A">Minute and account of the message, as <see cref="ObjectEvent.When"/>.</param>
internal readonly record struct Meeting(Edge Edge, ulong Object, ulong A, ulong B)
{
    public long Minutes => Math.Abs((long)(A >> 32) - (long)(B >> 32));
}

/// <summary>Goes through the objects again once edges are known: how many messages of each account met, and at which objects.</summary>
internal sealed class Meetings
{
    /// <summary>Objects of an edge that are named as evidence.</summary>
    public const int MostOfEdge = 20;

    // Rows of evidence of one method; with more edges than this allows each names fewer objects.
    private const int MostOfMethod = 2_000_000;

    private readonly Dictionary<ulong, Edge> edges;
    private readonly Dictionary<Edge, List<Meeting>> kept = [];
    private readonly long window;
    private readonly int mostAccounts;

    /// <param name="window">Minutes; null for methods without a window, for which the nearest two messages are taken.</param>
    private Meetings(IReadOnlyList<Edge> edges, long? window, int mostAccounts)
    {
        this.window = window ?? long.MaxValue;
        this.mostAccounts = mostAccounts;
        this.edges = edges.ToDictionary(e => PairLog.Key(e.A, e.B, 0));
        MostOfEach = Math.Clamp(MostOfMethod / Math.Max(edges.Count, 1), 1, MostOfEdge);
    }

    /// <summary>Objects named for each edge, at most.</summary>
    public int MostOfEach { get; }

    /// <summary>Objects of edges that are not named.</summary>
    public long LeftOut { get; private set; }

    /// <summary>The nearest in time of each edge.</summary>
    public IEnumerable<Meeting> All => kept.Values.SelectMany(m => m);

    public static Meetings Find(IReadOnlyList<Edge> edges, SharedObjects objects, long? window, int mostAccounts)
    {
        var meetings = new Meetings(edges, window, mostAccounts);
        if (edges.Count == 0)
            return meetings;
        var members = new HashSet<int>(edges.SelectMany(e => new[] { e.A, e.B }));
        foreach (ObjectEvent[] block in objects.Blocks)
        {
            for (int from = 0, length; from < block.Length; from += length)
            {
                length = SortedEvents.RunLength(block, from);
                if (length > 1)
                    meetings.Visit(block.AsSpan(from, length), members);
            }
        }

        foreach (List<Meeting> of in meetings.kept.Values)
            meetings.Cut(of);
        return meetings;
    }

    private void Visit(ReadOnlySpan<ObjectEvent> run, HashSet<int> members)
    {
        List<ObjectEvent> mine = [];
        var accounts = new HashSet<int>();
        foreach (ref readonly ObjectEvent e in run)
        {
            accounts.Add(e.Account);
            if (members.Contains(e.Account))
                mine.Add(e);
        }

        if (accounts.Count > mostAccounts || mine.Count < 2)
            return;
        if (window < long.MaxValue)
            CountShared(mine);
        Dictionary<Edge, Met> here = [];
        for (int i = 0; i < mine.Count; i++)
        {
            for (int j = i + 1; j < mine.Count && mine[j].Minute - mine[i].Minute <= window; j++)
            {
                (ObjectEvent a, ObjectEvent b) = mine[i].Account < mine[j].Account ? (mine[i], mine[j]) : (mine[j], mine[i]);
                if (a.Account == b.Account || !edges.TryGetValue(PairLog.Key(a.Account, b.Account, 0), out Edge? edge))
                    continue;
                if (!here.TryGetValue(edge, out Met? met))
                    here.Add(edge, met = new Met());
                bool firstIsA = mine[i].Account == a.Account;
                met.A.Add(firstIsA ? i : j);
                met.B.Add(firstIsA ? j : i);
                var meeting = new Meeting(edge, a.Object, a.When, b.When);
                if (met.Nearest is not { } nearest || meeting.Minutes < nearest.Minutes)
                    met.Nearest = meeting;
            }
        }

        foreach ((Edge edge, Met met) in here)
        {
            if (window < long.MaxValue)
            {
                edge.MessagesA = (edge.MessagesA ?? 0) + met.A.Count;
                edge.MessagesB = (edge.MessagesB ?? 0) + met.B.Count;
            }

            if (!kept.TryGetValue(edge, out List<Meeting>? of))
                kept.Add(edge, of = []);
            of.Add(met.Nearest!.Value);
            if (of.Count >= 4 * MostOfEach)
                Cut(of);
        }
    }

    /// <summary>The object is one that both accounts of an edge shared, whenever it was.</summary>
    private void CountShared(List<ObjectEvent> mine)
    {
        int[] here = [.. mine.Select(e => e.Account).Distinct().Order()];
        for (int i = 0; i < here.Length; i++)
        {
            for (int j = i + 1; j < here.Length; j++)
            {
                if (edges.TryGetValue(PairLog.Key(here[i], here[j], 0), out Edge? edge))
                    edge.SharedObjects = (edge.SharedObjects ?? 0) + 1;
            }
        }
    }

    /// <summary>Leaves the nearest, of those the earliest.</summary>
    private void Cut(List<Meeting> of)
    {
        of.Sort(static (x, y) =>
        {
            int order = x.Minutes.CompareTo(y.Minutes);
            order = order != 0 ? order : Math.Min(x.A >> 32, x.B >> 32).CompareTo(Math.Min(y.A >> 32, y.B >> 32));
            return order != 0 ? order : x.Object.CompareTo(y.Object);
        });
        if (of.Count <= MostOfEach)
            return;
        LeftOut += of.Count - MostOfEach;
        of.RemoveRange(MostOfEach, of.Count - MostOfEach);
    }

    private sealed class Met
    {
        public HashSet<int> A { get; } = [];

        public HashSet<int> B { get; } = [];

        public Meeting? Nearest { get; set; }
    }
}
