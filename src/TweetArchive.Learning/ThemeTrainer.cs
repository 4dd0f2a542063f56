using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;
using Microsoft.ML.Transforms.Text;
using TweetArchive.Analysis.Learning;

namespace TweetArchive.Learning;

/// <summary>
/// TF-IDF over words and k-means, with one thread and a seed, for the number of themes that has the largest mean simplified silhouette.
/// </summary>
internal static class ThemeTrainer
{
    public static ThemesAnswer Train(ThemesRequest request)
    {
        var ml = new MLContext(request.Seed);
        IDataView texts = ml.Data.LoadFromEnumerable(request.Texts.Select(t => new TextRow { Text = t }));
        var bags = ml.Transforms.Text.TokenizeIntoWords("Words", "Text", [' '])
            .Append(ml.Transforms.Conversion.MapValueToKey("Keys", "Words"))
            .Append(ml.Transforms.Text.ProduceNgrams("Bag", "Keys", ngramLength: 1, useAllLengths: false,
                weighting: NgramExtractingEstimator.WeightingCriteria.TfIdf))
            .Append(ml.Transforms.NormalizeLpNorm("Features", "Bag"));
        IDataView features = ml.Data.Cache(bags.Fit(texts).Transform(texts), "Features");
        int step = ((request.Texts.Length - 1) / request.SilhouetteSample) + 1;
        float[][] points = [
            .. features.GetColumn<VBuffer<float>>("Features").Where((_, i) => i % step == 0).Select(v => v.DenseValues().ToArray())];
        ThemesAnswer? best = null;
        foreach (int number in request.Numbers.Where(n => n == request.Numbers[0] || n <= request.Texts.Length / 4))
        {
            var options = new KMeansTrainer.Options
            {
                NumberOfClusters = number,
                FeatureColumnName = "Features",
                NumberOfThreads = 1,
                InitializationAlgorithm = KMeansTrainer.InitializationAlgorithm.KMeansPlusPlus
            };
            var model = ml.Clustering.Trainers.KMeans(options).Fit(features);
            uint[] labels = [.. model.Transform(features).GetColumn<uint>("PredictedLabel")];
            double quality = Silhouette(points, [.. labels.Where((_, i) => i % step == 0)]);
            if (best is null || quality > best.Silhouette)
                best = new ThemesAnswer(labels, quality);
        }

        return best!;
    }

    /// <summary>
    /// Mean over the points of (b − a) / max(a, b), a and b the distances to the centre of the own theme and to the nearest other
    /// centre (Hruschka and others, 2004): the silhouette without its square of distances.
    /// </summary>
    private static double Silhouette(float[][] points, uint[] labels)
    {
        var centres = points.Zip(labels).GroupBy(p => p.Second).OrderBy(g => g.Key)
            .ToDictionary(g => g.Key, g => Mean([.. g.Select(p => p.First)]));
        if (centres.Count < 2)
            return -1;
        double sum = 0;
        for (int i = 0; i < points.Length; i++)
        {
            double own = Distance(points[i], centres[labels[i]]);
            double other = centres.Where(c => c.Key != labels[i]).Min(c => Distance(points[i], c.Value));
            sum += Math.Max(own, other) is > 0 and double larger ? (other - own) / larger : 0;
        }

        return sum / points.Length;
    }

    private static float[] Mean(float[][] points)
    {
        float[] mean = new float[points[0].Length];
        foreach (float[] point in points)
        {
            for (int i = 0; i < mean.Length; i++)
                mean[i] += point[i] / points.Length;
        }

        return mean;
    }

    private static double Distance(float[] a, float[] b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++)
            sum += (a[i] - b[i]) * (a[i] - b[i]);
        return Math.Sqrt(sum);
    }

    private sealed class TextRow
    {
        public string Text { get; set; } = "";
    }
}
