using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;

namespace TweetArchive.Analysis.Learning;

/// <summary>
/// Multinomial logistic regression: trained by Microsoft.ML (SDCA, one thread, a seed), applied here, so that threads can share it and the
/// same numbers come out for the same text.
/// </summary>
internal sealed class MulticlassModel
{
    public const int Seed = 1;
    public const int Passes = 20;

    /// <summary>Weight of the penalty on large coefficients, to be divided by the number of rows.</summary>
    public const float Penalty = 0.1f;

    private readonly int classes;
    private readonly float[] biases;

    // Of each feature the weights of all classes, side by side.
    private readonly float[] weights;

    private MulticlassModel(int classes, float[] biases, float[] weights) =>
        (this.classes, this.biases, this.weights) = (classes, biases, weights);

    /// <param name="rows">Class (from 0) and features of each; in an order that is the same each time.</param>
    /// <param name="classes">At least two.</param>
    /// <param name="size">Numbers of a vector.</param>
    public static MulticlassModel Train(IReadOnlyList<(int Class, VBuffer<float> Features)> rows, int classes, int size)
    {
        var ml = new MLContext(Seed);
        SchemaDefinition schema = SchemaDefinition.Create(typeof(Row));
        schema[nameof(Row.Label)].ColumnType = new KeyDataViewType(typeof(uint), classes);
        schema[nameof(Row.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, size);
        // In memory a key counts from 0; Microsoft.ML adds the 1 that tells it from a missing one.
        IDataView data = ml.Data.LoadFromEnumerable(rows.Select(r => new Row { Label = (uint)r.Class, Features = r.Features }), schema);
        MaximumEntropyModelParameters model =
            ml.MulticlassClassification.Trainers.SdcaMaximumEntropy(new SdcaMaximumEntropyMulticlassTrainer.Options
            {
                NumberOfThreads = 1,
                MaximumNumberOfIterations = Passes,
                ConvergenceTolerance = 0.01f,
                L2Regularization = Penalty / Math.Max(rows.Count, 1),
            }).Fit(data).Model;
        VBuffer<float>[] learned = [];
        model.GetWeights(ref learned, out int count);
        float[] weights = new float[size * count];
        for (int c = 0; c < count; c++)
        {
            foreach ((int feature, float weight) in learned[c].Items())
                weights[(feature * count) + c] = weight;
        }

        return new MulticlassModel(count, [.. model.GetBiases()], weights);
    }

    /// <summary>The probability of each class; they add up to 1.</summary>
    public double[] Probabilities(in VBuffer<float> features)
    {
        double[] scores = [.. biases.Select(b => (double)b)];
        foreach ((int feature, float value) in features.Items())
        {
            ReadOnlySpan<float> ofFeature = weights.AsSpan(feature * classes, classes);
            for (int c = 0; c < classes; c++)
                scores[c] += ofFeature[c] * value;
        }

        double largest = scores.Max(), sum = 0;
        for (int c = 0; c < classes; c++)
            sum += scores[c] = Math.Exp(scores[c] - largest);
        for (int c = 0; c < classes; c++)
            scores[c] /= sum;
        return scores;
    }

    private sealed class Row
    {
        public uint Label { get; set; }

        [VectorType]
        public VBuffer<float> Features { get; set; }
    }
}
