using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace TweetArchive.Text;

/// <summary>
/// What folding makes of a character, in one number: its folded form as UTF-8 in the lower three bytes, the first one lowest, and above
/// them its length and kind. Built once from <see cref="CharacterTables"/>.
/// </summary>
internal static class LetterTable
{
    public const int LengthShift = 24;

    /// <summary>The bytes of the folded form: 1 to 3, and 0 for a character that folding leaves out.</summary>
    public const uint Length = 3u << LengthShift;

    public const uint Word = 1u << 26, Arabic = 1u << 27, Digit = 1u << 28, Unspaced = 1u << 29, Katakana = 1u << 30;

    /// <summary>What becomes of it depends on its neighbours, or it becomes several letters; then only the bits below count.</summary>
    public const uint Odd = 1u << 31;

    /// <summary>A quotation mark or apostrophe: left out between Hebrew letters, and elsewhere what its lower half says.</summary>
    public const uint HebrewMark = Odd | Digit;

    /// <summary>The zero-width non-joiner.</summary>
    public const uint Zwnj = Odd | Arabic;

    public const uint Bytes = 0xFFFFFF;

    /// <summary>A separator.</summary>
    public const uint Space = (1u << LengthShift) | ' ';

    /// <summary>By code point below U+10000.</summary>
    public static readonly uint[] Of = Build();

    // By first byte: where its characters are in the table of pairs, and above eight bits of the second byte that count.
    private static readonly uint[] rows = BuildRows();
    private static readonly ulong[] pairs = BuildPairs();

    /// <summary>
    /// The character that begins with two bytes of UTF-8, as <see cref="Pair"/> says; one of ASCII has one of them.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong OfPair(ref readonly uint rows, ref readonly ulong pairs, uint first, uint second)
    {
        uint row = Unsafe.Add(ref Unsafe.AsRef(in rows), (nint)first);
        return Unsafe.Add(ref Unsafe.AsRef(in pairs), (nint)((row >> 8) + (second & row & 0xFF)));
    }

    /// <summary>The first entries of the tables of <see cref="OfPair"/>.</summary>
    public static ref readonly uint Rows => ref MemoryMarshal.GetArrayDataReference(rows);

    public static ref readonly ulong Pairs => ref MemoryMarshal.GetArrayDataReference(pairs);

    private static uint[] Build()
    {
        uint[] table = new uint[0x10000];
        Span<byte> utf8 = stackalloc byte[4];
        for (int c = 0; c < table.Length; c++)
        {
            int folded = CharacterTables.Fold[c];
            table[c] = folded switch
            {
                CharacterTables.Delete => 0,
                CharacterTables.Space => Space,
                // Marks that Hebrew words leave out, however typed.
                CharacterTables.Zwnj => Zwnj,
                _ when c is '"' or '\'' or 0x05F4 or 0x05F3 or 0x201D or 0x2019 or 0x2033
                    => HebrewMark | Plain(folded, CodePoints.Encode(folded, utf8), utf8),
                >= 0xE000 and <= 0xF8FF => Odd,
                _ when char.IsSurrogate((char)folded) => Odd,
                _ => Plain(folded, CodePoints.Encode(folded, utf8), utf8),
            };
        }

        return table;
    }

    /// <summary>A character that is in a folded text as it is, by its class: what folding would make of it says nothing of it.</summary>
    public static uint Itself(int c)
    {
        Span<byte> utf8 = stackalloc byte[4];
        return Plain(c, CodePoints.Encode(c, utf8), utf8);
    }

    private static uint Plain(int folded, int length, ReadOnlySpan<byte> utf8)
    {
        CharacterClass kind = CharacterTables.ClassOf(folded);
        uint letter = (uint)length << LengthShift;
        for (int k = 0; k < Math.Min(length, 3); k++)
            letter |= (uint)utf8[k] << (8 * k);
        return letter | Bit(CharacterClass.Word, Word) | Bit(CharacterClass.Arabic, Arabic) | Bit(CharacterClass.Digit, Digit)
            | Bit(CharacterClass.Unspaced, Unspaced) | Bit(CharacterClass.Katakana, Katakana);

        uint Bit(CharacterClass one, uint bit) => (kind & one) != 0 ? bit : 0;
    }

    /// <summary>
    /// The numbers of <see cref="OfPair"/>: folded bytes (0 to 15), a kind for each of these (16 to 31), how many they are (32, 33); then
    /// what must be looked at one by one, and what follows what.
    /// </summary>
    public static class Pair
    {
        public const int KindShift = 16, LengthShift = 32;

        // On the right: a space, a digit, a mark, anything rare. On the left, in the same places of what AsLeft gives: a space, an Arabic
        // letter, a Hebrew one, anything. Both together must be looked at one by one.
        private const int Right = 44, Left = 48;

        public const ulong Space = 1UL << Right, Digit = 2UL << Right, HebrewMark = 4UL << Right;

        /// <summary>More than two bytes, odd, of a script without spaces, or folded to more than two bytes.</summary>
        public const ulong Rare = 8UL << Right;

        public const ulong AfterSpace = 1UL << Left, AfterArabic = 2UL << Left, AfterHebrew = 4UL << Left, AfterAnything = 8UL << Left;

        /// <summary>What a character means for the next one, for <see cref="IsRare"/>.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static ulong AsLeft(ulong pair) => pair >> Left;

        /// <summary>Whether what is on the right is rare, or is so after what is on the left.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static bool IsRare(ulong left, ulong right) => ((right >> Right) & left) != 0;
    }

    // One entry for each byte of ASCII, one for all bytes that begin something else, then 256 for each lead of two bytes.
    private static uint[] BuildRows()
    {
        uint[] rows = new uint[256];
        for (uint b = 0; b < 256; b++)
            rows[b] = b < 0x80 ? b << 8 : b is >= 0xC2 and < 0xE0 ? ((0x81 + ((b - 0xC2) * 256)) << 8) | 0xFF : 0x80 << 8;
        return rows;
    }

    private static ulong[] BuildPairs()
    {
        ulong[] table = new ulong[0x81 + (30 * 256)];
        Array.Fill(table, Pair.Rare);
        for (uint c = 0; c < 0x800; c++)
        {
            uint letter = Of[c];
            bool isMark = (letter & HebrewMark) == HebrewMark && (letter & Bytes) < 0x80;
            // An ampersand may begin an HTML entity.
            if (((letter & (Odd | Unspaced)) != 0 && !isMark) || (letter & Length) > 2u << LengthShift || c == '&')
                continue;
            if (isMark)
                letter &= ~HebrewMark;
            ulong kind = (letter & Word) != 0 ? 0x8080UL << Pair.KindShift : 0;
            ulong pair = (letter & 0xFFFF) | kind | ((ulong)((letter & Length) >> LengthShift) << Pair.LengthShift) | Pair.AfterAnything
                | (letter == Space ? Pair.Space | Pair.AfterSpace : 0) | ((letter & Digit) != 0 ? Pair.Digit : 0)
                | ((letter & Arabic) != 0 ? Pair.AfterArabic : 0)
                | (isMark ? Pair.HebrewMark : 0) | ((letter & 0xFF) is 0xD6 or 0xD7 ? Pair.AfterHebrew : 0);
            uint first = c < 0x80 ? c : 0xC0 | (c >> 6);
            table[(rows[first] >> 8) + ((0x80 | (c & 0x3F)) & rows[first] & 0xFF)] = pair;
        }

        return table;
    }
}
