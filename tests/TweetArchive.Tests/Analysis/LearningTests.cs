using TweetArchive.Analysis.Language;
using TweetArchive.Analysis.Learning;
using TweetArchive.Analysis.Statistics;
using Xunit;

namespace TweetArchive.Tests.Analysis;

/// <summary>The parts of which the models and their evaluation are made.</summary>
public sealed class LearningTests : IDisposable
{
    private readonly LearningProgram learning = new(default);

    public void Dispose() => learning.Dispose();

    [Fact]
    public void Classes_keep_their_numbers()
    {
        MulticlassModel model = MulticlassModel.Train(learning, [.. Enumerable.Range(0, 300).Select(i => (i % 3, One(i % 3, 4)))], 3, 4);
        for (int c = 0; c < 3; c++)
        {
            double[] probabilities = model.Probabilities(One(c, 4));
            Assert.Equal(1, probabilities.Sum(), 9);
            Assert.True(probabilities[c] > 0.9, $"class {c}: {string.Join(' ', probabilities)}");
        }
    }

    [Fact]
    public void No_account_and_no_near_copy_is_on_both_sides()
    {
        var random = new Random(1);
        string[] texts = [
            .. Enumerable.Range(0, 400)
                .Select(i => i % 4 == 3 ? "" : string.Concat(Enumerable.Range(0, 60).Select(_ => (char)('a' + random.Next(26)))))];
        // Every fourth text is the one before with another end.
        for (int i = 3; i < texts.Length; i += 4)
            texts[i] = texts[i - 1] + "xy";
        int[] accounts = [.. Enumerable.Range(0, 400).Select(i => i % 10 == 0 ? -1 : random.Next(40))];
        var folds = new Folds(accounts, texts, default);
        HashSet<int> tested = [];
        for (int fold = 0; fold < Folds.Count; fold++)
        {
            (int[] train, int[] test) = folds[fold];
            Assert.Empty(train.Select(i => accounts[i]).Intersect(test.Select(i => accounts[i])));
            HashSet<int> pairs = [.. test.Where(i => i % 4 >= 2).Select(i => i / 4)];
            Assert.DoesNotContain(train, i => i % 4 >= 2 && pairs.Contains(i / 4));
            Assert.True(train.Length > 200);
            tested.UnionWith(test);
        }

        Assert.Equal(Enumerable.Range(0, 400).Where(i => accounts[i] >= 0), tested.Order());
    }

    [Fact]
    public void Wilson_intervals_and_reliability()
    {
        // Wilson's interval for 8 of 10, as in Brown, Cai and DasGupta (2001).
        Assert.Equal("80.0 (49.0–94.3)", new Share(8, 10).ToString());
        Assert.Equal("none", new Share(0, 0).ToString());
        Reliability reliability = new();
        reliability.Add(0.9, true);
        reliability.Add(0.9, true);
        reliability.Add(0.1, true);
        Assert.Equal((0.01 + 0.01 + 0.81) / 3, reliability.Brier, 9);
        Assert.Equal((0.2 + 0.9) / 3, reliability.Error, 9);
        Assert.Equal(2, reliability.Lines().Count());
    }

    [Theory]
    [InlineData(92, 11, true)]
    [InlineData(0, 2, false)]
    [InlineData(3, 0, true)]
    [InlineData(2, 0, false)] // chance makes two of two in one case of four
    [InlineData(40, 31, false)]
    public void A_model_has_to_beat_the_commonest_language_of_its_script(int onlyModel, int onlyScript, bool used)
    {
        LanguageOutcome Outcome(string actual, string said) =>
            new(0, actual, Script.Latin, new LanguageGuess(said, said, 0.9), "en", "en");
        List<LanguageOutcome> outcomes =
            [.. Enumerable.Repeat(Outcome("es", "es"), onlyModel), .. Enumerable.Repeat(Outcome("en", "und"), onlyScript),
            .. Enumerable.Repeat(Outcome("en", "en"), 50), .. Enumerable.Repeat(Outcome("pt", "es"), 5)];
        LanguageRow[] rows = [new(0, 0, 0, "en", "the words of a text"u8.ToArray())];
        ScriptChoice choice = Assert.Single(ScriptChoice.Of(rows, outcomes));
        Assert.Equal((Script.Latin, "en", used), (choice.Script, choice.Commonest, choice.UsesModel));
        Assert.Equal((50 + onlyModel, 50 + onlyScript, 55 + onlyModel + onlyScript),
            (choice.ModelRight, choice.CommonestRight, choice.Texts));
    }

    private static SparseVector One(int place, int size) => new(size, [place], [1]);
}
