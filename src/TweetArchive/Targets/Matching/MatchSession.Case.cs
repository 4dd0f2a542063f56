using TweetArchive.Text;

namespace TweetArchive.Targets.Matching;

// Capitals and small letters of released text.
public sealed partial class MatchSession
{
    private static bool EqualsAnyCase(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b)
    {
        int i = 0, j = 0;
        while (i < a.Length && j < b.Length)
        {
            int left = CodePoints.Decode(a, i, out int leftSize), right = CodePoints.Decode(b, j, out int rightSize);
            if (left != right
                && (left > 0xFFFF || right > 0xFFFF || char.ToLowerInvariant((char)left) != char.ToLowerInvariant((char)right)))
                return false;
            i += leftSize;
            j += rightSize;
        }

        return i == a.Length && j == b.Length;
    }

    /// <summary>
    /// Whether a word that is all in capitals in the name is not so in the text, or, in a name without one, a capital other than its
    /// first is a small letter: <i>is terror</i> and <i>Is Terror</i> are not IS-Terror, <i>the premier may</i> is not Premier May.
    /// What is between words may differ.
    /// </summary>
    private static bool LacksCapitals(ReadOnlySpan<byte> original, ReadOnlySpan<byte> name)
    {
        bool hasLoudWord = false, isFirst = true;
        for (ReadOnlySpan<byte> rest = name; TryTakeWord(ref rest, out ReadOnlySpan<byte> word);)
            hasLoudWord |= HasUpper(word) && !HasSmall(word);
        while (TryTakeWord(ref name, out ReadOnlySpan<byte> word))
        {
            bool isLoud = HasUpper(word) && !HasSmall(word);
            while (TryTakeLetter(ref word, out CharacterClass wanted))
            {
                if (!TryTakeLetter(ref original, out CharacterClass found))
                    return false;
                if ((isLoud || (!hasLoudWord && !isFirst)) && (wanted & CharacterClass.Upper) != 0 && (found & CharacterClass.Lower) != 0)
                    return true;
                isFirst = false;
            }
        }

        return false;
    }

    private static bool TryTakeWord(ref ReadOnlySpan<byte> text, out ReadOnlySpan<byte> word)
    {
        int start = 0, end;
        while (start < text.Length && !IsWordAt(text, start, out int size))
            start += size;
        for (end = start; end < text.Length && IsWordAt(text, end, out int size);)
            end += size;
        word = text[start..end];
        text = text[end..];
        return !word.IsEmpty;
    }

    private static bool IsWordAt(ReadOnlySpan<byte> text, int at, out int size)
        => (CharacterTables.ClassOf(CodePoints.Decode(text, at, out size)) & CharacterClass.Word) != 0;

    private static bool TryTakeLetter(ref ReadOnlySpan<byte> text, out CharacterClass k)
    {
        k = default;
        while (!text.IsEmpty)
        {
            k = CharacterTables.ClassOf(CodePoints.Decode(text, 0, out int size));
            text = text[size..];
            if ((k & (CharacterClass.Word | CharacterClass.Mark)) == CharacterClass.Word)
                return true;
        }

        return false;
    }

    private static bool IsSmallFirst(ReadOnlySpan<byte> original)
        => !original.IsEmpty && (CharacterTables.ClassOf(CodePoints.Decode(original, 0, out _)) & CharacterClass.Lower) != 0;

    private static bool HasSmall(ReadOnlySpan<byte> original) => Has(original, CharacterClass.Lower);

    private static bool HasUpper(ReadOnlySpan<byte> original) => Has(original, CharacterClass.Upper);

    private static bool Has(ReadOnlySpan<byte> original, CharacterClass k)
    {
        for (int i = 0; i < original.Length;)
        {
            if ((CharacterTables.ClassOf(CodePoints.Decode(original, i, out int size)) & k) != 0)
                return true;
            i += size;
        }

        return false;
    }

    private static int CountUpper(ReadOnlySpan<byte> original)
    {
        int count = 0;
        for (int i = 0; i < original.Length;)
        {
            count += (CharacterTables.ClassOf(CodePoints.Decode(original, i, out int size)) & CharacterClass.Upper) != 0 ? 1 : 0;
            i += size;
        }

        return count;
    }
}
