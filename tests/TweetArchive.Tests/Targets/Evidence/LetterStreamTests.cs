using System.Text;
using TweetArchive.Targets.Evidence;
using TweetArchive.Text;
using Xunit;

namespace TweetArchive.Tests.Targets;

/// <summary>The codes that evidence is looked for in: one rule for a character, whichever way it is read.</summary>
public class LetterStreamTests
{
    [Fact]
    public void Every_character_has_the_code_of_what_it_folds_to()
    {
        for (int c = 1; c < 0x10000; c++)
        {
            if (!Rune.IsValid(c) || LetterCodes.OfCharacter[c] == LetterCodes.Complex)
                continue;
            int fold = Folding.FoldOne(c);
            byte code = Code(LetterCodes.OfCharacter[c]);
            if (fold is CharacterTables.Delete or CharacterTables.LatinMark or CharacterTables.Space or CharacterTables.Zwnj)
                Assert.True(code == 0, $"U+{c:X4} is nothing, yet has a code");
            else
                Assert.True(code == Code(LetterCodes.OfCharacter[fold]), $"U+{c:X4} folds to U+{fold:X4}, with another code");
        }
    }

    [Fact]
    public void A_letter_and_its_mark_have_the_code_of_the_letter_with_the_mark()
    {
        for (int i = 0; i < CanonicalPairs.Triples.Length; i += 3)
        {
            char composed = CanonicalPairs.Triples[i];
            if (LetterCodes.OfCharacter[composed] == LetterCodes.Complex)
                continue;
            Assert.True(Code(LetterCodes.OfCharacter[composed]) == Code(LetterCodes.OfCharacter[CanonicalPairs.Triples[i + 1]]),
                $"U+{(int)composed:X4}");
            Assert.True(LetterCodes.OfCharacter[CanonicalPairs.Triples[i + 2]] < LetterCodes.FirstDigit);
        }
    }

    [Fact]
    public void Reading_bytes_gives_the_codes_of_the_characters()
    {
        byte[] utf8 = new byte[4], codes = new byte[4 + LetterStream.Padding];
        for (int c = 1; c < 0x20000; c++)
        {
            if (!Rune.IsValid(c) || c == '&')
                continue;
            int length = new Rune(c).EncodeToUtf8(utf8);
            foreach (bool vectors in new[] { false, LetterStream.HasVectors })
            {
                int count = LetterStream.Write(utf8.AsSpan(0, length), codes, vectors, out LetterStream.Signs signs);
                // A character may be left to the careful reading, never read as another one.
                if (signs == LetterStream.Signs.Complex)
                    continue;
                int plain = c < 0x10000 ? c : CharacterTables.Compatible(c);
                byte expected = plain < 0x10000 ? LetterCodes.OfCharacter[plain] : LetterCodes.Gap;
                Assert.True(expected < LetterCodes.FirstDigit ? count == 0 : count == 1 && codes[0] == expected, $"U+{c:X4}");
            }
        }
    }

    [Fact]
    public void Vectors_and_single_steps_agree_on_any_bytes()
    {
        if (!LetterStream.HasVectors)
            return;
        var random = new Random(20261123);
        var tweets = new RandomTweets(17, Shipped.Matcher.Lexicon);
        int complex = 0;
        const int Texts = 60_000;
        for (int n = 0; n < Texts; n++)
        {
            byte[] text = n % 4 == 0 ? RandomBytes(random) : [.. tweets.Bytes(), .. tweets.Bytes()];
            byte[] one = new byte[text.Length + LetterStream.Padding], other = new byte[text.Length + LetterStream.Padding];
            int count = LetterStream.Write(text, one, vectors: false, out LetterStream.Signs signs);
            int otherCount = LetterStream.Write(text, other, vectors: true, out LetterStream.Signs otherSigns);
            bool agree = (signs == LetterStream.Signs.Complex) == (otherSigns == LetterStream.Signs.Complex)
                && one.AsSpan(0, count).SequenceEqual(other.AsSpan(0, otherCount))
                && (signs != LetterStream.Signs.InnerDot || otherSigns == LetterStream.Signs.InnerDot);
            Assert.True(agree, Convert.ToHexString(text));
            complex += signs == LetterStream.Signs.Complex ? 1 : 0;
        }

        Assert.InRange(complex, Texts / 20, Texts * 3 / 4);
    }

    private static byte[] RandomBytes(Random random)
    {
        byte[] bytes = new byte[random.Next(200)];
        random.NextBytes(bytes);
        // Ampersands and the rarest leads would end most texts early.
        for (int i = 0; i < bytes.Length; i++)
            bytes[i] = bytes[i] is (byte)'&' or 0xE1 or 0xE2 or 0xEA or 0xEF ? (byte)'.' : bytes[i];
        return bytes;
    }

    private static byte Code(byte code) => code < LetterCodes.FirstDigit ? (byte)0 : (byte)(code & 127);
}
