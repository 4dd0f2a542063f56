using TweetArchive.Text;

namespace TweetArchive.Targets.Matching;

/// <summary>What a hashtag written together is divided into: names, and the words of some thirty languages. Immutable.</summary>
internal sealed class HashtagParts
{
    private const int MostLists = 31;

    // Per entry of the trie: the pattern of a name, or −1; and a bit for each list that has the word.
    private readonly List<int> entries = [-1];
    private readonly List<uint> lists = [uint.MaxValue];

    /// <param name="patterns">All patterns; names that may be a part of a hashtag are taken.</param>
    /// <param name="words">A list for each language; of more than 31 the rest are left out.</param>
    public HashtagParts(PatternTable patterns, IReadOnlyList<LexiconWordList> words)
    {
        byte[] buffer = new byte[256];
        for (int p = 0; p < patterns.Length; p++)
        {
            if (HashtagSegments.TryJoin(patterns, p, ref buffer, out ReadOnlySpan<byte> joined))
                Add(joined, p, 0);
        }

        Lists = Math.Min(MostLists, words.Count);
        var distinct = new Utf8Interner();
        var bits = new List<uint>();
        for (int n = 0; n < Lists; n++)
        {
            foreach (string word in words[n].Words)
            {
                if (distinct.Intern(Folding.FoldHashtag(word, ref buffer), out bool isNew) is var number && isNew)
                    bits.Add(0);
                bits[number] |= 1u << n;
            }
        }

        for (int number = 0; number < distinct.Count; number++)
        {
            if (!distinct[number].IsEmpty)
                Add(distinct[number], -1, bits[number]);
        }
    }

    /// <summary>How many lists of words there are.</summary>
    public int Lists { get; }

    /// <summary>The joined names and words; the first entry, 0, is a digit and not in it.</summary>
    public ByteTrie Trie { get; } = new();

    public bool IsName(int entry) => entries[entry] >= 0;

    public int PatternOf(int entry) => entries[entry];

    /// <summary>Whether an entry is a name, or a word of the lists of which these are the bits.</summary>
    public bool MayBe(int entry, uint of) => entries[entry] >= 0 || (lists[entry] & of) != 0;

    /// <summary>Whether a name begins at a place.</summary>
    public bool HasNameAt(ReadOnlySpan<byte> body, int at)
    {
        int node = 0;
        for (int i = at; i < body.Length && (node = Trie.Child(node, body[i])) != 0; i++)
        {
            for (int e = Trie.First(node); e >= 0; e = Trie.Next(e))
            {
                if (IsName(e))
                    return true;
            }
        }

        return false;
    }

    private void Add(ReadOnlySpan<byte> joined, int pattern, uint words)
    {
        Trie.Add(joined, entries.Count);
        entries.Add(pattern);
        lists.Add(words);
    }
}
