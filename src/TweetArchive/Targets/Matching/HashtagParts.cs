using TweetArchive.Text;

namespace TweetArchive.Targets.Matching;

/// <summary>What a hashtag written together is divided into: names, and the words of some thirty languages. Immutable.</summary>
internal sealed class HashtagParts
{
    private const int MostLists = 31;

    // Per string: the pattern of a name, or −1; and a bit for each list that has the word.
    private readonly Flat<int> entries;
    private readonly Flat<uint> lists;
    private readonly PrefixIndex strings;

    /// <param name="patterns">All patterns; names that may be a part of a hashtag are taken.</param>
    /// <param name="words">A list for each language; of more than 31 the rest are left out.</param>
    public HashtagParts(PatternTable patterns, IReadOnlyList<LexiconWordList> words)
    {
        var all = new Utf8Arena(patterns.Length, 16 * patterns.Length);
        var ofNames = new List<int>();
        byte[] buffer = new byte[256];
        for (int p = 0; p < patterns.Length; p++)
        {
            if (!HashtagSegments.TryJoin(patterns, p, ref buffer, out ReadOnlySpan<byte> joined))
                continue;
            all.Add(joined);
            ofNames.Add(p);
        }

        Lists = Math.Min(MostLists, words.Count);
        var distinct = new Utf8Interner();
        var bits = new List<uint>();
        for (int n = 0; n < Lists; n++)
        {
            foreach (string word in words[n].Words)
            {
                if (Folding.FoldHashtag(word, ref buffer) is not { IsEmpty: false } folded)
                    continue;
                if (distinct.Intern(folded, out bool isNew) is var number && isNew)
                    bits.Add(0);
                bits[number] |= 1u << n;
            }
        }

        for (int number = 0; number < distinct.Count; number++)
            all.Add(distinct[number]);
        entries = (int[])[.. ofNames, .. Enumerable.Repeat(-1, distinct.Count)];
        lists = (uint[])[.. new uint[ofNames.Count], .. bits];
        strings = new PrefixIndex(all);
    }

    public HashtagParts(FlatReader from)
    {
        Lists = from.ReadNumber();
        entries = from.Read<int>();
        lists = from.Read<uint>();
        strings = new PrefixIndex(from);
    }

    public void Save(FlatWriter to)
    {
        to.Write(Lists);
        to.Write(entries);
        to.Write(lists);
        strings.Save(to);
    }

    /// <summary>How many lists of words there are.</summary>
    public int Lists { get; }

    public bool IsName(int entry) => entries[entry] >= 0;

    public int PatternOf(int entry) => entries[entry];

    /// <summary>Whether an entry is a name, or a word of the lists of which these are the bits.</summary>
    public bool MayBe(int entry, uint of) => entries[entry] >= 0 || (lists[entry] & of) != 0;

    /// <summary>The lists that have a word, as bits; none for a name.</summary>
    public uint ListsOf(int entry) => lists[entry];

    /// <summary>The names and words that begin at a place, the shortest first.</summary>
    public PrefixIndex.Matches At(ReadOnlySpan<byte> rest) => strings.At(rest);

    /// <summary>Whether a name begins at a place.</summary>
    public bool HasNameAt(ReadOnlySpan<byte> rest)
    {
        foreach ((_, int entry) in At(rest))
        {
            if (IsName(entry))
                return true;
        }

        return false;
    }
}
