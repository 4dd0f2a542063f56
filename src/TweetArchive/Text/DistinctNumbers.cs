using System.Runtime.InteropServices;

namespace TweetArchive.Text;

/// <summary>
/// The distinct numbers of a tweet, such as those of its hashtags, in the order in which they came. A few are compared one by one, as
/// nearly all tweets have few; a tweet with thousands must not cost their square. Reused from tweet to tweet.
/// </summary>
internal sealed class DistinctNumbers
{
    private const int Few = 24;

    private readonly List<int> numbers = [];
    private readonly HashSet<int> many = [];

    /// <summary>Valid until the next call.</summary>
    public ReadOnlySpan<int> All => CollectionsMarshal.AsSpan(numbers);

    /// <summary>Adds a number; false if it is there already.</summary>
    public bool Add(int number)
    {
        if (numbers.Count < Few ? numbers.Contains(number) : !AddToMany(number))
            return false;
        numbers.Add(number);
        return true;
    }

    public void Clear()
    {
        numbers.Clear();
        if (many.Count > 0)
            many.Clear();
    }

    private bool AddToMany(int number)
    {
        if (many.Count == 0)
            many.UnionWith(numbers);
        return many.Add(number);
    }
}
