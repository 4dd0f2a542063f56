using TweetArchive.Report.Suggestions;
using TweetArchive.Targets;
using Xunit;

namespace TweetArchive.Tests.Report;

/// <summary>Spellings near those of a target.</summary>
public sealed class NearAliasesTests
{
    [Theory]
    [InlineData("rajavi", "rajavi", 0)]
    [InlineData("rajavi", "rajawi", 1)]
    [InlineData("rajavi", "rajavvi", 1)]
    [InlineData("rajavi", "rjaavi", 1)]
    [InlineData("rajavi", "ravaji", 2)]
    public void Letters_apart(string x, string y, int apart) => Assert.Equal(apart, NearAliases.Distance(x, y, 3));

    [Fact]
    public void A_near_spelling_names_its_target_and_a_far_one_none()
    {
        var near = new NearAliases(Lexicon.LoadShipped());
        Assert.Contains("rajavi", near.Of("MaryamRajawi"), StringComparison.OrdinalIgnoreCase);
        Assert.Equal("", near.Of("gardening"));
        Assert.Equal("", near.Of("abc"));
    }
}
