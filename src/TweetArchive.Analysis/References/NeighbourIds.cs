namespace TweetArchive.Analysis.References;

/// <summary>Of some rounded ids, the tweetids that are near: the only one each, or that there are several.</summary>
/// <param name="rounded">Distinct, ascending.</param>
internal sealed class NeighbourIds(long[] rounded)
{
    /// <summary>The most by which a tweetid may differ from the rounded one to be taken for it.</summary>
    public const long Distance = 256;

    private const long Several = -1;

    private readonly long[] found = new long[rounded.Length];

    /// <summary>The only tweetid near a rounded id; false where there is none, or several, or nobody asked for it.</summary>
    public bool TryGet(long id, out long tweetId)
    {
        int at = Array.BinarySearch(rounded, id);
        tweetId = at < 0 ? 0 : found[at];
        return tweetId > 0;
    }

    /// <summary>Takes a tweetid, in any order; one that comes again counts once.</summary>
    public void Add(long tweetId)
    {
        if (rounded.Length == 0 || tweetId < rounded[0] - Distance || tweetId > rounded[^1] + Distance)
            return;
        int at = Array.BinarySearch(rounded, tweetId - Distance);
        for (at = at < 0 ? ~at : at; at < rounded.Length && rounded[at] <= tweetId + Distance; at++)
        {
            if (found[at] != tweetId)
                found[at] = found[at] == 0 ? tweetId : Several;
        }
    }
}
