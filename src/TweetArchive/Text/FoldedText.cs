namespace TweetArchive.Text;

/// <summary>
/// Folded text as UTF-8 with a map back: folded byte i comes from original bytes [Start[i], End[i]). Runs of separators are one
/// space; <see cref="Barrier"/> is where something was removed, so that nothing matches across. Reusable, not for two threads.
/// </summary>
internal sealed partial class FoldedText
{
    /// <summary>Not a letter and in no alias: represents a removed URL, handle or e-mail address.</summary>
    public const byte Barrier = 1;

    // A vector may be read and written beyond the last byte.
    private const int Padding = 64;

    private byte[] bytes = new byte[2048];
    private byte[] kinds = new byte[2048];

    // Where each byte comes from: the start in the lower half, the end in the upper.
    private ulong[] places = new ulong[2048];
    private int length;
    private bool pendingZwnj;

    /// <summary>Whether the map back is written; set before <see cref="Reset"/>. Most texts never need it.</summary>
    public bool KeepsPlaces { get; set; } = true;

    public ReadOnlySpan<byte> Bytes => bytes.AsSpan(0, length);

    public int Length => length;

    /// <summary>Original offset at which the character of folded byte <paramref name="i"/> starts.</summary>
    public int OriginalStart(int i) => (int)places[i];

    /// <summary>Original offset just after the character of folded byte <paramref name="i"/>.</summary>
    public int OriginalEnd(int i) => (int)(places[i] >> 32);

    public void Reset()
    {
        length = 0;
        pendingZwnj = hasBetween = false;
        AppendBarrier(0);
    }

    /// <summary>Marks a removed stretch at <paramref name="offset"/>.</summary>
    public void AppendBarrier(int offset)
    {
        Reserve(1);
        Put(Barrier, 0, offset, offset);
        pendingZwnj = false;
    }

    /// <summary>One separator, as between the words of a hashtag.</summary>
    public void AppendSpace(int offset, int endOffset)
    {
        Reserve(1);
        if (length > 0 && bytes[length - 1] != ' ')
            Put((byte)' ', 0, offset, endOffset);
        pendingZwnj = false;
    }

    /// <summary>Folds original bytes [from, to) of <paramref name="text"/>; <paramref name="html"/> decodes entities.</summary>
    public void Append(ReadOnlySpan<byte> text, int from, int to, bool html)
    {
        ReadOnlySpan<byte> part = text[..Math.Min(to, text.Length)];
        Reserve(3 * (part.Length - from));
        for (int i = from; i < part.Length;)
        {
            i = AppendPlain(part, i);
            if (i < part.Length)
                i += AppendOdd(part, i, html);
        }
    }

    /// <summary>Folds one code point that represents original bytes [from, to).</summary>
    public void AppendLetter(int c, int from, int to) => AppendCodePoint(c, from, to);

    /// <summary>One character, whatever it is; returns its bytes. Tests fold whole texts by it.</summary>
    internal int AppendOdd(ReadOnlySpan<byte> part, int at, bool html)
    {
        int c = html ? CodePoints.DecodeHtml(part, at, out int size) : CodePoints.Decode(part, at, out size);
        bool isMark = c is 0x05F4 or 0x05F3 or 0x201D or 0x2019 or 0x2033 or '"' or '\'';
        if (!isMark || !IsHebrewMark(part, at + size - 1, c < 0x80 ? (byte)c : (byte)'"'))
            AppendCodePoint(c, at, at + size);
        return size;
    }

    /// <summary>Gershayim or a geresh, however typed, between two Hebrew letters: צה״ל, צה"ל and צהל are one word.</summary>
    private bool IsHebrewMark(ReadOnlySpan<byte> part, int at, byte sign)
        => sign is (byte)'"' or (byte)'\'' && (CharacterTables.ClassOf(Previous()) & CharacterClass.Hebrew) != 0
            && at + 2 < part.Length && (part[at + 1] is 0xD6 or 0xD7 || (part[at + 1] == sign && part[at + 2] is 0xD6 or 0xD7));

    /// <summary>The last character; 0 after a separator, and where something was removed.</summary>
    private int Previous() => length == 0 || bytes[length - 1] is (byte)' ' or Barrier ? 0 : CodePoints.DecodeBefore(Bytes, length);

    private void AppendCodePoint(int c, int from, int to)
    {
        Reserve(8);
        int folded = Folding.FoldOne(c);
        switch (folded)
        {
            case CharacterTables.Delete:
                return;
            case CharacterTables.Space:
                AppendSpace(from, to);
                return;
            case CharacterTables.Zwnj:
                pendingZwnj = Previous() != 0;
                return;
            case CharacterTables.LatinMark:
                AppendMark(c, from, to);
                return;
        }

        if (folded is >= CharacterTables.FirstExpansion and <= 0xF8FF)
        {
            foreach (char letter in CharacterTables.Expansions[folded - CharacterTables.FirstExpansion])
                Emit(letter, from, to);
            return;
        }

        Emit(folded, from, to);
    }

    private void AppendMark(int c, int from, int to)
    {
        int previous = Previous();
        if (previous == 0)
            return;
        if ((CharacterTables.ClassOf(previous) & CharacterClass.Latin) != 0)
        {
            // The mark is a part of its letter: Ö as O and a mark is matched, and compared as an acronym, whole.
            int letter = OriginalStart(length - 1);
            for (int k = length - 1; KeepsPlaces && bytes[k] > ' ' && OriginalStart(k) == letter; k--)
                places[k] = Place(letter, to);
            return;
        }

        int composed = CharacterTables.Compose(previous, c);
        if (composed == 0)
        {
            // A stress mark is not a separate letter: изра́иль.
            if (!CharacterTables.IsStress(previous, c))
                Emit(c, from, to);
            return;
        }

        // The base letter was written already: take it back.
        do
            length--;
        while ((bytes[length] & 0xC0) == 0x80);
        Emit(Folding.FoldOne(composed), OriginalStart(length), to);
    }

    private void Emit(int c, int from, int to)
    {
        if (c == ' ')
        {
            AppendSpace(from, to);
            return;
        }

        Reserve(8);
        EndZwnj(c, from);
        byte kind = KindOf(CharacterTables.ClassOf(Previous()), CharacterTables.ClassOf(c));
        int size = CodePoints.Encode(c, bytes.AsSpan(length));
        for (int k = 0; k < size; k++)
            Put(bytes[length], k == 0 ? kind : (byte)(kind & InWord), from, to);
    }

    /// <summary>A ZWNJ separates where either neighbour is an Arabic letter (<c>MEK‌ها</c>); elsewhere it counts as nothing.</summary>
    private void EndZwnj(int next, int at)
    {
        if (!pendingZwnj)
            return;
        pendingZwnj = false;
        if (IsArabic(Previous()) || IsArabic(next))
            Put((byte)' ', 0, at, at);
    }

    private void Put(byte b, byte kind, int from, int to)
    {
        bytes[length] = b;
        kinds[length] = kind;
        places[length] = Place(from, to);
        length++;
    }

    private static ulong Place(int from, int to) => (uint)from | ((ulong)(uint)to << 32);

    private void Reserve(int more)
    {
        if (length + more + Padding <= bytes.Length)
            return;
        int size = Math.Max(2 * bytes.Length, length + more + Padding);
        Array.Resize(ref bytes, size);
        Array.Resize(ref kinds, size);
        Array.Resize(ref places, size);
    }

    private static bool IsArabic(int c) => (CharacterTables.ClassOf(c) & CharacterClass.Arabic) != 0;
}
