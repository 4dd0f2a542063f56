using TweetArchive.Analysis.Learning;

namespace TweetArchive.Analysis.Narratives;

/// <summary>A theme: clusters of copies with similar words.</summary>
internal sealed record Theme(int Number, IReadOnlyList<Cluster> Clusters, IReadOnlyList<string> Terms);

/// <summary>
/// Puts the texts of clusters into themes: TF-IDF over words, k-means (the learning program, with a seed and one thread, so the same
/// again), with the number of themes among a few that has the largest mean simplified silhouette.
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
    public static IReadOnlyList<Theme> Find(
        LearningProgram learning, IReadOnlyList<(Cluster Cluster, string Text)> clusters, out double silhouette)
    {
        silhouette = 0;
        (Cluster Cluster, string Text)[] some = [.. clusters.Take(MostTexts)];
        if (some.Length < FewestTexts)
            return [];
        HashSet<string> vocabulary = [.. Vocabulary(some)];
        string[] texts = [.. some.Select(c => string.Join(' ', c.Text.Split(' ').Where(vocabulary.Contains)))];
        int apart = Distinguishable(texts);
        int[] numbers = [.. Numbers.Where(n => n <= apart)];
        if (numbers.Length == 0)
            return [];
        ThemesAnswer found =
            learning.Ask<ThemesRequest, ThemesAnswer>(LearningTask.Themes, new ThemesRequest(texts, numbers, SilhouetteSample, Seed));
        silhouette = found.Silhouette;
        return Describe(some, found.Labels);
    }

    /// <summary>
    /// How many texts have words that no other has in the same set; k-means cannot make more groups. A word of every text tells nothing.
    /// </summary>
    internal static int Distinguishable(string[] texts)
    {
        string[][] words = [.. texts.Select(t => t.Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct().ToArray())];
        HashSet<string> everywhere = [.. words.SelectMany(w => w).GroupBy(w => w).Where(g => g.Count() == texts.Length).Select(g => g.Key)];
        return words.Select(w => string.Join(' ', w.Where(t => !everywhere.Contains(t)).Order(StringComparer.Ordinal))).Distinct().Count();
    }

    /// <summary>The most frequent words that are in at least two of the texts.</summary>
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
}
