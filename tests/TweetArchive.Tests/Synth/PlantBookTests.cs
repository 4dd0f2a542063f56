using System.Text;
using TweetArchive.Synth;
using TweetArchive.Synth.Plants;
using TweetArchive.Synth.Words;
using TweetArchive.Targets;
using TweetArchive.Targets.Matching;
using Xunit;

namespace TweetArchive.Tests.Synth;

public class PlantBookTests
{
    private static readonly IReadOnlyList<Plant> Plants = Ingredients.For(null).Plants;

    [Theory]
    [InlineData("Maryam Rajavi")] // holds "Rajavi", another target
    [InlineData("صدای آمریکا")] // holds "آمریکا"
    [InlineData("Israel Defense Forces")]
    [InlineData("MKO")] // high in English, medium in Spanish
    [InlineData("منافقین")] // medium in Persian, high in Urdu
    [InlineData("M.E.K.")]
    public void What_could_be_read_in_two_ways_is_not_planted(string alias) =>
        Assert.DoesNotContain(Plants, plant => plant.Alias.Text == alias);

    [Theory]
    [InlineData("Maxence Melo", MentionDecision.Tag)]
    [InlineData("mojahedin.org", MentionDecision.Tag)]
    [InlineData("AlinejadMasih", MentionDecision.Tag)]
    [InlineData("Ali Safavi", MentionDecision.Tag)] // medium
    [InlineData("Islamic Marxists", MentionDecision.Candidate)] // high, alone
    [InlineData("Islamic Marxists", MentionDecision.Tag)] // high, with context
    public void What_is_certain_is_planted(string alias, MentionDecision decision) =>
        Assert.Contains(Plants, plant => plant.Alias.Text == alias && plant.Decision == decision);

    [Fact]
    public void All_places_targets_and_levels_are_there()
    {
        Assert.Equal(4, Plants.Select(plant => plant.Place).Distinct().Count());
        Assert.Equal(3, Plants.Select(plant => plant.Alias.Ambiguity).Distinct().Count());
        Assert.True(Plants.Select(plant => plant.Target).Distinct().Count() >= 30);
        Assert.True(Plants.Select(plant => plant.Alias.Index).Distinct().Count() >= 400);
    }

    [Fact]
    public void Every_alias_of_the_book_appears_in_an_archive_with_spaces_around()
    {
        using var folder = new SynthFolder();
        folder.Write(40_000, rate: 0.6, usersFile: false);
        var texts = new StringBuilder();
        var urls = new StringBuilder();
        foreach (SynthRow row in SynthReader.Read(folder.Tweets))
        {
            texts.Append(row["tweet_text"]).Append(' ');
            urls.Append(row["urls"]);
        }

        string allTexts = texts.ToString(), allUrls = urls.ToString();
        var missing = Plants.Where(plant => PlantBook.LanguagesOf(plant).Any()).Where(plant => plant.Place switch
        {
            PlantPlace.Domain => !allUrls.Contains(plant.Alias.Text + "/", StringComparison.Ordinal),
            PlantPlace.Hashtag => !allTexts.Contains(" #" + plant.Alias.Text + " ", StringComparison.Ordinal),
            PlantPlace.Handle => !allTexts.Contains("@" + plant.Alias.Text, StringComparison.Ordinal),
            _ => !allTexts.Contains(" " + plant.Alias.Text + " ", StringComparison.Ordinal),
        }).Select(plant => plant.Alias.Text + " (" + plant.Alias.Language + ")");
        Assert.Equal("", string.Join("; ", missing));
    }

    [Fact]
    public void Every_low_and_certain_plant_has_a_language_to_be_planted_in() =>
        Assert.All(Plants.Where(plant => plant.Certain), plant => Assert.NotEmpty(PlantBook.LanguagesOf(plant)));

    [Fact]
    public void Filler_alone_holds_no_alias_and_no_context_term()
    {
        using var folder = new SynthFolder();
        SynthResult result = folder.Write(20_000, rate: 0, usersFile: false);
        Assert.Equal(0, result.TaggedTweets + result.CandidateTweets);
        Lexicon lexicon = Lexicon.LoadShipped();
        var phrases = lexicon.Aliases.Where(alias => alias.Match is MatchKind.Token or MatchKind.TokenStrict or MatchKind.Stem)
            .Select(alias => (Tokens: PlainFold.Tokens(alias.Text), Stem: alias.Match == MatchKind.Stem))
            .Concat(lexicon.ContextTerms.Select(term => (PlainFold.Tokens(term.Term), false)))
            .Select(phrase => " " + string.Join(' ', phrase.Item1) + (phrase.Item2 ? "" : " ")).Distinct().ToArray();
        var joined = new StringBuilder(" ");
        var acronyms = lexicon.Aliases.Where(alias => alias.Match == MatchKind.CaseSensitiveAcronym).Select(alias => alias.Text)
            .ToHashSet();
        foreach (SynthRow row in SynthReader.Read(folder.Tweets))
        {
            string text = System.Net.WebUtility.HtmlDecode(string.Join(' ',
                row["tweet_text"].Split(' ', '\n')
                .Where(word => !word.StartsWith("http", StringComparison.Ordinal) && !word.StartsWith('@'))));
            Assert.DoesNotContain(PlainFold.RawTokens(text), acronyms.Contains);
            joined.AppendJoin(' ', PlainFold.Tokens(text)).Append(" | ");
        }

        string all = joined.ToString();
        HashSet<string> words = [.. all.Split(' ')];
        Assert.DoesNotContain(phrases, phrase => (!phrase.EndsWith(' ') || words.Contains(phrase.Split(' ')[1]))
            && all.Contains(phrase, StringComparison.Ordinal));
    }
}
