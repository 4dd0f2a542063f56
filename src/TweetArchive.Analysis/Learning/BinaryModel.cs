using Microsoft.ML;
using Microsoft.ML.Calibrators;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;

namespace TweetArchive.Analysis.Learning;

/// <summary>
/// Logistic regression: trained by Microsoft.ML (L-BFGS, one thread, L2), applied here, so that threads can share it and the same numbers
/// come out for the same text. Scores become probabilities by Platt's calibration on rows that the scores' model has not seen.
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
    public static BinaryModel Train(IEnumerable<(bool Label, VBuffer<float> Features)> rows, int size)
    {
        var ml = new MLContext(Seed);
        SchemaDefinition schema = SchemaDefinition.Create(typeof(Row));
        schema[nameof(Row.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, size);
        IDataView data = ml.Data.LoadFromEnumerable(rows.Select(r => new Row { Label = r.Label, Features = r.Features }), schema);
        LinearBinaryModelParameters model =
            ml.BinaryClassification.Trainers.LbfgsLogisticRegression(new LbfgsLogisticRegressionBinaryTrainer.Options
            {
                NumberOfThreads = 1,
                L1Regularization = 0,
                L2Regularization = Penalty,
                OptimizationTolerance = 1e-4f,
            }).Fit(data).Model.SubModel;
        return new BinaryModel(model.Bias, [.. model.Weights]);
    }

    /// <summary>Above 0 for what is rather true.</summary>
    public double Score(in VBuffer<float> features)
    {
        double score = bias;
        foreach ((int feature, float value) in features.Items())
            score += weights[feature] * value;
        return score;
    }

    private sealed class Row
    {
        public bool Label { get; set; }

        [VectorType]
        public VBuffer<float> Features { get; set; }
    }
}

/// <summary>Platt's calibration: probability = 1 / (1 + exp(slope · score + offset)).</summary>
internal sealed record Calibration(double Slope, double Offset)
{
    /// <param name="scores">Scores of rows that their model has not learned from, with their labels.</param>
    public static Calibration Fit(IEnumerable<(bool Label, double Score)> scores)
    {
        var ml = new MLContext(1);
        IDataView data = ml.Data.LoadFromEnumerable(scores.Select(s => new Scored { Label = s.Label, Score = (float)s.Score }));
        IPredictionTransformer<PlattCalibrator> fitted =
            ml.BinaryClassification.Calibrators.Platt(labelColumnName: nameof(Scored.Label), scoreColumnName: nameof(Scored.Score))
                .Fit(data);
        PlattCalibrator platt = fitted.Model;
        return new Calibration(platt.Slope, platt.Offset);
    }

    public double Probability(double score) => 1 / (1 + Math.Exp((Slope * score) + Offset));

    private sealed class Scored
    {
        public bool Label { get; set; }

        public float Score { get; set; }
    }
}
