using System.Globalization;
using System.Xml.Linq;
using Microsoft.Playwright;
using Xunit;

namespace TweetArchive.Tests.Report;

/// <summary>What can be taken out of the page: every chart as CSV, SVG and PNG, a link, the citation, one target on paper.</summary>
public sealed class ReportTakingOutTests(Chromium chromium) : IClassFixture<Chromium>, IDisposable
{
    private readonly ReportFolder folder = new();

    public void Dispose() => folder.Dispose();

    [ChromiumFact]
    public async Task Each_chart_comes_out_as_figures_drawing_and_picture()
    {
        byte[] html = ReportFolder.Page(folder.Synthetic());
        await using OpenPage page = await chromium.Open(html, 1280, address: "#target=israel");
        foreach (string chart in ReportInChromiumTests.Charts)
        {
            await page.See(chart);
            string csv = await Saved(page, chart, "CSV");
            string[] lines = csv.TrimStart('\uFEFF').Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
            Assert.True(lines.Length > 1, chart);
            if (chart != "targets")
            {
                // As many rows and columns as the chart's table, with the same first cells.
                await page.Ask<bool>($"(document.getElementById('{chart}-table').open = true)");
                await page.Page.WaitForSelectorAsync($"#{chart}-table tbody tr");
                Assert.Equal(await page.Ask<int>($"document.querySelectorAll('#{chart}-table tbody tr').length"), lines.Length - 1);
                // Ids are shortened in the table and whole in the file.
                Assert.Equal(await page.Ask<string>($"(th => th.querySelector('button.hash')?.title ?? th.textContent)(document"
                    + $".querySelector('#{chart}-table tbody th'))"), First(lines[1]).TrimStart('\''));
            }

            var svg = XDocument.Parse(await Saved(page, chart, "SVG"));
            Assert.Equal("svg", svg.Root!.Name.LocalName);
            Assert.True(svg.Descendants().Count(e => e.Name.LocalName == "path") > 5, chart);
            byte[] png = await File.ReadAllBytesAsync(await SavedAs(page, chart, "PNG"));
            Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], png[..4]);
            Assert.True(png.Length > 2000, chart);
            if (Environment.GetEnvironmentVariable("TWEETARCHIVE_SCREENSHOTS") is { Length: > 0 } pictures)
            {
                await File.WriteAllBytesAsync(Path.Combine(pictures, $"out-{chart}.png"), png);
                await File.WriteAllTextAsync(Path.Combine(pictures, $"out-{chart}.svg"), svg.ToString());
            }
        }

        Assert.Empty(page.Trouble);
    }

    [ChromiumFact]
    public async Task The_figures_of_the_weeks_are_those_of_the_table()
    {
        byte[] html = ReportFolder.Page(folder.Synthetic());
        await using OpenPage page = await chromium.Open(html, address: "#target=israel");
        await page.See("weekly");
        string[] csv = (await Saved(page, "weekly", "CSV")).TrimStart('\uFEFF').Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        await page.Page.ClickAsync("#weekly-table summary");
        await page.Page.WaitForSelectorAsync("#weekly-table tbody tr");
        string[] shown = (await page.Ask<string>("[...document.querySelectorAll('#weekly-table tr')].map(r => [...r.cells].map(c => "
            + "c.textContent.replaceAll(',', '')).join(',')).join('\\n')")).Split('\n');
        Assert.Equal(shown, csv);
    }

    [ChromiumFact]
    public async Task Pictures_are_light_without_the_slider_and_files_say_what_they_are_of()
    {
        byte[] html = ReportFolder.Page(folder.Synthetic());
        await using OpenPage page = await chromium.Open(html, 1280, address: "#target=israel&language=en&zoom=40-60&zone=3.5&theme=dark");
        await page.See("weekly");
        var svg = XDocument.Parse(await Saved(page, "weekly", "SVG"));
        string Of(string element, string attribute) =>
            (string)svg.Root!.Elements().First(e => e.Name.LocalName == element).Attribute(attribute)!;
        Assert.Equal("#ffffff", Of("rect", "fill"));
        string title = svg.Root!.Elements().First(e => e.Name.LocalName == "text").Value;
        Assert.Matches(@"^By week · Israel.* · English \(en\) · \d{4}-\d\d-\d\d to \d{4}-\d\d-\d\d$", title);
        Assert.Equal("dark", await page.Ask<string>("document.documentElement.dataset.theme"));
        Assert.True(await page.Ask<bool>(
            "echarts.getInstanceByDom(document.getElementById('weekly-chart')).getOption().dataZoom[1].show !== false"));
        Assert.True(svg.Descendants().Count() < await page.Ask<int>("document.querySelectorAll('#weekly-chart svg *').length"),
            "the picture has as much as the screen, with the slider");

        await page.See("hours");
        string hours = await Saved(page, "hours", "CSV");
        Assert.Contains("UTC+03:30", hours.Split('\n')[0], StringComparison.Ordinal);
        Assert.Contains(",0:30 h,", hours.Split('\n')[0], StringComparison.Ordinal);
        await page.See("mention_edges");
        string edges = await Saved(page, "mention_edges", "CSV");
        Assert.DoesNotContain("…", edges, StringComparison.Ordinal);
        Assert.Contains(edges.Split("\r\n"), l => l.Split(',')[0].Length > 40);
        Assert.Equal("first+second-weekly-israel-en.svg", await Named(page, "weekly", "SVG"));
        Assert.Equal("first+second-mention_edges.csv", await Named(page, "mention_edges", "CSV"));
        Assert.Equal("first+second-hours-israel-UTC+0330.csv", await Named(page, "hours", "CSV"));
        Assert.Empty(page.Trouble);
    }

    private static async Task<string> Named(OpenPage page, string chart, string what) =>
        (await page.Page.RunAndWaitForDownloadAsync(
            () => page.Page.ClickAsync($"#{chart}-chart + .exports button:text-is('{what}')"))).SuggestedFilename;

    [ChromiumFact]
    public async Task The_citation_has_a_date_and_a_version_and_one_target_prints()
    {
        byte[] html = ReportFolder.Page(folder.Synthetic());
        await using OpenPage page = await chromium.Open(html, address: "#target=israel");
        string bibtex = await page.Ask<string>("document.getElementById('bibtex-text').textContent");
        Assert.Matches(@"^@misc\{tweetarchive-[\w.-]+,", bibtex);
        Assert.Contains("urldate = {" + DateTime.UtcNow.ToString("yyyy-MM", CultureInfo.InvariantCulture), bibtex,
            StringComparison.Ordinal);
        Assert.Contains("Lexicon SHA-256", bibtex, StringComparison.Ordinal);
        Assert.Contains("(Version ", await page.Ask<string>("document.getElementById('apa-text').textContent"), StringComparison.Ordinal);
        await page.Ask<bool>("(document.body.classList.add('one-target'), true)");
        await page.Ask<bool>("window.dispatchEvent(new Event('beforeprint'))");
        await page.Page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Microsoft.Playwright.Media.Print });
        Assert.False(await page.Page.IsVisibleAsync("#overview"));
        Assert.True(await page.Page.IsVisibleAsync("#weekly"));
        byte[] pdf = await page.Page.PdfAsync();
        Assert.True(pdf.Length > 30_000);
        if (Environment.GetEnvironmentVariable("TWEETARCHIVE_SCREENSHOTS") is { Length: > 0 } pictures)
            await File.WriteAllBytesAsync(Path.Combine(pictures, "one-target.pdf"), pdf);
        Assert.Empty(page.Trouble);
    }

    private static string First(string line) => line.StartsWith('"') ? line[1..line.IndexOf('"', 1)] : line.Split(',')[0];

    private static async Task<string> Saved(OpenPage page, string chart, string what) =>
        await File.ReadAllTextAsync(await SavedAs(page, chart, what));

    /// <summary>
    /// A picture is made after the click; on a busy machine that can take longer than the browser lets a click count, so it is clicked
    /// again.
    /// </summary>
    private static async Task<string> SavedAs(OpenPage page, string chart, string what)
    {
        for (int tries = 1; ; tries++)
        {
            try
            {
                IDownload download = await page.Page.RunAndWaitForDownloadAsync(
                    () => page.Page.ClickAsync($"#{chart}-chart + .exports button:text-is('{what}')"),
                    new PageRunAndWaitForDownloadOptions { Timeout = 10_000 });
                return await download.PathAsync();
            }
            catch (TimeoutException) when (tries < 9)
            {
            }
        }
    }
}
