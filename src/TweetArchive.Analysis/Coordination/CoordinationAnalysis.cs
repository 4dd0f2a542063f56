using TweetArchive.Dataset;
using TweetArchive.Text;

namespace TweetArchive.Analysis.Coordination;

/// <summary>
/// Accounts of a dataset that did the same with the same objects, by six methods within a window of minutes or days and one without
/// (docs/methods.md), each with what chance makes of it. The archives hold no ordinary accounts to compare with: an edge says "most similar
/// within this set".
/// </summary>
internal sealed class CoordinationAnalysis : IAnalysis
{
    public string Name => "coordination";

    public string Summary => "accounts that retweeted, wrote, linked or answered the same at the same time";

    public IReadOnlyList<TableSpec> Tables =>
    [
        CoordinationTables.Edges.Spec, CoordinationTables.Objects.Spec, CoordinationTables.Accounts.Spec,
        CoordinationTables.Components.Spec,
        CoordinationTables.Chance.Spec, CoordinationTables.Methods.Spec,
    ];

    public void Run(AnalysisContext context)
    {
        List<MethodResult> results = [];
        if (!context.Dataset.HasTweets)
            context.Note($"left out: no tweets were kept; run with --tweets all");
        else
            results = Find(context);
        if (!context.Dataset.HasAllTweets)
            context.Note($"only tagged tweets were looked at, all others were not kept; run with --tweets all to look at all");
        (string, object)[] parameters =
        [
            ("window_minutes", context.Options.WindowMinutes), ("window_rule", $"times have minutes: two messages are near if their "
                + $"minutes differ by at most {context.Options.WindowMinutes}, so up to {(context.Options.WindowMinutes * 60) + 59} "
                + $"seconds"),
            ("most_accounts_of_object", context.Options.MostAccounts), ("fewest_objects_of_pair", context.Options.FewestObjects),
            ("links", context.Options.NormaliseLinks ? "normalised" : "as released"),
            ("retweet_vectors", $"TF-IDF cosine, accounts with at least {VectorSearch.FewestRetweets} retweets, top "
                + $"{VectorSearch.TopShare:P1} of pairs, at "
                + $"least two tweets in common"),
            ("hashtag_sequence", $"the same hashtags in the same order on the same UTC day, at least {HashtagSequences.FewestTweets} "
                + $"tweets and {HashtagSequences.FewestTags} different hashtags"),
            ("session", $"an account's messages by this method without a pause of more than {Sessions.LongestPause} minutes, "
                + $"{Sessions.Longest / 60} hours at most"),
            ("n_coincidences", "pairs of sessions, one of each account, in which they met; what is compared with chance"),
            ("chance_times", "who shared what stays; the times of an object's messages are shuffled among them"),
            ("chance_hours", $"who shared what stays, and each account's times of day; {Sessions.Exchanged} sessions in a row exchange "
                + $"them, each moving as a whole; those of accounts with fewer than {Sessions.FewestOfHabit} move by up to "
                + $"{Sessions.Farthest} minutes"),
            ("chance_sharing", $"times and what each session shared stay; whose it is is drawn by what accounts did by this method in "
                + $"the same {ActivityPools.SpanDays} days"),
            ("threshold", $"the smallest weight at which a null makes at most {ChanceLevel.MostByChance:P0} of the pairs (of "
                + $"retweet_vectors {VectorSearch.MostByChance:P0}) and 95 of 100 rounds fewer than there are"),
            ("movable", "at objects of more than two messages that are not all near to each other: elsewhere shuffling the times "
                + "changes nothing"),
            ("counted_coincidences", "all if the movable ones reach the threshold of times, otherwise those that are not movable"),
            ("above_chance", "counted_coincidences (similarity) reach the thresholds of sharing and of hours"),
            ("control_group",
                "none: the dataset holds no ordinary accounts, so edges say 'most similar within this set', not 'coordinated'"),
            .. results.Select(r => ($"objects_dropped.{r.Method}", (object)r.Dropped.Sum())),
            .. results.Select(r => ($"objects_of_pair_named.{r.Method}", (object)r.Meetings.MostOfEach)),
            .. results.Select(r => ($"objects_not_named.{r.Method}", (object)r.Meetings.LeftOut)),
        ];
        AccountIndex accounts = context.Accounts;
        context.Write(CoordinationTables.Edges, "Pairs of accounts of one dataset with messages about the same object within the "
            + "window. n_objects: such objects; n_coincidences: pairs of sessions, one of each, in which they met; n_events: pairs of "
            + "messages; messages_a, messages_b: messages of each that met one of "
            + "the other, symmetry: the smaller to the larger; quantile: share of all the method's pairs in the dataset with a smaller "
            + "weight (similarity where there is one, otherwise n_objects); shared_objects: objects of both at any time, speed_share: "
            + "n_objects of these; movable_coincidences: of n_coincidences those at objects whose times could have been dealt otherwise; "
            + "counted_coincidences: without the movable ones where these are no more than chance makes; "
            + "share_by_chance: of the pairs with at least this many counted coincidences (this similarity), the share that chance makes "
            + "of who shared what; share_by_chance_hours: the same of accounts' times of day; share_by_chance_times: of objects' times, by "
            + "movable coincidences; above_chance: more than each of them makes.", parameters,
            row => CoordinationTables.Write(row, results, accounts));
        context.Write(CoordinationTables.Objects, "What the pairs of coordination_edges have in common, with the two tweets nearest in "
            + "time and the minutes between them; of pairs with many objects the nearest. object: the id, URL or folded text; for "
            + "similar_text the cluster of narrative_copies; for hashtag_sequence the day, with the first tweets of it.", parameters,
            row => CoordinationTables.Write(row, results, accounts));
        context.Write(CoordinationTables.Accounts, "Accounts of coordination_edges. shared_objects: objects that others of the dataset "
            + "share too, whenever it was; messages: their messages about these.", parameters,
            row => CoordinationTables.Write(row, results, accounts));
        context.Write(CoordinationTables.Components, "Connected components of coordination_edges above chance, the largest first.",
            parameters, row => CoordinationTables.Write(row, results, accounts));
        context.Write(CoordinationTables.Chance, "Pairs with at least this many coincidences (cosines in hundredths), and how many each "
            + "null makes: mean, and what 95 of "
            + "100 rounds do not exceed.", parameters,
            row => CoordinationTables.Write(row, results, accounts));
        context.Write(CoordinationTables.Methods, "What each method found in each dataset. pairs: all with anything in common; edges: "
            + "rows of coordination_edges; pairs_repeated: pairs with at least as many coincidences as an edge needs objects (for "
            + "retweet_vectors, with the least similarity of an edge), and how many of them each null makes on average; threshold, "
            + "threshold_hours, threshold_times: the weight, and the number of movable coincidences, from which on there are more pairs "
            + "than chance makes, null where there is none.", parameters,
            row => CoordinationTables.Write(row, results, accounts));
        foreach (MethodResult result in results.Where(r => r.Edges.Exists(e => e.AboveChance)))
            GraphFiles.Write(
                context.NewFile($"coordination/{result.Method}.graphml"), [.. result.Edges.Where(e => e.AboveChance)], accounts);
    }

    private static List<MethodResult> Find(AnalysisContext context)
    {
        if (!PairLog.Fits(context.Accounts.Count))
            throw new InvalidOperationException($"{context.Accounts.Count} accounts are more than a pair's key holds");
        List<MethodResult> results = [.. MethodSearch.All(context).Select(search => Result(context, search))];
        foreach (MethodResult result in results)
            Report(context, result);
        if (!results.Exists(r => r.Method == SimilarTexts.Name))
            context.Note($"{SimilarTexts.Name}: left out, as it takes the clusters of narrative_copies; run narratives too");
        context.Note($"there is no control group: an edge says 'most similar within this set', not 'coordinated'");
        return results;
    }

    private static void Report(AnalysisContext context, MethodResult result)
    {
        long above = result.Edges.LongCount(e => e.AboveChance);
        string components = result.Components.Count == 0 ? "" : $", in {Counted.Of(result.Components.Count, "component")}, the largest "
            + $"of {result.Components.Max(c => c.Accounts.Count):N0} accounts";
        context.Note($"{result.Method}: {above:N0} of {Counted.Of(result.Edges.Count, "edge")} above chance{components}; "
            + $"{result.Dropped.Sum():N0} of {result.Shared.Sum() + result.Dropped.Sum():N0} objects dropped (more than "
            + $"{context.Options.MostAccounts} accounts)");
        if (result.Meetings.LeftOut > 0)
            context.Note($"{result.Method}: coordination_objects names up to {result.Meetings.MostOfEach} objects of a pair; "
                + $"{result.Meetings.LeftOut:N0} are not named");
    }

    private static MethodResult Result(AnalysisContext context, MethodSearch search)
    {
        PairSearch found = search.Find(search.Objects);
        var meetings = Meetings.Find(found.Edges, search.Objects, search.Window, context.Options.MostAccounts);
        return new MethodResult(search.Name, search.Rule, found.Edges, search.Objects, found.Chance)
        {
            Shared = found.Shared ?? search.Objects.Shared,
            Meetings = meetings,
            TweetOf = search.TweetOf(meetings),
            Components = Component.Find(found.Edges, context.Accounts),
        };
    }
}
