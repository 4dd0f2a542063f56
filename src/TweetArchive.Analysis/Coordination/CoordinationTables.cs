using TweetArchive.Dataset;
using TweetArchive.Dataset.Parquet;

namespace TweetArchive.Analysis.Coordination;

/// <summary>The tables of coordination: their columns and how rows are written.</summary>
internal static class CoordinationTables
{
    public static readonly Table<EdgeRow> Edges = new("coordination_edges", 4, columns => new EdgeRow(columns));

    public static readonly Table<ObjectRow> Objects = new("coordination_objects", 4, columns => new ObjectRow(columns));

    public static readonly Table<AccountRow> Accounts = new("coordination_accounts", 3, columns => new AccountRow(columns));

    public static readonly Table<ComponentRow> Components = new("coordination_components", 3, columns => new ComponentRow(columns));

    public static readonly Table<ChanceRow> Chance = new("coordination_chance", 4, columns => new ChanceRow(columns));

    public static readonly Table<MethodRow> Methods = new("coordination_methods", 2, columns => new MethodRow(columns));

    public static void Write(EdgeRow row, List<MethodResult> results, AccountIndex accounts)
    {
        foreach ((MethodResult result, Edge edge) in Ordered(results, accounts))
        {
            row.Dataset.Append(accounts.DatasetName(accounts.DatasetOf(edge.A)));
            row.Method.Append(result.Method);
            row.AccountA.Append(accounts.Id(edge.A));
            row.AccountB.Append(accounts.Id(edge.B));
            row.NObjects.Append(edge.Objects);
            row.NCoincidences.AppendOrNull(edge.Coincidences);
            row.NEvents.AppendOrNull(edge.Events);
            row.MinDtMin.AppendOrNull(edge.LeastMinutes);
            row.MedianDtMin.AppendOrNull(edge.MedianMinutes);
            row.Similarity.AppendOrNull(edge.Similarity);
            row.Quantile.Append(edge.Quantile);
            row.SharedObjects.AppendOrNull(edge.SharedObjects);
            row.SpeedShare.AppendOrNull(edge.SharedObjects is { } shared ? edge.Objects / (double)shared : null);
            row.MovableCoincidences.Append(edge.Movable);
            row.CountedCoincidences.AppendOrNull(edge.Counted);
            row.ShareByChance.Append(edge.ShareByChance);
            row.ShareByChanceHours.AppendOrNull(edge.ShareByChanceHours);
            row.ShareByChanceTimes.AppendOrNull(edge.ShareByChanceTimes);
            row.AboveChance.Append(edge.AboveChance);
            row.MessagesA.AppendOrNull(edge.MessagesA);
            row.MessagesB.AppendOrNull(edge.MessagesB);
            row.Symmetry.AppendOrNull(edge.Symmetry);
            row.ComponentId.AppendOrNull(edge.Component);
            row.End();
        }
    }

    public static void Write(ObjectRow row, List<MethodResult> results, AccountIndex accounts)
    {
        Dictionary<MethodResult, ILookup<Edge, Meeting>> meetings = results.ToDictionary(r => r, r => r.Meetings.All.ToLookup(m => m.Edge));
        foreach ((MethodResult result, Edge edge) in Ordered(results, accounts))
        {
            foreach (Meeting meeting in meetings[result][edge])
            {
                (long? TweetId, string Object)? a = result.TweetOf(meeting.Object, meeting.A),
                    b = result.TweetOf(meeting.Object, meeting.B);
                row.Dataset.Append(accounts.DatasetName(accounts.DatasetOf(edge.A)));
                row.Method.Append(result.Method);
                row.AccountA.Append(accounts.Id(edge.A));
                row.AccountB.Append(accounts.Id(edge.B));
                row.Object.AppendOrNull(a?.Object ?? b?.Object ?? "");
                row.TweetIdA.AppendOrNull(a?.TweetId);
                row.TweetIdB.AppendOrNull(b?.TweetId);
                row.Minutes.Append(meeting.Minutes);
                row.End();
            }
        }
    }

    public static void Write(AccountRow row, List<MethodResult> results, AccountIndex accounts)
    {
        List<(MethodResult Result, int Account, Edge[] Edges, long Objects, long Messages)> rows = [];
        foreach (MethodResult result in results)
        {
            long[] objects = new long[accounts.Count], messages = new long[accounts.Count];
            result.Objects.CountShares(objects, messages);
            foreach (var of in result.Edges.SelectMany(e => new[] { (Account: e.A, Edge: e), (Account: e.B, Edge: e) })
                .GroupBy(e => e.Account, e => e.Edge))
                rows.Add((result, of.Key, [.. of], objects[of.Key], messages[of.Key]));
        }

        foreach (var of in rows.OrderBy(r => accounts.DatasetOf(r.Account)).ThenBy(r => r.Result.Method, StringComparer.Ordinal)
            .ThenBy(r => r.Account))
        {
            row.Dataset.Append(accounts.DatasetName(accounts.DatasetOf(of.Account)));
            row.Method.Append(of.Result.Method);
            row.UserId.Append(accounts.Id(of.Account));
            row.SharedObjects.Append(of.Objects);
            row.Messages.Append(of.Messages);
            row.Edges.Append(of.Edges.Length);
            row.EdgesAboveChance.Append(of.Edges.Count(e => e.AboveChance));
            row.LargestWeight.Append(of.Edges.Max(e => e.Weight));
            row.ComponentId.AppendOrNull(of.Edges.Select(e => e.Component).FirstOrDefault(c => c is not null));
            row.End();
        }
    }

    public static void Write(ComponentRow row, List<MethodResult> results, AccountIndex accounts)
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

    public static void Write(ChanceRow row, List<MethodResult> results, AccountIndex accounts)
    {
        for (int d = 0; d < accounts.Datasets; d++)
        {
            foreach (MethodResult result in results.OrderBy(r => r.Method, StringComparer.Ordinal))
            {
                foreach ((string counted, ChanceLevel? of) in new[] { ("all", result.Chance[d].All),
                    ("movable", result.Chance[d].Movable) })
                {
                    for (int level = 0; of is not null && level < of.Weights.Count; level++)
                    {
                        (double Mean, long High)? times = of.ByChance(level, NullKind.Times),
                            hours = of.ByChance(level, NullKind.Hours), sharing = of.ByChance(level, NullKind.Sharing);
                        row.Dataset.Append(accounts.DatasetName(d));
                        row.Method.Append(result.Method);
                        row.Counted.Append(counted);
                        row.Weight.Append(of.Weights[level]);
                        row.Pairs.Append(of.AtLeast(level));
                        row.TimesMean.AppendOrNull(times?.Mean);
                        row.TimesHigh.AppendOrNull(times?.High);
                        row.HoursMean.AppendOrNull(hours?.Mean);
                        row.HoursHigh.AppendOrNull(hours?.High);
                        row.SharingMean.AppendOrNull(sharing?.Mean);
                        row.SharingHigh.AppendOrNull(sharing?.High);
                        row.End();
                    }
                }
            }
        }
    }

    public static void Write(MethodRow row, List<MethodResult> results, AccountIndex accounts)
    {
        for (int d = 0; d < accounts.Datasets; d++)
        {
            foreach (MethodResult result in results.OrderBy(r => r.Method, StringComparer.Ordinal))
            {
                Edge[] edges = [.. result.Edges.Where(e => accounts.DatasetOf(e.A) == d)];
                ChanceLevel of = result.Chance[d].All;
                int repeated = of.LevelFrom(result.Chance[d].Least);
                row.Dataset.Append(accounts.DatasetName(d));
                row.Method.Append(result.Method);
                row.Rule.Append(result.Rule);
                row.Pairs.Append(of.Pairs);
                row.Edges.Append(edges.Length);
                row.Repeated.Append(repeated < 0 ? 0 : of.AtLeast(repeated));
                row.ByChanceTimes.AppendOrNull(repeated < 0 ? null : of.ByChance(repeated, NullKind.Times)?.Mean);
                row.ByChanceHours.AppendOrNull(repeated < 0 ? null : of.ByChance(repeated, NullKind.Hours)?.Mean);
                row.ByChanceSharing.AppendOrNull(repeated < 0 ? null : of.ByChance(repeated, NullKind.Sharing)?.Mean);
                row.RoundsTimes.Append(of.Rounds(NullKind.Times));
                row.RoundsHours.Append(of.Rounds(NullKind.Hours));
                row.RoundsSharing.Append(of.Rounds(NullKind.Sharing));
                row.Threshold.AppendOrNull(result.Chance[d].Threshold);
                row.ThresholdHours.AppendOrNull(result.Chance[d].ThresholdHours);
                row.ThresholdTimes.AppendOrNull(result.Chance[d].ThresholdTimes);
                row.EdgesAboveChance.Append(edges.Count(e => e.AboveChance));
                row.Accounts.Append(edges.Where(e => e.AboveChance).SelectMany(e => new[] { e.A, e.B }).Distinct().Count());
                row.Components.Append(result.Components.Count(c => c.Dataset == d));
                row.ObjectsShared.Append(result.Shared[d]);
                row.ObjectsDropped.Append(result.Dropped[d]);
                row.End();
            }
        }
    }

    private static IEnumerable<(MethodResult Result, Edge Edge)> Ordered(List<MethodResult> results, AccountIndex accounts) =>
        results.SelectMany(r => r.Edges, (r, e) => (Result: r, Edge: e))
            .OrderBy(e => accounts.DatasetOf(e.Edge.A)).ThenBy(e => e.Result.Method, StringComparer.Ordinal).ThenBy(e => e.Edge.A)
            .ThenBy(e => e.Edge.B);

    internal sealed class EdgeRow(ColumnSet columns) : TableRow(columns)
    {
        public readonly TextBuffer Dataset = columns.DictionaryText("dataset");
        public readonly TextBuffer Method = columns.DictionaryText("method");
        public readonly TextBuffer AccountA = columns.DictionaryText("account_a");
        public readonly TextBuffer AccountB = columns.DictionaryText("account_b");
        public readonly LongBuffer NObjects = columns.Long("n_objects");
        public readonly LongBuffer NCoincidences = columns.Long("n_coincidences", nullable: true);
        public readonly LongBuffer NEvents = columns.Long("n_events", nullable: true);
        public readonly IntegerBuffer MinDtMin = columns.Integer("min_dt_min", nullable: true);
        public readonly NumberBuffer MedianDtMin = columns.Number("median_dt_min", nullable: true);
        public readonly NumberBuffer Similarity = columns.Number("similarity", nullable: true);
        public readonly NumberBuffer Quantile = columns.Number("quantile");
        public readonly LongBuffer SharedObjects = columns.Long("shared_objects", nullable: true);
        public readonly NumberBuffer SpeedShare = columns.Number("speed_share", nullable: true);
        public readonly LongBuffer MovableCoincidences = columns.Long("movable_coincidences");
        public readonly LongBuffer CountedCoincidences = columns.Long("counted_coincidences", nullable: true);
        public readonly NumberBuffer ShareByChance = columns.Number("share_by_chance");
        public readonly NumberBuffer ShareByChanceHours = columns.Number("share_by_chance_hours", nullable: true);
        public readonly NumberBuffer ShareByChanceTimes = columns.Number("share_by_chance_times", nullable: true);
        public readonly FlagBuffer AboveChance = columns.Flag("above_chance");
        public readonly LongBuffer MessagesA = columns.Long("messages_a", nullable: true);
        public readonly LongBuffer MessagesB = columns.Long("messages_b", nullable: true);
        public readonly NumberBuffer Symmetry = columns.Number("symmetry", nullable: true);
        public readonly IntegerBuffer ComponentId = columns.Integer("component_id", nullable: true);
    }

    internal sealed class ObjectRow(ColumnSet columns) : TableRow(columns)
    {
        public readonly TextBuffer Dataset = columns.DictionaryText("dataset");
        public readonly TextBuffer Method = columns.DictionaryText("method");
        public readonly TextBuffer AccountA = columns.DictionaryText("account_a");
        public readonly TextBuffer AccountB = columns.DictionaryText("account_b");
        public readonly TextBuffer Object = columns.DictionaryText("object", nullable: true);
        public readonly LongBuffer TweetIdA = columns.Long("tweetid_a", nullable: true);
        public readonly LongBuffer TweetIdB = columns.Long("tweetid_b", nullable: true);
        public readonly LongBuffer Minutes = columns.Long("minutes");
    }

    internal sealed class AccountRow(ColumnSet columns) : TableRow(columns)
    {
        public readonly TextBuffer Dataset = columns.DictionaryText("dataset");
        public readonly TextBuffer Method = columns.DictionaryText("method");
        public readonly TextBuffer UserId = columns.DictionaryText("userid");
        public readonly LongBuffer SharedObjects = columns.Long("shared_objects");
        public readonly LongBuffer Messages = columns.Long("messages");
        public readonly LongBuffer Edges = columns.Long("edges");
        public readonly LongBuffer EdgesAboveChance = columns.Long("edges_above_chance");
        public readonly NumberBuffer LargestWeight = columns.Number("largest_weight");
        public readonly IntegerBuffer ComponentId = columns.Integer("component_id", nullable: true);
    }

    internal sealed class ComponentRow(ColumnSet columns) : TableRow(columns)
    {
        public readonly TextBuffer Dataset = columns.DictionaryText("dataset");
        public readonly TextBuffer Method = columns.DictionaryText("method");
        public readonly IntegerBuffer ComponentId = columns.Integer("component_id");
        public readonly LongBuffer Accounts = columns.Long("accounts");
        public readonly LongBuffer Edges = columns.Long("edges");
        public readonly LongBuffer NObjects = columns.Long("n_objects");
        public readonly TextListBuffer UserIds = columns.TextList("userids");
    }

    internal sealed class ChanceRow(ColumnSet columns) : TableRow(columns)
    {
        public readonly TextBuffer Dataset = columns.DictionaryText("dataset");
        public readonly TextBuffer Method = columns.DictionaryText("method");
        public readonly TextBuffer Counted = columns.DictionaryText("counted");
        public readonly NumberBuffer Weight = columns.Number("weight");
        public readonly LongBuffer Pairs = columns.Long("pairs");
        public readonly NumberBuffer TimesMean = columns.Number("pairs_by_chance_times", nullable: true);
        public readonly LongBuffer TimesHigh = columns.Long("pairs_by_chance_times_high", nullable: true);
        public readonly NumberBuffer HoursMean = columns.Number("pairs_by_chance_hours", nullable: true);
        public readonly LongBuffer HoursHigh = columns.Long("pairs_by_chance_hours_high", nullable: true);
        public readonly NumberBuffer SharingMean = columns.Number("pairs_by_chance_sharing", nullable: true);
        public readonly LongBuffer SharingHigh = columns.Long("pairs_by_chance_sharing_high", nullable: true);
    }

    internal sealed class MethodRow(ColumnSet columns) : TableRow(columns)
    {
        public readonly TextBuffer Dataset = columns.DictionaryText("dataset");
        public readonly TextBuffer Method = columns.DictionaryText("method");
        public readonly TextBuffer Rule = columns.DictionaryText("rule");
        public readonly LongBuffer Pairs = columns.Long("pairs");
        public readonly LongBuffer Edges = columns.Long("edges");
        public readonly LongBuffer Repeated = columns.Long("pairs_repeated");
        public readonly NumberBuffer ByChanceTimes = columns.Number("repeated_by_chance_times", nullable: true);
        public readonly NumberBuffer ByChanceHours = columns.Number("repeated_by_chance_hours", nullable: true);
        public readonly NumberBuffer ByChanceSharing = columns.Number("repeated_by_chance_sharing", nullable: true);
        public readonly IntegerBuffer RoundsTimes = columns.Integer("rounds_times");
        public readonly IntegerBuffer RoundsHours = columns.Integer("rounds_hours");
        public readonly IntegerBuffer RoundsSharing = columns.Integer("rounds_sharing");
        public readonly NumberBuffer Threshold = columns.Number("threshold", nullable: true);
        public readonly NumberBuffer ThresholdHours = columns.Number("threshold_hours", nullable: true);
        public readonly NumberBuffer ThresholdTimes = columns.Number("threshold_times", nullable: true);
        public readonly LongBuffer EdgesAboveChance = columns.Long("edges_above_chance");
        public readonly LongBuffer Accounts = columns.Long("accounts");
        public readonly LongBuffer Components = columns.Long("components");
        public readonly LongBuffer ObjectsShared = columns.Long("objects_shared");
        public readonly LongBuffer ObjectsDropped = columns.Long("objects_dropped");
    }
}
