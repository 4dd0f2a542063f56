using TweetArchive.Dataset;
using TweetArchive.Dataset.Parquet;

namespace TweetArchive.Analysis.Coordination;

/// <summary>
/// Accounts of a dataset that did the same with the same objects, by five methods within a window of minutes or days and one without
/// (docs/methods.md). The archives hold no ordinary accounts to compare with: an edge says "most similar within this set".
/// </summary>
internal sealed class CoordinationAnalysis : IAnalysis
{
    private const int FewestRetweets = 10;
    private const double TopShare = 0.005;

    private static readonly Table<EdgeRow> Edges = new("coordination_edges", 4, columns => new EdgeRow(columns));

    private static readonly Table<ComponentRow> ComponentRows = new("coordination_components", 3, columns => new ComponentRow(columns));

    private static readonly Table<MethodRow> MethodRows = new("coordination_methods", 2, columns => new MethodRow(columns));

    public string Name => "coordination";

    public string Summary => "accounts that retweeted, wrote, linked or answered the same at the same time";

    public IReadOnlyList<TableSpec> Tables => [Edges.Spec, ComponentRows.Spec, MethodRows.Spec];

    public void Run(AnalysisContext context)
    {
        List<MethodResult> results = [];
        if (!context.Dataset.HasTweets)
            context.Note($"left out: the dataset holds no tweets; run with --tweets all");
        else
            results = Find(context);
        if (!context.Dataset.HasAllTweets)
            context.Note($"only tagged tweets were looked at, all others are not in this dataset; run with --tweets all to look at all");
        (string, object)[] parameters =
        [
            ("window_minutes", context.Options.WindowMinutes), ("window_rule", $"times have minutes: two messages are near if their minutes differ by at most {context.Options.WindowMinutes}, so up to {(context.Options.WindowMinutes * 60) + 59} seconds"),
            ("most_accounts_of_object", context.Options.MostAccounts), ("fewest_objects_of_pair", context.Options.FewestObjects),
            ("retweet_vectors", $"TF-IDF cosine, accounts with at least {FewestRetweets} retweets, top {TopShare:P1} of pairs"),
            ("hashtag_sequence", $"the same hashtags in the same order on the same UTC day, at least {HashtagSequences.FewestTweets} tweets and {HashtagSequences.FewestTags} different hashtags"),
            ("control_group", "none: the dataset holds no ordinary accounts, so edges say 'most similar within this set', not 'coordinated'"),
            .. results.GroupBy(r => r.Method).Select(m => ($"objects_dropped.{m.Key}", (object)m.Sum(r => r.Dropped))),
        ];
        const string How = "Pairs of accounts of one dataset with messages about the same object within the window. n_objects: such objects; n_events: pairs of messages; quantile: share of the method's pairs in the dataset with a smaller weight (similarity where there is one, else n_objects).";
        context.Write(Edges, How, parameters, row => WriteEdges(row, results, context.Accounts));
        context.Write(ComponentRows, "Connected components of coordination_edges, the largest first.", parameters, row => WriteComponents(row, results, context.Accounts));
        context.Write(MethodRows, "What each method found. Objects are counted over the whole run.", parameters, row => WriteMethods(row, results, context.Accounts));
        foreach (MethodResult result in results.Where(r => r.Edges.Count > 0))
            GraphFiles.Write(context.NewFile($"coordination/{result.Method}.graphml"), result.Edges, context.Accounts);
    }

    private static List<MethodResult> Find(AnalysisContext context)
    {
        if (!PairLog.Fits(context.Accounts.Count))
            throw new InvalidOperationException($"{context.Accounts.Count} accounts are more than a pair's key holds");
        List<MethodResult> results = [];
        long tweets = context.Dataset.TweetCount;
        foreach (CoordinationMethod method in CoordinationMethod.Windowed)
        {
            context.Progress.Begin($"coordination: {method.Name}", tweets);
            results.Add(Windowed(context, method));
        }

        context.Progress.Begin("coordination: hashtag_sequence", tweets);
        List<Edge> sequences = HashtagSequences.Find(context, out long shared, out long dropped);
        results.Add(new MethodResult("hashtag_sequence", "both used the same hashtags in the same order in their originals of a UTC day", sequences, shared, dropped));
        context.Progress.Begin("coordination: retweet_vectors", tweets);
        results.Add(RetweetVectors(context));
        foreach (MethodResult result in results)
        {
            Edge.Rank(result.Edges, context.Accounts);
            result.Components = Component.Find(result.Edges, context.Accounts);
            context.Note($"{result.Method}: {result.Edges.Count:N0} pairs in {result.Components.Count:N0} components, the largest of {result.Components.Select(c => c.Accounts.Count).DefaultIfEmpty().Max()} accounts; {result.Dropped:N0} of {result.Shared + result.Dropped:N0} objects dropped (more than {context.Options.MostAccounts} accounts)");
        }

        context.Note($"there is no control group: an edge says 'most similar within this set', not 'coordinated'");
        return results;
    }

    private static MethodResult Windowed(AnalysisContext context, CoordinationMethod method)
    {
        int passes = EventReading.Passes(context.Dataset.TweetCount, context.Options.Memory);
        var log = new PairLog();
        long shared = 0, dropped = 0;
        for (int pass = 0; pass < passes; pass++)
        {
            SortedEvents events = EventReading.Read(context, method, pass, passes);
            foreach (WindowPairs part in EventReading.Buckets(context, events, () => new WindowPairs(context.Options.WindowMinutes, context.Options.MostAccounts), (pairs, bucket) => pairs.Count(events.Sorted(bucket))))
            {
                shared += part.Shared;
                dropped += part.Dropped;
                log.AddAll(part.Log);
            }
        }

        return new MethodResult(method.Name, method.Rule, Edge.FromLog(log, context.Options.FewestObjects, withTimes: true), shared, dropped);
    }

    private static MethodResult RetweetVectors(AnalysisContext context)
    {
        SortedEvents events = EventReading.Read(context, CoordinationMethod.Retweet, 0, 1);
        List<(int Account, ulong Object, int Times)> cells = [];
        for (int bucket = 0; bucket < SortedEvents.Buckets; bucket++)
        {
            ReadOnlySpan<ObjectEvent> sorted = events.Sorted(bucket);
            for (int from = 0, length; from < sorted.Length; from += length)
            {
                length = SortedEvents.RunLength(sorted, from);
                int first = cells.Count;
                int[] accounts = new int[length];
                for (int i = 0; i < length; i++)
                    accounts[i] = sorted[from + i].Account;
                Array.Sort(accounts);
                foreach (int account in accounts)
                {
                    if (cells.Count > first && cells[^1].Account == account)
                        cells[^1] = (account, sorted[from].Object, cells[^1].Times + 1);
                    else
                        cells.Add((account, sorted[from].Object, 1));
                }
            }
        }

        var pairs = new CosinePairs(context.Accounts, cells, FewestRetweets, context.Options.MostAccounts);
        List<Edge> edges = pairs.Top(TopShare, context.Options.Threads, context.Cancelled);
        return new MethodResult("retweet_vectors", "the tweets they retweeted are alike: TF-IDF cosine, without a window", edges, pairs.SharedObjects, pairs.Dropped);
    }

    private static void WriteEdges(EdgeRow row, List<MethodResult> results, AccountIndex accounts)
    {
        foreach ((MethodResult result, Edge edge) in results.SelectMany(r => r.Edges, (r, e) => (r, e))
            .OrderBy(e => accounts.DatasetOf(e.e.A)).ThenBy(e => e.r.Method, StringComparer.Ordinal).ThenBy(e => e.e.A).ThenBy(e => e.e.B))
        {
            row.Dataset.Append(accounts.DatasetName(accounts.DatasetOf(edge.A)));
            row.Method.Append(result.Method);
            row.AccountA.Append(accounts.Id(edge.A));
            row.AccountB.Append(accounts.Id(edge.B));
            row.NObjects.Append(edge.Objects);
            row.NEvents.AppendOrNull(edge.Events);
            row.MinDtMin.AppendOrNull(edge.LeastMinutes);
            row.MedianDtMin.AppendOrNull(edge.MedianMinutes);
            row.Similarity.AppendOrNull(edge.Similarity);
            row.Quantile.Append(edge.Quantile);
            row.ComponentId.Append(edge.Component);
            row.End();
        }
    }

    private static void WriteComponents(ComponentRow row, List<MethodResult> results, AccountIndex accounts)
    {
        foreach ((MethodResult result, Component component) in results.SelectMany(r => r.Components, (r, c) => (r, c))
            .OrderBy(c => c.c.Dataset).ThenBy(c => c.r.Method, StringComparer.Ordinal).ThenBy(c => c.c.Number))
        {
            row.Dataset.Append(accounts.DatasetName(component.Dataset));
            row.Method.Append(result.Method);
            row.ComponentId.Append(component.Number);
            row.Accounts.Append(component.Accounts.Count);
            row.Edges.Append(component.Edges);
            row.NObjects.Append(component.Objects);
            row.UserIds.Append(component.Accounts.Select(accounts.IdText));
            row.End();
        }
    }

    private static void WriteMethods(MethodRow row, List<MethodResult> results, AccountIndex accounts)
    {
        for (int d = 0; d < accounts.Datasets; d++)
        {
            foreach (MethodResult result in results.OrderBy(r => r.Method, StringComparer.Ordinal))
            {
                List<Component> components = [.. result.Components.Where(c => c.Dataset == d)];
                row.Dataset.Append(accounts.DatasetName(d));
                row.Method.Append(result.Method);
                row.Rule.Append(result.Rule);
                row.Edges.Append(components.Sum(c => (long)c.Edges));
                row.Accounts.Append(components.Sum(c => (long)c.Accounts.Count));
                row.Components.Append(components.Count);
                row.ObjectsShared.Append(result.Shared);
                row.ObjectsDropped.Append(result.Dropped);
                row.End();
            }
        }
    }

    private sealed record MethodResult(string Method, string Rule, List<Edge> Edges, long Shared, long Dropped)
    {
        public List<Component> Components { get; set; } = [];
    }

    private sealed class EdgeRow(ColumnSet columns) : TableRow(columns)
    {
        public readonly TextBuffer Dataset = columns.DictionaryText("dataset");
        public readonly TextBuffer Method = columns.DictionaryText("method");
        public readonly TextBuffer AccountA = columns.DictionaryText("account_a");
        public readonly TextBuffer AccountB = columns.DictionaryText("account_b");
        public readonly LongBuffer NObjects = columns.Long("n_objects");
        public readonly LongBuffer NEvents = columns.Long("n_events", nullable: true);
        public readonly IntegerBuffer MinDtMin = columns.Integer("min_dt_min", nullable: true);
        public readonly NumberBuffer MedianDtMin = columns.Number("median_dt_min", nullable: true);
        public readonly NumberBuffer Similarity = columns.Number("similarity", nullable: true);
        public readonly NumberBuffer Quantile = columns.Number("quantile");
        public readonly IntegerBuffer ComponentId = columns.Integer("component_id");
    }

    private sealed class ComponentRow(ColumnSet columns) : TableRow(columns)
    {
        public readonly TextBuffer Dataset = columns.DictionaryText("dataset");
        public readonly TextBuffer Method = columns.DictionaryText("method");
        public readonly IntegerBuffer ComponentId = columns.Integer("component_id");
        public readonly LongBuffer Accounts = columns.Long("accounts");
        public readonly LongBuffer Edges = columns.Long("edges");
        public readonly LongBuffer NObjects = columns.Long("n_objects");
        public readonly TextListBuffer UserIds = columns.TextList("userids");
    }

    private sealed class MethodRow(ColumnSet columns) : TableRow(columns)
    {
        public readonly TextBuffer Dataset = columns.DictionaryText("dataset");
        public readonly TextBuffer Method = columns.DictionaryText("method");
        public readonly TextBuffer Rule = columns.DictionaryText("rule");
        public readonly LongBuffer Edges = columns.Long("edges");
        public readonly LongBuffer Accounts = columns.Long("accounts");
        public readonly LongBuffer Components = columns.Long("components");
        public readonly LongBuffer ObjectsShared = columns.Long("objects_shared");
        public readonly LongBuffer ObjectsDropped = columns.Long("objects_dropped");
    }
}
