using TweetArchive.Checkpoints;
using TweetArchive.Csv;
using TweetArchive.Tables.Spills;

namespace TweetArchive.Reading;

/// <summary>What a worker made of one block besides what it counted.</summary>
internal sealed class BlockResult
{
    public readonly RowBuffer Tweets = new();
    public readonly RowBuffer Rejects = new();
    public EntryCounts Counts;
    public readonly long[] Reasons = new long[RejectReasons.Count];

    public void Clear()
    {
        Tweets.Clear();
        Rejects.Clear();
        Counts = default;
        Array.Clear(Reasons);
    }
}

/// <summary>
/// Results that are filled again for block after block, whichever piece it is of: as many as there are blocks in progress or waiting for an
/// earlier one. Safe to use from several workers.
/// </summary>
internal sealed class BlockResults
{
    private readonly Stack<BlockResult> spare = new();

    public BlockResult Take()
    {
        lock (spare)
            return spare.TryPop(out BlockResult? result) ? result : new BlockResult();
    }

    public void GiveBack(BlockResult result)
    {
        result.Clear();
        lock (spare)
            spare.Push(result);
    }
}
