using System.Text;
using TweetArchive.Analysis.Ambiguity;
using TweetArchive.Analysis.Learning;
using TweetArchive.Analysis.Statistics;
using TweetArchive.Targets;
using TweetArchive.Targets.Matching;
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
    public void Scores_and_probabilities_rise_with_the_label()
    {
        BinaryModel model = BinaryModel.Train(learning, Enumerable.Range(0, 200).Select(i => (i % 2 == 0, One(i % 2, 3))), 3);
        Assert.True(model.Score(One(0, 3)) > 0);
        Assert.True(model.Score(One(1, 3)) < 0);

        // Of score s one in 1 + exp(-2 s) is true.
        var random = new Random(3);
        Calibration calibration = Calibration.Fit(
            learning, Enumerable.Range(0, 20_000).Select(_ => (random.NextDouble() * 4) - 2)
                .Select(s => (random.NextDouble() < 1 / (1 + Math.Exp(-2 * s)), s)));
        foreach (double score in (ReadOnlySpan<double>)[-1.5, -0.5, 0, 1, 2])
            Assert.Equal(1 / (1 + Math.Exp(-2 * score)), calibration.Probability(score), 0.03);
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
        Confusion confusion = new();
        confusion.Add(true, true);
        confusion.Add(true, false);
        confusion.Add(false, true);
        confusion.Add(false, true);
        Assert.Equal((new Share(1, 4), new Share(1, 2), new Share(1, 3)), (confusion.Agreement, confusion.Precision, confusion.Recall));
    }

    [Fact]
    public void The_words_around_a_name_hold_a_mark_and_no_name_of_the_target()
    {
        TargetMatcher matcher = TargetMatcher.Compile(Lexicon.LoadShipped());
        MatchSession session = matcher.NewSession();
        byte[] text = Encoding.UTF8.GetBytes("RT @someone: The PMOI and #MEK met; PMOI says no https://t.co/abc #FreePress");
        ReadOnlySpan<Mention> mentions = session.Match(new TweetText { Text = text, Language = "en"u8 });
        Mention acronym = mentions.ToArray().First(m => matcher.Lexicon.Aliases[m.Alias].Text == "MEK");
        MatchSession.AliasHit hit = session.Hits[acronym.Hit];
        var words = new SenseText();
        string around = words.Read(session, acronym.Target, new SensePlace(hit.Start, hit.End, hit.InText));
        Assert.Equal($"rt the and {SenseText.Mark} met says no free press",
            string.Join(' ', around.Split([' ', ':', ';', '#'], StringSplitOptions.RemoveEmptyEntries)));
        Assert.Equal(SenseText.Size, words.Features(around, acronym.Target, "en", 0.25).Size);
    }

    private static SparseVector One(int place, int size) => new(size, [place], [1]);
}
