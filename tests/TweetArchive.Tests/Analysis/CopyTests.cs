using System.Text;
using TweetArchive.Analysis.Narratives;
using TweetArchive.Analysis.Text;
using Xunit;

namespace TweetArchive.Tests.Analysis;

public class CopyTests
{
    [Theory]
    [InlineData("RT @someone: Ça alors https://t.co/AbCdEf @friend mail me@site.com #Tag", "ca alors mail #tag")]
    [InlineData("  one\n\ttwo  ", "one two")]
    [InlineData("https://t.co/AbCdEf @friend", "")]
    public void Texts_are_compared_without_what_differs_between_copies(string text, string expected) =>
        Assert.Equal(expected, Encoding.UTF8.GetString(new TextNormaliser().Normalise(Encoding.UTF8.GetBytes(text))));

    [Theory]
    [InlineData("abcdef", "abcdeg")]
    [InlineData("the quick brown fox", "the quick brown cat")]
    [InlineData("مجاهدين خلق ايران", "مجاهدين خلق عراق")]
    [InlineData("aaaaaaaaaa", "aaaaaaaaab")]
    public void Jaccard_is_that_of_the_sets_of_five_characters(string a, string b)
    {
        HashSet<string> Set(string text) => [.. Enumerable.Range(0, text.Length - 4).Select(i => text.Substring(i, 5))];
        HashSet<string> x = Set(a), y = Set(b);
        Assert.Equal(x.Intersect(y).Count() / (double)x.Union(y).Count(), Jaccard(a, b), 12);
    }

    [Fact]
    public void Equal_minima_are_as_many_as_jaccard_says()
    {
        var random = new Random(3);
        var minHash = new MinHash();
        double error = 0;
        const int Pairs = 200;
        for (int i = 0; i < Pairs; i++)
        {
            string[] words = [.. Enumerable.Range(0, 30).Select(_ => random.Next(1_000_000).ToString("x"))];
            string a = string.Join(' ', words);
            foreach (int w in Enumerable.Range(0, random.Next(20)))
                words[w] = random.Next(1_000_000).ToString("x");
            string b = string.Join(' ', words);
            uint[] signature = [.. minHash.Signature(Shingled(a))];
            double estimate = minHash.Signature(Shingled(b)).ToArray().Zip(signature)
                .Count(p => p.First == p.Second) / (double)MinHash.Hashes;
            Assert.InRange(estimate - Jaccard(a, b), -0.2, 0.2); // 4.5 standard errors
            error += estimate - Jaccard(a, b);
        }

        Assert.InRange(error / Pairs, -0.015, 0.015);
    }

    private static uint[] Shingled(string text)
    {
        uint[] buffer = [];
        return Shingles.Of(Encoding.UTF8.GetBytes(text), ref buffer).ToArray();
    }

    private static double Jaccard(string a, string b) => Shingles.Jaccard(Shingled(a), Shingled(b));
}
