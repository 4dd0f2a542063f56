using TweetArchive.Text;

namespace TweetArchive.Targets.Matching;

/// <summary>What a hashtag written together is divided into: names, and the words of some thirty languages. Immutable.</summary>
internal sealed class HashtagParts
{
    private const int MostLists = 31;

    private const string StrongWords = "hashtag_strong";

    // Next to the bits of the lists: of a word, that it is a strong one; each acronym has it, a name has none.
    private const uint OwnBit = 1u << MostLists;

    // Per string: the pattern of a name, or −1; and a bit for each list that has the word, or next to whose words the acronym may be.
    private readonly Flat<int> entries;
    private readonly Flat<uint> lists;
    private readonly PrefixIndex strings;

    /// <param name="patterns">All patterns; names that may be a part of a hashtag are taken.</param>
    /// <param name="hashtagWords">A list for each language; of more than 31 the rest are left out.</param>
    /// <param name="tables">Which words demand something of whom they name, and which acronyms are words.</param>
    public HashtagParts(PatternTable patterns, IReadOnlyList<LexiconWordList> hashtagWords, WordTables tables)
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

        int named = ofNames.Count;
        for (int p = 0; p < patterns.Length; p++)
        {
            if (!HashtagSegments.TryGetAcronym(patterns, p, out ReadOnlySpan<byte> acronym))
                continue;
            all.Add(acronym);
            ofNames.Add(p);
        }

        Lists = Math.Min(MostLists, hashtagWords.Count);
        var distinct = new Utf8Interner();
        var bits = new List<uint>();
        for (int n = 0; n < Lists; n++)
        {
            foreach (string word in hashtagWords[n].Words)
            {
                if (Folding.FoldHashtag(word, ref buffer) is not { IsEmpty: false } folded)
                    continue;
                if (distinct.Intern(folded, out bool isNew) is var number && isNew)
                    bits.Add(0);
                bits[number] |= 1u << n;
            }
        }

        // An acronym may be next to the words of its languages, if it is not a word there: SAD is the United States, and "now".
        uint[] ofAcronyms = new uint[ofNames.Count - named];
        int[] words = new int[ofAcronyms.Length];
        var english = new HashSet<int>();
        for (int n = 0; n < ofAcronyms.Length; n++)
        {
            Pattern acronym = patterns[ofNames[named + n]];
            words[n] = distinct.Intern(acronym.Folded, out bool isNew);
            if (isNew)
                bits.Add(0);
            if (acronym.Languages.AsSpan().Contains(LanguageCode.English))
                english.Add(words[n]);
        }

        for (int n = 0; n < ofAcronyms.Length; n++)
        {
            Pattern acronym = patterns[ofNames[named + n]];
            for (int list = 0; list < Lists; list++)
            {
                int language = LanguageCode.Of(hashtagWords[list].Key);
                bool isWord = tables.IsWordOf(acronym.Folded, language);
                if (!isWord && (acronym.Languages.Length == 0 || acronym.Languages.AsSpan().Contains(language)))
                    ofAcronyms[n] |= 1u << list;
                // Eau libre is open water, though Spanish has EAU and "libre"; an English acronym is known everywhere.
                if (isWord && !english.Contains(words[n]))
                    bits[words[n]] |= 1u << list;
            }

            ofAcronyms[n] = (ofAcronyms[n] & ~bits[words[n]]) | OwnBit;
        }

        for (int number = 0; number < distinct.Count; number++)
        {
            all.Add(distinct[number]);
            bits[number] |= tables.IsIn(StrongWords, distinct[number]) ? OwnBit : 0;
        }

        entries = (int[])[.. ofNames, .. Enumerable.Repeat(-1, distinct.Count)];
        lists = (uint[])[.. new uint[named], .. ofAcronyms, .. bits];
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

    /// <summary>A name of any language's hashtags; an acronym of three letters is none.</summary>
    public bool IsName(int entry) => entries[entry] >= 0 && lists[entry] == 0;

    /// <summary>An acronym of three letters, which may be next to words of its languages only.</summary>
    public bool IsAcronym(int entry) => entries[entry] >= 0 && lists[entry] != 0;

    /// <summary>A word that demands something of whom it names: boycott, regime.</summary>
    public bool IsStrong(int entry) => entries[entry] < 0 && (lists[entry] & OwnBit) != 0;

    public int PatternOf(int entry) => entries[entry];

    /// <summary>Whether an entry is a name, or a word of the lists of which these are the bits.</summary>
    public bool MayBe(int entry, uint of) => entries[entry] >= 0 ? lists[entry] == 0 : (lists[entry] & of) != 0;

    /// <summary>Whether an entry may be next to an acronym of a list: a name, or a word or acronym of the list that is not a single letter.
    /// </summary>
    public bool MayBeWithAcronym(int entry, int length, uint of)
        => entries[entry] >= 0 ? lists[entry] == 0 || (lists[entry] & of) != 0 : length > 1 && (lists[entry] & of) != 0;

    /// <summary>The lists that have a word, as bits; none for a name.</summary>
    public uint ListsOf(int entry) => entries[entry] >= 0 ? 0 : lists[entry];

    /// <summary>The names and words that begin at a place, the shortest first.</summary>
    public PrefixIndex.Matches At(ReadOnlySpan<byte> rest) => strings.At(rest);

    /// <summary>Whether an acronym begins at a place of a hashtag, with something else before or after it that is a part as well.</summary>
    public bool HasAcronymAt(ReadOnlySpan<byte> body, int at)
    {
        int end = at + HashtagSegments.AcronymLetters;
        if (at == 0 && end == body.Length)
            return false;
        foreach ((int length, int entry) in At(body[at..]))
        {
            if (length == HashtagSegments.AcronymLetters && IsAcronym(entry))
                return (at == 0 || HasAny(body)) && (end == body.Length || HasAny(body[end..]));
        }

        return false;
    }

    private bool HasAny(ReadOnlySpan<byte> rest)
    {
        foreach ((int length, int entry) in At(rest))
        {
            if (length > 1 && (IsName(entry) || ListsOf(entry) != 0))
                return true;
        }

        return false;
    }

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
