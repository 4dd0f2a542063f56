using TweetArchive.Targets;
using TweetArchive.Text;

namespace TweetArchive.Report.Suggestions;

/// <summary>Aliases that a text is spelt almost like, after folding: one letter off, or two where it is long.</summary>
internal sealed class NearAliases
{
    private const int ShortestForOne = 5, ShortestForTwo = 10;

    private readonly Dictionary<string, string> aliases = new(StringComparer.Ordinal);

    public NearAliases(Lexicon lexicon)
    {
        foreach (Alias alias in lexicon.Aliases)
        {
            string folded = Joined(alias.Text);
            if (folded.Length >= ShortestForOne)
                aliases.TryAdd(folded, $"{alias.TargetId}: {alias.Text}");
        }
    }

    /// <summary>The first in the order of the lexicon; empty if none is near.</summary>
    public string Of(string text)
    {
        string folded = Joined(text);
        if (folded.Length < ShortestForOne)
            return "";
        foreach ((string alias, string name) in aliases)
        {
            int most = Math.Min(folded.Length, alias.Length) >= ShortestForTwo ? 2 : 1;
            if (Math.Abs(folded.Length - alias.Length) <= most && Distance(folded, alias, most) <= most)
                return name;
        }

        return "";
    }

    private static string Joined(string text) => string.Concat(Folding.FoldText(text).Where(char.IsLetterOrDigit));

    /// <summary>Letters put in, left out, exchanged, or swapped with their neighbour (optimal string alignment; Damerau 1964).</summary>
    internal static int Distance(string x, string y, int most)
    {
        int[] before = new int[y.Length + 1], last = [.. Enumerable.Range(0, y.Length + 1)], row = new int[y.Length + 1];
        for (int i = 1; i <= x.Length; i++)
        {
            row[0] = i;
            int least = i;
            for (int j = 1; j <= y.Length; j++)
            {
                row[j] = Math.Min(Math.Min(row[j - 1], last[j]) + 1, last[j - 1] + (x[i - 1] == y[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && x[i - 1] == y[j - 2] && x[i - 2] == y[j - 1])
                    row[j] = Math.Min(row[j], before[j - 2] + 1);
                least = Math.Min(least, row[j]);
            }

            if (least > most)
                return least;
            (before, last, row) = (last, row, before);
        }

        return last[y.Length];
    }
}
