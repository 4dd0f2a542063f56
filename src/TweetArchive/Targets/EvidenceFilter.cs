using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace TweetArchive.Targets;

/// <summary>
/// One cheap pass over released bytes that says "surely no alias here" for most tweets. It reads the text as a stream of folded
/// letters and digits, everything else dropped. Whatever the exact matcher finds (in words, hashtags, handles or links) has the
/// alias's own stream as a stretch of the text's stream, so one window of six letters per alias (four of a name of four or five) is evidence that cannot be missed.
/// </summary>
internal sealed class EvidenceFilter
{
    // Codes of Letters: 0 a gap, 1 as if not there, 2–125 a letter of the lexicon, 126 any other letter, 127 ask the exact matcher.
    private const byte Gap = 0, Nothing = 1, Other = 126, Complex = 127, UpperBit = 128;
    private const int ShortWindow = 4, LongWindow = 6;
    private const string LettersByFrequency = "etaoinshrdlcumwfgypbvkjxqz0123456789ایرنمدهتوسبشکلخزعفقجگپحطصضذچغثظژ";

    private readonly byte[] letters = new byte[0x10000];
    private readonly ulong[] windows;
    private readonly ulong[] exact;
    private readonly int shift;
    // By the last two letters and whether the last is a capital, so that running text seldom finds one.
    private readonly ushort[] shortFirst = new ushort[1 << 15];
    private readonly List<ShortForm> shortForms = [default];
    private readonly bool always;

    public EvidenceFilter(Lexicon lexicon)
    {
        string[] streams = [.. lexicon.Aliases.Select(Stream)];
        var ids = new Dictionary<char, byte>();
        // Digits first, so that "is a digit" is a comparison.
        foreach (char c in "0123456789" + string.Concat(streams))
        {
            if (!ids.ContainsKey(c))
                ids[c] = (byte)(2 + (ids.Count % 124));
        }

        FillLetters(ids);

        var context = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (string term in lexicon.ContextTerms.Select(t => t.Term).Concat(lexicon.Aliases.Select(a => a.Text)))
        {
            string s = Letters(Folding.FoldText(term));
            for (int i = 0; i + LongWindow <= s.Length; i++)
                CollectionsMarshal.GetValueRefOrAddDefault(context, s.Substring(i, LongWindow), out _)++;
        }

        var chosen = new HashSet<ulong>();
        foreach (Alias alias in lexicon.Aliases)
        {
            string stream = streams[alias.Index];
            // للسعودية has lost the alef of السعودية: look behind the article.
            bool article = stream.StartsWith("ال", StringComparison.Ordinal);
            if (article && stream.Length >= 6)
                stream = stream[2..];
            if (stream.Length < 2)
                always = true;
            else if (stream.Length < 4)
                AddShort(alias, stream, ids);
            else
                chosen.Add(Pack(Rarest(stream, stream.Length < LongWindow ? ShortWindow : LongWindow, context), ids));
            if (article && stream.Length is 4 or 5 && stream == streams[alias.Index])
                AddContracted("لل" + stream[2..], ids, chosen);
        }

        // About 1 bit in 200 is set; what it lets through is looked up exactly.
        int bits = Math.Clamp(System.Numerics.BitOperations.Log2((uint)Math.Max(1, chosen.Count)) + 8, 14, 22);
        shift = 64 - bits;
        windows = new ulong[1 << (bits - 6)];
        foreach (ulong w in chosen)
        {
            uint h = Hash(w);
            windows[h >> 6] |= 1UL << (int)(h & 63);
        }

        exact = new ulong[(int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)(4 * chosen.Count) + 8)];
        foreach (ulong w in chosen)
        {
            uint at = Hash(w) >> 1;
            while (exact[at & (uint)(exact.Length - 1)] != 0)
                at++;
            exact[at & (uint)(exact.Length - 1)] = w;
        }
    }

    /// <summary>False only when the exact matcher can find no alias in <paramref name="text"/>.</summary>
    /// <param name="text">A tweet's text, or the cell of its hashtags.</param>
    /// <param name="html">Whether HTML entities are decoded there.</param>
    public bool MayMention(ReadOnlySpan<byte> text, bool html)
    {
        if (always)
            return !text.IsEmpty;
        ulong window = 0;
        uint upper = 0, gaps = 0, gap = 1;
        ref byte codes = ref MemoryMarshal.GetArrayDataReference(letters);
        for (int i = 0; i < text.Length;)
        {
            uint b = text[i];
            uint code;
            if (b < 0x80)
            {
                code = Unsafe.Add(ref codes, b);
                i++;
                if (b == '&' && html)
                {
                    int size = EntityLength(text[(i - 1)..], out bool letter);
                    if (letter)
                        return true;
                    i += size - 1;
                }
            }
            else if (b is >= 0xC2 and < 0xE0 && i + 1 < text.Length && (text[i + 1] & 0xC0) == 0x80)
            {
                code = Unsafe.Add(ref codes, ((b & 0x1F) << 6) | (text[i + 1] & 0x3Fu));
                i += 2;
            }
            else if ((b & 0xF0) == 0xE0 && i + 2 < text.Length && ((text[i + 1] & 0xC0) | ((text[i + 2] & 0xC0) >> 2)) == 0xA0
                && (b is not (0xE0 or 0xED) || (b == 0xE0) == (text[i + 1] >= 0xA0)))
            {
                code = Unsafe.Add(ref codes, ((b & 0xF) << 12) | ((text[i + 1] & 0x3Fu) << 6) | (text[i + 2] & 0x3Fu));
                i += 3;
            }
            else
            {
                int c = CodePoints.Decode(text, i, out int size);
                code = c < 0x10000 ? letters[c] : CodeBeyond(c);
                i += size;
            }

            if (code < 2)
            {
                gap |= 1 - code;
                continue;
            }

            uint letterCode = code & 127;
            if (letterCode == Complex)
                return true;
            window = (window << 7) | letterCode;
            upper = (upper << 1) | (code >> 7);
            gaps = (gaps << 1) | gap;
            gap = 0;
            ulong four = window & ((1UL << (7 * ShortWindow)) - 1), six = window & ((1UL << (7 * LongWindow)) - 1);
            uint h = Hash(six);
            if ((windows[h >> 6] & (1UL << (int)(h & 63))) != 0 && IsWindow(six, h >> 1))
                return true;
            h = Hash(four);
            if ((windows[h >> 6] & (1UL << (int)(h & 63))) != 0 && IsWindow(four, h >> 1))
                return true;
            int form = shortFirst[((int)window & 0x3FFF) | (int)((upper & 1) << 14)];
            if (form != 0 && IsShort(form, (uint)window, upper, gaps))
                return true;
        }

        return false;
    }

    private bool IsWindow(ulong window, uint at)
    {
        for (ulong w; (w = exact[at & (uint)(exact.Length - 1)]) != 0; at++)
        {
            if (w == window)
                return true;
        }

        return false;
    }

    /// <summary>A name of two or three letters, with what else must hold, since two letters alone stand in every sentence.</summary>
    private readonly record struct ShortForm(int Length, uint Letters, uint Upper, uint Gaps, bool Cased, int Next);

    private bool IsShort(int form, uint window, uint upper, uint gaps)
    {
        for (; form != 0; form = shortForms[form].Next)
        {
            ShortForm f = shortForms[form];
            uint mask = (1u << (7 * f.Length)) - 1;
            if ((window & mask) != f.Letters || (upper & f.Upper) != f.Upper || (gaps & f.Gaps) != f.Gaps)
                continue;
            // A small letter glued to a letter before it begins no word and no part of a hashtag.
            uint before = (window >> (7 * f.Length)) & 127;
            bool glued = ((gaps >> (f.Length - 1)) & 1) == 0 && ((upper >> (f.Length - 1)) & 1) == 0 && before is < 2 or > 11;
            if (f.Cased && glued)
                continue;
            return true;
        }

        return false;
    }

    private void AddShort(Alias alias, string stream, Dictionary<char, byte> ids)
    {
        uint upper = 0, gaps = 0;
        string folded = Folding.FoldText(alias.Text);
        bool afterDot = false;
        int letter = 0;
        foreach (char c in folded)
        {
            if (!IsStreamLetter(c))
            {
                afterDot |= c == '.';
                continue;
            }

            // A space may come from a change of case within a hashtag, a dot can only come from a dot.
            if (letter > 0 && afterDot)
                gaps |= 1u << (stream.Length - 1 - letter);
            afterDot = false;
            letter++;
        }

        if (alias.Match == MatchKind.CaseSensitiveAcronym)
        {
            string original = Letters(alias.Text);
            for (int k = 0; k < original.Length && original.Length == stream.Length; k++)
            {
                if ((CharacterTables.Class[original[k]] & CharacterClass.Upper) != 0)
                    upper |= 1u << (stream.Length - 1 - k);
            }
        }

        bool cased = (CharacterTables.Class[stream[0]] & CharacterClass.Lower) != 0;
        AddShort(new ShortForm(stream.Length, (uint)Pack(stream, ids), upper, gaps, cased, 0));
    }

    private void AddShort(ShortForm form)
    {
        for (uint capital = form.Upper & 1; capital <= 1; capital++)
        {
            ref ushort first = ref shortFirst[(form.Letters & 0x3FFF) | (capital << 14)];
            shortForms.Add(form with { Next = first });
            first = (ushort)(shortForms.Count - 1);
        }
    }

    private static void AddContracted(string stream, Dictionary<char, byte> ids, HashSet<ulong> chosen)
    {
        foreach (char c in stream)
            ids.TryAdd(c, Other);
        chosen.Add(Pack(stream[..4], ids));
    }

    /// <summary>The window that ordinary text is least likely to have: rare letters, and not in the context terms of any target.</summary>
    private static string Rarest(string stream, int length, Dictionary<string, int> context)
    {
        string best = stream[..length];
        int bestScore = int.MinValue;
        for (int i = 0; i + length <= stream.Length; i++)
        {
            string w = stream.Substring(i, length);
            int score = -3 * context.GetValueOrDefault(w);
            foreach (char c in w)
            {
                int rank = LettersByFrequency.IndexOf(c, StringComparison.Ordinal);
                score += rank < 0 ? 20 : rank < 36 ? rank : rank - 36;
            }

            if (score > bestScore)
                (best, bestScore) = (w, score);
        }

        return best;
    }

    private static ulong Pack(string stream, Dictionary<char, byte> ids)
    {
        ulong w = 0;
        foreach (char c in stream)
            w = (w << 7) | ids[c];
        return w;
    }

    private uint Hash(ulong window) => (uint)((window * 0x9E3779B97F4A7C15UL) >> shift);

    /// <summary>The letters of an alias as the stream has them.</summary>
    private static string Stream(Alias alias)
    {
        if (alias.Match is not (MatchKind.Hashtag or MatchKind.HashtagPrefix or MatchKind.Handle or MatchKind.Domain))
            return Letters(Folding.FoldText(alias.Text));
        return Letters(Folding.FoldText(alias.Text.TrimStart('#', '@')));
    }

    private static string Letters(string folded)
    {
        var s = new StringBuilder();
        foreach (char c in folded)
        {
            if (IsStreamLetter(c))
                s.Append(Base(c));
        }

        return s.ToString();
    }

    private static bool IsStreamLetter(char c) => (CharacterTables.Class[c] & (CharacterClass.Letter | CharacterClass.Digit)) != 0;

    /// <summary>й may come as и and a mark, so the stream knows only the letter without marks.</summary>
    private static char Base(char c)
    {
        while (CharacterTables.TryDecompose(c, out char first, out _))
            c = first;
        return c;
    }

    private void FillLetters(Dictionary<char, byte> ids)
    {
        byte[] idOf = new byte[0x10000];
        Array.Fill(idOf, Other);
        foreach ((char letter, byte id) in ids)
            idOf[letter] = id;
        for (int i = 0; i < CanonicalPairs.Triples.Length; i += 3)
            idOf[CanonicalPairs.Triples[i]] = ids.GetValueOrDefault(Base(CanonicalPairs.Triples[i]), Other);
        ushort[] fold = CharacterTables.Fold;
        CharacterClass[] classes = CharacterTables.Class;
        for (int c = 0; c < letters.Length; c++)
        {
            ushort folded = fold[c];
            CharacterClass k = classes[folded];
            if (folded is CharacterTables.Delete or CharacterTables.LatinMark)
                letters[c] = Nothing;
            else if (folded is >= CharacterTables.FirstExpansion and <= 0xF8FF)
                letters[c] = Complex;
            else if ((k & CharacterClass.Mark) != 0)
                letters[c] = Nothing;
            else if ((k & (CharacterClass.Letter | CharacterClass.Digit)) == 0)
                letters[c] = Gap;
            else
            {
                // Full-width and other forms of a capital are capitals too.
                bool upper = ((c < 0x2100 ? classes[c] : classes[CharacterTables.Compatible(c)]) & CharacterClass.Upper) != 0;
                letters[c] = (byte)(idOf[folded] | (upper ? UpperBit : 0));
            }
        }
    }

    /// <summary>Mathematical and squared letters are read as letters; other letters beyond U+FFFF are in no alias's window.</summary>
    private static uint CodeBeyond(int c) => CharacterTables.Compatible(c) != c ? Complex : Gap;

    /// <summary>Length of the entity at the ampersand, and whether it may stand for a letter or for nothing.</summary>
    private static int EntityLength(ReadOnlySpan<byte> text, out bool letter)
    {
        letter = false;
        if (text.StartsWith("&amp;"u8))
            return 5;
        if (text.StartsWith("&lt;"u8) || text.StartsWith("&gt;"u8))
            return 4;
        _ = CodePoints.DecodeHtml(text, 0, out int length);
        letter = length > 1;
        return 1;
    }
}
