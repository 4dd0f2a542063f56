using System.Text;
using TweetArchive.Synth.Words;
using TweetArchive.Targets;
using Xunit;

namespace TweetArchive.Tests.Synth;

public class FillerGuardTests
{
    private static readonly Ingredients Shared = Ingredients.For(null);

    [Fact]
    public void Few_words_written_by_hand_are_lost_to_the_shipped_lexicon()
    {
        var dropped = WordList.All.SelectMany(list => Vocabulary.Split(list.Words)
            .Where(word => !Shared.Guard.Allows(WordList.PlainForms.GetValueOrDefault(word, word))).Select(word => list.Code + ":" + word)
            .Concat(Vocabulary.Split(list.Hashtags).Where(tag => !Shared.Guard.AllowsHashtag(tag)).Select(tag => list.Code + ":#" + tag)));
        // Words of kinship, of stage, of places, of food and other things called after nations, and given names may not be next to a name:
        // they would make it something else. Nor may the first and last words of context phrases. Words that the lexicon takes later leave
        // the lists of filler too.
        Assert.True(dropped.Count() <= 12, string.Join(' ', dropped));
    }

    [Fact]
    public void Every_language_has_words_hashtags_and_words_that_may_follow_a_plant()
    {
        foreach (Vocabulary vocabulary in Shared.Vocabularies)
        {
            Assert.True(vocabulary.Words.Count >= 200, vocabulary.Code);
            Assert.True(vocabulary.Hashtags.Count >= 30, vocabulary.Code);
            Assert.True(vocabulary.Words.Count(word => word.Clear) > vocabulary.Words.Count / 2, vocabulary.Code);
        }
    }

    [Theory]
    [InlineData("Israel")]
    [InlineData("israel's")]
    [InlineData("MEK")]
    [InlineData("والسعودية")]
    [InlineData("مجاهدین‌ها")]
    [InlineData("Zionists")]
    [InlineData("İsrail")]
    [InlineData("regime")]
    public void Words_of_the_lexicon_are_refused_in_any_inflection(string word) => Assert.False(Shared.Guard.Allows(word));

    [Theory]
    [InlineData("GardenMEK")]
    [InlineData("MEKterrorists2018")]
    [InlineData("garden_iran")]
    public void Hashtags_that_hold_a_word_of_the_lexicon_are_refused(string tag) => Assert.False(Shared.Guard.AllowsHashtag(tag));

    [Fact]
    public void Lower_case_words_may_look_like_an_acronym()
    {
        Assert.Contains(Shared.Lexicon.Aliases, alias => alias.Text == "FBI" && alias.Match == MatchKind.CaseSensitiveAcronym);
        Assert.True(Shared.Guard.Allows("fbi"));
        Assert.False(Shared.Guard.Allows("FBI"));
    }

    [Fact]
    public void Where_a_word_may_be_cut_no_word_of_the_lexicon_is_left()
    {
        foreach (Word word in Shared.Vocabularies.SelectMany(vocabulary => vocabulary.Words))
        {
            string text = Encoding.UTF8.GetString(word.Utf8);
            for (int length = 1; length < 31; length++)
            {
                if ((word.SafeCuts >> length & 1) != 0)
                    Assert.True(Shared.Guard.Allows(text[..length]), text);
            }
        }
    }
}
