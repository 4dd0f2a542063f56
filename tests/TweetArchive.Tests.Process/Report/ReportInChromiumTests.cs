using System.Text.Json;
using Microsoft.Playwright;
using Xunit;

namespace TweetArchive.Tests.Report;

/// <summary>The page in a real browser: drawn without an error, its controls work, nothing hostile comes to life.</summary>
public sealed class ReportInChromiumTests(Chromium chromium) : IClassFixture<Chromium>, IDisposable
{
    internal static readonly string[] Charts = ["targets", "weekly", "languages", "hours", "hashtags", "domains", "clients", "creation",
        "mention_edges", "retweet_edges"];

    private readonly ReportFolder folder = new();

    public void Dispose() => folder.Dispose();

    [ChromiumFact]
    public async Task It_is_drawn_without_an_error_at_desktop_and_phone_width()
    {
        byte[] html = ReportFolder.Page(folder.Synthetic());
        foreach ((int width, ColorScheme scheme) in new[] { (1180, ColorScheme.Light), (390, ColorScheme.Dark) })
        {
            await using OpenPage page = await chromium.Open(html, width, scheme: scheme);
            foreach (string chart in Charts)
            {
                await page.See(chart);
                Assert.True(await page.Ask<int>($"document.querySelectorAll('#{chart}-chart svg path').length") > 10,
                    $"{chart} at {width}");
            }

            Assert.Equal(0,
                await page.Ask<int>(
                    "[...document.querySelectorAll('.chart')].filter(c => c.getAttribute('role') !== 'img' || "
                        + "c.getAttribute('aria-label').length < 40).length"));
            Assert.True(await page.Ask<int>("document.documentElement.scrollWidth") <= width, $"wider than {width}");
            Assert.Equal(scheme == ColorScheme.Dark ? "dark" : "light", await page.Ask<string>("document.documentElement.dataset.theme"));
            Assert.Equal("", await page.Ask<string>(Contrasts));
            await page.Keep($"report-{width}");
            Assert.Empty(page.Trouble);
        }
    }

    [ChromiumFact]
    public async Task Controls_change_what_is_shown()
    {
        byte[] html = ReportFolder.Page(folder.Synthetic());
        JsonElement data = ReportFolder.Data(html);
        await using OpenPage page = await chromium.Open(html);
        await page.Page.SelectOptionAsync("#target", "israel");
        await page.Page.SelectOptionAsync("#language", new SelectOptionValue { Label = "English (en)" });
        await page.Page.SelectOptionAsync("#kind", "originals");
        Assert.Contains("Israel", await page.Text("#weekly h2"), StringComparison.Ordinal);
        Assert.Contains("target=israel&tweets=originals&language=en", await page.Ask<string>("location.hash"), StringComparison.Ordinal);

        // The chart's table has what the data says, and Wilson's interval as computed here.
        await page.Page.ClickAsync("#weekly-table summary");
        await page.Page.WaitForSelectorAsync("#weekly-table tbody tr");
        string[][] rows = [
            .. (await page.Ask<string>(
                "[...document.querySelectorAll('#weekly-table tbody tr')].map(r => [...r.cells].map(c => "
                    + "c.textContent).join('|')).join('\\n')")).Split('\n').Select(r => r.Split('|'))];
        Assert.Equal(Sum(data, "mentions", "israel", "en"), rows.Sum(r => Number(r[1])));
        Assert.Equal(Sum(data, "totals", null, "en"), rows.Sum(r => Number(r[5])));
        string[] most = rows.MaxBy(r => Number(r[1]))!;
        (double lower, double upper) = Wilson(Number(most[1]), Number(most[5]));
        Assert.Equal((FormattableString.Invariant($"{lower * 100:0.000} %"), FormattableString.Invariant($"{upper * 100:0.000} %")),
            (most[7], most[8]));

        // Keyboard: the chart zooms; a link to a week shows its tweets.
        await page.See("weekly");
        string before = await page.Ask<string>("document.querySelector('#weekly-chart svg').innerHTML");
        await page.Page.FocusAsync("#weekly-chart");
        await page.Page.Keyboard.PressAsync("+");
        await page.Page.WaitForFunctionAsync("before => document.querySelector('#weekly-chart svg').innerHTML !== before", before);
        await page.Page.Keyboard.PressAsync("0");
        await page.Page.ClickAsync("#theme");
        Assert.Equal("rgb(21, 23, 26)", await page.Ask<string>("getComputedStyle(document.body).backgroundColor"));
        Assert.Equal("", await page.Ask<string>(Contrasts));
        await page.Page.SelectOptionAsync("#target", "*");
        await page.Page.SelectOptionAsync("#zone", "0");
        Assert.False(await page.Page.IsVisibleAsync("#show-candidate"));
        await page.Page.SelectOptionAsync("#target", "israel");
        await page.Page.CheckAsync("#show-candidate");
        Assert.Contains("found=both", await page.Ask<string>("location.hash"), StringComparison.Ordinal);
        Assert.Empty(page.Trouble);
    }

    [ChromiumFact]
    public async Task A_view_can_be_kept_by_its_address_and_hashes_open()
    {
        byte[] html = ReportFolder.Page(folder.Synthetic());
        JsonElement example = ReportFolder.Data(html).GetProperty("examples").EnumerateArray()
            .First(e => e.GetProperty("m")[0][1].GetInt32() == 1);
        DateTime day = DateTime.UnixEpoch.AddDays(example.GetProperty("day").GetInt32());
        string monday = day.AddDays(-(((int)day.DayOfWeek + 6) % 7))
            .ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        await using OpenPage page = await chromium.Open(html, address: $"#target=*&week={monday}&theme=dark");
        Assert.Contains("Week from " + monday, await page.Text("#week-off"), StringComparison.Ordinal);
        Assert.Contains(example.GetProperty("id").GetString()!, await page.Text("#examples-list"), StringComparison.Ordinal);
        Assert.Equal("dark", await page.Ask<string>("document.documentElement.dataset.theme"));
        ILocator hash = page.Page.Locator("#accounts-list button.hash").First;
        string whole = await hash.GetAttributeAsync("title") ?? "";
        await hash.FocusAsync();
        await page.Page.Keyboard.PressAsync("Enter");
        Assert.Equal((whole, "true"), (await hash.InnerTextAsync(), await hash.GetAttributeAsync("aria-expanded")));
        await page.Page.ClickAsync("#week-off");
        Assert.False(await page.Page.IsVisibleAsync("#week-off"));
        // Printed, the controls are not there and the charts are.
        await page.Page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Microsoft.Playwright.Media.Print });
        Assert.False(await page.Page.IsVisibleAsync("#controls"));
        Assert.True((await page.Page.PdfAsync()).Length > 50_000);
        Assert.Empty(page.Trouble);
    }

    [ChromiumFact]
    public async Task Hostile_tweets_are_text_and_right_to_left_is_shaped()
    {
        byte[] html = ReportFolder.Page(folder.HostileTweets());
        await using OpenPage page = await chromium.Open(html, address: "#target=rajavi_maryam");
        string shown = await page.Ask<string>("[...document.querySelectorAll('#examples-list p')].map(p => p.textContent).join('\\n')");
        foreach (string text in ReportFolder.HostileTexts.Append(ReportFolder.Persian).Append(ReportFolder.Arabic))
            Assert.Contains(TweetArchive.Report.Page.TweetText.Defang(text).Replace("\u202E", "U+202E", StringComparison.Ordinal), shown,
                StringComparison.Ordinal);
        Assert.Contains("hxxps://evil[.]example[.]com/path?a=1&b=<2> www[.]evil[.]example[.]com", shown, StringComparison.Ordinal);
        Assert.StartsWith("Tweets and whom they mention: ", await page.Page.TitleAsync(), StringComparison.Ordinal);
        Assert.Equal("4|0|0|0",
            await page.Ask<string>(
                "[document.scripts.length, document.querySelectorAll('main img, main i.x, iframe, object').length, "
                    + "document.querySelectorAll('#examples-list a').length, "
            + "[...document.querySelectorAll('*')].filter(e => [...e.attributes].some(a => a.name.startsWith('on'))).length].join('|')"));

        // Persian and Arabic run from the right, and their letters join: the word is narrower than its letters kept apart by ZWNJ.
        Assert.Equal(2,
            await page.Ask<int>(
                "[...document.querySelectorAll('#examples-list p')].filter(p => /^[\\u0600-\\u06ff]/.test(p.textContent) && "
                    + "p.matches(':dir(rtl)')).length"));
        // A handle in front, as in every reply, does not turn them round, nor a Latin sentence.
        Assert.Equal("true false",
            await page.Ask<string>(
                "['@someone_else', 'Maryam Rajavi https'.replace('https', 'hxxps')].map(t => "
                    + "[...document.querySelectorAll('#examples-list p')].find(p => "
                    + "p.textContent.startsWith(t)).matches(':dir(rtl)')).join(' ')"));
        Assert.True(await page.Ask<bool>("""
            (() => {
              const box = document.querySelector('#examples-list p').cloneNode();
              box.style.display = 'inline-block';
              document.body.append(box);
              const width = text => { box.textContent = text; return box.getBoundingClientRect().width; };
              return ['سلام', 'العربية'].every(word => width(word) > 10 && width(word) < 0.9 * width([...word].join('\u200c')));
            })()
            """));
        await page.Keep("report-hostile");
        Assert.Empty(page.Trouble);
    }

    /// <summary>Texts whose contrast with their background is below 4.5 (WCAG 2.2, 1.4.3), outside of charts.</summary>
    internal const string Contrasts = """
        (() => {
          const rgb = text => (text.match(/[\d.]+/g) ?? [0, 0, 0, 0]).map(Number);
          const light = ([r, g, b]) => [r, g, b].map(v => v / 255).map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4).reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
          const behind = e => { for (; e; e = e.parentElement) { const c = rgb(getComputedStyle(e).backgroundColor); if (c.length < 4 || c[3] > 0) return c; } return [255, 255, 255]; };
          const bad = [];
          for (const e of document.querySelectorAll('h1, h2, h3, p, a, label, summary, td, th, button, header, footer, mark, figcaption, option')) {
            if (!e.checkVisibility() || !e.textContent.trim()) continue;
            const [a, b] = [light(rgb(getComputedStyle(e).color)), light(behind(e))];
            if ((Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05) < 4.5) bad.push(e.tagName + ' ' + e.textContent.slice(0, 30));
          }
          return bad.slice(0, 5).join('; ');
        })()
        """;

    private static long Number(string cell) =>
        long.Parse(cell, System.Globalization.NumberStyles.AllowThousands, System.Globalization.CultureInfo.InvariantCulture);

    private static (double Lower, double Upper) Wilson(double k, double n)
    {
        // The two roots of (p̂ − p)² = z² p (1 − p) / n.
        double z2 = 1.959963984540054 * 1.959963984540054, a = 1 + (z2 / n), b = -((2 * k / n) + (z2 / n)), c = k / n * (k / n);
        double root = Math.Sqrt((b * b) - (4 * a * c));
        return ((-b - root) / (2 * a), (-b + root) / (2 * a));
    }

    /// <summary>Originals of a language in the page's data; of mentions only those decided tag.</summary>
    private static long Sum(JsonElement data, string table, string? target, string language)
    {
        JsonElement t = data.GetProperty(table);
        return Enumerable.Range(0, t.GetProperty("week").GetArrayLength()).Where(i =>
            t.GetProperty("retweet")[i].GetInt32() == 0
                && data.GetProperty("languages")[t.GetProperty("language")[i].GetInt32()].GetString() == language
            && (target is null
                || (t.GetProperty("tag")[i].GetInt32() == 1
                    && data.GetProperty("targets")[t.GetProperty("target")[i].GetInt32()].GetProperty("id").GetString() == target)))
            .Sum(i => t.GetProperty("tweets")[i].GetInt64());
    }
}
