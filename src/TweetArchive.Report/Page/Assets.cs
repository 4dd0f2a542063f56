using System.Text;
using TweetArchive.Text;

namespace TweetArchive.Report.Page;

/// <summary>The files that the page is put together from; they are inside the program.</summary>
internal static class Assets
{
    /// <summary>The page's own scripts, in the order in which they are read.</summary>
    private static readonly string[] Scripts =
        ["dom.js", "tweet.js", "data.js", "address.js", "takeout.js", "charts.js", "findings.js", "spikes.js", "weekly.js", "languages.js",
            "hours.js", "lists.js", "network.js", "figures.js", "pool.js", "search.js",
            "account.js", "examples.js", "events.js", "analysis.js", "main.js"];

    public static string Template => Text("page/report.html");

    public static string Style => Text("page/report.css");

    /// <summary>One function, so that nothing of the page is global.</summary>
    public static string Script => Wrap(Scripts);

    /// <summary>Some files as one function.</summary>
    public static string Wrap(params string[] scripts) =>
        "\"use strict\";\n(() => {\n" + string.Concat(scripts.Select(s => Text("page/" + s))) + "})();\n";

    /// <summary>
    /// An embedded file as text, with line feeds as line ends whatever the checkout made of them: checksums are taken of it.
    /// </summary>
    public static string Text(string name)
    {
        string text = Encoding.UTF8.GetString(ShippedFiles.Read(typeof(Assets).Assembly, name)).TrimStart('\uFEFF');
        return text.Replace("\r\n", "\n", StringComparison.Ordinal);
    }
}
