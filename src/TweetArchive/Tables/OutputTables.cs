namespace TweetArchive.Tables;

/// <summary>The tables that are merged from runs of groups.</summary>
internal static class OutputTables
{
    public static readonly DailyMentionsTable DailyMentions = new();
    public static readonly DailyTotalsTable DailyTotals = new();
    public static readonly HashtagsTable Hashtags = new();
    public static readonly DomainsTable Domains = new();
    public static readonly ClientsTable Clients = new();
    public static readonly HoursTable Hours = new();
    public static readonly AccountTargetsTable AccountTargets = new();
    public static readonly EdgesTable MentionEdges = new(TableSpecs.MentionEdges);
    public static readonly EdgesTable RetweetEdges = new(TableSpecs.RetweetEdges);
}
