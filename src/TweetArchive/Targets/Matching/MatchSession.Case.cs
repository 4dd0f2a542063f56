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
