using System.Globalization;
using System.Text.Json;
using Microsoft.Playwright;
using TweetArchive.Tests.Analysis;
using Xunit;

namespace TweetArchive.Tests.Report;

/// <summary>What a browser shows of a real `analyze` over planted tweets is what DuckDB reads in its tables.</summary>
[Collection(nameof(PlantedDataset))]
public sealed class ReportOfAnalysesTests(Chromium chromium, PlantedDataset planted) : IClassFixture<Chromium>, IDisposable
{
    /// <summary>Tables of the section, and by what their rows are ordered.</summary>
    private static readonly (string Name, string OrderBy)[] Tables =
    [
        ("spikes", "accounts_z"), ("narrative_themes", "tweets"), ("narrative_clusters", "original_accounts"), ("coordination_methods", ""),
        ("coordination_components", "accounts"),
        ("coordination_edges", "n_objects"), ("account_bursts", "accounts"), ("lookalikes", "tweets"), ("label_used", "tweets"),
    ];

    private readonly DuckDb duck = new();

    private string Dataset => planted.FinishedRun.Out;

    public void Dispose() => duck.Dispose();

    [ChromiumFact]
    public async Task The_section_of_analyses_has_the_tables_cells()
    {
        byte[] html = ReportFolder.Page(Dataset);
        foreach ((int width, ColorScheme scheme) in new[] { (1280, ColorScheme.Light), (390, ColorScheme.Dark) })
        {
            await using OpenPage page = await chromium.Open(html, width, address: "#target=*", scheme: scheme);
            await page.Ask<int>("(() => { const all = document.querySelectorAll('#analysis details'); all.forEach(d => { d.open = "
                + "true; }); return all.length; })()");
            await page.Page.WaitForFunctionAsync(
                "() => [...document.querySelectorAll('#analysis details')].every(d => d.querySelector('table'))");
            // Shortened ids become whole.
            await page.Ask<int>(
                "(() => { const ids = document.querySelectorAll('#analysis button.hash'); ids.forEach(b => b.click()); return ids.length; "
                    + "})()");
            Assert.Equal(Tables.Select(t => "analysis-" + t.Name),
                (await page.Ask<string>("[...document.querySelectorAll('.analysis')].map(a => a.id).join(' ')")).Split(' '));
            foreach ((string name, string orderBy) in Tables)
            {
                string[][] shown =
                    JsonSerializer.Deserialize<string[][]>(
                        await page.Ask<string>(
                            $"JSON.stringify([...document.querySelectorAll('#analysis-{name} tbody tr')].map(r => [...r.cells].map(c => "
                                + "c.textContent)))"))!;
                string order = orderBy.Length > 0 ? orderBy + " DESC NULLS LAST, " : "";
                List<object?[]> rows = duck.Rows(
                    "SELECT * EXCLUDE (dataset, file_row_number) FROM "
                        + $"read_parquet({DuckDb.Quote(Path.Combine(Dataset, name + ".parquet"))}, file_row_number = true) ORDER "
                        + $"BY {order}file_row_number LIMIT 60");
                Assert.NotEmpty(rows);
                Assert.Equal(rows.Count, shown.Length);
                for (int i = 0; i < rows.Count; i++)
                {
                    Assert.Equal(rows[i].Length, shown[i].Length);
                    for (int c = 0; c < rows[i].Length; c++)
                        Assert.True(Shows(rows[i][c], shown[i][c]), $"{name}, row {i}, column {c}: '{shown[i][c]}' for {rows[i][c]}");
                }

                Assert.Contains(
                    $"{rows.Count} of {duck.Long($"SELECT count(*) FROM {Table(name)}").ToString("N0", CultureInfo.InvariantCulture)} rows",
                    await page.Text($"#analysis-{name} caption"), StringComparison.Ordinal);
            }

            Assert.True(await page.Ask<int>("document.documentElement.scrollWidth") <= width, $"wider than {width}");
            Assert.Equal("", await page.Ask<string>(ReportInChromiumTests.Contrasts));
            Assert.Empty(page.Trouble);
        }
    }

    [ChromiumFact]
    public async Task Spikes_are_marked_on_the_weeks_of_their_target()
    {
        byte[] html = ReportFolder.Page(Dataset);
        string[] targets = [.. duck.Lines($"SELECT DISTINCT target_id FROM {Table("spikes")} ORDER BY 1")];
        Assert.True(targets.Length >= 2, $"{targets.Length} targets with spikes");
        await using OpenPage page = await chromium.Open(html, 1280);
        foreach (string target in targets)
        {
            await page.Page.SelectOptionAsync("#target", target);
            await page.See("weekly");
            string marks =
                await page.Ask<string>(
                    Series + ".filter(s => s.name.startsWith('spike')).flatMap(s => s.data.map(d => [d.spike.period, d.spike.start, "
                        + "d.spike.accounts, d.spike.expected, d.spike.q, d.spike.events.length, "
                + "s.symbol, (d.value[0] - Date.parse(d.spike.start + 'T00:00:00Z')) / 43200000].join('|'))).join('\\n')");
            Assert.Equal(
                duck.Rows(
                    "SELECT period, strftime(period_start, '%Y-%m-%d'), accounts, expected_accounts, q_value, len(events), CASE period "
                        + $"WHEN 'day' THEN 1 ELSE 7 END FROM {Table("spikes")} WHERE target_id = {DuckDb.Quote(target)}")
                    .Select(r => $"{r[0]}|{r[1]}|{r[2]}|{Rounded(r[3]!)}|{Rounded(r[4]!)}|{r[5]}|triangle|{r[6]}")
                    .Order(StringComparer.Ordinal),
                marks.Split('\n').Select(m => m.Split('|'))
                    .Select(m =>
                        $"{m[0]}|{m[1]}|{m[2]}|{Rounded(double.Parse(m[3], CultureInfo.InvariantCulture))}|"
                        + $"{Rounded(double.Parse(m[4], CultureInfo.InvariantCulture))}|{m[5]}|{m[6]}|{m[7]}")
                            .Order(StringComparer.Ordinal));
        }

        // Announcements have another form, and marks go when they are switched off.
        Assert.Equal("diamond", await page.Ask<string>(Series + ".find(s => s.name === 'announcement').symbol"));
        await page.Page.UncheckAsync("#show-spikes");
        Assert.Equal(0, await page.Ask<int>(Series + ".filter(s => s.name.startsWith('spike')).reduce((n, s) => n + s.data.length, 0)"));
        await page.Page.CheckAsync("#show-spikes");
        await page.Page.SelectOptionAsync("#target", "*");
        Assert.False(await page.Page.IsVisibleAsync("#spikes-label"));
        Assert.False(await page.Page.IsVisibleAsync("#spikes-table"));
        Assert.Empty(page.Trouble);
    }

    [ChromiumFact]
    public async Task A_mark_says_what_it_is_and_leads_to_its_tweets()
    {
        // The same dataset, its spikes near to four announcements of which one is long.
        string dataset = planted.File("near-events");
        CopyFolder(Dataset, dataset);
        duck.Execute(
            "COPY (SELECT * REPLACE (['<b>first</b>', 'second ' || repeat('long ', 60), 'third', 'fourth'] AS events) "
                + $"FROM {Table("spikes")}) TO {DuckDb.Quote(Path.Combine(dataset, "spikes.parquet"))} (FORMAT parquet)");
        object?[] spike =
            duck.Rows(
                "SELECT target_id, strftime(period_start, '%Y-%m-%d'), tweets, accounts "
                    + $"FROM {Table("spikes")} WHERE period = 'day' ORDER BY target_id LIMIT 1")[0];
        byte[] html = ReportFolder.Page(dataset);
        foreach (int width in new[] { 1280, 390 })
        {
            await using OpenPage page = await chromium.Open(html, width, address: $"#target={spike[0]}");
            (float x, float y) = await PlaceOf(page, (string)spike[1]!);
            await page.Page.Mouse.MoveAsync(x, y);
            await page.Page.WaitForFunctionAsync(
                "[...document.querySelectorAll('.tip')].some(t => t.textContent.startsWith('Spike, day'))");
            string tip =
                await page.Ask<string>(
                    "[...document.querySelectorAll('.tip')].find(t => t.textContent.startsWith('Spike, day')).innerText");
            Assert.StartsWith($"Spike, day {spike[1]}\n{spike[3]} accounts, ", tip, StringComparison.Ordinal);
            Assert.Contains(" expected, q = ", tip, StringComparison.Ordinal);
            Assert.Contains($"in {spike[2]} tweets; ", tip, StringComparison.Ordinal);
            Assert.Contains("near in time, which is not a cause:\n– <b>first</b>\n– second long", tip, StringComparison.Ordinal);
            Assert.EndsWith(" […]\n– third\n– and 1 more (table: spikes)", tip, StringComparison.Ordinal);
            Assert.Equal("True True",
                await page.Ask<string>(
                    "(() => { const r = [...document.querySelectorAll('.tip')].find(t => "
                        + "t.textContent.startsWith('Spike')).parentElement.getBoundingClientRect(); return [r.left >= 0, r.right <= "
                        + "innerWidth].map(v => v ? 'True' : 'False').join(' '); })()"));
            await page.Keep($"spike-{width}");
            // A picture of the whole page may have moved it.
            (x, y) = await PlaceOf(page, (string)spike[1]!);
            await page.Page.Mouse.ClickAsync(x, y);
            await page.Page.WaitForFunctionAsync($"document.getElementById('chips').textContent.includes('{spike[1]}')");
            Assert.StartsWith($"{spike[2]} tweets", await page.Text("#examples-says"), StringComparison.Ordinal);
            await page.Page.ClickAsync("#spikes-table summary");
            await page.Page.WaitForSelectorAsync("#spikes-table tbody tr");
            Assert.Contains($"{spike[1]}|day|{spike[3]}|",
                await page.Ask<string>(
                    "[...document.querySelectorAll('#spikes-table tbody tr')].map(r => [...r.cells].map(c => "
                        + "c.textContent).join('|')).join('\\n')"), StringComparison.Ordinal);
            Assert.Empty(page.Trouble);
        }
    }

    [ChromiumFact]
    public async Task Guesses_of_models_have_the_tables_numbers()
    {
        await using OpenPage page = await chromium.Open(ReportFolder.Page(Dataset), 1280);
        Assert.Equal(
            duck.Rows($"SELECT predicted_language, dataset, count(*), avg(confidence) FROM {Table("tweet_languages")} GROUP BY ALL")
                .Select(r =>
                    string.Create(CultureInfo.InvariantCulture,
                        $"{(r[0]!.Equals("und") ? "und (not sure)" : r[0])}|{r[1]}|{r[2]:N0}|{r[3]:0.00}")).Order(StringComparer.Ordinal),
            (await Rows(page, "language-guesses")).Order(StringComparer.Ordinal));
        Assert.Empty(page.Trouble);
    }

    private const string Series = "echarts.getInstanceByDom(document.getElementById('weekly-chart')).getOption().series";

    /// <summary>Scrolls to the chart; where the mark of a day's spike is then, in pixels of the window.</summary>
    private static async Task<(float X, float Y)> PlaceOf(OpenPage page, string day)
    {
        await page.See("weekly");
        float[] place = [.. (await page.Ask<string>($$"""
            (() => {
              const box = document.getElementById('weekly-chart'), chart = echarts.getInstanceByDom(box);
              box.scrollIntoView({ block: 'center' });
              const at = box.getBoundingClientRect();
              const mark = chart.getOption().series.find(s => s.name === 'spike, day').data.find(d => d.spike.start === '{{day}}');
              const [x, y] = chart.convertToPixel({ xAxisIndex: 0, yAxisIndex: 0 }, mark.value);
              return [at.left + x, at.top + y].join(' ');
            })()
            """)).Split(' ').Select(v => float.Parse(v, CultureInfo.InvariantCulture))];
        return (place[0], place[1]);
    }

    private static void CopyFolder(string from, string to)
    {
        foreach (string file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            string copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    private static async Task<string[]> Rows(OpenPage page, string id)
    {
        string[] rows =
            (await page.Ask<string>(
                $"[...document.querySelectorAll('#{id} tbody tr')].map(r => [...r.cells].map(c => c.textContent).join('|')).join('\\n')"))
                .Split('\n');
        Assert.True(rows.Length > 1, $"{id} has {rows.Length} rows");
        return rows;
    }

    private string Table(string name) => DuckDb.Table(Path.Combine(Dataset, name + ".parquet"));

    private static string Rounded(object number) =>
        Convert.ToDouble(number, CultureInfo.InvariantCulture).ToString("G4", CultureInfo.InvariantCulture);

    /// <summary>Whether a cell's text is the table's value; fractions have as many digits as the page writes.</summary>
    private static bool Shows(object? value, string text) => value switch
    {
        null => text.Length == 0,
        bool flag => text == (flag ? "yes" : "no"),
        long whole when Math.Abs(whole) < 1L << 53 => text == whole.ToString("N0", CultureInfo.InvariantCulture),
        long id => text == id.ToString(CultureInfo.InvariantCulture),
        int whole => text == whole.ToString("N0", CultureInfo.InvariantCulture),
        double number =>
            double.TryParse(text, NumberStyles.Float | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out double shown)
            && Math.Abs(shown - number) <= (Math.Abs(number) < 0.001 ? 0.051 * Math.Abs(number) : Math.Abs(number) < 1
                ? 0.0051 * Math.Abs(number) : 0.051),
        DateOnly day => text == day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime time =>
            text == time.ToString(time.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
        IEnumerable<string> list => ShowsList([.. list], text),
        IEnumerable<long> ids => ShowsList([.. ids.Select(i => i.ToString(CultureInfo.InvariantCulture))], text),
        string words => TextShows(words, text),
        _ => false,
    };

    private static bool ShowsList(string[] list, string text)
    {
        string[] items = text.Length == 0 ? [] : text.Split(" · ");
        int more = items.Length > 0 && items[^1].StartsWith("and ", StringComparison.Ordinal)
            && items[^1].EndsWith(" more", StringComparison.Ordinal) ? int.Parse(items[^1].Split(' ')[1], CultureInfo.InvariantCulture) : 0;
        string[] shown = more > 0 ? items[..^1] : items;
        return shown.Length + more == list.Length && shown.Zip(list).All(i => TextShows(i.Second, i.First));
    }

    private static bool TextShows(string words, string text)
    {
        string whole = TweetArchive.Report.Page.TweetText.Defang(words);
        return text == whole
            || (text.EndsWith(" […]", StringComparison.Ordinal) && text.Length > 150
                && whole.StartsWith(text[..^4], StringComparison.Ordinal));
    }
}
