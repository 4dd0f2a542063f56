namespace TweetArchive.Query.Verify;

/// <summary>
/// What coordination says of chance, as far as it follows from its own tables: levels, thresholds, shares and claims. The rounds are drawn
/// at random by a program; how often the claims are false is measured by <c>evaluate --null</c>.
/// </summary>
internal static class ChanceChecks
{
    private const string Group = CoordinationChecks.Group;
    private const string Edges = CoordinationChecks.Edges;
    private const string Methods = "coordination_methods";
    private const string Chance = "coordination_chance";

    /// <summary>The weight that is compared with chance; cosines in hundredths.</summary>
    private const string Level = "CASE WHEN similarity IS NULL THEN n_coincidences ELSE floor(similarity * 100) / 100 END";

    private const string Counted = "coalesce(counted_coincidences, " + Level + ")";

    /// <param name="fewest">Objects that an edge needs, and coincidences that a claim needs.</param>
    public static void Run(CheckContext context, int fewest)
    {
        if (!context.Has(Methods) || !context.Has(Chance))
            return;
        Levels(context, fewest);
        Thresholds(context, fewest);
        Claims(context);
    }

    private static string Least(int fewest) =>
        $"CASE m.method WHEN 'hashtag_sequence' THEN 1 WHEN 'retweet_vectors' THEN (SELECT min({Level}) FROM {Edges} e WHERE e.dataset = "
            + $"m.dataset AND e.method = m.method) ELSE {fewest} END";

    private static void Levels(CheckContext context, int fewest)
    {
        string key = CheckContext.Key("m.dataset", "m.method");
        string At(string column) => $"coalesce(arg_min(c.{column}, c.weight) FILTER (WHERE c.weight >= {Least(fewest)}), -1)";
        context.SameRows(Group, "coordination_methods: pairs, and how many chance makes = coordination_chance", [Methods, Chance, Edges],
            $"""
            SELECT {key} AS key, coalesce(max(c.pairs), 0) || ' pairs, ' || greatest({At("pairs")}, 0) || ' repeated, by chance ' || {At("pairs_by_chance_times")} || ', ' || {At("pairs_by_chance_hours")} || ', '
                || {At("pairs_by_chance_sharing")} AS value
            FROM {Methods} m LEFT JOIN {Chance} c ON c.dataset = m.dataset AND c.method = m.method AND c.counted = 'all' GROUP BY m.dataset, m.method
            """,
            $"SELECT {key} AS key, pairs || ' pairs, ' || pairs_repeated || ' repeated, by chance ' || "
                + "coalesce(repeated_by_chance_times, -1) || ', ' || coalesce(repeated_by_chance_hours, -1) || ', ' || "
                + $"coalesce(repeated_by_chance_sharing, -1) AS value FROM {Methods} m");
        context.NoRows(Group, "coordination_chance: fewer pairs with every weight, and not fewer than there are edges", [Chance, Edges],
            "every weight",
            $"""
            SELECT {CheckContext.Key("dataset", "method", "counted", "weight")} AS key, 'from ' || edges || ' below ' || coalesce(before, 'any') AS expected, pairs AS found
            FROM (SELECT c.*, lag(c.pairs) OVER (PARTITION BY dataset, method, counted ORDER BY weight)::VARCHAR AS before,
                         (SELECT count(*) FROM {Edges} e WHERE e.dataset = c.dataset AND e.method = c.method AND CASE c.counted WHEN 'all' THEN {Level} ELSE movable_coincidences END >= c.weight) AS edges
                  FROM {Chance} c) WHERE pairs >= before::BIGINT OR pairs < edges OR weight <> CASE method WHEN 'retweet_vectors' THEN round(weight, 2) ELSE floor(weight) END
            """);
    }

    /// <summary>The smallest weight at which a null makes few enough of the pairs (docs/methods.md).</summary>
    private static void Thresholds(CheckContext context, int fewest)
    {
        string key = CheckContext.Key("m.dataset", "m.method");
        string Threshold(string counted, string kind, string rounds, string least) =>
            $"coalesce(min(c.weight) FILTER (WHERE c.counted = '{counted}' AND c.weight >= {least} AND (round(c.pairs_by_chance_{kind} * "
                + $"m.rounds_{rounds}) + 1) / (m.rounds_{rounds} + 1) <= CASE WHEN m.method = 'retweet_vectors' THEN 0.01 ELSE 0.05 END * "
                + $"c.pairs AND c.pairs_by_chance_{kind}_high < c.pairs), -1)";
        context.SameRows(Group, "coordination_methods: thresholds follow from coordination_chance", [Methods, Chance, Edges],
            $"""
            SELECT {key} AS key, {Threshold("all", "sharing", "sharing", Least(fewest))} || ' of sharing, ' || {Threshold("all", "hours", "hours", Least(fewest))} || ' of hours, '
                || {Threshold("movable", "times", "times", "1")} || ' of times' AS value
            FROM {Methods} m LEFT JOIN {Chance} c ON c.dataset = m.dataset AND c.method = m.method GROUP BY m.dataset, m.method
            """,
            $"SELECT {key} AS key, coalesce(threshold, -1) || ' of sharing, ' || coalesce(threshold_hours, -1) || ' of hours, ' || "
                + $"coalesce(threshold_times, -1) || ' of times' AS value FROM {Methods} m");
    }

    private static void Claims(CheckContext context)
    {
        string pair = CheckContext.Key("e.dataset", "e.method", "e.account_a", "e.account_b");
        context.NoRows(Group, "coordination_edges: above chance are the pairs that reach every threshold", [Edges, Methods], "every pair",
            $"""
            SELECT {pair} AS key, counted || ' counted, above: ' || above AS expected, coalesce(counted_coincidences, -1) || ' counted, above: ' || above_chance AS found
            FROM (SELECT e.*, coalesce(counted >= m.threshold, false) AND (m.rounds_hours = 0 OR coalesce(counted >= m.threshold_hours, false)) AS above
                  FROM (SELECT e.*, {Level} - CASE WHEN coalesce(movable_coincidences >= m.threshold_times, false) THEN 0 ELSE movable_coincidences END AS counted
                        FROM {Edges} e JOIN {Methods} m USING (dataset, method)) e JOIN {Methods} m USING (dataset, method)) e
            WHERE e.above_chance <> above OR (similarity IS NULL AND counted_coincidences IS DISTINCT FROM counted)
            """);
        // At the largest weight up to this one.
        string Share(string counted, string kind, string level) =>
            $"(SELECT arg_max(least(1, c.pairs_by_chance_{kind} / c.pairs), c.weight) FROM {Chance} c WHERE c.dataset = e.dataset AND "
                + $"c.method = e.method AND c.counted = '{counted}' AND c.weight <= {level})";
        context.NoRows(Group, "coordination_edges: shares by chance = coordination_chance", [Edges, Chance], "every pair",
            $"""
            SELECT {pair} AS key, coalesce(sharing, -1) || ', ' || coalesce(hours, -1) || ', ' || coalesce(times, -1) AS expected,
                   coalesce(share_by_chance, -1) || ', ' || coalesce(share_by_chance_hours, -1) || ', ' || coalesce(share_by_chance_times, -1) AS found
            FROM (SELECT e.*, {Share("all", "sharing", Counted)} AS sharing, {Share("all", "hours", Counted)} AS hours, {Share("movable", "times", "movable_coincidences")} AS times FROM {Edges} e) e
            WHERE abs(coalesce(sharing, 1) - share_by_chance) > 1e-9 OR (share_by_chance_hours IS NOT NULL AND abs(coalesce(hours, 1) - share_by_chance_hours) > 1e-9)
                OR (share_by_chance_times IS NOT NULL AND abs(coalesce(times, 2) - share_by_chance_times) > 1e-9)
                OR (share_by_chance_times IS NULL AND movable_coincidences > 0 AND NOT above_chance)
            """);
    }
}
