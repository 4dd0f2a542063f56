using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using TweetArchive.Report.Page;
using Xunit;

namespace TweetArchive.Tests.Report;

/// <summary>Values in HTML and in the script element that holds the data; the policy; what the page is made of.</summary>
public sealed class PageTextTests
{
    private static readonly Dictionary<string, string> Marks =
        new[] { "title", "lead", "accounting", "inputs", "releases", "targets", "estimates", "all_tweets", "tweets_shown",
            "language_guesses", "lexicon",
            "citation", "version" }.ToDictionary(m => m, _ => "");

    public static TheoryData<string> Hostile =>
        ["<script>alert(1)</script>", "</script><img src=x onerror=alert(1)>", "</SCRIPT >", "<!-- <script>", "&lt;b&gt; &amp; &#60;",
            "\" onmouseover=\"x", "' x='",
        "javascript:alert(1)", "a\u2028b\u2029c", "\u202Egnp.exe\u202C \u2066x\u2069", "]]>", "{{data}}", "\u0000\u0008", "`${x}`",
        "سلام می‌خواهم 😀"];

    [Theory]
    [MemberData(nameof(Hostile))]
    public void In_html_a_value_is_text_and_nothing_else(string value)
    {
        string html = PageText.Html(value);
        Assert.DoesNotContain('<', html);
        Assert.DoesNotContain('>', html);
        Assert.DoesNotContain('"', html);
        Assert.DoesNotContain('\'', html);
        Assert.Equal(value.Replace('\0', '\uFFFD'), System.Net.WebUtility.HtmlDecode(html).Replace('\0', '\uFFFD'));
    }

    [Theory]
    [MemberData(nameof(Hostile))]
    public void In_a_script_element_a_value_is_one_string_of_json(string value)
    {
        string json = PageText.Json(w =>
        {
            w.WriteStartObject();
            w.WriteString(value, value);
            w.WriteEndObject();
        });
        Assert.DoesNotContain(json, c => c is '<' or '>' or '&' or '\'' or '\u2028' or '\u2029');
        JsonProperty only = Assert.Single(JsonDocument.Parse(json).RootElement.EnumerateObject().ToArray());
        Assert.Equal((value, value), (only.Name, only.Value.GetString()));
    }

    [Fact]
    public void Letters_of_other_scripts_are_not_blown_up() =>
        Assert.Contains("سازمان مجاهدین 中文 кто", PageText.Json(w => w.WriteStringValue("سازمان مجاهدین 中文 кто")), StringComparison.Ordinal);

    [Fact]
    public void A_mark_in_a_value_stays_text()
    {
        var values = new Dictionary<string, string>(Marks) { ["lead"] = "see {{data}} and {{nothing}}" };
        string page = Encoding.UTF8.GetString(ReportPage.Build(values, "{\"only\":1}"));
        Assert.Contains("see {{data}} and {{nothing}}", page, StringComparison.Ordinal);
        Assert.Single(page.Split("{\"only\":1}")[1..]);
    }

    [Fact]
    public void Scripts_and_the_style_run_by_their_checksums_alone()
    {
        string page = Encoding.UTF8.GetString(ReportPage.Build(Marks, "{}"));
        string policy = Between(page, "Content-Security-Policy\" content=\"", "\"");
        Assert.StartsWith("default-src 'none'; ", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("http", policy, StringComparison.Ordinal);
        string[] scripts = [.. page.Split("<script>")[1..].Select(s => s[..s.IndexOf("</script>", StringComparison.Ordinal)])];
        Assert.Equal(2, scripts.Length);
        foreach (string inline in scripts.Append(Between(page, "<style>", "</style>")))
            Assert.Contains($"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(inline)))}'", policy,
                StringComparison.Ordinal);
        // What no policy by checksum lets through must not be there: handlers and styles in attributes, and anything fetched.
        string template = Assets.Template;
        Assert.DoesNotContain(" style=", template, StringComparison.Ordinal);
        Assert.DoesNotMatch(" on[a-z]+=", template);
        Assert.DoesNotMatch("(src|href)=\"(?!#|data:)", template);
        Assert.DoesNotContain("innerHTML", Assets.Script, StringComparison.Ordinal);
        Assert.DoesNotContain("insertAdjacentHTML", Assets.Script, StringComparison.Ordinal);
    }

    [Fact]
    public void The_chart_library_is_the_file_that_was_looked_at() =>
        Assert.Equal(ChartLibrary.FileSha256, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(ChartLibrary.Script))));

    [Fact]
    public void Data_that_would_end_its_element_is_refused() =>
        Assert.Throws<InvalidOperationException>(() => ReportPage.Build(Marks, "{\"x\":\"</script>\"}"));

    private static string Between(string text, string from, string to)
    {
        int start = text.IndexOf(from, StringComparison.Ordinal) + from.Length;
        return text[start..text.IndexOf(to, start, StringComparison.Ordinal)];
    }
}
