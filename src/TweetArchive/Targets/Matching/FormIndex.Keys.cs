using System.Buffers.Binary;
using System.Numerics;
using TweetArchive.Text;

namespace TweetArchive.Targets.Matching;

// Which forms there are, and by which keys they are found.
internal sealed partial class FormIndex
{
    private static Form[] Collect(PatternTable patterns, bool ofNames, out int[] ofSigns)
    {
        var found = new Form[ofNames ? patterns.NameCount : patterns.Length - patterns.NameCount];
        var signs = new List<int>();
        int count = 0;
        for (int p = 0; p < patterns.Length; p++)
        {
            if (patterns.RoleOf(p) == PatternRole.Alias != ofNames)
                continue;
            if (HasWord(patterns.TextOf(p)))
                found[count++] = FormOf(patterns, p);
            else
                signs.Add(p);
        }

        ofSigns = [.. signs];
        return count == found.Length ? found : found[..count];
    }

    /// <summary>Keys, each with the index of its form; a form that may be a part of a word and is shorter than a key has two.</summary>
    private static OrderedEntry[] KeysOf(Form[] found, byte[] openLengths)
    {
        var keys = new GrowableArray<OrderedEntry>(found.Length + (found.Length / 8));
        for (int f = 0; f < found.Length; f++)
        {
            ref readonly Form form = ref found[f];
            uint first = (uint)form.Head & 0xFF;
            int most = KeyLength(first);
            keys.Add(new OrderedEntry(form.Head & MaskOf(Math.Min((int)form.Run, most)), f));
            if (form.WordGoesOn && form.Run < most)
            {
                keys.Add(new OrderedEntry(OpenKey(form.Head & form.HeadMask), f));
                openLengths[first] |= (byte)(1 << form.Run);
            }
        }

        return keys.Span.ToArray();
    }

    private static Form FormOf(PatternTable patterns, int pattern)
    {
        ReadOnlySpan<byte> folded = patterns.TextOf(pattern);
        int signs = FirstSigns(folded), length = FirstWord(folded[signs..], out CharacterClass last);
        int next = signs + length;
        bool goesOn = next == folded.Length ? (last & CharacterClass.Unspaced) != 0 || patterns.TakesEndings(pattern)
            : folded[next] == PatternTable.Star;
        byte second = next + 1 < folded.Length && folded[next] == ' ' && folded[next + 1] != PatternTable.Star ? folded[next + 1] : (byte)0;
        return new Form(
            Load(folded[signs..]), MaskOf(Math.Min(length, MostBytes)), 0, folded.Length, pattern, (byte)signs,
            (byte)Math.Min(length, MostBytes + 1), second, goesOn);
    }

    private static ulong NextOf(in Form form, ReadOnlySpan<byte> texts)
        => form.WordGoesOn && form.Run <= KeyLength((uint)form.Head & 0xFF) ? ulong.MaxValue
            : NextBit(texts.Slice(form.Start, form.Length)[form.Signs..], form.Run);

    private static Open OpenOf(uint first, int lengths)
    {
        int rest = lengths & (lengths - 1);
        (ulong one, ushort oneShift) = Lowest(lengths);
        (ulong two, ushort twoShift) = Lowest(rest);
        return new Open(MaskOf(KeyLength(first)), one, two, oneShift, twoShift, (rest & (rest - 1)) != 0 ? 1u : 0);

        static (ulong Mask, ushort Shift) Lowest(int lengths)
        {
            int length = BitOperations.TrailingZeroCount(lengths);
            return lengths == 0 ? (0, (ushort)0) : (MaskOf(length), (ushort)(8 * length));
        }
    }

    /// <summary>Whether a letter or digit is in the text before any space, and not after hundreds of signs.</summary>
    private static bool HasWord(ReadOnlySpan<byte> folded)
        => FirstSigns(folded) is <= byte.MaxValue and var signs && signs < folded.Length && !folded[..signs].Contains((byte)' ');

    /// <summary>The bytes before the first letter or digit; all, when there is none.</summary>
    private static int FirstSigns(ReadOnlySpan<byte> folded)
    {
        int signs = 0, size = 0;
        for (; signs < folded.Length; signs += size)
        {
            if ((CharacterTables.ClassOf(CodePoints.Decode(folded, signs, out size)) & CharacterClass.Word) != 0)
                break;
        }

        return signs;
    }

    /// <summary>The bytes of the first word, and its last letter.</summary>
    private static int FirstWord(ReadOnlySpan<byte> folded, out CharacterClass last)
    {
        last = CharacterClass.None;
        int length = 0;
        while (length < folded.Length)
        {
            CharacterClass kind = CharacterTables.ClassOf(CodePoints.Decode(folded, length, out int size));
            if ((kind & CharacterClass.Word) == 0 || (length > 0 && FoldedText.IsParted(last, kind)))
                break;
            last = kind;
            length += size;
        }

        return length;
    }

    private static ulong Load(ReadOnlySpan<byte> folded)
    {
        Span<byte> eight = stackalloc byte[MostBytes];
        eight.Clear();
        folded[..Math.Min(folded.Length, MostBytes)].CopyTo(eight);
        return BinaryPrimitives.ReadUInt64LittleEndian(eight);
    }
}
