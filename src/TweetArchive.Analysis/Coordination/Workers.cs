namespace TweetArchive.Analysis.Coordination;

/// <summary>What the search for pairs works with, a dataset's or drawn at random.</summary>
internal sealed record Workers(AccountIndex Accounts, int Threads, CancellationToken Cancelled)
{
    public ParallelOptions Parallel => new() { MaxDegreeOfParallelism = Threads, CancellationToken = Cancelled };

    public static Workers Of(AnalysisContext context) => new(context.Accounts, context.Options.Threads, context.Cancelled);
}
