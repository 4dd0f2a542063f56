using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace TweetArchive.Targets;

/// <summary>
/// One cheap pass over released bytes that says "surely no alias here" for most tweets. It reads the text as a stream of folded
/// letters and digits, everything else dropped. Whatever the exact matcher finds (in words, hashtags, handles or links) has the
/// alias's own stream as a stretch of the text's stream, so one window of six letters per alias (four of a name of four or five) is evidence that cannot be missed.
/// </summary>
internal sealed partial class EvidenceFilter
{
    // Codes of Letters: 0 a gap, 1 as if not there, 2–125 a letter of the lexicon, 126 any other letter, 127 ask the exact matcher.
    private const byte Gap = 0, Nothing = 1, Other = 126, Complex = 127, UpperBit = 128;
    private const int ShortWindow = 4, LongWindow = 6;
    private const ulong FourLetters = (1UL << (7 * ShortWindow)) - 1, SixLetters = (1UL << (7 * LongWindow)) - 1;
    private const ulong Multiplier = 0x9E3779B97F4A7C15UL;
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
            // The bitmap knows the last four letters only: one look for every letter of text.
            uint h = (uint)(((w & FourLetters) * Multiplier) >> shift);
            windows[h >> 6] |= 1UL << (int)(h & 63);
        }

        exact = new ulong[(int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)(4 * chosen.Count) + 8)];
        foreach (ulong w in chosen)
        {
            uint at = Slot(w);
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
        int move = shift;
        ref byte codes = ref MemoryMarshal.GetArrayDataReference(letters);
        ref ulong bitmap = ref MemoryMarshal.GetArrayDataReference(windows);
        ref ushort shorts = ref MemoryMarshal.GetArrayDataReference(shortFirst);
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
            uint h = (uint)(((window & FourLetters) * Multiplier) >> move);
            if ((Unsafe.Add(ref bitmap, h >> 6) & (1UL << (int)(h & 63))) != 0 && (IsWindow(window & SixLetters) || IsWindow(window & FourLetters)))
                return true;
            int form = Unsafe.Add(ref shorts, ((uint)window & 0x3FFF) | ((upper & 1) << 14));
            if (form != 0 && IsShort(form, (uint)window, upper, gaps))
                return true;
        }

        return false;
    }

    private bool IsWindow(ulong window)
    {
        ulong w;
        for (uint at = Slot(window); (w = exact[at & (uint)(exact.Length - 1)]) != 0; at++)
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
