namespace TweetArchive.Tweets;

/// <summary>
/// Words that programs write where there is nothing: R, pandas, Python, databases, spreadsheets, KNIME and Weka
/// (<c>?</c>), Stata and SAS (<c>.</c>). One of them is nothing only in a file
/// whose columns of numbers, ids or times have it; elsewhere it is what somebody wrote.
/// </summary>
internal static class NothingWords
{
    private static readonly string[] Words =
    [
        "NA", "N/A", "#N/A", "n/a", "<NA>", "NaN", "nan", "NAN", "NaT", "None", "none", "null", "NULL", "Null", "\\N", "undefined", "-",
        "missing", "(empty)", "(null)", "?", ".", "--",
    ];

    public static int Count => Words.Length;

    public static string Name(int word) => Words[word];

    /// <summary>Which of the words the cell is, or −1.</summary>
    public static int Of(ReadOnlySpan<byte> cell)
    {
        if (cell.Length is 0 or > 9 || char.IsAsciiDigit((char)cell[0]))
            return -1;
        for (int i = 0; i < Words.Length; i++)
        {
            if (Is(cell, Words[i]))
                return i;
        }

        return -1;
    }

    /// <summary>The cell is a list of nothing else, as <c>c(NA, NA)</c>.</summary>
    public static bool AreAll(ReadOnlySpan<byte> cell)
    {
        foreach (Range part in cell.SplitAny(" ,;|()[]{}"u8))
        {
            if (cell[part] is { IsEmpty: false } word && !word.SequenceEqual("c"u8) && Of(word) < 0)
                return false;
        }

        return true;
    }

    private static bool Is(ReadOnlySpan<byte> cell, string word)
    {
        if (cell.Length != word.Length)
            return false;
        for (int i = 0; i < word.Length; i++)
        {
            if (cell[i] != word[i])
                return false;
        }

        return true;
    }
}
