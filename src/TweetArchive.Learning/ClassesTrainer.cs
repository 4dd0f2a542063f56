using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;
using TweetArchive.Analysis.Learning;

namespace TweetArchive.Learning;

/// <summary>Multinomial logistic regression by SDCA, with one thread and a seed.</summary>
internal static class ClassesTrainer
{
    public static ClassesAnswer Train(ClassesRequest request)
    {
        var ml = new MLContext(request.Seed);
        SchemaDefinition schema = Rows.Schema<Row>(nameof(Row.Features), request.Size);
        schema[nameof(Row.Label)].ColumnType = new KeyDataViewType(typeof(uint), request.Classes);
        // In memory a key counts from 0; Microsoft.ML adds the 1 that tells it from a missing one.
        IDataView data = ml.Data.LoadFromEnumerable(
            request.Rows.Select(r => new Row { Label = (uint)r.Class, Features = Rows.Vector(r.Features) }), schema);
        MaximumEntropyModelParameters model =
            ml.MulticlassClassification.Trainers.SdcaMaximumEntropy(new SdcaMaximumEntropyMulticlassTrainer.Options
            {
                NumberOfThreads = 1,
                MaximumNumberOfIterations = request.Passes,
                ConvergenceTolerance = 0.01f,
                L2Regularization = request.Penalty,
            }).Fit(data).Model;
        VBuffer<float>[] learned = [];
        model.GetWeights(ref learned, out int count);
        float[] weights = new float[request.Size * count];
        for (int c = 0; c < count; c++)
        {
            foreach ((int feature, float weight) in learned[c].Items())
                weights[(feature * count) + c] = weight;
        }

        return new ClassesAnswer([.. model.GetBiases()], weights);
    }

    private sealed class Row
    {
        public uint Label { get; set; }

        [VectorType]
        public VBuffer<float> Features { get; set; }
    }
}
