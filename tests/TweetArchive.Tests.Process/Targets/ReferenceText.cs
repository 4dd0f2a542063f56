using System.Text;
using TweetArchive.Targets.Matching;
using TweetArchive.Text;

namespace TweetArchive.Tests.Targets;

/// <summary>Folded text as a string, each of its characters with the stretch [Start, End) of the original it came from.</summary>
internal sealed class ReferenceText(FoldedSource source)
{
    private readonly StringBuilder folded = new();
    private readonly List<(int Start, int End)> from = [];
    private int previous;
    private bool zwnj;

    public FoldedSource Source { get; } = source;

    public string Folded => folded.ToString();

    public (int Start, int End) Original(int at, int length) => (from[at].Start, from[at + length - 1].End);

    public void Barrier(int at)
    {
        Put((char)FoldedText.Barrier, at, at);
        (previous, zwnj) = (0, false);
    }

    public void Space(int start, int end)
    {
        if (folded.Length == 0 || folded[^1] != ' ')
            Put(' ', start, end);
        (previous, zwnj) = (0, false);
    }

    /// <summary>Folds [start, end) of <paramref name="text"/> (matching.md §1 and §2) with the tables that other tests check.</summary>
    public void Append(string text, int start, int end, bool html)
    {
        for (int i = start; i < end;)
        {
            (int c, int length) = Next(text, i, end, html);
            int fold = Folding.FoldOne(c);
            if (IsHebrewMark(text, i + length, end, c))
            {
                i += length;
                continue;
            }

            if (fold == CharacterTables.Zwnj)
                zwnj = previous != 0;
            else if (fold == CharacterTables.Space)
                Space(i, i + length);
            else if (fold == CharacterTables.LatinMark)
                Mark(c, i, i + length);
            else if (fold is >= CharacterTables.FirstExpansion and <= 0xF8FF)
            {
                foreach (char letter in CharacterTables.Expansions[fold - CharacterTables.FirstExpansion])
                    Letter(letter, i, i + length);
            }
            else if (fold != CharacterTables.Delete)
                Letter(fold, i, i + length);
            i += length;
        }
    }

    /// <summary>The code point at <paramref name="at"/>, an HTML entity being the character it means.</summary>
    public static (int CodePoint, int Length) Next(string text, int at, int end, bool html)
    {
        if (html && text[at] == '&')
        {
            byte[] utf8 = Encoding.UTF8.GetBytes(text[at..end]);
            int c = CodePoints.DecodeHtml(utf8, 0, out int bytes);
            if (bytes > 1)
                return (c, bytes); // entities are ASCII
        }

        return char.IsHighSurrogate(text[at]) ? (char.ConvertToUtf32(text[at], text[at + 1]), 2) : (text[at], 1);
    }

    /// <summary>Gershayim or a geresh between two Hebrew letters; some type the sign twice.</summary>
    private bool IsHebrewMark(string text, int next, int end, int c)
        => c is '"' or '\'' or 0x05F4 or 0x05F3 or 0x201D or 0x2019 or 0x2033 && Is(previous, CharacterClass.Hebrew)
            && ((next < end && text[next] is >= '\u0580' and <= '\u05FF')
                || (next + 1 < end && text[next] == (c < 0x80 ? (char)c : '"') && text[next + 1] is >= '\u0580' and <= '\u05FF'));

    public static bool IsWord(char c) => (CharacterTables.Class[c] & CharacterClass.Word) != 0;

    /// <summary>Whether one word continues from the character before to that at <paramref name="at"/>.</summary>
    public static bool IsInside(string folded, int at)
    {
        // Some characters have two code units.
        if (char.IsSurrogatePair(folded[at - 1], folded[at]))
            return true;
        CharacterClass left = CharacterTables.ClassOf(char.IsLowSurrogate(folded[at - 1])
            ? char.ConvertToUtf32(folded[at - 2], folded[at - 1]) : folded[at - 1]);
        CharacterClass right = CharacterTables.ClassOf(char.IsHighSurrogate(folded[at])
            ? char.ConvertToUtf32(folded[at], folded[at + 1]) : folded[at]);
        return (left & right & CharacterClass.Word) != 0
            && (((left | right) & CharacterClass.Unspaced) == 0 || (left & right & CharacterClass.Katakana) != 0)
            && !((left & CharacterClass.Arabic) != 0 && (right & CharacterClass.Digit) != 0);
    }

    private void Mark(int c, int start, int end)
    {
        if (previous == 0)
            return;
        if (Is(previous, CharacterClass.Latin))
        {
            int letter = from[^1].Start;
            for (int k = from.Count - 1; k >= 0 && folded[k] > ' ' && from[k].Start == letter; k--)
                from[k] = (from[k].Start, end);
            return;
        }

        int composed = CharacterTables.Compose(previous, c);
        if (composed == 0)
        {
            if (!CharacterTables.IsStress(previous, c))
                Letter(c, start, end);
            return;
        }

        start = from[^1].Start;
        folded.Length--;
        from.RemoveAt(from.Count - 1);
        Letter(Folding.FoldOne(composed), start, end);
    }

    private void Letter(int c, int start, int end)
    {
        if (c == ' ')
        {
            Space(start, end);
            return;
        }

        if (zwnj && (Is(previous, CharacterClass.Arabic) || Is(c, CharacterClass.Arabic)))
            Put(' ', start, start);
        zwnj = false;
        foreach (char unit in char.ConvertFromUtf32(c))
            Put(unit, start, end);
        previous = c;
    }

    private void Put(char c, int start, int end)
    {
        folded.Append(c);
        from.Add((start, end));
    }

    private static bool Is(int c, CharacterClass k) => (CharacterTables.ClassOf(c) & k) != 0;
}
