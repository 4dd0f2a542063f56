using System.Text;

namespace TweetArchive.Targets.Matching;

/// <summary>What a hashtag written together is divided into: names, and the words of some thirty languages. Immutable.</summary>
internal sealed class HashtagParts
{
    private const int MostLists = 31;

    // Per entry of the trie: the pattern of a name, or −1; and a bit for each list that has the word.
    private readonly List<int> entries = [-1];
    private readonly List<uint> lists = [uint.MaxValue];

    /// <param name="names">Names folded and joined, each with the number of its pattern.</param>
    /// <param name="words">A list for each language; of more than 31 the rest are left out.</param>
    public HashtagParts(IEnumerable<(byte[] Joined, int Pattern)> names, IReadOnlyList<LexiconWordList> words)
    {
        foreach ((byte[] joined, int pattern) in names)
            Add(joined, pattern, 0);
        Lists = Math.Min(MostLists, words.Count);
        var bits = new Dictionary<string, uint>(StringComparer.Ordinal);
        for (int n = 0; n < Lists; n++)
        {
            foreach (string word in words[n].Words)
            {
                string folded = Encoding.UTF8.GetString(MatcherBuilder.Join(word));
                if (folded.Length > 0)
                    bits[folded] = bits.GetValueOrDefault(folded) | (1u << n);
            }
        }

        foreach ((string word, uint of) in bits)
            Add(Encoding.UTF8.GetBytes(word), -1, of);
    }

    /// <summary>How many lists of words there are.</summary>
    public int Lists { get; }

    /// <summary>The joined names and words; the first entry, 0, is a digit and not in it.</summary>
    public PatternTrie Trie { get; } = new();

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

    private void Add(byte[] joined, int pattern, uint words)
    {
        Trie.Add(joined, entries.Count);
        entries.Add(pattern);
        lists.Add(words);
    }
}
