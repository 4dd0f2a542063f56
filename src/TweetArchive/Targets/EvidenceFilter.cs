using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace TweetArchive.Targets;

/// <summary>
/// One cheap pass over released bytes that says "surely no alias here" for most tweets. It reads the text as a stream of folded
/// letters and digits, everything else dropped. Whatever the exact matcher finds (in words, hashtags, handles or links) has the
/// alias's own stream as a stretch of the text's stream, so one window of four letters per alias is evidence that cannot be missed.
/// </summary>
internal sealed class EvidenceFilter
{
    // Codes of Letters: 0 a gap, 1 as if not there, 2–125 a letter of the lexicon, 126 any other letter, 127 ask the exact matcher.
    private const byte Gap = 0, Nothing = 1, Other = 126, Complex = 127, UpperBit = 128;
    private const string LettersByFrequency = "etaoinshrdlcumwfgypbvkjxqz0123456789ایرنمدهتوسبشکلخزعفقجگپحطصضذچغثظژ";

    private readonly byte[] letters = new byte[0x10000];
    private readonly ulong[] windows;
    private readonly int shift;
    private readonly ushort[] shortFirst = new ushort[1 << 14];
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

        for (int c = 0; c < 0x10000; c++)
            letters[c] = CodeOf(c, ids);

        var context = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (string term in lexicon.ContextTerms.Select(t => t.Term).Concat(lexicon.Aliases.Select(a => a.Text)))
        {
            string s = Letters(Folding.FoldText(term));
            for (int i = 0; i + 4 <= s.Length; i++)
                CollectionsMarshal.GetValueRefOrAddDefault(context, s.Substring(i, 4), out _)++;
        }

        var chosen = new HashSet<uint>();
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
                chosen.Add(Pack(Rarest(stream, context), ids));
            if (article && stream.Length is 4 or 5 && stream == streams[alias.Index])
                AddContracted("لل" + stream[2..], ids, chosen);
        }

        int bits = Math.Clamp(System.Numerics.BitOperations.Log2((uint)Math.Max(1, chosen.Count)) + 7, 14, 22);
        shift = 32 - bits;
        windows = new ulong[1 << (bits - 6)];
        foreach (uint w in chosen)
        {
            uint h = Hash(w);
            windows[h >> 6] |= 1UL << (int)(h & 63);
        }
    }

    /// <summary>False only when the exact matcher can find no alias in <paramref name="text"/>.</summary>
    /// <param name="text">A tweet's text, or the cell of its hashtags.</param>
    /// <param name="html">Whether HTML entities are decoded there.</param>
    public bool MayMention(ReadOnlySpan<byte> text, bool html)
    {
        if (always)
            return !text.IsEmpty;
        uint window = 0, upper = 0, gaps = 0, gap = 1;
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
            uint h = Hash(window & 0x0FFFFFFF);
            if ((windows[h >> 6] & (1UL << (int)(h & 63))) != 0)
                return true;
            int form = shortFirst[window & 0x3FFF];
            if (form != 0 && IsShort(form, window, upper, gaps))
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
        AddShort(new ShortForm(stream.Length, Pack(stream, ids), upper, gaps, cased, 0));
    }

    private void AddShort(ShortForm form)
    {
        ref ushort first = ref shortFirst[form.Letters & 0x3FFF];
        shortForms.Add(form with { Next = first });
        first = (ushort)(shortForms.Count - 1);
    }

    private static void AddContracted(string stream, Dictionary<char, byte> ids, HashSet<uint> chosen)
    {
        foreach (char c in stream)
            ids.TryAdd(c, Other);
        chosen.Add(Pack(stream[..4], ids));
    }

    /// <summary>The window that ordinary text is least likely to have: rare letters, and not in the context terms of any target.</summary>
    private static string Rarest(string stream, Dictionary<string, int> context)
    {
        string best = stream[..4];
        int bestScore = int.MinValue;
        for (int i = 0; i + 4 <= stream.Length; i++)
        {
            string w = stream.Substring(i, 4);
            int score = -15 * context.GetValueOrDefault(w);
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

    private static uint Pack(string stream, Dictionary<char, byte> ids)
    {
        uint w = 0;
        foreach (char c in stream)
            w = (w << 7) | ids[c];
        return w;
    }

    private uint Hash(uint window) => (window * 2654435761u) >> shift;

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

    private static byte CodeOf(int c, Dictionary<char, byte> ids)
    {
        ushort folded = CharacterTables.Fold[c];
        switch (folded)
        {
            case CharacterTables.Delete or CharacterTables.LatinMark:
                return Nothing;
            case CharacterTables.Space or CharacterTables.Zwnj:
                return Gap;
            case >= CharacterTables.FirstExpansion and <= 0xF8FF:
                return Complex;
        }

        CharacterClass k = CharacterTables.Class[folded];
        if ((k & CharacterClass.Mark) != 0)
            return Nothing;
        if ((k & (CharacterClass.Letter | CharacterClass.Digit)) == 0)
            return Gap;
        byte code = ids.GetValueOrDefault(Base((char)folded), Other);
        int plain = CharacterTables.Compatible(c);
        return (CharacterTables.Class[plain] & CharacterClass.Upper) != 0 ? (byte)(code | UpperBit) : code;
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
