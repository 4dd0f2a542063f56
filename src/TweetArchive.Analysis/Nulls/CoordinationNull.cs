using System.Globalization;
using TweetArchive.Analysis.Coordination;
using TweetArchive.Analysis.Statistics;

namespace TweetArchive.Analysis.Nulls;

/// <summary>Accounts that share things by themselves, and groups that are planted among them.</summary>
internal sealed class CoordinationNull : INullExperiment
{
    private const int Rearrangements = 20;
    private const int MostAccounts = 1_000;

    private static readonly CoordinationTrial Windows = new(500, [6, 12], ByDay: false,
    [
        new NewsFamily("news of a day", 1_440, 1),
        new NewsFamily("news of an hour", 60, 1),
        new NewsFamily("news of five minutes", 5, 1),
        new NewsFamily("news of an hour, a few accounts do most", 60, 2),
        new NewsFamily("news of an hour, six generations of accounts", 60, 1, Waves: 6),
        new NewsFamily("(a limit, see below) news of an hour, four sides that share nothing with each other", 60, 1, Sides: 4),
        new NewsFamily("(a limit, see below) news of five minutes, twenty sides", 5, 1, Sides: 20),
    ], static (workers, objects) => PairSearch.Find(workers, objects, 1, 2));

    private static readonly CoordinationTrial Vectors = new(1_500, [10, 20], ByDay: false,
    [
        new NewsFamily("accounts alike", 1_440, 1),
        new NewsFamily("a few accounts do most", 1_440, 2),
        new NewsFamily("(a limit) six generations of accounts", 1_440, 1, Waves: 6),
        new NewsFamily("(a limit) four sides that share nothing with each other", 1_440, 1, Sides: 4),
    ], static (workers, objects) => VectorSearch.Find(workers, objects, MostAccounts));

    private static readonly CoordinationTrial Sequences = new(12, [2, 4], ByDay: true,
    [
        new NewsFamily("accounts alike", 0, 1),
        new NewsFamily("a few accounts do most", 0, 2),
        new NewsFamily("six generations of accounts", 0, 1, Waves: 6),
        new NewsFamily("(a limit) four sides that share nothing with each other", 0, 1, Sides: 4),
        new NewsFamily("(a limit) twenty sides", 0, 1, Sides: 20),
    ], static (workers, objects) => PairSearch.Find(workers, objects, null, 1));

    private static readonly CoordinationTrial OfSessions = new(0, [6, 12], ByDay: false,
    [
        new SessionFamily("one session a day, at any time of six hours", 60, 60, 1, 10, 0.4),
        new SessionFamily("the same, 100 accounts and 90 days", 100, 90, 1, 10, 0.4),
        new SessionFamily("two sessions a day", 60, 60, 0.5, 10, 0.4),
        new SessionFamily("one a week", 100, 182, 7, 4, 0.4),
        new SessionFamily("one a day, each account at its hour (20 minutes)", 80, 60, 1, 10, 0.3) { Habit = 20 },
        new SessionFamily("one a day, popular objects, a few accounts take most", 80, 60, 1, 10, 0.2) { Popular = 5, Sigma = 1 },
        new SessionFamily("one a day of two hours", 60, 60, 1, 10, 0.4) { Length = 120 },
        new SessionFamily("most come within ten minutes of the day's news", 60, 60, 1, 10, 0.2) { Called = true },
    ], static (workers, objects) => PairSearch.Find(workers, objects, 1, 2))
    { Archives = 20 };

    public string Name => "Coordination";

    public int Seed => 20_700;

    public string Claim => string.Create(CultureInfo.InvariantCulture, $"""
        Claimed: a pair of `coordination_edges` with `above_chance` met at more objects than accounts of that activity make at objects of
        that popularity, at times as they are, and sooner than shuffled times make, where these can be told apart; of the pairs at
        most {100 * ChanceLevel.MostByChance:0} of 100 by chance. Drawn: {Windows.Archives} archives of each family, {NewsFamily.AllAccounts} accounts (activity log-normal), objects whose popularity is of
        power 1.5 and at most 40 accounts, and {NewsFamily.AllDays} days. Then again with a group of {CoordinationTrial.Members} in each, {CoordinationTrial.Members * (CoordinationTrial.Members - 1) / 2} pairs, that shared its own objects.
        """);

    public void Simulated(NullRun run, Page page)
    {
        page.Text($"""

            **Within a window** (`co_retweet`, `co_tweet`, `co_link`, `co_reply`, `similar_text`): {Windows.Objects:N0} objects, window 1 minute, at least two objects.
            """);
        Windows.Table(page, run, "pairs with two objects", "objects", Seed);
        page.Text($"""
            **Within a window, by sessions**: accounts that come at their times, no matter who else comes, and pass on some of what is new, ten objects a day (four where they come once a week), within two minutes; {OfSessions.Archives} archives of each.
            """);
        OfSessions.Table(page, run, "pairs with two objects", "objects", Seed + 3_000);
        page.Text($"""
            Sides are what neither null keeps: accounts that share the same world meet more often than activity and popularity make. Such pairs are above chance and need not know of each other; coordination is not the only reason to be alike.

            **Without a window** (`retweet_vectors`): {Vectors.Objects:N0} tweets that were retweeted; the top {VectorSearch.TopShare:P1} of pairs with anything in common, at least two tweets, of accounts with at least {VectorSearch.FewestRetweets} retweets. Chance may make {100 * VectorSearch.MostByChance:0} of 100 pairs instead of 5: with 5 a tenth of the pairs with a planted group were false.
            """);
        Vectors.Table(page, run, "pairs of the top", "tweets", Seed + 1_000);
        page.Text($"""
            **By day** (`hashtag_sequence`): {Sequences.Objects:N0} sequences of a day that accounts take by themselves from something that offers them, such as a list of trends or a program that writes headlines; one is enough for a pair. Hashtags that people choose themselves make no two equal sequences of five.
            """);
        Sequences.Table(page, run, "pairs with a sequence", "days", Seed + 2_000);
    }

    public void Rearranged(NullRun run, AnalysisContext context, Page page)
    {
        page.Text($"The account of each session is drawn again, as in the null of sharing, and everything is searched again; "
            + $"{Rearrangements} times. Before that the figures of the tables: pairs that met in two sessions of each (sequences and "
            + $"vectors: all edges), and how many such pairs each null makes.");
        var lines = new List<string>();
        foreach (MethodSearch search in MethodSearch.All(context))
        {
            PairSearch real = search.Find(search.Objects);
            int with = 0;
            long pairs = 0;
            for (int i = 0; i < Rearrangements; i++)
            {
                // Rounds of the analysis begin at 0.
                long above = search.Find(search.Objects.Redrawn(Seed + i)).Edges.LongCount(e => e.AboveChance);
                with += above > 0 ? 1 : 0;
                pairs += above;
            }

            for (int d = 0; d < context.Accounts.Datasets; d++)
            {
                ChanceLevel of = real.Chance[d].All;
                Edge[] edges = [.. real.Edges.Where(e => context.Accounts.DatasetOf(e.A) == d)];
                int level = of.LevelFrom(real.Chance[d].Least);
                lines.Add(string.Create(CultureInfo.InvariantCulture,
                    $"| {context.Accounts.DatasetText(d)} | {search.Name} | {edges.Length} | {(level < 0 ? 0 : of.AtLeast(level))} | "
                        + $"{ByChance(of, level, NullKind.Times)} | {ByChance(of, level, NullKind.Hours)} | "
                        + $"{ByChance(of, level, NullKind.Sharing)} | "
                        + $"{edges.Count(e => e.AboveChance)} | "
                        + $"{new Share(with, Rearrangements)} | {pairs / (double)Rearrangements:0.00} |"));
            }
        }

        page.Table("dataset | method | edges | pairs that met repeatedly | by chance of times | of hours | of sharing | "
            + "edges above chance | rearranged: with a pair "
            + "above chance, % (all datasets) | such pairs, a rearrangement", lines);
    }

    private static string ByChance(ChanceLevel of, int level, NullKind kind) =>
        level < 0 || of.ByChance(level, kind) is not { } chance
            ? "0"
            : string.Create(CultureInfo.InvariantCulture, $"{chance.Mean:0.0} (95% up to {chance.High})");
}
