namespace TweetArchive.Query.Verify;

/// <summary>The tables of personas, recounted by SQL from tweets and accounts.</summary>
internal static class PersonaChecks
{
    private const string Group = CoordinationChecks.Group;
    private const int FewestTweets = 20;

    // Sums of many small numbers, in another order.
    private const string Tolerance = "1e-6";

    // Accounts of the tables of habits.
    private const string People = "SELECT dataset, userid FROM tweets GROUP BY ALL HAVING count(*) >= 20";

    public static void Run(CheckContext context)
    {
        if (context.Has("account_bursts"))
        {
            Bursts(context);
            BurstTails(context);
        }

        if (!context.Has("account_habits") || !context.Has("tweets"))
            return;
        Hours(context);
        Clients(context);
        Habits(context);
        Entropies(context);
        Pairs(context);
    }

    private static void Bursts(CheckContext context)
    {
        string key = CheckContext.Key("b.dataset", "b.period", "b.period_start");
        context.SameRows(Group, "account_bursts: accounts and their tweets = recount of accounts", ["account_bursts", "accounts"],
            $"SELECT {key} AS key, count(*) || ' accounts, ' || sum(a.tweets) || ' tweets: ' || "
                + "array_to_string(list_sort(list(a.userid)), ' ') AS value FROM account_bursts b "
                + "JOIN accounts a ON a.dataset = b.dataset AND a.account_creation_date >= b.period_start AND "
                + "a.account_creation_date < b.period_start + CASE b.period WHEN 'day' THEN 1 ELSE 7 END GROUP BY ALL",
            $"SELECT {key} AS key, accounts || ' accounts, ' || tweets || ' tweets: ' || array_to_string(list_sort(userids), ' ') AS value "
                + "FROM account_bursts b");
    }

    /// <summary>All days and weeks that are tested, with their binomial tails, and which of them are bursts (docs/methods.md).</summary>
    private static void BurstTails(CheckContext context)
    {
        string key = CheckContext.Key("dataset", "period", "period_start");
        const string Fewest = "5", LargestQ = "0.05";
        context.SameRows(Group, "account_bursts: days and weeks, expected accounts, p and q = recount of accounts",
            ["account_bursts", "accounts"],
            $"""
            WITH counts AS (
                SELECT dataset, period, CASE period WHEN 'day' THEN d ELSE CAST(date_trunc('week', d) AS DATE) END AS period_start, count(*) AS n
                FROM (SELECT dataset, account_creation_date AS d, unnest(['day', 'week']) AS period FROM accounts WHERE account_creation_date IS NOT NULL) GROUP BY ALL),
            numbered AS (
                SELECT *, max(i) OVER (PARTITION BY dataset, period) AS last FROM (
                    SELECT *, date_diff('day', min(period_start) OVER (PARTITION BY dataset, period), period_start) // CASE period WHEN 'day' THEN 1 ELSE 7 END AS i FROM counts)),
            sides(period, side, back, ahead) AS (VALUES ('day', 'both', 182, 182), ('day', 'before', 14, 0), ('day', 'after', 0, 14), ('week', 'both', 26, 26), ('week', 'before', 4, 0), ('week', 'after', 0, 4)),
            around AS (
                SELECT t.dataset, t.period, t.period_start, t.n, t.last, side, least(t.last, t.i + ahead) - greatest(0, t.i - back) + 1 AS periods, CAST(sum(c.n) AS BIGINT) AS total
                FROM numbered t JOIN sides USING (period) JOIN numbered c ON c.dataset = t.dataset AND c.period = t.period AND c.i BETWEEN t.i - back AND t.i + ahead
                WHERE t.n >= {Fewest} GROUP BY ALL),
            tails AS (
                SELECT *, CASE WHEN periods > 1 THEN least(1, list_sum(list_transform(range(n, total + 1), lambda k:
                           exp(lgamma(total + 1) - lgamma(k + 1) - lgamma(total - k + 1) - k * ln(periods) + (total - k) * ln(1 - 1 / periods))))) WHEN side = 'both' THEN 1 ELSE 0 END AS p FROM around),
            tested AS (
                SELECT dataset, period, period_start, last, max(p) AS p, max(CASE WHEN periods > 1 THEN (total - n) / (periods - 1) ELSE 0 END) FILTER (WHERE side = 'both') AS expected FROM tails GROUP BY ALL),
            ranked AS (SELECT *, p * (last + 1) / row_number() OVER (PARTITION BY dataset, period ORDER BY p, period_start) AS q FROM tested),
            corrected AS (SELECT * REPLACE (least(1, min(q) OVER (PARTITION BY dataset, period ORDER BY p, period_start ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING)) AS q) FROM ranked)
            SELECT {key} AS key, struct_pack(expected := expected, p := p, q := q) AS value FROM corrected WHERE q <= {LargestQ} + {Tolerance}
            """,
            $"SELECT {key} AS key, struct_pack(expected := expected, p := p_value, q := q_value) AS value FROM account_bursts",
            $"CASE WHEN f.key IS NULL THEN e.value.q <= {LargestQ} - {Tolerance} WHEN e.key IS NULL THEN true ELSE abs(e.value.expected - "
                + $"f.value.expected) > {Tolerance} OR abs(e.value.p - f.value.p) > {Tolerance} * e.value.p OR abs(e.value.q "
                + "- f.value.q) > "
                + $"{Tolerance} * e.value.q END");
    }

    private static void Hours(CheckContext context)
    {
        string key = CheckContext.Key("dataset", "userid", "zone", "weekday", "hour");
        context.SameRows(Group, "posting_hours = recount of tweets, in UTC and in Tehran", ["posting_hours", "tweets"],
            $"""
            SELECT {key} AS key, count(*) AS value FROM (
                SELECT dataset, unnest([userid, '*']) AS userid, zone, isodow(t) AS weekday, hour(t) AS hour
                FROM (SELECT dataset, userid, unnest(['UTC', 'Asia/Tehran']) AS zone, unnest([tweet_time AT TIME ZONE 'UTC', tweet_time AT TIME ZONE 'Asia/Tehran']) AS t FROM tweets))
            WHERE userid = '*' OR (dataset, userid) IN ({People}) GROUP BY dataset, userid, zone, weekday, hour
            """,
            $"SELECT {key} AS key, CAST(tweets AS BIGINT) AS value FROM posting_hours");
    }

    private static void Clients(CheckContext context)
    {
        string key = CheckContext.Key("dataset", "userid", "tweet_client_name");
        context.SameRows(Group, "client_fingerprints = recount of tweets", ["client_fingerprints", "tweets"],
            $"""
            SELECT {key} AS key, struct_pack(tweets := count(*), share := count(*) / sum(count(*)) OVER (PARTITION BY dataset, userid)) AS value
            FROM tweets WHERE tweet_client_name <> '' AND (dataset, userid) IN ({People}) GROUP BY dataset, userid, tweet_client_name
            """,
            $"SELECT {key} AS key, struct_pack(tweets := CAST(tweets AS BIGINT), share := share) AS value FROM client_fingerprints",
            Differs(["tweets"], ["share"]));
    }

    /// <summary>What is counted of an account, its commonest client and language, and its office hours by posting_hours.</summary>
    private static void Habits(CheckContext context)
    {
        string key = CheckContext.Key("dataset", "userid");
        string Top(string column) =>
            $"(SELECT dataset, userid, {column} AS name, row_number() OVER (PARTITION BY dataset, userid ORDER BY count(*) DESC, "
                + $"{column}) AS place FROM tweets WHERE {column} <> '' GROUP BY dataset, userid, {column})";
        context.SameRows(Group, "account_habits: tweets, clients, languages and busiest hours = recount of tweets",
            ["account_habits", "posting_hours", "tweets"],
            $"""
            SELECT {key} AS key, struct_pack(tweets := n, clients := clients, languages := languages, client := c.name, language := l.name, busiest := h.hour, office := coalesce(o.office, 0) / n) AS value
            FROM (SELECT dataset, userid, count(*) AS n, count(DISTINCT nullif(tweet_client_name, '')) AS clients, count(DISTINCT nullif(tweet_language, '')) AS languages
                  FROM tweets GROUP BY ALL HAVING count(*) >= {FewestTweets}) t
            LEFT JOIN {Top("tweet_client_name")} c USING (dataset, userid) LEFT JOIN {Top("tweet_language")} l USING (dataset, userid)
            LEFT JOIN (SELECT dataset, userid, hour(tweet_time) AS hour, row_number() OVER (PARTITION BY dataset, userid ORDER BY count(*) DESC, hour(tweet_time)) AS place
                       FROM tweets GROUP BY dataset, userid, hour(tweet_time)) h USING (dataset, userid)
            LEFT JOIN (SELECT dataset, userid, sum(tweets) AS office FROM posting_hours WHERE zone = 'Asia/Tehran' AND weekday NOT IN (4, 5) AND hour BETWEEN 8 AND 17 GROUP BY ALL) o USING (dataset, userid)
            WHERE coalesce(c.place, 1) = 1 AND coalesce(l.place, 1) = 1 AND h.place = 1
            """,
            $"SELECT {key} AS key, struct_pack(tweets := CAST(tweets AS BIGINT), clients := CAST(clients AS BIGINT), languages := "
                + "CAST(languages AS BIGINT), client := top_client, language := top_language, busiest := CAST(busiest_hour_utc AS BIGINT), "
                + "office := office_share_tehran) AS value FROM account_habits",
            Differs(["tweets", "clients", "languages", "client", "language", "busiest"], ["office"]));
    }

    /// <summary>How much hours, clients and languages vary, how often languages change, how unlike the dataset clients are.</summary>
    private static void Entropies(CheckContext context)
    {
        string key = CheckContext.Key("dataset", "userid");
        context.SameRows(Group, "account_habits: entropies, changes of language and distances = recount of tweets with ids",
            ["account_habits", "tweets"],
            $"""
            SELECT {key} AS key, struct_pack(hours := hours, clients := coalesce(clients, 0), languages := coalesce(languages, 0), switches := switches, distance := distance) AS value
            FROM (SELECT dataset, userid, entropy(hour(tweet_time)) * ln(2) AS hours, entropy(nullif(tweet_client_name, '')) * ln(2) AS clients, entropy(nullif(tweet_language, '')) * ln(2) AS languages
                  FROM tweets GROUP BY ALL HAVING count(*) >= {FewestTweets} AND count(*) = count(tweetid)) t
            LEFT JOIN (SELECT dataset, userid, avg((l <> b)::INTEGER) AS switches FROM (
                           SELECT dataset, userid, tweet_language AS l, lag(tweet_language) OVER (PARTITION BY dataset, userid ORDER BY epoch_ms(tweet_time) // 60000, tweetid) AS b
                           FROM tweets WHERE tweet_language <> '') WHERE b IS NOT NULL GROUP BY ALL) s USING (dataset, userid)
            LEFT JOIN (SELECT dataset, userid, sqrt(greatest(0, sum(p / 2 * log2(2 * p / (p + q)) + q / 2 * log2(2 * q / (p + q))) + (1 - sum(q)) / 2)) AS distance FROM (
                           SELECT dataset, userid, count(*) / sum(count(*)) OVER (PARTITION BY dataset, userid) AS p, any_value(q) AS q
                           FROM tweets JOIN (SELECT dataset, tweet_client_name, count(*) / sum(count(*)) OVER (PARTITION BY dataset) AS q FROM tweets WHERE tweet_client_name <> '' GROUP BY dataset, tweet_client_name) m
                               USING (dataset, tweet_client_name) GROUP BY dataset, userid, tweet_client_name) GROUP BY ALL) d USING (dataset, userid)
            """,
            $"SELECT {key} AS key, struct_pack(hours := hour_entropy, clients := client_entropy, languages := language_entropy, "
                + "switches := language_switch_rate, distance := client_distance_to_set) AS value FROM account_habits WHERE (dataset, "
                + "userid) IN (SELECT dataset, userid FROM tweets GROUP BY ALL HAVING count(*) = count(tweetid))",
            Differs([], ["hours", "clients", "languages", "switches", "distance"]));
    }

    /// <summary>
    /// Every pair of the table has its distance and is among the nearest five of one of the two; every pair that is surely among them is in
    /// the table. Shares that are near differ by less than <c>Farthest</c> (Pinsker), so an account's commonest client finds all.
    /// </summary>
    private static void Pairs(CheckContext context)
    {
        const string Largest = "0.1", Farthest = "0.12", Nearest = "5", Most = "5000";
        context.NoRows(Group, "client_pairs: distances, clients in common and the nearest of each = recount of tweets",
            ["client_pairs", "tweets"], "every pair",
            $"""
            WITH shares AS (
                SELECT dataset, userid AS u, tweet_client_name AS c, count(*) / sum(count(*)) OVER (PARTITION BY dataset, userid) AS p
                FROM tweets WHERE tweet_client_name <> '' GROUP BY dataset, userid, tweet_client_name),
            busiest AS (
                SELECT dataset, userid AS u FROM tweets GROUP BY dataset, userid HAVING count(*) >= {FewestTweets} AND count(DISTINCT nullif(tweet_client_name, '')) > 1
                QUALIFY row_number() OVER (PARTITION BY dataset ORDER BY count(*) DESC, userid) <= {Most}),
            kept AS (SELECT shares.* FROM shares SEMI JOIN busiest USING (dataset, u)),
            tops AS (SELECT dataset, u, arg_max(c, p) AS c, max(p) AS p FROM kept GROUP BY ALL),
            near AS (SELECT x.dataset, x.u AS a, y.u AS b FROM tops x JOIN kept y ON x.dataset = y.dataset AND x.c = y.c AND x.u <> y.u AND y.p BETWEEN x.p - {Farthest} AND x.p + {Farthest}),
            distances AS (
                SELECT n.dataset, n.a, n.b, count(*) AS shared,
                       sqrt(greatest(0, (2 - sum(x.p) - sum(y.p)) / 2 + sum(x.p / 2 * log2(2 * x.p / (x.p + y.p)) + y.p / 2 * log2(2 * y.p / (x.p + y.p))))) AS distance
                FROM near n JOIN kept x ON x.dataset = n.dataset AND x.u = n.a JOIN kept y ON y.dataset = n.dataset AND y.u = n.b AND y.c = x.c GROUP BY ALL),
            ranked AS (
                SELECT *, count(*) OVER (PARTITION BY dataset, a ORDER BY distance RANGE BETWEEN UNBOUNDED PRECEDING AND 2 * {Tolerance} FOLLOWING) AS as_near,
                       count(*) OVER (PARTITION BY dataset, a ORDER BY distance RANGE BETWEEN UNBOUNDED PRECEDING AND 2 * {Tolerance} PRECEDING) AS nearer
                FROM distances WHERE distance <= {Largest} + {Tolerance}),
            pairs AS (
                SELECT dataset, least(a, b) AS account_a, greatest(a, b) AS account_b, any_value(shared) AS shared, any_value(distance) AS distance,
                       bool_or(as_near <= {Nearest} AND distance < {Largest} - {Tolerance}) AS sure, bool_or(nearer < {Nearest}) AS possible
                FROM ranked GROUP BY ALL)
            SELECT {CheckContext.Key("dataset", "account_a", "account_b")} AS key, coalesce(distance || ', ' || shared || ' clients', 'no pair') AS expected,
                   coalesce(js_distance || ', ' || shared_clients || ' clients', 'no pair') AS found
            FROM pairs FULL JOIN client_pairs USING (dataset, account_a, account_b)
            WHERE (js_distance IS NULL AND sure) OR (js_distance IS NOT NULL AND (NOT coalesce(possible, false) OR shared <> shared_clients OR abs(distance - js_distance) > {Tolerance}))
            """);
    }

    /// <summary>Rows that only one side has differ; so do these columns, the second ones by more than sums vary.</summary>
    internal static string Differs(string[] exact, string[] nearly, string tolerance = Tolerance) =>
        string.Join(" OR ", exact.Select(c => $"e.value.{c} IS DISTINCT FROM f.value.{c}")
            .Concat(nearly.Select(c => $"coalesce(abs(e.value.{c} - f.value.{c}) > {tolerance}, e.value.{c} IS DISTINCT FROM f.value.{c})"))
            .Append("(e.key IS NULL) <> (f.key IS NULL)"));
}
