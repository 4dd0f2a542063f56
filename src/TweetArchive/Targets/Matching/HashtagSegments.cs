using System.Buffers.Binary;
using System.Text;

namespace TweetArchive.Targets.Matching;

/// <summary>
/// Hashtags written together: the whole body, folded and joined, is divided into names and words of one language's list, in the
/// fewest pieces. Where that fails, a sure long name at either end is a candidate.
/// </summary>
internal sealed class HashtagSegments
{
    private const int ShortestName = 4, ShortestNameOfOtherScripts = 3, ShortestEdge = 6, ShortestRest = 4;

    private const int Beginning = 4;

    private readonly PatternTrie trie = new();

    // A bit for each hash of a name's first four bytes.
    private readonly ulong[] beginnings = new ulong[(1 << 16) / 64];

    // Per entry of the trie: the pattern of a name, or −1 − (bits of the lists that have the word).
    private readonly List<int> entries = [];
    private readonly List<uint> lists = [];
    private readonly int listCount;

    public HashtagSegments(TargetMatcher matcher, Lexicon lexicon)
    {
        for (int p = 0; p < matcher.Patterns.Length; p++)
        {
            Pattern pattern = matcher.Patterns[p];
            if (pattern.Role != PatternRole.Alias || pattern.ContractedArticle || pattern.Dotted
                || !lexicon.Aliases[pattern.Aliases[0]].IsName)
                continue;
            byte[] joined = pattern.Folded.AsSpan().IndexOfAny(" '."u8) < 0 ? pattern.Folded
                : [.. pattern.Folded.Where(b => b is not ((byte)' ' or (byte)'\'' or (byte)'.'))];
            int letters = CountLetters(joined);
            if (letters >= (joined[0] < 0x80 ? ShortestName : ShortestNameOfOtherScripts))
            {
                Add(joined, p, 0);
                int bit = BitOf(BinaryPrimitives.ReadUInt32LittleEndian(joined));
                beginnings[bit >> 6] |= 1UL << bit;
            }
        }

        var words = new Dictionary<string, uint>(StringComparer.Ordinal);
        listCount = Math.Min(31, lexicon.Words.HashtagWords.Count);
        for (int n = 0; n < listCount; n++)
        {
            foreach (string word in lexicon.Words.HashtagWords[n].Words)
            {
                string folded = Encoding.UTF8.GetString(MatcherBuilder.Join(word));
                if (folded.Length > 0)
                    words[folded] = words.GetValueOrDefault(folded) | (1u << n);
            }
        }

        foreach ((string word, uint bits) in words)
            Add(Encoding.UTF8.GetBytes(word), -1, bits);
    }

    /// <summary>One worker's place for the pieces.</summary>
    internal sealed class Scratch
    {
        public int[] Pieces { get; set; } = new int[256];

        public int[] From { get; set; } = new int[256];

        public int[] Entry { get; set; } = new int[256];

        /// <summary>The names found last, as pattern numbers.</summary>
        public List<int> Names { get; } = [];

        /// <summary>Whether the names are only at an end of a body that is not understood.</summary>
        public bool IsEdge { get; set; }
    }

    /// <summary>Divides <paramref name="body"/>; the names are in the scratch.</summary>
    public void Divide(ReadOnlySpan<byte> body, Scratch scratch)
    {
        scratch.Names.Clear();
        scratch.IsEdge = false;
        if (scratch.Pieces.Length <= body.Length)
        {
            scratch.Pieces = new int[2 * body.Length];
            scratch.From = new int[2 * body.Length];
            scratch.Entry = new int[2 * body.Length];
        }

        int best = int.MaxValue;
        for (int list = 0; list < listCount; list++)
        {
            int pieces = Divide(body, 1u << list, scratch);
            if (pieces >= best)
                continue;
            scratch.Names.Clear();
            for (int at = body.Length; at > 0; at = scratch.From[at])
            {
                if (entries[scratch.Entry[at]] >= 0)
                    scratch.Names.Add(scratch.Entry[at]);
            }

            // Words alone are no mention.
            if (scratch.Names.Count > 0)
                best = pieces;
        }

        if (best == int.MaxValue)
            AddEdges(body, scratch);
        for (int i = 0; i < scratch.Names.Count; i++)
            scratch.Names[i] = entries[scratch.Names[i]];
    }

    /// <summary>Whether a name is anywhere in the body: without one there is nothing to divide.</summary>
    public bool HasName(ReadOnlySpan<byte> body)
    {
        // Every name has four bytes, and begins with a whole character.
        for (int at = 0; at + Beginning <= body.Length; at++)
        {
            uint four = BinaryPrimitives.ReadUInt32LittleEndian(body[at..]);
            if ((beginnings[BitOf(four) >> 6] & (1UL << BitOf(four))) != 0 && HasNameAt(body, at))
                return true;
        }

        return false;
    }

    private bool HasNameAt(ReadOnlySpan<byte> body, int at)
    {
        int node = 0;
        for (int i = at; i < body.Length && (node = trie.Child(node, body[i])) != 0; i++)
        {
            for (int e = trie.First(node); e >= 0; e = trie.Next(e))
            {
                if (entries[e] >= 0)
                    return true;
            }
        }

        return false;
    }

    private static int BitOf(uint four) => (int)((four * 0x9E3779B1u) >> 16);

    /// <summary>The fewest pieces, digits at will; int.MaxValue when the body cannot be divided.</summary>
    private int Divide(ReadOnlySpan<byte> body, uint list, Scratch scratch)
    {
        int[] pieces = scratch.Pieces;
        pieces.AsSpan(0, body.Length + 1).Fill(int.MaxValue);
        pieces[0] = 0;
        for (int at = 0; at < body.Length; at++)
        {
            if (pieces[at] == int.MaxValue)
                continue;
            if (body[at] is >= (byte)'0' and <= (byte)'9')
                Put(at, at + 1, 0, pieces[at]);
            int node = 0;
            for (int i = at; i < body.Length; i++)
            {
                node = trie.Child(node, body[i]);
                if (node == 0)
                    break;
                for (int e = trie.First(node); e >= 0; e = trie.Next(e))
                {
                    if (entries[e] >= 0 || (lists[e] & list) != 0)
                        Put(at, i + 1, e, pieces[at] + 1);
                }
            }
        }

        return pieces[body.Length];

        void Put(int from, int to, int entry, int count)
        {
            // Of equally many pieces a name is better than a word.
            if (count > pieces[to] || (count == pieces[to] && (entries[entry] < 0 || entries[scratch.Entry[to]] >= 0)))
                return;
            pieces[to] = count;
            scratch.From[to] = from;
            scratch.Entry[to] = entry;
        }
    }

    private void AddEdges(ReadOnlySpan<byte> body, Scratch scratch)
    {
        int letters = CountLetters(body);
        for (int at = 0; at < body.Length; at++)
        {
            int node = 0, longest = -1;
            for (int i = at; i < body.Length; i++)
            {
                node = trie.Child(node, body[i]);
                if (node == 0)
                    break;
                if (at > 0 && i + 1 < body.Length)
                    continue;
                int length = CountLetters(body[at..(i + 1)]);
                if (length < ShortestEdge || letters - length < ShortestRest)
                    continue;
                for (int e = trie.First(node); e >= 0; e = trie.Next(e))
                {
                    if (entries[e] >= 0)
                        longest = e;
                }
            }

            if (longest >= 0)
            {
                scratch.Names.Add(longest);
                scratch.IsEdge = true;
            }
        }
    }

    /// <summary>Characters of valid UTF-8, or of a part of it.</summary>
    private static int CountLetters(ReadOnlySpan<byte> utf8)
    {
        int count = 0;
        foreach (byte b in utf8)
            count += (b & 0xC0) != 0x80 ? 1 : 0;
        return count;
    }

    private void Add(byte[] joined, int pattern, uint words)
    {
        if (entries.Count == 0)
        {
            // The first entry is a digit.
            entries.Add(-1);
            lists.Add(uint.MaxValue);
        }

        trie.Add(joined, entries.Count);
        entries.Add(pattern);
        lists.Add(words);
    }
}
