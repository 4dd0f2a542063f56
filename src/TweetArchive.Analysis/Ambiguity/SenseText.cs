using System.Text;
using TweetArchive.Analysis.Learning;
using TweetArchive.Targets.Matching;

namespace TweetArchive.Analysis.Ambiguity;

/// <summary>Bytes [Start, End) of a tweet's text or, where not <paramref name="InText"/>, of its cell of hashtags.</summary>
internal readonly record struct SensePlace(int Start, int End, bool InText);

/// <summary>
/// The words around a name: folded as matching folds them, hashtags as words, without links and handles; a mark stands where the name
/// stood, and every name of the same target is left out. Otherwise a model would learn the list of names. Reusable, not for two threads.
/// </summary>
internal sealed class SenseText
{
    /// <summary>Stands for the name.</summary>
    public const char Mark = '\u0002';

    public const int FeatureBits = 16;
    public const int ShortestPiece = 3;
    public const int LongestPiece = 5;

    /// <summary>Words on each side of the mark that count as words, besides their pieces.</summary>
    public const int Reach = 8;

    private const int MostCharacters = 400;

    // Kinds of features; those of pieces are their lengths, those of words with a target follow the last.
    private const int Word = 16, Pair = 17, OfLanguage = 18, WordOfTarget = 32;

    private readonly FeatureHasher hasher = new(FeatureBits, 1);
    private byte[] kept = new byte[1024];

    public static int Size => (1 << FeatureBits) + 1;

    /// <summary>
    /// The words of the tweet that <paramref name="session"/> has matched last, one space between them and one at each end.
    /// </summary>
    /// <param name="target">Its names are left out.</param>
    public string Read(MatchSession session, int target, SensePlace place)
    {
        TextAnalysis analysis = session.Analysis;
        ReadOnlySpan<byte> folded = analysis.Folded.Bytes;
        if (kept.Length < (3 * folded.Length) + 8)
            kept = new byte[6 * (folded.Length + 8)];
        int length = 0, mark = -1;
        Put(ref length, (byte)' ');
        for (int i = 0; i < folded.Length; i++)
        {
            FoldedSource source = analysis.SourceAt(i);
            if (source is FoldedSource.WholeHashtag or FoldedSource.Handle)
                continue;
            bool inText = source != FoldedSource.ColumnHashtag;
            int start = analysis.Folded.OriginalStart(i), end = analysis.Folded.OriginalEnd(i);
            if (end > start && inText == place.InText && start >= place.Start && end <= place.End)
            {
                if (mark >= 0)
                    continue;
                Put(ref length, (byte)' ');
                mark = length;
                Put(ref length, (byte)Mark);
                Put(ref length, (byte)' ');
            }
            else
            {
                Put(ref length, end > start && folded[i] > ' ' && !IsName(session, target, start, end, inText) ? folded[i] : (byte)' ');
            }
        }

        Put(ref length, (byte)' ');
        if (mark < 0)
        {
            kept[length++] = (byte)Mark;
            kept[length++] = (byte)' ';
        }

        string words = Encoding.UTF8.GetString(kept, 0, length);
        if (words.Length <= MostCharacters)
            return words;
        int from = Math.Clamp(words.IndexOf(Mark, StringComparison.Ordinal) - (MostCharacters / 2), 0, words.Length - MostCharacters);
        return " " + words.Substring(from, MostCharacters).Trim() + " ";
    }

    /// <summary>Features of what <see cref="Read"/> gave.</summary>
    /// <param name="language">As released, or what the letters say.</param>
    /// <param name="accountShare">Of the account's other tweets, the share that name the target's group without doubt; 0 to 1.</param>
    public SparseVector Features(string words, int target, string language, double accountShare)
    {
        hasher.Clear();
        hasher.AddCharacters(words, ShortestPiece, LongestPiece);
        string[] all = words.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        int mark = Array.FindIndex(all, w => w[0] == Mark);
        int first = Math.Max(mark - Reach, 0), last = Math.Min(mark + Reach, all.Length - 1);
        for (int w = first; w <= last; w++)
        {
            if (w < last)
                hasher.Add(all[w] + " " + all[w + 1], Pair);
            if (w == mark)
                continue;
            hasher.Add(all[w], Word);
            hasher.Add(all[w], WordOfTarget + target);
        }

        hasher.Add(language, OfLanguage);
        return hasher.Vector((float)Math.Sqrt(accountShare));
    }

    private static bool IsName(MatchSession session, int target, int start, int end, bool inText)
    {
        foreach (ref readonly MatchSession.AliasHit hit in session.Hits)
        {
            if (hit.IsWords && hit.InText == inText && start >= hit.Start && end <= hit.End
                && session.Matcher.TargetOf[hit.Alias] == target)
                return true;
        }

        return false;
    }

    private void Put(ref int length, byte b)
    {
        if (b != ' ' || length == 0 || kept[length - 1] != ' ')
            kept[length++] = b;
    }
}
