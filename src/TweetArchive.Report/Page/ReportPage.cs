using System.Security.Cryptography;
using System.Text;

namespace TweetArchive.Report.Page;

/// <summary>
/// Puts the page together: template, style, data, chart library, script, and a policy that lets nothing else run or load.
/// </summary>
internal static class ReportPage
{
    /// <param name="values">HTML by the name of its {{mark}} in the template: already escaped.</param>
    /// <param name="data">JSON from <see cref="PageText.Json"/>.</param>
    public static byte[] Build(IReadOnlyDictionary<string, string> values, string data) =>
        Build(Assets.Template, Assets.Style, [ChartLibrary.Script, Assets.Script], values, data);

    /// <summary>
    /// A page of another kind: the template has {{policy}}, {{style}}, {{data}} and, in this order, {{script0}}, {{script1}} …
    /// </summary>
    public static byte[] Build(
        string template, string style, IReadOnlyList<string> scripts, IReadOnlyDictionary<string, string> values, string data)
    {
        foreach (string text in scripts.Append(data))
        {
            if (text.Contains("</script", StringComparison.OrdinalIgnoreCase) || text.Contains("<!--", StringComparison.Ordinal))
                throw new InvalidOperationException("a script of the page would end its element early");
        }

        var all = new Dictionary<string, string>(values, StringComparer.Ordinal)
        {
            ["policy"] = Policy(style, scripts),
            ["style"] = style,
            ["data"] = data,
        };
        for (int i = 0; i < scripts.Count; i++)
            all[$"script{i}"] = scripts[i];
        return Encoding.UTF8.GetBytes(Fill(template, all));
    }

    /// <summary>
    /// Scripts and styles run by their checksums alone; nothing is fetched, sent or framed. The library sets styles through the
    /// object model, which no policy forbids.
    /// </summary>
    private static string Policy(string style, IEnumerable<string> scripts) =>
        $"default-src 'none'; script-src {string.Join(' ', scripts.Select(Hash))}; style-src {Hash(style)}; img-src data:; base-uri "
            + "'none'; form-action 'none'";

    private static string Hash(string text) => $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}'";

    /// <summary>Values are put in once: a mark that is in a value stays text.</summary>
    private static string Fill(string template, Dictionary<string, string> values)
    {
        var page = new StringBuilder(2 << 20);
        int from = 0;
        for (int open; (open = template.IndexOf("{{", from, StringComparison.Ordinal)) >= 0;)
        {
            int close = template.IndexOf("}}", open, StringComparison.Ordinal);
            page.Append(template, from, open - from).Append(values[template[(open + 2)..close]]);
            from = close + 2;
        }

        return page.Append(template, from, template.Length - from).ToString();
    }
}
