using System.Text;
using TweetArchive.Text;

namespace TweetArchive.Homographs;

/// <summary>The engine's folding, letter by letter from a table, for millions of generated words.</summary>
internal static class Folder
{
    private static readonly string?[] Letters = new string?[0x10000];

    public static string Fold(string word)
    {
        var folded = new StringBuilder(word.Length + 4);
        foreach (char letter in word)
            folded.Append(Letters[letter] ??= Letter(letter));
        return folded.ToString();
    }

    private static string Letter(char letter)
    {
        if (char.IsSurrogate(letter))
            return letter.ToString();
        // Signs that the engine drops or reads as a space part words; a name of several words is joined with one space.
        string folded = Folding.FoldText(letter.ToString());
        if (folded.Length == 0)
            return char.IsPunctuation(letter) || char.IsWhiteSpace(letter) ? " " : "";
        return folded switch
        {
            "ё" => "е",
            "ß" => "ss",
            "ł" => "l",
            "ø" => "o",
            "đ" or "ð" => "d",
            "ə" => "e",
            "æ" => "ae",
            "œ" => "oe",
            "ς" => "σ",
            _ => folded,
        };
    }
}
