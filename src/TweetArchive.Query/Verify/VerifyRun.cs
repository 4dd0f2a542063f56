using TweetArchive.Dataset;
using TweetArchive.Query.Datasets;

namespace TweetArchive.Query.Verify;

/// <summary>What a verification found.</summary>
/// <param name="Unread">Inputs that could not be read.</param>
/// <param name="Reference">Published figures next to the dataset's; empty if that was not asked for.</param>
public sealed record VerifyResult(IReadOnlyList<CheckResult> Checks, IReadOnlyList<string> Unread, IReadOnlyList<ReferenceResult> Reference)
{
    public int Differences => Checks.Count(c => c.Status == CheckStatus.Different);
}

/// <summary>Recounts a dataset with DuckDB, which shares no code with what wrote it.</summary>
public static class VerifyRun
{
    /// <param name="report">Called with each check as it ends.</param>
    /// <exception cref="UsageException">The folder is not a dataset.</exception>
    public static VerifyResult Run(VerifyOptions options, Action<CheckResult> report, CancellationToken cancel)
    {
        using var database = new DatasetDatabase(DatasetFolder.Open(options.Dataset), options.Limits, cancel);
        var context = new CheckContext(database, report);
        FileChecks.Run(context);
        SchemaChecks.Run(context);
        StatisticsChecks.Run(context);
        PredicateChecks.Run(context);
        OrderChecks.Run(context);
        SumChecks.Run(context);
        EvidenceChecks.Run(context);
        AnalysisChecks.Run(context);
        PlausibilityChecks.Run(context);
        Tweets(context);
        List<string> unread = [];
        if (options.Inputs.Count > 0)
        {
            var inputs = new InputArchives(context);
            inputs.Read(options.Inputs);
            unread = inputs.Unread;
            if (inputs.Complete.Count > 0)
            {
                var recount = new RecountChecks(
                    context, "input", InputArchives.Table, $"dataset IN ({string.Join(", ", inputs.Complete.Select(Sql.Text))})");
                recount.Whole();
                recount.Targets();
            }
        }

        List<ReferenceResult> reference = [];
        if (options.Reference)
            context.Guard("reference", "published figures",
                ["daily_totals", "accounts", "clients", "hashtags", "domains", "mention_edges", "retweet_edges"], () =>
                reference = ReferenceChecks.Run(context, options.Figures));
        return new VerifyResult(context.Results, unread, reference);
    }

    /// <summary>The published figures as a table for people; nothing if there are none.</summary>
    /// <param name="width">Columns of the terminal; 0: no limit.</param>
    public static void WriteReference(Stream stream, VerifyResult result, int width) =>
        ReferenceChecks.WriteTable(stream, result.Reference, width);

    private static void Tweets(CheckContext context)
    {
        if (!context.Has("tweets") || !context.Has("mentions"))
        {
            context.NotCompared("tweets", "tables recounted from single tweets", "no tweets were kept (--tweets none)");
            return;
        }

        bool all = context.Dataset.TweetsMode == "all";
        var recount = new RecountChecks(context, "tweets", "tweets", "true");
        if (all)
            recount.Whole();
        else
            context.NotCompared(
                "tweets", "totals recounted from single tweets", "only the tagged tweets were kept (--tweets all keeps all)");
        recount.Targets();
        recount.Engagement(withCandidates: all);
    }
}
