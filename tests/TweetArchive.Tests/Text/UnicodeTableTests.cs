using System.Globalization;
using TweetArchive.Text;
using Xunit;

namespace TweetArchive.Tests.Text;

/// <summary>
/// The engine's own tables against Unicode: unicode_forms.tsv (made with the unicodedata module of Python 3.11, Unicode 14) and what .NET
/// knows without culture data.
/// </summary>
public class UnicodeTableTests
{
    [Fact]
    public void Compatibility_forms_fold_like_what_they_stand_for()
    {
        var wrong = new List<string>();
        int rows = 0;
        foreach ((string c, _, string nfkc) in Forms())
        {
            rows++;
            // Left out on purpose: Greek, and letters that are in no alias and whose form is not a Latin letter.
            if (nfkc.Any(x => x is >= '\u0370' and <= '\u03FF') || IsLeftOut(c[0]))
                continue;
            if (Folding.FoldText(c) != Folding.FoldText(nfkc))
                wrong.Add($"U+{char.ConvertToUtf32(c, 0):X4} {Folding.FoldText(c)} {Folding.FoldText(nfkc)}");
        }

        Assert.True(rows > 2_000, $"only {rows} rows");
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public void Composed_letters_fold_like_letter_and_marks()
    {
        foreach ((string c, string nfd, _) in Forms()
            .Where(f => f.Nfd != f.Character && f.Character[0] is < '\u0530' or (>= '\u1E00' and <= '\u1EFF')))
            Assert.True(Folding.FoldText(c) == Folding.FoldText(nfd), $"U+{(int)c[0]:X4}");
    }

    [Fact]
    public void Digits_fold_to_their_value()
    {
        int digits = 0;
        // Arabic, Indic, Thai, Khmer, full-width and all others, and those of mathematics.
        foreach (int c in Enumerable.Range(0x80, 0xFF80).Where(c => char.GetUnicodeCategory((char)c) == UnicodeCategory.DecimalDigitNumber)
            .Concat(Enumerable.Range(0x1D7CE, 50)))
        {
            string text = char.ConvertFromUtf32(c);
            Assert.Equal(CharUnicodeInfo.GetDecimalDigitValue(text, 0).ToString(CultureInfo.InvariantCulture), Folding.FoldText(text));
            digits++;
        }

        Assert.True(digits > 400, $"{digits}");
    }

    [Fact]
    public void Classes_are_the_categories_of_Unicode()
    {
        for (int c = 0; c < 0x10000; c++)
        {
            UnicodeCategory category = CharUnicodeInfo.GetUnicodeCategory((char)c);
            bool word = category is <= UnicodeCategory.EnclosingMark or UnicodeCategory.DecimalDigitNumber;
            Assert.True(word == ((CharacterTables.Class[c] & CharacterClass.Word) != 0), $"U+{c:X4} {category}");
        }
    }

    [Fact]
    public void Marks_behind_Latin_letters_fall_in_every_block_of_marks()
    {
        foreach (int c in Enumerable.Range(0x300, 0x70).Concat(Enumerable.Range(0x1AB0, 0x50)).Concat(Enumerable.Range(0x1DC0, 0x40))
            .Concat(Enumerable.Range(0x20D0, 0x30)).Concat(Enumerable.Range(0xFE20, 16)))
        {
            if (CharUnicodeInfo.GetUnicodeCategory((char)c) == UnicodeCategory.NonSpacingMark)
                Assert.True(Folding.FoldText("a" + (char)c + "b") == "ab", $"U+{c:X4}");
        }
    }

    /// <summary>L with a middle dot, raised letters of phonetics and the like, which fold to themselves: no alias is written so.</summary>
    private static bool IsLeftOut(char c) =>
        c is (>= '\u013F' and <= '\u0149') or (>= '\u02B0' and <= '\u02E4') or (>= '\u1D2C' and <= '\u1DBF') or '\u1E9A'
            or (>= '\u2090' and <= '\u214F')
        && Folding.FoldText(c.ToString()) == char.ToLowerInvariant(c).ToString();

    private static IEnumerable<(string Character, string Nfd, string Nfkc)> Forms()
    {
        string path = Path.Combine(Repository.Root, "tests", "TweetArchive.Tests", "Text", "unicode_forms.tsv");
        foreach (string line in File.ReadLines(path).Skip(1))
        {
            string[] f = [
                .. line.Split('\t')
                    .Select(points =>
                        string.Concat(
                            points.Split(' ')
                                .Select(p => char.ConvertFromUtf32(int.Parse(p, NumberStyles.HexNumber, CultureInfo.InvariantCulture)))))];
            yield return (f[0], f[1], f[2]);
        }
    }
}
