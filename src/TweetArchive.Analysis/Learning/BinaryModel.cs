namespace TweetArchive.Analysis.Learning;

/// <summary>
/// Logistic regression: trained by the learning program (L-BFGS, one thread, L2), applied here, so that threads can share it and the same
/// numbers come out for the same text. Scores become probabilities by Platt's calibration on rows that the scores' model has not seen.
/// </summary>
internal sealed class BinaryModel
{
    public const float Penalty = 0.1f;
    private const int Seed = 1;

    private readonly float bias;
    private readonly float[] weights;

    private BinaryModel(float bias, float[] weights) => (this.bias, this.weights) = (bias, weights);

    /// <param name="rows">In an order that is the same each time; both labels must occur.</param>
    /// <param name="size">Numbers of a vector.</param>
    public static BinaryModel Train(LearningProgram learning, IEnumerable<(bool Label, SparseVector Features)> rows, int size)
    {
        LabelAnswer learned = learning.Ask<LabelRequest, LabelAnswer>(LearningTask.Label, new LabelRequest([.. rows], size, Penalty, Seed));
        return new BinaryModel(learned.Bias, learned.Weights);
    }

    /// <summary>Above 0 for what is rather true.</summary>
    public double Score(in SparseVector features)
    {
        double score = bias;
        for (int i = 0; i < features.Places.Length; i++)
            score += weights[features.Places[i]] * features.Values[i];
        return score;
    }
}

/// <summary>Platt's calibration: probability = 1 / (1 + exp(slope · score + offset)).</summary>
internal sealed record Calibration(double Slope, double Offset)
{
    private const int Seed = 1;

    /// <param name="scores">Scores of rows that their model has not learned from, with their labels.</param>
    public static Calibration Fit(LearningProgram learning, IEnumerable<(bool Label, double Score)> scores)
    {
        var request = new CalibrationRequest([.. scores.Select(s => (s.Label, (float)s.Score))], Seed);
        CalibrationAnswer fitted = learning.Ask<CalibrationRequest, CalibrationAnswer>(LearningTask.Calibration, request);
        return new Calibration(fitted.Slope, fitted.Offset);
    }

    public double Probability(double score) => 1 / (1 + Math.Exp((Slope * score) + Offset));
}
