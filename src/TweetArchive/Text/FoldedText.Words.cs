using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace TweetArchive.Text;

// Where words are in the folded text: a byte for each of its bytes, written as it is folded.
internal sealed partial class FoldedText
{
    /// <summary>
    /// Kinds of a byte: of a letter, mark or digit; the first of a character at which a word may begin although another one is before it
    /// (<see cref="WordBounds.IsBetween"/>); one at which the word before ends for sure (<see cref="IsParted"/>).
    /// </summary>
    private const byte InWord = 0x80, Begins = 0x40, Parts = 0x20;

    /// <summary>
    /// Whether a word ends between two characters of words, as far as its first letters are compared. Scripts without spaces continue,
    /// although a word may begin at each of their letters: one letter alone would say little.
    /// </summary>
    public static bool IsParted(CharacterClass left, CharacterClass right)
        => ((left ^ right) & CharacterClass.Unspaced) != 0 || ((left & CharacterClass.Arabic) != 0 && (right & CharacterClass.Digit) != 0);

    /// <summary>Whether a word begins, or the one before it ends, without a separator anywhere.</summary>
    private bool hasBetween;

    /// <summary>Where words begin: the first bytes of <paramref name="places"/>, as many as are returned.</summary>
    /// <param name="places">As long as the text at least.</param>
    /// <param name="from">Where to begin: 0, or where a separator is.</param>
    /// <param name="mayBegin">Tells of the first eight bytes of a word, and of how many of them are its own, whether it is wanted.</param>
    public int FindWords<TWanted>(Span<int> places, int from, TWanted mayBegin)
        where TWanted : struct, IWanted
    {
        ref byte kind = ref MemoryMarshal.GetArrayDataReference(kinds);
        ref byte text = ref MemoryMarshal.GetArrayDataReference(bytes);
        ref int place = ref MemoryMarshal.GetReference(places);
        uint before = 0;
        int found = 0;
        for (int block = from; block < length; block += 32)
        {
            Vector256<byte> these = Vector256.LoadUnsafe(ref kind, (nuint)block);
            uint words = these.ExtractMostSignificantBits(), begins = (these + these).ExtractMostSignificantBits();
            uint inside = length - block < 32 ? (1u << (length - block)) - 1 : uint.MaxValue;
            uint starts = ((words & ~((words << 1) | before)) | begins) & inside;
            before = words >> 31;
            for (; starts != 0; starts &= starts - 1)
            {
                // Written in any case, and kept when the word is wanted: which are cannot be predicted, so there is no branch.
                int at = block + BitOperations.TrailingZeroCount(starts);
                Unsafe.Add(ref place, found) = at;
                found += (int)mayBegin.IsWanted(Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref text, at)), MaskAt(at));
            }
        }

        return found;
    }

    /// <summary>What words are looked for.</summary>
    internal interface IWanted
    {
        /// <summary>1 for a word that is wanted, 0 for another.</summary>
        /// <param name="eight">Eight bytes from the beginning of the word on, the first one lowest.</param>
        /// <param name="mask">Which of them are the word's.</param>
        uint IsWanted(ulong eight, ulong mask);
    }

    /// <summary>Which of the eight bytes from <paramref name="at"/> on are of the word that begins there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong MaskAt(int at)
    {
        // Bytes beyond the text are not looked at: its last byte is that of no word.
        ulong kind = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(kinds), at));
        if (hasBetween)
            kind &= ~((kind & ~0xFFUL) << 2);
        ulong ends = ~kind & 0x8080808080808080;
        // The bytes below the first that is of no word; all, when there is none.
        return ((ends & (0 - ends)) >> 7) - 1;
    }

    /// <summary>The bytes of the word that begins at <paramref name="at"/>, at most nine.</summary>
    public int RunAt(int at)
    {
        ulong mask = MaskAt(at);
        if (mask != ulong.MaxValue)
            return BitOperations.TrailingZeroCount(~mask) >> 3;
        byte next = kinds[at + 8];
        return (next & InWord) != 0 && (next & Parts) == 0 ? 9 : 8;
    }

    /// <summary>Eight bytes from <paramref name="at"/> on, the first one lowest; what is beyond the text is not zero.</summary>
    public ulong EightAt(int at) => Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(bytes), at));

    private byte KindOf(CharacterClass left, CharacterClass right)
    {
        if ((right & CharacterClass.Word) == 0)
            return 0;
        if ((left & CharacterClass.Word) == 0)
            return InWord;
        int between = (WordBounds.IsBetween(left, right) ? Begins : 0) | (IsParted(left, right) ? Parts : 0);
        hasBetween |= between != 0;
        return (byte)(InWord | between);
    }
}
