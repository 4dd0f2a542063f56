using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;
using Microsoft.ML.Transforms.Text;

namespace TweetArchive.Analysis.Narratives;

/// <summary>A theme: clusters of copies with similar words.</summary>
internal sealed record Theme(int Number, IReadOnlyList<Cluster> Clusters, IReadOnlyList<string> Terms);

/// <summary>
/// Puts the texts of clusters into themes: TF-IDF over words, k-means (Microsoft.ML, with a seed and one thread, so the same again),
/// with the number of themes among a few that has the largest mean simplified silhouette.
/// </summary>
internal static class Themes
{
    public const int MostTexts = 5_000;
    public const int MostWords = 3_000;
    public const int SilhouetteSample = 500;
    public const int FewestTexts = 12;
    public const int Terms = 8;
    public static readonly int[] Numbers = [3, 5, 8, 12, 18, 27, 40];

    private const int Seed = 1;

    /// <summary>Makes the themes of one dataset; none where there are too few clusters.</summary>
    /// <param name="clusters">Clusters with their texts, the largest first; the first <see cref="MostTexts"/> take part.</param>
    /// <param name="silhouette">Of the number of themes chosen, −1 to 1.</param>
    public static IReadOnlyList<Theme> Find(IReadOnlyList<(Cluster Cluster, string Text)> clusters, out double silhouette,
        CancellationToken cancelled)
    {
        silhouette = 0;
        (Cluster Cluster, string Text)[] some = [.. clusters.Take(MostTexts)];
        if (some.Length < FewestTexts)
            return [];
        var ml = new MLContext(Seed);
        HashSet<string> vocabulary = [.. Vocabulary(some)];
        IDataView texts = ml.Data.LoadFromEnumerable(
            some.Select(c => new TextRow { Text = string.Join(' ', c.Text.Split(' ').Where(vocabulary.Contains)) }));
        var bags = ml.Transforms.Text.TokenizeIntoWords("Words", "Text", [' '])
            .Append(ml.Transforms.Conversion.MapValueToKey("Keys", "Words"))
            .Append(ml.Transforms.Text.ProduceNgrams("Bag", "Keys", ngramLength: 1, useAllLengths: false,
                weighting: NgramExtractingEstimator.WeightingCriteria.TfIdf))
            .Append(ml.Transforms.NormalizeLpNorm("Features", "Bag"));
        IDataView features = ml.Data.Cache(bags.Fit(texts).Transform(texts), "Features");
        int step = ((some.Length - 1) / SilhouetteSample) + 1;
        float[][] points = [
            .. features.GetColumn<VBuffer<float>>("Features").Where((_, i) => i % step == 0).Select(v => v.DenseValues().ToArray())];
        uint[]? best = null;
        foreach (int number in Numbers.Where(n => n == Numbers[0] || n <= some.Length / 4))
        {
            cancelled.ThrowIfCancellationRequested();
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
            if (best is not null && quality <= silhouette)
                continue;
            (best, silhouette) = (labels, quality);
        }

        return Describe(some, best!);
    }

    /// <summary>
    /// Mean over the points of (b − a) / max(a, b), a and b the distances to the centre of the own theme and to the nearest other
    /// centre (Hruschka and others, 2004): the silhouette without its square of distances.
    /// </summary>
    internal static double Silhouette(float[][] points, uint[] labels)
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

    /// <summary>The most frequent words that stand in at least two of the texts.</summary>
    private static IEnumerable<string> Vocabulary((Cluster Cluster, string Text)[] texts) =>
        texts.SelectMany(t => t.Text.Split(' ').Where(IsWord).Distinct()).GroupBy(w => w)
        .Where(g => g.Count() > 1).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).Take(MostWords)
        .Select(g => g.Key);

    private static bool IsWord(string word) => word.Length > 2 && word.Any(char.IsLetter);

    private static List<Theme> Describe((Cluster Cluster, string Text)[] clusters, uint[] labels)
    {
        string[][] words = [.. clusters.Select(c => c.Text.Split(' ').Where(IsWord).Distinct().ToArray())];
        Dictionary<string, int> all = words.SelectMany(w => w).GroupBy(w => w)
            .ToDictionary(g => g.Key, g => g.Count(), StringComparer.Ordinal);
        List<Theme> themes = [];
        foreach (var theme in Enumerable.Range(0, clusters.Length).GroupBy(i => labels[i])
            .OrderByDescending(g => g.Sum(i => clusters[i].Cluster.Rows.Count)).ThenBy(g => g.First()))
        {
            // Words of a theme: in many of its texts and in few others.
            IEnumerable<string> terms = theme.SelectMany(i => words[i]).GroupBy(w => w)
                .OrderByDescending(g => g.Count() * Math.Log((1.0 + clusters.Length) / all[g.Key]))
                .ThenBy(g => g.Key, StringComparer.Ordinal).Take(Terms).Select(g => g.Key);
            themes.Add(new Theme(themes.Count + 1, [.. theme.Select(i => clusters[i].Cluster)], [.. terms]));
        }

        foreach (Theme theme in themes)
        {
            foreach (Cluster cluster in theme.Clusters)
                cluster.Theme = theme.Number;
        }

        return themes;
    }

    private sealed class TextRow
    {
        public string Text { get; set; } = "";
    }
}
