using System.IO.Hashing;
using TweetArchive.Analysis.Narratives;

namespace TweetArchive.Analysis.Learning;

/// <summary>
/// Divides rows for learning and testing so that nothing is tested that was learned: an account is in one fold only, and rows whose text is
/// nearly that of a tested one (Jaccard at least 0.8) are not learned from.
/// </summary>
internal sealed class Folds
{
    public const int Count = 5;

    private readonly int[] foldOf;
    private readonly int[] clusterOf;

    /// <param name="accounts">Account of each row; below 0 for rows that are of none, which are only learned from.</param>
    /// <param name="texts">Text of each row.</param>
    public Folds(IReadOnlyList<int> accounts, IReadOnlyList<string> texts, CancellationToken cancelled)
    {
        clusterOf = NearCopies.Clusters(texts, cancelled);
        foldOf = [.. accounts.Select(a => a < 0 ? -1 : (int)(XxHash3.HashToUInt64(BitConverter.GetBytes(a)) % Count))];
    }

    /// <summary>Rows to test in a fold, and rows to learn from for it.</summary>
    public (int[] Train, int[] Test) this[int fold]
    {
        get
        {
            int[] test = [.. Enumerable.Range(0, foldOf.Length).Where(i => foldOf[i] == fold)];
            return (WithoutCopies(Enumerable.Range(0, foldOf.Length).Where(i => foldOf[i] != fold), test), test);
        }
    }

    /// <summary>Of some rows those that are not near copies of others.</summary>
    public int[] WithoutCopies(IEnumerable<int> rows, IEnumerable<int> others)
    {
        HashSet<int> clusters = [.. others.Select(i => clusterOf[i])];
        return [.. rows.Where(i => !clusters.Contains(clusterOf[i]))];
    }
}
