using System.Text;
using TweetArchive.Text;
using Xunit;

namespace TweetArchive.Tests.Text;

/// <summary>Folding many characters a step gives what folding one at a time gives, and tells where words begin.</summary>
public class FoldedTextTests
{
    private readonly FoldedText fast = new(), slow = new(), withoutPlaces = new() { KeepsPlaces = false };

    [Fact]
    public void Random_texts_fold_as_their_characters_one_at_a_time()
    {
        var tweets = new RandomTweets(41, Shipped.Matcher.Lexicon);
        for (int n = 0; n < 20_000; n++)
            Compare(tweets.Bytes());
    }

    [Fact]
    public void Every_character_folds_alike_between_any_neighbours()
    {
        string[] neighbours = ["a", "é", " ", "م", "ש", "й", "中", "カ", "5", "\u200C", "\u0301", "&amp;", "👍"];
        var text = new StringBuilder();
        for (int c = 1; c < 0x3100; c++)
        {
            if (char.IsSurrogate((char)c))
                continue;
            text.Clear();
            foreach (string left in neighbours)
                text.Append(left).Append((char)c);
            Compare(Encoding.UTF8.GetBytes(text.ToString()));
        }
    }

    [Fact]
    public void Random_bytes_fold_alike()
    {
        var random = new Random(9);
        byte[] bytes = new byte[200];
        for (int n = 0; n < 20_000; n++)
        {
            Span<byte> part = bytes.AsSpan(0, random.Next(bytes.Length));
            random.NextBytes(part);
            Compare(part.ToArray());
        }
    }

    [Fact]
    public void A_hashtag_folds_as_its_words_do_joined()
    {
        var tweets = new RandomTweets(5, Shipped.Matcher.Lexicon);
        for (int n = 0; n < 20_000; n++)
        {
            byte[] body = Encoding.UTF8.GetBytes(tweets.Hashtag());
            byte[] joined = new byte[3 * body.Length];
            string actual = Encoding.UTF8.GetString(joined.AsSpan(0, Folding.FoldHashtag(body, joined)));
            string expected = string.Concat(Folding.FoldText(Encoding.UTF8.GetString(body)).EnumerateRunes().Where(IsWord));
            Assert.Equal(expected, actual);
        }
    }

    private static bool IsWord(Rune rune) => (CharacterTables.ClassOf(rune.Value) & CharacterClass.Word) != 0;

    private void Compare(byte[] text)
    {
        fast.Reset();
        fast.Append(text, 0, text.Length, html: true);
        fast.AppendBarrier(text.Length);
        withoutPlaces.Reset();
        withoutPlaces.Append(text, 0, text.Length, html: true);
        withoutPlaces.AppendBarrier(text.Length);
        slow.Reset();
        // A part of one byte is never plain, so each character goes the long way; its neighbours are in the text before and after.
        for (int at = 0; at < text.Length;)
            at += slow.AppendOdd(text, at, html: true);
        slow.AppendBarrier(text.Length);
        Assert.True(slow.Bytes.SequenceEqual(fast.Bytes),
            $"{Encoding.UTF8.GetString(text)}: {Encoding.UTF8.GetString(slow.Bytes)}, fast {Encoding.UTF8.GetString(fast.Bytes)}");
        Assert.True(slow.Bytes.SequenceEqual(withoutPlaces.Bytes));
        for (int i = 0; i < slow.Length; i++)
        {
            // Where a space comes from says nothing: no name ends with one.
            if (slow.Bytes[i] != ' ')
                Assert.Equal((slow.OriginalStart(i), slow.OriginalEnd(i)), (fast.OriginalStart(i), fast.OriginalEnd(i)));
        }

        Assert.Equal(Beginnings(slow.Bytes), Words(fast));
        Assert.Equal(Beginnings(slow.Bytes), Words(withoutPlaces));
    }

    private static int[] Words(FoldedText folded)
    {
        int[] places = new int[folded.Length];
        return places[..folded.FindWords(places, 0, default(All))];
    }

    /// <summary>Where words begin by the definition.</summary>
    private static int[] Beginnings(ReadOnlySpan<byte> folded)
    {
        var found = new List<int>();
        CharacterClass before = CharacterClass.None;
        for (int at = 0; at < folded.Length;)
        {
            CharacterClass kind = CharacterTables.ClassOf(CodePoints.Decode(folded, at, out int size));
            if ((kind & CharacterClass.Word) != 0 && ((before & CharacterClass.Word) == 0 || WordBounds.IsBetween(before, kind)))
                found.Add(at);
            before = kind;
            at += size;
        }

        return [.. found];
    }

    private readonly struct All : FoldedText.IWanted
    {
        public uint IsWanted(ulong eight, ulong mask) => 1;
    }
}
