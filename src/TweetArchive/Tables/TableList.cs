using TweetArchive.Dataset;
using TweetArchive.Tables.Counting;

namespace TweetArchive.Tables;

/// <summary>
/// The tables of a dataset. Notebooks depend on their columns: they are a contract. To add a table:
/// 1. a file here with its columns, its key, what a tweet adds to it and how a row is written;
/// 2. a line below.
/// </summary>
internal static class TableList
{
    private static readonly List<TableSpec> specs = [];
    private static readonly List<CountedTable> counted = [];

    public static readonly TableSpec Tweets = Add(TweetsTable.Table.Spec);
    public static readonly TableSpec Mentions = Add(new MentionsTable());
    public static readonly TableSpec DailyMentions = Add(new DailyMentionsTable());
    public static readonly TableSpec DailyTotals = Add(new DailyTotalsTable());
    public static readonly TableSpec Hashtags = Add(new HashtagsTable());
    public static readonly TableSpec Domains = Add(new DomainsTable());
    public static readonly TableSpec Clients = Add(new ClientsTable());
    public static readonly TableSpec Hours = Add(new HoursTable());
    public static readonly TableSpec Accounts = Add(new AccountsTable());
    public static readonly TableSpec AccountTargets = Add(new AccountTargetsTable());
    public static readonly TableSpec MentionEdges = Add(new MentionEdgesTable());
    public static readonly TableSpec RetweetEdges = Add(new RetweetEdgesTable());
    public static readonly TableSpec Duplicates = Add(DuplicatesTable.Table.Spec);
    public static readonly TableSpec Rejects = Add(RejectsTable.Table.Spec);
    public static readonly TableSpec Targets = Add(TargetsTable.Table.Spec);
    public static readonly TableSpec Aliases = Add(AliasesTable.Table.Spec);
    public static readonly TableSpec Media = Add(MediaTable.Table.Spec);
    public static readonly TableSpec MediaReuse = Add(MediaReuseTable.Table.Spec);

    /// <summary>All tables that a run may write.</summary>
    public static IReadOnlyList<TableSpec> All => specs;

    /// <summary>Those that tweets add to while they are read.</summary>
    public static IReadOnlyList<CountedTable> Counted => counted;

    /// <summary>
    /// Tables that analyses add to a dataset (TweetArchive.Analysis). A new run over the same folder removes them: they are of the old one.
    /// </summary>
    public static IReadOnlyList<string> AddedByAnalyses { get; } =
    [
        "account_bursts", "account_habits", "client_fingerprints", "client_pairs", "coordination_accounts", "coordination_chance",
        "coordination_components", "coordination_edges",
        "coordination_methods", "coordination_objects", "estimates",
        "label_used", "lookalikes", "narrative_clusters", "narrative_copies", "narrative_themes", "posting_hours", "reference_neighbours",
        "spikes", "tweet_languages",
    ];

    /// <summary>The names of all tables, those of analyses among them.</summary>
    public static IEnumerable<string> Names => All.Select(t => t.Name).Concat(AddedByAnalyses);

    private static TableSpec Add(TableSpec table)
    {
        specs.Add(table);
        return table;
    }

    private static TableSpec Add(CountedTable table)
    {
        counted.Add(table);
        return Add(table.Spec);
    }
}
