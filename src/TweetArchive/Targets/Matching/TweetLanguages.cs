using TweetArchive.Text;

namespace TweetArchive.Targets.Matching;

/// <summary>
/// What language a tweet is in, by two witnesses: the archive's mark (or the letters, where it has none) and the small words of the
/// text. The words are counted only when somebody asks.
/// </summary>
internal sealed class TweetLanguages(TargetMatcher matcher, TextAnalysis analysis)
{
    // Small words that make a language likely, those that contradict the archive's mark, and by how many the next one must have fewer.
    private const int Enough = 2, EnoughAgainstMark = 3, Ahead = 1;

    private readonly int[] counts = new int[64];
    private bool isRead;
    private int byWords;

    /// <summary>By the archive or the letters; 0 when neither tells.</summary>
    public int Mark { get; private set; }

    /// <summary>By the small words; 0 when they do not tell.</summary>
    public int ByWords
    {
        get
        {
            if (!isRead)
            {
                byWords = Read();
                isRead = true;
            }

            return byWords;
        }
    }

    /// <summary>The mark, or what the words say where there is none.</summary>
    public int Best => Mark != 0 ? Mark : ByWords;

    public void Begin(in TweetText tweet)
    {
        isRead = false;
        Mark = LanguageCode.Of(tweet.Language);
        // The cell is empty or und in one tweet of five: then the letters may tell.
        if (Mark == 0)
            Mark = LanguageCode.Of(TextAnalysis.LanguageOfLetters(tweet.Text));
        // Kurdish without a further mark is Sorani where it is written in Arabic letters: the names are listed so.
        else if (Mark == LanguageCode.Kurdish && IsArabic(tweet.Text))
            Mark = LanguageCode.Sorani;
    }

    /// <summary>Whether the text has more Arabic than Latin letters.</summary>
    private static bool IsArabic(ReadOnlySpan<byte> text)
    {
        int arabic = 0, latin = 0;
        foreach (byte b in text)
        {
            arabic += b is >= 0xD8 and <= 0xDB ? 1 : 0;
            latin += char.IsAsciiLetter((char)b) ? 1 : 0;
        }

        return arabic > latin;
    }

    /// <summary>Whether the tweet is in the language as far as is known.</summary>
    public bool Is(int language) => Best == language;

    /// <summary>Whether a witness says that the text is English.</summary>
    public bool IsEnglish => Mark == LanguageCode.English || ByWords == LanguageCode.English;

    /// <summary>Whether both witnesses say so, or one does and the other is silent.</summary>
    public bool IsSurely(int language) => Best == language && (ByWords == language || ByWords == 0);

    private int Read()
    {
        counts.AsSpan().Clear();
        ReadOnlySpan<byte> folded = analysis.Folded.Bytes;
        for (int at = 0; at < folded.Length;)
        {
            int end = WordBounds.End(folded, at);
            if (end == at)
            {
                at++;
                while (at < folded.Length && (folded[at] & 0xC0) == 0x80)
                    at++;
                continue;
            }

            foreach (int language in matcher.Words.LanguagesOf(folded[at..end]))
                counts[language]++;
            at = end;
        }

        int best = 0, first = 0, second = 0, ofMark = 0;
        for (int n = 0; n < Math.Min(counts.Length, matcher.Words.LanguageCount); n++)
        {
            if (matcher.Words.LanguageAt(n) == Mark)
                ofMark = counts[n];
            if (counts[n] > first)
                (best, first, second) = (n, counts[n], first);
            else if (counts[n] > second)
                second = counts[n];
        }

        if (first < Enough || first < second + Ahead)
            return 0;
        int likely = matcher.Words.LanguageAt(best);
        // Neighbours share small words: Spanish text has "la", "les" and "de" as French has.
        return Mark == 0 || likely == Mark || first >= Math.Max(EnoughAgainstMark, 2 * ofMark) ? likely : 0;
    }
}
