using System.Globalization;
using System.Net;
using System.Text;
using TweetArchive.Analysis.Learning;
using TweetArchive.Analysis.Text;

namespace TweetArchive.Analysis.Language;

/// <summary>
/// A tweet as its language is told: lower-case letters, marks and joiners, without URLs, @mentions, e-mail addresses and the header of a
/// retweet. Not folded: ی or ي, ک or ك is what tells Persian from Arabic. Reusable, not for two threads.
/// </summary>
internal sealed class LanguageText
{
    public const int MostCharacters = 400;
    public const int FeatureBits = 15;
    public const int LongestPiece = 4;

    private readonly FeatureHasher hasher = new(FeatureBits, LanguageScripts.Count);
    private readonly StringBuilder words = new();
    private readonly int[] letters = new int[LanguageScripts.Count];
    private readonly OwnWords own = new();

    public static int Size => (1 << FeatureBits) + LanguageScripts.Count;

    /// <summary>Letters of each script in the text read last.</summary>
    public ReadOnlySpan<int> Scripts => letters;

    /// <summary>The script of most letters of the text read last.</summary>
    public Script Script => (Script)Scripts.IndexOf(letters.Max());

    /// <summary>Letters of the text read last.</summary>
    public int Letters { get; private set; }

    /// <summary>The words, one space between them and one at each end.</summary>
    public string Read(ReadOnlySpan<byte> text)
    {
        words.Clear().Append(' ');
        Array.Clear(letters);
        Letters = 0;
        foreach (Range part in own.Of(text))
            Append(text[part]);
        Space();
        return words.ToString();
    }

    /// <summary>Features of what <see cref="Read"/> gave last.</summary>
    public SparseVector Features(string text)
    {
        hasher.Clear();
        hasher.AddCharacters(text, 1, LongestPiece);
        Span<float> shares = stackalloc float[LanguageScripts.Count];
        for (int s = 0; s < shares.Length; s++)
            shares[s] = letters[s] / (float)Math.Max(Letters, 1);
        return hasher.Vector(shares);
    }

    private void Append(ReadOnlySpan<byte> part)
    {
        foreach (char c in WebUtility.HtmlDecode(Encoding.UTF8.GetString(part)))
        {
            if (words.Length >= MostCharacters)
                break;
            if (char.IsLetter(c))
            {
                words.Append(char.ToLowerInvariant(c));
                letters[(int)LanguageScripts.Of(c)]++;
                Letters++;
            }
            else if (c == '\u200C'
                || CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark)
            {
                words.Append(c);
            }
            else
            {
                Space();
            }
        }

        Space();
    }

    private void Space()
    {
        if (words[^1] != ' ')
            words.Append(' ');
    }
}
