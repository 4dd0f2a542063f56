using System.Text;
using TweetArchive.Synth.Random;

namespace TweetArchive.Synth.Words;

/// <summary>A filler word, ready to be copied.</summary>
/// <param name="Utf8">The word.</param>
/// <param name="Capital">The word as a sentence begins with it.</param>
/// <param name="CodePoints">Its length as Twitter counts.</param>
/// <param name="Clear">May follow a planted alias (see <see cref="FillerGuard.IsClear"/>).</param>
/// <param name="SafeCuts">Bit n: its first n code points may be left standing where a retweet is cut.</param>
internal sealed record Word(byte[] Utf8, byte[] Capital, int CodePoints, bool Clear, uint SafeCuts);

/// <summary>The filler of one language: some dozens of real words, some hundreds of made-up ones, and hashtags.</summary>
internal sealed class Vocabulary
{
    private const int MadeUpWords = 500;
    private const int MadeUpHashtags = 60;
    private readonly WeightedTable frequency;
    private readonly WeightedTable hashtagFrequency;

    public Vocabulary(WordList list, FillerGuard guard)
    {
        Code = list.Code;
        // The words are the same for every seed, so that the guard's work can be tested once and for all.
        var random = new SynthRandom(0, (ulong)list.Code[0] * 256 + list.Code[1]);
        string[] syllables = Split(list.Syllables);
        var texts = Split(list.Words).Distinct().Where(word => guard.Allows(WordList.PlainForms.GetValueOrDefault(word, word))).ToList();
        HandWritten = texts.Count;
        AddMadeUp(texts, texts.Count + MadeUpWords, random, syllables, 2, 4, guard.Allows);
        Words = [.. texts.Select(text => ToWord(text, list.Capitals, guard))];
        if (!Words.Any(word => word.Clear))
            throw new ArgumentException($"The lexicon claims every filler word of the language '{list.Code}'.");

        var tags = Split(list.Hashtags).Where(guard.AllowsHashtag).ToList();
        AddMadeUp(tags, tags.Count + MadeUpHashtags, random, syllables, 3, 5, guard.AllowsHashtag);
        Hashtags = [.. tags];
        // Real words make up most of the text; made-up ones give it a long tail.
        frequency = new WeightedTable(
            [.. WeightedTable.PowerLawWeights(Words.Count, 8).Select((weight, rank) => rank < HandWritten ? weight * 3 : weight)]);
        hashtagFrequency = WeightedTable.PowerLaw(Hashtags.Count, 3);
    }

    public string Code { get; }

    /// <summary>How many of <see cref="Words"/>, from the first, were written by hand.</summary>
    public int HandWritten { get; }

    public IReadOnlyList<Word> Words { get; }

    public IReadOnlyList<string> Hashtags { get; }

    public Word Draw(SynthRandom random) => Words[frequency.Draw(random)];

    /// <summary>A word that is in no phrase of the lexicon.</summary>
    public Word DrawClear(SynthRandom random)
    {
        while (true)
        {
            Word word = Draw(random);
            if (word.Clear)
                return word;
        }
    }

    public int DrawHashtag(SynthRandom random) => hashtagFrequency.Draw(random);

    internal static string[] Split(string words) => words.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries);

    private static void AddMadeUp(List<string> texts, int until, SynthRandom random, string[] syllables, int least, int most,
        Predicate<string> allows)
    {
        var known = new HashSet<string>(texts, StringComparer.Ordinal);
        for (int tries = 0; texts.Count < until && tries < 20 * MadeUpWords; tries++)
        {
            var made = new StringBuilder();
            for (int count = random.Between(least, most); count > 0; count--)
                made.Append(random.Of(syllables));
            string text = made.ToString();
            if (allows(text) && known.Add(text))
                texts.Add(text);
        }
    }

    private static Word ToWord(string text, bool capitals, FillerGuard guard)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(text);
        byte[] capital = [.. utf8];
        if (capitals && capital[0] is >= (byte)'a' and <= (byte)'z')
            capital[0] -= 32;
        string plain = WordList.PlainForms.GetValueOrDefault(text, text);
        uint cuts = 0;
        for (int length = 1; length < Math.Min(text.Length, 31); length++)
        {
            // All words are in the basic plane: a char is a code point.
            if (text == plain && guard.Allows(text[..length]))
                cuts |= 1u << length;
        }

        return new Word(utf8, capital, text.Length, guard.IsClear(plain), cuts);
    }
}
