using System.Text;
using System.Text.RegularExpressions;
using TweetArchive.Text;

namespace TweetArchive.Report.Page;

/// <summary>Text of a tweet as the page shows it: as released, links defanged so that nobody and nothing follows them.</summary>
internal static partial class TweetText
{
    /// <summary>A link with its scheme, or a host that begins with www; the group is what is changed: the scheme, the host.</summary>
    [GeneratedRegex(@"(?<scheme>\b(?:https?|ftp))(?=://)(?:://(?<host>[^\s/?#\\]*))|(?<![\w.@])(?<host>www\.[^\s/?#\\]+)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Links();

    /// <summary>awdnews.com becomes awdnews[.]com.</summary>
    public static string DefangHost(string host) => host.Replace(".", "[.]", StringComparison.Ordinal);

    /// <summary>The host of a link as domains.parquet has it, defanged; null where a link has none.</summary>
    public static string? Domain(string url)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(url), domain = new byte[bytes.Length];
        return UrlHost.TryGetDomain(bytes, domain, out int length) ? DefangHost(Encoding.UTF8.GetString(domain, 0, length)) : null;
    }

    public static string Defang(string text) => string.Concat(Segments(text, []));

    /// <summary>The text in pieces: plain, marked, plain, marked …, the first and every other one plain (perhaps empty).</summary>
    /// <param name="marks">What is marked: code points from the start of <paramref name="text"/>, as match_start counts, and how
    /// many.</param>
    public static IReadOnlyList<string> Segments(string text, IReadOnlyCollection<(int Start, int Length)> marks)
    {
        bool[] marked = Marked(text, marks);
        Dictionary<int, (int Length, string By)> edits = Edits(text);
        var segments = new List<string>();
        var current = new StringBuilder();
        bool inMark = false;
        for (int i = 0; i < text.Length;)
        {
            if (marked[i] != inMark)
            {
                segments.Add(current.ToString());
                current.Clear();
                inMark = !inMark;
            }

            (int length, string by) = edits.TryGetValue(i, out var edit) ? edit : (1, text[i].ToString());
            current.Append(by);
            i += length;
        }

        segments.Add(current.ToString());
        return segments;
    }

    private static bool[] Marked(string text, IReadOnlyCollection<(int Start, int Length)> marks)
    {
        bool[] marked = new bool[text.Length];
        if (marks.Count == 0)
            return marked;
        int codePoint = 0;
        for (int i = 0; i < text.Length; codePoint++)
        {
            int length = char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]) ? 2 : 1;
            bool inside = marks.Any(m => codePoint >= m.Start && codePoint < m.Start + m.Length);
            marked.AsSpan(i, length).Fill(inside);
            i += length;
        }

        return marked;
    }

    /// <summary>Single characters that are written differently, and schemes, by their places.</summary>
    private static Dictionary<int, (int Length, string By)> Edits(string text)
    {
        var edits = new Dictionary<int, (int, string)>();
        foreach (Match link in Links().Matches(text))
        {
            Group scheme = link.Groups["scheme"];
            // ht-tp becomes hx-xp, letter by letter, so that a mark may begin anywhere.
            for (int i = scheme.Index; i < scheme.Index + scheme.Length; i++)
            {
                if (text[i] is 't' or 'T')
                    edits[i] = (1, text[i] == 't' ? "x" : "X");
            }

            Group host = link.Groups["host"];
            for (int i = host.Index; i < host.Index + host.Length; i++)
            {
                if (text[i] == '.')
                    edits[i] = (1, "[.]");
            }
        }

        return edits;
    }
}
