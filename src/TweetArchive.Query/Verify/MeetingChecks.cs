namespace TweetArchive.Query.Verify;

/// <summary>The pairs of one method of coordination that knows a window, recounted by SQL from what accounts did with objects.</summary>
/// <param name="method">As in <c>coordination_edges</c>.</param>
/// <param name="events">A query of <c>dataset</c>, <c>o</c> (the object), <c>tweet_time</c>, <c>userid</c>.</param>
/// <param name="window">Minutes.</param>
/// <param name="most">Accounts that an object may have.</param>
/// <param name="fewest">Objects that an edge needs.</param>
internal sealed class MeetingChecks(CheckContext context, string method, string events, int window, int most, int fewest)
{
    private const string Group = CoordinationChecks.Group;
    private const string Edges = CoordinationChecks.Edges;
    private const string Minute = "epoch_ms(tweet_time) // 60000";

    private readonly string key = CheckContext.Key("dataset", "account_a", "account_b");

    // Retweets that nobody shares are part of a session too: the vectors need them anyway.
    private readonly string kept = $"""
        cells AS (SELECT dataset, o, {Minute} AS m, userid AS u, count(*) AS c FROM ({events}) WHERE o IS NOT NULL AND CAST(o AS VARCHAR) <> '' GROUP BY ALL),
        objects AS (SELECT dataset, o, count(DISTINCT u) AS n FROM cells GROUP BY ALL),
        kept AS (SELECT cells.*, n FROM cells JOIN objects USING (dataset, o) WHERE n BETWEEN {(method == "co_retweet" ? 1 : 2)} AND {most})
        """;

    // A session ends with a pause of more than 30 minutes, or 360 after it began: in a run without pauses each begins where the last ends.
    private const string Sessions = """
        pauses AS (SELECT *, m - lag(m) OVER (PARTITION BY dataset, u ORDER BY m) > 30 AS pause FROM (SELECT DISTINCT dataset, u, m FROM kept)),
        runs AS (SELECT *, count(*) FILTER (WHERE pause) OVER (PARTITION BY dataset, u ORDER BY m) AS run FROM pauses),
        nexts AS (SELECT dataset, u, run, m, min(m) OVER (PARTITION BY dataset, u, run ORDER BY m RANGE BETWEEN 360 FOLLOWING AND UNBOUNDED FOLLOWING) AS next FROM runs),
        far AS (SELECT dataset, u, m, next FROM nexts WHERE next IS NOT NULL),
        begins AS (SELECT dataset, u, min(m) AS m FROM nexts GROUP BY dataset, u, run UNION ALL SELECT dataset, u, next FROM begins JOIN far USING (dataset, u, m)),
        sessions AS (SELECT k.*, b.m AS s FROM kept k ASOF JOIN begins b ON k.dataset = b.dataset AND k.u = b.u AND k.m >= b.m)
        """;

    private string Met(string of) => $"""
        met AS (SELECT x.dataset, x.u AS account_a, y.u AS account_b, x.o, abs(x.m - y.m) AS dt, x.c * y.c AS n, x.m AS ma, y.m AS mb, x.c AS ca, y.c AS cb{(of == "sessions" ? ", x.s AS s, y.s AS t" : "")}
                FROM {of} x JOIN {of} y ON x.dataset = y.dataset AND x.o = y.o AND x.u < y.u AND y.m BETWEEN x.m - {window} AND x.m + {window})
        """;

    public void Run()
    {
        Pairs();
        Figures();
        Objects();
        Accounts();
    }

    private void Pairs() =>
        context.SameRows(Group, $"coordination_edges: pairs, objects, coincidences, pairs of messages, minutes and ranks of {method} = "
                + "recount of tweets",
            [Edges, "tweets"],
            $"""
            WITH RECURSIVE {kept}, {Sessions}, {Met("sessions")}
            SELECT {key} AS key, struct_pack(met := objects || ' objects, ' || coincidences || ' coincidences, ' || events || ' events, ' || least || ' minutes', quantile := quantile) AS value
            FROM (SELECT *, (rank() OVER (PARTITION BY dataset ORDER BY objects) - 1) / count(*) OVER (PARTITION BY dataset) AS quantile FROM (
                SELECT dataset, account_a, account_b, count(DISTINCT o) AS objects, count(DISTINCT (s, t)) AS coincidences, CAST(sum(n) AS BIGINT) AS events, min(dt) AS least
                FROM met GROUP BY ALL))
            WHERE objects >= {fewest}
            """,
            $"SELECT {key} AS key, struct_pack(met := n_objects || ' objects, ' || n_coincidences || ' coincidences, ' || n_events || ' "
                + $"events, ' || min_dt_min || ' minutes', quantile := quantile) AS value FROM {Edges} WHERE method = '{method}'",
            PersonaChecks.Differs(["met"], ["quantile"]));

    /// <summary>Of edges: messages that met, the median of their minutes, and objects of both at any time.</summary>
    private void Figures() =>
        context.SameRows(Group, $"coordination_edges: messages, medians and shared objects of {method} = recount of tweets",
            [Edges, "tweets"],
            $"""
            WITH {kept},
            edges AS (SELECT dataset, account_a, account_b FROM {Edges} WHERE method = '{method}'),
            {Met("kept")},
            found AS (SELECT met.* FROM met SEMI JOIN edges USING (dataset, account_a, account_b)),
            messages AS (
                SELECT dataset, account_a, account_b, CAST(sum(c) FILTER (WHERE side = 'a') AS BIGINT) AS a, CAST(sum(c) FILTER (WHERE side = 'b') AS BIGINT) AS b
                FROM (SELECT DISTINCT dataset, account_a, account_b, 'a' AS side, o, ma AS m, ca AS c FROM found
                      UNION ALL SELECT DISTINCT dataset, account_a, account_b, 'b', o, mb, cb FROM found) GROUP BY ALL),
            medians AS (
                SELECT dataset, account_a, account_b, (min(dt) FILTER (WHERE 2 * up_to >= n) + min(dt) FILTER (WHERE 2 * up_to > n)) / 2 AS median
                FROM (SELECT dataset, account_a, account_b, dt, sum(sum(n)) OVER (PARTITION BY dataset, account_a, account_b ORDER BY dt) AS up_to,
                             sum(sum(n)) OVER (PARTITION BY dataset, account_a, account_b) AS n FROM found GROUP BY dataset, account_a, account_b, dt) GROUP BY ALL),
            used AS (SELECT DISTINCT dataset, o, u FROM kept WHERE n > 1),
            shared AS (
                SELECT e.dataset, account_a, account_b, count(*) AS shared
                FROM edges e JOIN used x ON x.dataset = e.dataset AND x.u = account_a JOIN used y ON y.dataset = e.dataset AND y.u = account_b AND y.o = x.o GROUP BY ALL),
            objects_met AS (SELECT dataset, account_a, account_b, count(DISTINCT o) AS objects FROM found GROUP BY ALL)
            SELECT {key} AS key, struct_pack(counted := a || ' and ' || b || ' messages, ' || shared || ' shared', median := median, symmetry := least(a, b) / greatest(a, b), speed := objects / shared) AS value
            FROM messages JOIN medians USING (dataset, account_a, account_b) JOIN shared USING (dataset, account_a, account_b) JOIN objects_met USING (dataset, account_a, account_b)
            """,
            $"SELECT {key} AS key, struct_pack(counted := messages_a || ' and ' || messages_b || ' messages, ' || "
                + "shared_objects || ' shared', "
                + $"median := median_dt_min, symmetry := symmetry, speed := speed_share) AS value FROM {Edges} WHERE method = '{method}'",
            PersonaChecks.Differs(["counted"], ["median", "symmetry", "speed"]));

    private void Objects() =>
        context.SameRows(Group, $"coordination_methods: objects and pairs of {method} = recount of tweets",
            ["coordination_methods", "tweets"],
            $"""
            WITH {kept}, {Met("kept")},
            pairs AS (SELECT dataset, count(DISTINCT (account_a, account_b)) AS pairs FROM met GROUP BY ALL)
            SELECT dataset AS key, count(*) FILTER (WHERE n BETWEEN 2 AND {most}) || ' objects, ' || count(*) FILTER (WHERE n > {most}) || ' dropped, '
                || coalesce(any_value(pairs), 0) || ' pairs' AS value
            FROM objects LEFT JOIN pairs USING (dataset) GROUP BY dataset
            """,
            "SELECT dataset AS key, objects_shared || ' objects, ' || objects_dropped || ' dropped, ' || pairs || ' pairs' AS value FROM "
                + $"coordination_methods WHERE method = '{method}'",
            "e.value IS DISTINCT FROM f.value AND NOT (e.value IS NULL AND f.value = '0 objects, 0 dropped, 0 pairs')");

    private void Accounts() =>
        context.SameRows(Group, $"coordination_accounts: objects and messages of {method} = recount of tweets",
            ["coordination_accounts", "tweets"],
            $"""
            WITH {kept}
            SELECT {CheckContext.Key("dataset", "u")} AS key, count(DISTINCT o) || ' objects, ' || CAST(sum(c) AS BIGINT) || ' messages' AS value
            FROM kept WHERE n > 1 AND (dataset, u) IN (SELECT dataset, userid FROM coordination_accounts WHERE method = '{method}') GROUP BY dataset, u
            """,
            $"SELECT {CheckContext.Key("dataset", "userid")} AS key, shared_objects || ' objects, ' || messages || ' messages' AS value "
                + $"FROM coordination_accounts WHERE method = '{method}'");
}
