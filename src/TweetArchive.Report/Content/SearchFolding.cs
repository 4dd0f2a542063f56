using System.Text;
using System.Text.Json;
using TweetArchive.Text;

namespace TweetArchive.Report.Content;

/// <summary>
/// What the characters of some texts become when they are folded for matching, so that the page's search finds what the matcher would: كتاب
/// is found by کتاب, İstanbul by istanbul. Characters that stay as they are are left out.
/// </summary>
internal sealed class SearchFolding
{
    // What a person may type though no text has it: capitals, accents, Arabic letters.
    private readonly HashSet<Rune> runes =
        [.. Enumerable.Range('A', 0x250 - 'A').Concat(Enumerable.Range(0x600, 0x100)).Select(c => new Rune(c))];

    public void Add(string text)
    {
        foreach (Rune rune in text.EnumerateRunes())
            runes.Add(rune);
    }

    /// <summary>search_folding: character → folded.</summary>
    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject("search_folding");
        foreach (Rune rune in runes.Order())
        {
            string own = rune.ToString(), folded = Fold(own);
            if (folded != own)
                json.WriteString(own, folded);
        }

        json.WriteEndObject();
    }

    /// <summary>Between two letters, since marks and joiners depend on what is next to them.</summary>
    internal static string Fold(string character)
    {
        string folded = Folding.FoldText("x" + character + "x");
        return folded.Length >= 2 ? folded[1..^1] : "";
    }
}
