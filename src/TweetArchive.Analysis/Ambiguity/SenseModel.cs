using TweetArchive.Analysis.Learning;

namespace TweetArchive.Analysis.Ambiguity;

/// <summary>
/// Tells how likely it is that an ambiguous name means the target, for the targets of one group. To be shared by threads.
/// </summary>
internal sealed class SenseModel
{
    private readonly BinaryModel model;
    private readonly Calibration calibration;

    private SenseModel(BinaryModel model, Calibration calibration) => (this.model, this.calibration) = (model, calibration);

    /// <summary>
    /// Learns from rows of a group. Probabilities are calibrated on rows of the archive whose accounts and copies were not learned from.
    /// </summary>
    public static SenseModel Train(LearningProgram learning, IReadOnlyList<SenseRow> rows, SenseSample sample, CancellationToken cancelled)
    {
        var text = new SenseText();
        SparseVector[] features = [.. rows.Select(r => Features(r, sample, text))];
        var folds = new Folds([.. rows.Select(r => r.Account)], [.. rows.Select(r => r.Words)], cancelled);
        List<(bool, double)> scores = [];
        for (int fold = 0; fold < Folds.Count; fold++)
        {
            cancelled.ThrowIfCancellationRequested();
            (int[] train, int[] test) = folds[fold];
            if (test.Length == 0 || train.All(i => rows[i].Meant) || !train.Any(i => rows[i].Meant))
                continue;
            BinaryModel part = BinaryModel.Train(learning, train.Select(i => (rows[i].Meant, features[i])), SenseText.Size);
            scores.AddRange(test.Select(i => (rows[i].Meant, part.Score(features[i]))));
        }

        // Of one account there is nothing to hold back: then the scores are taken as they are.
        Calibration calibration = scores.Any(s => s.Item1) && scores.Any(s => !s.Item1) ? Calibration.Fit(learning, scores) : new Calibration(-1, 0);
        return new SenseModel(BinaryModel.Train(learning, rows.Select((r, i) => (r.Meant, features[i])), SenseText.Size), calibration);
    }

    /// <summary>The probability that a row's name means its target.</summary>
    public double Probability(SenseRow row, SenseSample sample, SenseText text) => Probability(Features(row, sample, text));

    /// <summary>See <see cref="SenseText.Features"/>.</summary>
    public double Probability(in SparseVector features) => calibration.Probability(model.Score(features));

    private static SparseVector Features(SenseRow row, SenseSample sample, SenseText text) =>
        text.Features(row.Words, row.Target, row.Language, sample.AccountShare(row.Account, row.Group, row.NamesGroup));
}
