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
    /// Whether a letter that is a capital in the name, except its first, is a small one in the text: <i>is terror</i> and
    /// <i>Is Terror</i> are not IS-Terror. What is between words may differ.
    /// </summary>
    private static bool LacksCapitals(ReadOnlySpan<byte> original, ReadOnlySpan<byte> name)
    {
        _ = TryTakeLetter(ref name, out _) && TryTakeLetter(ref original, out _);
        while (TryTakeLetter(ref name, out CharacterClass wanted) && TryTakeLetter(ref original, out CharacterClass found))
        {
            if ((wanted & CharacterClass.Upper) != 0 && (found & CharacterClass.Lower) != 0)
                return true;
        }

        return false;
    }

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
