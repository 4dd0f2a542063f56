using System.Diagnostics;
using System.Globalization;
using System.Text;
using TweetArchive.Targets.Matching;
using Xunit;

namespace TweetArchive.Tests.Targets;

/// <summary>Texts of nothing but names and hashtags: what they cost grows with their length, not with its square.</summary>
public class ManyHitsTests
{
    [Theory]
    [InlineData("#MEK ", "")]
    [InlineData("Mojahedin-e Khalq ", "")]
    [InlineData("MEK inhibitor ", "")]
    [InlineData("MEK Iran regime ", "")]
    [InlineData("#tag{0} ", "'tag{0}', ")]
    [InlineData("@Maryam_Rajavi ", "'Maryam_Rajavi', ")]
    public void A_text_of_very_many_is_matched_in_a_moment(string word, string item)
    {
        const int Few = 5_000;
        double few = Seconds(Few, word, item, out _);
        double many = Seconds(8 * Few, word, item, out int mentions);
        // 8 times as many: 64 times as long, if it were their square. Other work on the machine must not decide.
        Assert.True(many < 0.3 || many < 24 * few, $"{few:0.000} s, of eight times as many {many:0.000} s");
        Assert.True(mentions > 0 || word.StartsWith("#tag", StringComparison.Ordinal)
            || word.Contains("inhibitor", StringComparison.Ordinal));
    }

    /// <summary>Each letter of such a word looks like a disguise, and none is part of a token of ordinary length.</summary>
    [Theory]
    [InlineData("x")]
    [InlineData("aI")]
    [InlineData("a1b")]
    [InlineData("本")]
    public void A_very_long_word_is_looked_at_once(string part)
    {
        const int Few = 20_000;
        double few = Seconds(Few, part, "", out _);
        double many = Seconds(8 * Few, part, "", out _);
        Assert.True(many < 0.3 || many < 24 * few, $"{few:0.000} s, of eight times as many {many:0.000} s");
    }

    /// <summary>The least of three.</summary>
    private static double Seconds(int many, string word, string item, out int mentions)
    {
        byte[] text = Encoding.UTF8.GetBytes(
            string.Concat(Enumerable.Range(0, many).Select(i => string.Format(CultureInfo.InvariantCulture, word, i))));
        byte[] cell = Encoding.UTF8.GetBytes(
            $"[{string.Concat(Enumerable.Range(0, many).Select(i => string.Format(CultureInfo.InvariantCulture, item, i))).TrimEnd(' ',
            ',')}]");
        MatchSession session = Shipped.Matcher.NewSession();
        double least = double.MaxValue;
        mentions = 0;
        for (int run = 0; run < 3; run++)
        {
            var watch = Stopwatch.StartNew();
            mentions = session.Match(new TweetText { Text = text, Hashtags = cell }).Length;
            least = Math.Min(least, watch.Elapsed.TotalSeconds);
        }

        return least;
    }
}
