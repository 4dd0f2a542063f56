using System.Text.RegularExpressions;
using TweetArchive.Testing;

namespace TweetArchive.Soak;

/// <summary>
/// Markup, scripts and commands to terminals in texts, names of accounts, hashtags and files: the page has the elements and attributes of
/// any page, and no command of a text reaches the terminal, whichever command shows it.
/// </summary>
internal sealed partial record HostilePages() : Trial("pages", "markup and terminal commands in texts and names")
{
    private static readonly string[] Pieces =
    [
        "<script>document.title='hacked'</script>", "</script><img src=x onerror=alert(1)>", "<!--", "-->", "]]>", "\u001b]0;hacked\u0007",
        "\u001b[2J", "\u009b31m", "\u202e", "\u2066", "\u2028", "\ufeff",
        "javascript:alert(1)", "&lt;b&gt;", "${x}", "{{x}}", "\"\" onload=x", "' or 1=1 --", "\u0000", "\\u003cscript",
        "=cmd|' /C calc'!A0", "a\tb", "%s%n", "\U0001F600", "مریم رجوی",
    ];

    public override void Run(Random random, Workshop shop)
    {
        string Any() => string.Concat(Enumerable.Range(0, random.Next(1, 4)).Select(_ => random.Pick(Pieces)));
        string[] texts = [.. Enumerable.Range(0, 40).Select(i => $"Maryam Rajavi {i} {Any()} #{Any()} https://example.org/{Any()}")];
        CommandResult hostile = Report(random, shop, "hostile", texts, Any);
        Report(random, shop, "benign", [.. texts.Select((_, i) => $"Maryam Rajavi {i} words #tag https://example.org/x")], () => "u");
        HashSet<string> known = Elements(File.ReadAllText(shop.File("benign/out/report.html")));
        known.UnionWith(Elements(File.ReadAllText(shop.File("hostile/out/report.html"))));
        string[] more = [
            .. Elements(File.ReadAllText(shop.File("hostile/out/report.html")))
                .Except(Elements(File.ReadAllText(shop.File("benign/out/report.html"))))];
        Workshop.Expect(more.Length == 0, "elements that an ordinary page does not have: " + string.Join(" ", more));
        Workshop.Expect(hostile.ExitCode is 0 or 3, hostile.Error);
        shop.Command("query", shop.File("hostile/out"), "SELECT tweet_text, userid FROM tweets");
        shop.Command("targets", "explain", texts[0].Replace("\0", "", StringComparison.Ordinal));
        shop.Command("inspect", shop.File("hostile"));
    }

    private static CommandResult Report(Random random, Workshop shop, string name, string[] texts, Func<string> any)
    {
        Directory.CreateDirectory(shop.File(name));
        string fileName = new([.. any().Where(c => c is not ('/' or '\0'))]);
        string file = shop.File($"{name}/{fileName}_tweets_csv_hashed.csv");
        File.WriteAllText(file,
            CommandFolder.Header + string.Concat(texts.Select((t, i) => CommandFolder.Row(i + 1, Doubled(t), Doubled(any())))));
        return shop.Command("run", shop.File(name), "--out", shop.File(name + "/out"), "--tweets", "all");

        static string Doubled(string text) => text.Replace("\"", "\"\"", StringComparison.Ordinal);
    }

    /// <summary>Every element with the names of its attributes, outside of what scripts hold.</summary>
    private static HashSet<string> Elements(string page) =>
        [.. Element().Matches(Script().Replace(page, m => m.Groups[1].Value))
            .Select(m => m.Groups[1].Value + "("
                + string.Join(' ', Attribute().Matches(m.Groups[2].Value).Select(a => a.Groups[1].Value).Order(StringComparer.Ordinal))
                + ")")];

    [GeneratedRegex("(<script[^>]*>).*?</script>", RegexOptions.Singleline)]
    private static partial Regex Script();

    [GeneratedRegex(@"<([a-zA-Z!][\w-]*)((?:[^>""']|""[^""]*""|'[^']*')*)>")]
    private static partial Regex Element();

    [GeneratedRegex(@"([\w-]+)\s*=\s*(?:""[^""]*""|'[^']*'|[^\s""']+)")]
    private static partial Regex Attribute();
}
