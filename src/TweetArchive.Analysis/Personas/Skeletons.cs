using TweetArchive.Text;

namespace TweetArchive.Analysis.Personas;

/// <summary>Names without what the eye ignores: spelling variants, separators, letters that look alike.</summary>
internal static class Skeletons
{
    /// <summary>Second-level labels under which names are registered, as in bbc.co.uk.</summary>
    private static readonly HashSet<string> SharedLabels = new(StringComparer.Ordinal) { "co", "com", "org", "net", "ac", "gov", "edu" };

    /// <summary>
    /// Folded as texts are (case, marks, Arabic variants, full-width letters), letters and digits only, then l, i, 1 and 0, o, and rn,
    /// vv as the letters they look like.
    /// </summary>
    public static string Of(string name)
    {
        string folded = Folding.FoldText(name);
        var skeleton = new System.Text.StringBuilder(folded.Length);
        foreach (char c in folded)
        {
            if (!char.IsLetterOrDigit(c))
                continue;
            char seen = c switch { 'i' or '1' => 'l', '0' => 'o', _ => c };
            if (skeleton.Length > 0 && ((c == 'n' && skeleton[^1] == 'r') || (c == 'v' && skeleton[^1] == 'v')))
            {
                skeleton[^1] = c == 'n' ? 'm' : 'w';
                continue;
            }

            skeleton.Append(seen);
        }

        return skeleton.ToString();
    }

    /// <summary>The part of a host under which it was registered: bbc.co.uk of news.bbc.co.uk.</summary>
    public static string Registrable(string host)
    {
        string[] labels = host.Split('.');
        int keep = labels.Length > 2 && labels[^1].Length == 2 && SharedLabels.Contains(labels[^2]) ? 3 : 2;
        return labels.Length <= keep ? host : string.Join('.', labels[^keep..]);
    }

    /// <summary>The registered label alone: bbc of bbc.co.uk.</summary>
    public static string WithoutSuffix(string host) => Registrable(host).Split('.')[0];

    /// <summary>
    /// Edits that may be between two skeletons: two, in short names one or none, since short names are near each other by chance.
    /// </summary>
    public static int MostEdits(int length) => length >= 8 ? 2 : length >= 5 ? 1 : 0;
}
