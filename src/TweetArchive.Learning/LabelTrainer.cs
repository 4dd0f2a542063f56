using Microsoft.ML;
using Microsoft.ML.Calibrators;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;
using TweetArchive.Analysis.Learning;

namespace TweetArchive.Learning;

/// <summary>Logistic regression by L-BFGS, with one thread, and Platt's calibration of its scores.</summary>
internal static class LabelTrainer
{
    public static LabelAnswer Train(LabelRequest request)
    {
        var ml = new MLContext(request.Seed);
        IDataView data = ml.Data.LoadFromEnumerable(
            request.Rows.Select(r => new Row { Label = r.Label, Features = Rows.Vector(r.Features) }), Rows.Schema<Row>(nameof(Row.Features), request.Size));
        LinearBinaryModelParameters model =
            ml.BinaryClassification.Trainers.LbfgsLogisticRegression(new LbfgsLogisticRegressionBinaryTrainer.Options
            {
                NumberOfThreads = 1,
                L1Regularization = 0,
                L2Regularization = request.Penalty,
                OptimizationTolerance = 1e-4f,
            }).Fit(data).Model.SubModel;
        return new LabelAnswer(model.Bias, [.. model.Weights]);
    }

    public static CalibrationAnswer Calibrate(CalibrationRequest request)
    {
        var ml = new MLContext(request.Seed);
        IDataView data = ml.Data.LoadFromEnumerable(request.Rows.Select(r => new Scored { Label = r.Label, Score = r.Score }));
        IPredictionTransformer<PlattCalibrator> fitted =
            ml.BinaryClassification.Calibrators.Platt(labelColumnName: nameof(Scored.Label), scoreColumnName: nameof(Scored.Score))
                .Fit(data);
        return new CalibrationAnswer(fitted.Model.Slope, fitted.Model.Offset);
    }

    private sealed class Row
    {
        public bool Label { get; set; }

        [VectorType]
        public VBuffer<float> Features { get; set; }
    }

    private sealed class Scored
    {
        public bool Label { get; set; }

        public float Score { get; set; }
    }
}
