namespace TweetArchive.Text;

/// <summary>
/// Folded text as UTF-8 with a map back: folded byte i comes from original bytes [Start[i], End[i]). Runs of separators are one
/// space; <see cref="Barrier"/> stands where something was removed, so that nothing matches across. Reusable, not for two threads.
/// </summary>
internal sealed class FoldedText
{
    /// <summary>Not a letter and in no alias: stands for a removed URL, handle or e-mail address.</summary>
    public const byte Barrier = 1;

    private byte[] bytes = new byte[2048];
    private int[] start = new int[2048];
    private int[] end = new int[2048];
    private int length;
    private int previous;
    private bool pendingZwnj;

    public ReadOnlySpan<byte> Bytes => bytes.AsSpan(0, length);

    public int Length => length;

    /// <summary>Original offset at which the character of folded byte <paramref name="i"/> starts.</summary>
    public int OriginalStart(int i) => start[i];

    /// <summary>Original offset just behind the character of folded byte <paramref name="i"/>.</summary>
    public int OriginalEnd(int i) => end[i];

    public void Reset()
    {
        length = 0;
        previous = 0;
        pendingZwnj = false;
        AppendBarrier(0);
    }

    /// <summary>Marks a removed stretch at <paramref name="offset"/>.</summary>
    public void AppendBarrier(int offset)
    {
        Reserve(1);
        Put(Barrier, offset, offset);
        previous = 0;
        pendingZwnj = false;
    }

    /// <summary>One separator, as between the words of a hashtag.</summary>
    public void AppendSpace(int offset, int endOffset)
    {
        Reserve(1);
        if (length > 0 && bytes[length - 1] != ' ')
            Put((byte)' ', offset, endOffset);
        previous = 0;
        pendingZwnj = false;
    }

    /// <summary>Folds original bytes [from, to) of <paramref name="text"/>; <paramref name="html"/> decodes entities.</summary>
    public void Append(ReadOnlySpan<byte> text, int from, int to, bool html)
    {
        to = Math.Min(to, text.Length);
        ReadOnlySpan<byte> part = text[..to];
        Reserve((3 * (to - from)) + 8);
        ushort[] fold = CharacterTables.Fold;
        for (int i = from; i < to;)
        {
            byte b = part[i];
            if (b < 0x80 && b != '&')
            {
                ushort f = fold[b];
                if (f == CharacterTables.Space)
                    AppendSpace(i, i + 1);
                else if (!IsHebrewMark(part, i, b))
                {
                    EndZwnj(f, i);
                    Put((byte)f, i, i + 1);
                    previous = f;
                }

                i++;
                continue;
            }

            // Arabic, Cyrillic, Hebrew: two bytes that fold to two bytes, the common case of those texts.
            if (b is >= 0xC2 and < 0xE0 && !pendingZwnj && i + 1 < part.Length && (part[i + 1] & 0xC0) == 0x80
                && !(b == 0xD7 && part[i + 1] is 0xB3 or 0xB4))
            {
                ushort f = fold[((b & 0x1F) << 6) | (part[i + 1] & 0x3F)];
                if (f is >= 0x80 and < 0x800)
                {
                    Put((byte)(0xC0 | (f >> 6)), i, i + 2);
                    Put((byte)(0x80 | (f & 0x3F)), i, i + 2);
                    previous = f;
                    i += 2;
                    continue;
                }
            }

            int c = html ? CodePoints.DecodeHtml(part, i, out int size) : CodePoints.Decode(part, i, out size);
            if (!(c is 0x05F4 or 0x05F3 or 0x201D or 0x2019 or 0x2033 or '"'
                or '\'' && IsHebrewMark(part, i + size - 1, c < 0x80 ? (byte)c : (byte)'"')))
                AppendCodePoint(c, i, i + size);
            i += size;
        }
    }

    /// <summary>Gershayim or a geresh, however typed, between two Hebrew letters: צה״ל, צה"ל and צהל are one word.</summary>
    private bool IsHebrewMark(ReadOnlySpan<byte> part, int at, byte sign)
        => sign is (byte)'"' or (byte)'\'' && (CharacterTables.ClassOf(previous) & CharacterClass.Hebrew) != 0
            && at + 2 < part.Length && (part[at + 1] is 0xD6 or 0xD7 || (part[at + 1] == sign && part[at + 2] is 0xD6 or 0xD7));

    /// <summary>Folds one code point that stands for original bytes [from, to).</summary>
    public void AppendLetter(int c, int from, int to) => AppendCodePoint(c, from, to);

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
                pendingZwnj = previous != 0;
                return;
            case CharacterTables.LatinMark:
                if (previous == 0)
                    return;
                if ((CharacterTables.ClassOf(previous) & CharacterClass.Latin) != 0)
                {
                    // The mark is a part of its letter: Ö as O and a mark is matched, and compared as an acronym, whole.
                    int letter = start[length - 1];
                    for (int k = length - 1; bytes[k] > ' ' && start[k] == letter; k--)
                        end[k] = to;
                    return;
                }

                int composed = CharacterTables.Compose(previous, c);
                if (composed == 0)
                {
                    // A stress mark is no letter of its own: изра́иль.
                    if (!CharacterTables.IsStress(previous, c))
                        Emit(c, from, to);
                    return;
                }

                // The base letter was written already: take it back.
                do
                    length--;
                while ((bytes[length] & 0xC0) == 0x80);
                Emit(Folding.FoldOne(composed), start[length], to);
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

    private void Emit(int c, int from, int to)
    {
        if (c == ' ')
        {
            AppendSpace(from, to);
            return;
        }

        Reserve(8);
        EndZwnj(c, from);
        int size = CodePoints.Encode(c, bytes.AsSpan(length));
        for (int k = 0; k < size; k++)
        {
            start[length + k] = from;
            end[length + k] = to;
        }

        length += size;
        previous = c;
    }

    /// <summary>
    /// A ZWNJ separates where an Arabic letter stands on either side (<c>MEK‌ها</c>); elsewhere it is as if it were not there.
    /// </summary>
    private void EndZwnj(int next, int at)
    {
        if (!pendingZwnj)
            return;
        pendingZwnj = false;
        if (IsArabic(previous) || IsArabic(next))
            Put((byte)' ', at, at);
    }

    private void Put(byte b, int from, int to)
    {
        bytes[length] = b;
        start[length] = from;
        end[length] = to;
        length++;
    }

    private void Reserve(int more)
    {
        if (length + more <= bytes.Length)
            return;
        int size = Math.Max(2 * bytes.Length, length + more);
        Array.Resize(ref bytes, size);
        Array.Resize(ref start, size);
        Array.Resize(ref end, size);
    }

    private static bool IsArabic(int c) => (CharacterTables.ClassOf(c) & CharacterClass.Arabic) != 0;
}
