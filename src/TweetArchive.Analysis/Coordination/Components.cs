namespace TweetArchive.Analysis.Coordination;

/// <summary>A connected component of a method's edges above chance in a dataset; numbered from 1, the largest first.</summary>
internal sealed record Component(int Dataset, int Number, IReadOnlyList<int> Accounts, int Edges, long Objects)
{
    /// <summary>Finds components and writes their numbers into the edges.</summary>
    public static List<Component> Find(IReadOnlyList<Edge> all, AccountIndex accounts)
    {
        List<Edge> edges = [.. all.Where(e => e.AboveChance)];
        var sets = new DisjointSets();
        foreach (Edge edge in edges)
            sets.Join(edge.A, edge.B);
        Dictionary<int, SortedSet<int>> members = [];
        foreach (Edge edge in edges)
        {
            SortedSet<int> of = members.TryGetValue(sets.Root(edge.A), out SortedSet<int>? known) ? known : members[sets.Root(edge.A)] = [];
            of.Add(edge.A);
            of.Add(edge.B);
        }

        ILookup<int, Edge> edgesOf = edges.ToLookup(e => sets.Root(e.A));
        List<Component> components = [];
        foreach (var dataset in members.GroupBy(m => accounts.DatasetOf(m.Key)).OrderBy(d => d.Key))
        {
            int number = 0;
            foreach ((int root, SortedSet<int> of) in dataset.OrderByDescending(m => m.Value.Count).ThenBy(m => m.Value.Min))
            {
                number++;
                foreach (Edge edge in edgesOf[root])
                    edge.Component = number;
                components.Add(new Component(dataset.Key, number, [.. of], edgesOf[root].Count(), edgesOf[root].Sum(e => e.Objects)));
            }
        }

        return components;
    }
}

/// <summary>Union-find with path halving; the root of a set is its smallest member.</summary>
internal sealed class DisjointSets
{
    private readonly Dictionary<int, int> parents = [];

    public int Root(int item)
    {
        while (parents.TryGetValue(item, out int parent))
        {
            if (parents.TryGetValue(parent, out int above))
                parents[item] = above;
            item = parent;
        }

        return item;
    }

    public void Join(int a, int b)
    {
        a = Root(a);
        b = Root(b);
        if (a != b)
            parents[Math.Max(a, b)] = Math.Min(a, b);
    }
}
