using System.Text;

namespace TweetArchive.Tweets;

/// <summary>How languages write which half of the day an hour is in, besides <c>AM</c> and <c>PM</c>.</summary>
internal static class DayHalves
{
    // Each before those that it begins with.
    private static readonly (byte[] Word, bool Afternoon)[] Words =
    [
        .. from word in (string[])["a.m.", "a. m.", "A.M.", "صباحا", "ص", "ق.ظ.", "ق.ظ", "上午", "午前", "오전", "π.μ.", "πμ"]
           select (Encoding.UTF8.GetBytes(word), false),
        .. from word in (string[])["p.m.", "p. m.", "P.M.", "مساء", "م", "ب.ظ.", "ب.ظ", "下午", "午後", "오후", "μ.μ.", "μμ"]
           select (Encoding.UTF8.GetBytes(word), true),
    ];

    // Blanks that do not break a line, narrow ones, and marks of direction, which spreadsheets put around times.
    private static readonly byte[][] Blanks =
    [
        .. from blank in (string[])["\u00A0", "\u202F", "\u2009", "\u200E", "\u200F", "\u202A", "\u202B", "\u202C", "\u202D"]
           select Encoding.UTF8.GetBytes(blank),
    ];

    /// <summary>The bytes begin with such a word.</summary>
    public static bool TryTake(ref ReadOnlySpan<byte> text, out bool afternoon)
    {
        foreach ((byte[] word, bool after) in Words)
        {
            if (!text.StartsWith(word))
                continue;
            text = text[word.Length..];
            afternoon = after;
            return true;
        }

        afternoon = false;
        return false;
    }

    /// <summary>Over a blank or a mark that is not ASCII.</summary>
    public static bool TrySkipBlank(ref ReadOnlySpan<byte> text)
    {
        foreach (byte[] blank in Blanks)
        {
            if (!text.StartsWith(blank))
                continue;
            text = text[blank.Length..];
            return true;
        }

        return false;
    }
}
