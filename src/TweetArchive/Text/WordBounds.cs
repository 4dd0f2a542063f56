namespace TweetArchive.Text;

/// <summary>Where words begin and end in folded text.</summary>
internal static class WordBounds
{
    /// <summary>Whether a match may begin or end between the characters before and at <paramref name="at"/>.</summary>
    public static bool Is(ReadOnlySpan<byte> folded, int at)
    {
        if (at <= 0 || at >= folded.Length)
            return true;
        CharacterClass right = ClassAt(folded, at);
        if ((right & CharacterClass.Word) == 0)
            return true;
        CharacterClass left = ClassBefore(folded, at);
        return (left & CharacterClass.Word) == 0 || IsBetween(left, right);
    }

    /// <summary>
    /// Whether a word ends between two characters of words: a script without spaces begins, ends or continues (but not inside a foreign
    /// word in katakana), or a digit follows an Arabic letter.
    /// </summary>
    public static bool IsBetween(CharacterClass left, CharacterClass right)
        => (((left | right) & CharacterClass.Unspaced) != 0 && (left & right & CharacterClass.Katakana) == 0)
            || ((left & CharacterClass.Arabic) != 0 && (right & CharacterClass.Digit) != 0);

    /// <summary>The end of the word that <paramref name="at"/> is in, or <paramref name="at"/> itself.</summary>
    public static int End(ReadOnlySpan<byte> folded, int at)
    {
        while (at < folded.Length)
        {
            int c = CodePoints.Decode(folded, at, out int size);
            CharacterClass k = CharacterTables.ClassOf(c);
            if ((k & CharacterClass.Word) == 0 || (at > 0 && IsBetween(ClassBefore(folded, at), k)))
                return at;
            at += size;
        }

        return at;
    }

    /// <summary>The beginning of the word that ends at, or holds, <paramref name="at"/>.</summary>
    public static int Start(ReadOnlySpan<byte> folded, int at)
    {
        CharacterClass right = CharacterClass.None;
        while (at > 0)
        {
            int before = Back(folded, at);
            CharacterClass k = ClassAt(folded, before);
            if ((k & CharacterClass.Word) == 0 || (right != 0 && IsBetween(k, right)))
                return at;
            right = k;
            at = before;
        }

        return at;
    }

    public static CharacterClass ClassAt(ReadOnlySpan<byte> folded, int at)
        => folded[at] < 0x80 ? CharacterTables.Class[folded[at]] : CharacterTables.ClassOf(CodePoints.Decode(folded, at, out _));

    public static CharacterClass ClassBefore(ReadOnlySpan<byte> folded, int at) => ClassAt(folded, Back(folded, at));

    private static int Back(ReadOnlySpan<byte> folded, int at)
    {
        at--;
        while (at > 0 && (folded[at] & 0xC0) == 0x80)
            at--;
        return at;
    }
}
