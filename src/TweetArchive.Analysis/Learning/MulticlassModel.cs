namespace TweetArchive.Analysis.Learning;

/// <summary>
/// Multinomial logistic regression: trained by the learning program (SDCA, one thread, a seed), applied here, so that threads can share it
/// and the same numbers come out for the same text.
/// </summary>
internal sealed class MulticlassModel
{
    public const int Seed = 1;

    /// <summary>Passes over the rows: until all is learned where rows are few, fewer where they are many, so that it ends.</summary>
    public const int MostPasses = 200;
    public const int FewestPasses = 20;
    private const int RowsOfAllPasses = 300_000;

    /// <summary>Weight of the penalty on large coefficients, to be divided by the number of rows.</summary>
    public const float Penalty = 0.01f;

    private readonly int classes;
    private readonly float[] biases;

    // Of each feature the weights of all classes, side by side.
    private readonly float[] weights;

    private MulticlassModel(int classes, float[] biases, float[] weights) =>
        (this.classes, this.biases, this.weights) = (classes, biases, weights);

    /// <param name="rows">Class (from 0) and features of each; in an order that is the same each time.</param>
    /// <param name="classes">At least two.</param>
    /// <param name="size">Numbers of a vector.</param>
    public static MulticlassModel Train(
        LearningProgram learning, IReadOnlyList<(int Class, SparseVector Features)> rows, int classes, int size)
    {
        var request = new ClassesRequest(rows, classes, size, Penalty / Math.Max(rows.Count, 1), PassesOf(rows.Count), Seed);
        ClassesAnswer learned = learning.Ask<ClassesRequest, ClassesAnswer>(LearningTask.Classes, request);
        return new MulticlassModel(learned.Biases.Length, learned.Biases, learned.Weights);
    }

    /// <summary>Passes over this many rows.</summary>
    public static int PassesOf(int rows) => Math.Clamp(RowsOfAllPasses / Math.Max(rows, 1), FewestPasses, MostPasses);

    /// <summary>The probability of each class; they add up to 1.</summary>
    public double[] Probabilities(in SparseVector features)
    {
        double[] scores = [.. biases.Select(b => (double)b)];
        for (int i = 0; i < features.Places.Length; i++)
        {
            ReadOnlySpan<float> ofFeature = weights.AsSpan(features.Places[i] * classes, classes);
            for (int c = 0; c < classes; c++)
                scores[c] += ofFeature[c] * features.Values[i];
        }

        double largest = scores.Max(), sum = 0;
        for (int c = 0; c < classes; c++)
            sum += scores[c] = Math.Exp(scores[c] - largest);
        for (int c = 0; c < classes; c++)
            scores[c] /= sum;
        return scores;
    }
}
