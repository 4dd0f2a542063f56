using System.Globalization;
using System.Text.Json;
using Xunit;

namespace TweetArchive.Tests.Report;

/// <summary>A click on a figure ends at as many tweets as it says, for a target, for all tweets and in several releases.</summary>
public sealed class ReportFiguresTests(Chromium chromium) : IClassFixture<Chromium>, IDisposable
{
    private readonly DuckDb duck = new();

    public void Dispose() => duck.Dispose();

    [ChromiumFact]
    public async Task A_target_that_a_release_was_not_searched_for_is_blank_there_and_its_shares_are_of_the_others()
    {
        byte[] html = TwoStates.Page(all: true);
        await using OpenPage page = await chromium.Open(html, 1280, address: "#target=israel");
        await page.Page.WaitForFunctionAsync("() => document.documentElement.dataset.tweets === 'yes'");
        string totals = DuckDb.Table(Path.Combine(TwoStates.Dataset, "daily_totals.parquet"));
        long searched = duck.Long($"SELECT sum(tweets)::BIGINT FROM {totals} WHERE dataset = 'iranian'");
        Assert.True(searched < duck.Long($"SELECT sum(tweets)::BIGINT FROM {totals}"));
        Assert.Contains("searched for in 1 of 2 releases", await page.Text("#asked"), StringComparison.Ordinal);
        foreach (string table in (string[])["weekly", "languages"])
        {
            Assert.Equal(searched, await page.Ask<long>($"document.getElementById('{table}-table').table().raw.slice(1)"
                + $".reduce((sum, row) => sum + row[5], 0)"));
        }

        string daily = DuckDb.Table(Path.Combine(TwoStates.Dataset, "daily_mentions.parquet"));
        long mentions = duck.Long($"SELECT sum(tweets)::BIGINT FROM {daily} "
            + "WHERE target_id = 'israel' AND decision = 'tag'");
        string row = Assert.Single(ReportFolder.Rows(System.Text.Encoding.UTF8.GetString(html), "overview"),
            r => r.StartsWith("Israel (", StringComparison.Ordinal));
        Assert.Contains("|iranian|", row, StringComparison.Ordinal);
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"|{(double)mentions / searched:0.00 %}|"), row,
            StringComparison.Ordinal);

        await page.Page.SelectOptionAsync("#release", "1");
        Assert.Contains("not searched for in this release", await page.Text("#asked"), StringComparison.Ordinal);
        Assert.Contains("not searched for", await page.Ask<string>("document.querySelector('#target').selectedOptions[0].text"),
            StringComparison.Ordinal);
        Assert.Contains("not searched for", await page.Ask<string>("document.getElementById('announce').textContent"),
            StringComparison.Ordinal);
        foreach (string section in (string[])["weekly", "examples", "languages", "hours", "lists", "accounts"])
            Assert.False(await page.Page.IsVisibleAsync("#" + section), section);
        Assert.True(await page.Page.IsVisibleAsync("#networks"));
        Assert.DoesNotContain("Israel", await page.Ask<string>("document.getElementById('targets-chart').getAttribute('aria-label')"),
            StringComparison.Ordinal);
        await page.Keep("not-asked");
        Assert.Empty(page.Trouble);
    }

    [ChromiumTheory]
    [InlineData("israel", "5.5", "hashtags domains clients hours languages weekly targets")]
    [InlineData("*", "0", "hashtags domains clients hours languages weekly targets")]
    // Of the charts, only that of hours depends on the zone.
    [InlineData("israel", "3.5", "hours")]
    public async Task Each_figure_leads_to_as_many_tweets(string target, string zone, string charts)
    {
        await using OpenPage page = await chromium.Open(
            TwoStates.Page(all: true), 1280, address: $"#target={target}&zone={zone}");
        await page.Page.WaitForFunctionAsync("() => document.documentElement.dataset.tweets === 'yes'");
        int clicked = 0;
        foreach (string chart in charts.Split(' '))
        {
            for (int place = 0; place < 3; place++)
            {
                // What narrows the tweets otherwise must not change what a click ends at.
                await page.Ask<bool>($"(location.hash = 'target={target}&zone={zone}&only=client:none', true)");
                await page.Page.WaitForFunctionAsync("() => document.querySelector('#chips button')?.textContent.includes('none')");
                if (await Click(page, chart, place) is not { } figure)
                    continue;
                (long tweets, string says) = figure;
                Assert.True(says.StartsWith(string.Create(CultureInfo.InvariantCulture, $"{tweets:N0} tweet"), StringComparison.Ordinal),
                    $"{chart} {place}: {tweets}, but: {says}");
                clicked++;
            }
        }

        // Some charts have fewer than three figures.
        Assert.True(clicked >= (charts == "hours" ? 3 : 15), $"{clicked} figures clicked");
        Assert.Empty(page.Trouble);
    }

    /// <summary>
    /// Clicks until the chip that was there is gone. Charts that come into view take their height, and facets are counted a moment later:
    /// both move the page, so on a busy machine a click may miss.
    /// </summary>
    /// <returns>The tweets that the figure has, and what the page says then; null if the chart has no such figure.</returns>
    private static async Task<(long Tweets, string Says)?> Click(OpenPage page, string chart, int place)
    {
        for (int tries = 0; ; tries++)
        {
            await page.Page.EvaluateAsync($"document.getElementById('{chart}-chart').scrollIntoView({{ block: 'center' }})");
            await page.See(chart);
            await page.Page.WaitForTimeoutAsync(250 * (1 + tries));
            JsonElement? at = await page.Page.EvaluateAsync(Place, new { chart, place });
            if (at is not { ValueKind: JsonValueKind.Object } point)
                return null;
            await page.Page.Mouse.ClickAsync((float)point.GetProperty("x").GetDouble(), (float)point.GetProperty("y").GetDouble());
            string chips = await page.Ask<string>("document.getElementById('chips').textContent");
            if (tries == 4 || !chips.Contains("none", StringComparison.Ordinal))
                return (point.GetProperty("tweets").GetInt64(), await page.Text("#examples-says"));
        }
    }

    [ChromiumFact]
    public async Task Possible_mentions_lead_to_possible_mentions_and_a_bar_of_a_release_chooses_it()
    {
        byte[] html = TwoStates.Page(all: true);
        await using OpenPage page = await chromium.Open(html, 1280, address: "#target=us_gov");
        await page.Page.WaitForFunctionAsync("() => document.documentElement.dataset.tweets === 'yes'");
        await page.See("targets");
        JsonElement at = (await page.Page.EvaluateAsync("""
            () => {
              const box = document.getElementById('targets-chart'), chart = echarts.getInstanceByDom(box), o = chart.getOption(), b = box.getBoundingClientRect();
              const row = o.series[2].data.indexOf(Math.max(...o.series[2].data)), before = o.series[0].data[row] + o.series[1].data[row];
              const [x, y] = chart.convertToPixel({ xAxisIndex: 0, yAxisIndex: 0 }, [before + o.series[2].data[row] / 2, row]);
              return { x: b.x + x, y: b.y + y, tweets: o.series[2].data[row] };
            }
            """))!.Value;
        for (int tries = 0; tries < 8 && !(await page.Ask<string>("location.hash")).Contains("found=", StringComparison.Ordinal); tries++)
        {
            await page.Page.Mouse.ClickAsync((float)at.GetProperty("x").GetDouble(), (float)at.GetProperty("y").GetDouble());
            await Task.Delay(500);
        }

        Assert.StartsWith($"{at.GetProperty("tweets").GetInt64():N0} tweet", await page.Text("#examples-says"), StringComparison.Ordinal);
        Assert.Contains("found=possible", await page.Ask<string>("location.hash"), StringComparison.Ordinal);
        Assert.DoesNotContain("mention", await page.Ask<string[]>(
            "[...document.querySelectorAll('#examples-list .kind')].map(k => k.textContent)"));

        await page.Ask<bool>("(location.hash = 'target=*', true)");
        await page.See("clients");
        JsonElement bar = default;
        // Charts are drawn when they come into view, and their bars grow: one that is not there yet takes no click.
        for (int tries = 0; tries < 8 && !(await page.Ask<string>("location.hash")).Contains("release=", StringComparison.Ordinal); tries++)
        {
            bar = (await page.Page.EvaluateAsync(Place, new { chart = "clients", place = 0 }))!.Value;
            await page.Page.Mouse.ClickAsync((float)bar.GetProperty("x").GetDouble(), (float)bar.GetProperty("y").GetDouble());
            await Task.Delay(500);
        }

        Assert.Contains("release=" + bar.GetProperty("release").GetString(), await page.Ask<string>("location.hash"),
            StringComparison.Ordinal);
        Assert.Empty(page.Trouble);
    }

    [ChromiumFact]
    public async Task All_tweets_are_not_called_mentions_and_one_of_a_thing_is_not_many()
    {
        await using OpenPage page = await chromium.Open(TwoStates.Page(all: true), 1280, address: "#target=*");
        await page.Page.WaitForFunctionAsync("() => document.documentElement.dataset.tweets === 'yes'");
        foreach (string chart in (string[])["weekly", "languages", "hours", "hashtags", "domains", "clients"])
        {
            await page.See(chart);
            string label = await page.Ask<string>($"document.getElementById('{chart}-chart').getAttribute('aria-label')");
            Assert.Contains("all tweets of the dataset", label, StringComparison.Ordinal);
            Assert.DoesNotContain("mention", label, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("mention", await page.Ask<string>($"document.querySelector('#{chart}-chart svg').textContent"),
                StringComparison.OrdinalIgnoreCase);
        }

        foreach (string table in (string[])["weekly", "languages"])
            Assert.DoesNotContain("mention", await page.Ask<string>($"document.getElementById('{table}-table').table().raw[0].join()"),
                StringComparison.Ordinal);
        Assert.Contains("in the dataset; ", await page.Text("#examples-says"), StringComparison.Ordinal);
        await page.Page.ClickAsync("#narrow summary");
        await page.Page.WaitForSelectorAsync("#facets .facet button");
        Assert.Contains("aliases:", await page.Text("#facets"), StringComparison.Ordinal);
        Assert.DoesNotContain("aliass", await page.Text("#facets"), StringComparison.Ordinal);
        await page.Page.SelectOptionAsync("#target", "israel");
        foreach (string section in (string[])["creation", "networks"])
            Assert.Contains("the whole dataset", await page.Text($"#{section} h2"), StringComparison.Ordinal);
        Assert.DoesNotMatch(@"(^|[^.,\d])1 (spikes|tweets|accounts|weeks|announcements|retweets|uses|pairs)\b", await page.Text("body"));
        Assert.Empty(page.Trouble);
    }

    [ChromiumFact]
    public async Task Findings_are_five_to_eight_without_an_analysis_and_links_keep_the_view()
    {
        byte[] html = TwoStates.Page(all: true);
        await using OpenPage page = await chromium.Open(html, 1280, address: "#target=israel&tweets=originals&zoom=20-80&zone=8");
        await page.Page.WaitForFunctionAsync("() => document.documentElement.dataset.tweets === 'yes'");
        string kept = await page.Ask<string>("location.hash");
        Assert.Contains("zoom=20-80", kept, StringComparison.Ordinal);
        Assert.Contains("zone=8", kept, StringComparison.Ordinal);
        await page.Page.ClickAsync("nav a[href='#hours']");
        Assert.Equal(kept, await page.Ask<string>("location.hash"));
        Assert.InRange(await page.Ask<double>("document.getElementById('hours').getBoundingClientRect().top"), -5, 300);

        int findings = await page.Ask<int>("document.querySelectorAll('#findings li').length");
        Assert.InRange(findings, 5, 8);
        for (int i = 1; i <= findings; i++)
        {
            string said = await page.Text($"#findings li:nth-child({i})"), caveat = await page.Text($"#findings li:nth-child({i}) .small");
            Assert.True(caveat.Length > 15, said);
            await page.Page.ClickAsync($"#findings li:nth-child({i}) a");
            if (said.Contains("were created", StringComparison.Ordinal))
                continue;
            string number = System.Text.RegularExpressions.Regex.Match(said,
                @"named most.* in ([\d,]+) tweets|with ([\d,]+) tweets|: ([\d,]+) of|\(([\d,]+) of").Groups.Values.Skip(1)
                .Select(g => g.Value).First(v => v.Length > 0);
            Assert.StartsWith(number + " tweet", await page.Text("#examples-says"), StringComparison.Ordinal);
        }

        Assert.Empty(page.Trouble);
    }

    [ChromiumFact]
    public async Task Tables_and_legends_have_room_at_400_and_1280_pixels()
    {
        byte[] html = TwoStates.Page(all: false);
        await using OpenPage phone = await chromium.Open(html, 400, address: "#target=israel");
        foreach (string table in (string[])["weekly", "hours", "languages"])
        {
            await phone.Page.ClickAsync($"#{table}-table summary");
            await phone.Page.WaitForSelectorAsync($"#{table}-table tbody tr");
            string box = $"document.querySelector('#{table}-table PART').getBoundingClientRect()";
            Assert.True(await phone.Ask<double>(box.Replace("PART", "tbody th", StringComparison.Ordinal) + ".width") >= 70, table);
            Assert.True(await phone.Ask<double>(box.Replace("PART", "thead", StringComparison.Ordinal) + ".height") < 130, table);
        }

        // Three names do not fit into one line: the bars begin below the second.
        await phone.See("targets");
        Assert.True(await phone.Ask<double>(
            "echarts.getInstanceByDom(document.getElementById('targets-chart')).getOption().grid[0].top") >= 48);
        await using OpenPage desk = await chromium.Open(html, 1280, address: "#target=israel");
        Assert.Equal(0, await desk.Ask<int>(
            "(() => { const s = document.getElementById('events-list'); return Math.max(0, s.scrollWidth - s.clientWidth); })()"));
    }

    /// <summary>Where the middle of a bar or cell of a chart is, of those with the most tweets, and how many tweets it says.</summary>
    private const string Place = """
        ({ chart: id, place }) => {
          const box = document.getElementById(id + '-chart'), chart = echarts.getInstanceByDom(box), o = chart.getOption(), b = box.getBoundingClientRect();
          const at = ([x, y], tweets, more) => ({ x: b.x + x, y: b.y + y, tweets, ...more });
          if (id === 'hours') {
            const cell = o.series[0].data.slice().sort((p, q) => q[2] - p[2])[place];
            return cell[2] === 0 ? null : at(chart.convertToPixel({ seriesIndex: 0 }, [cell[0], cell[1]]), cell[2]);
          }
          if (id === 'weekly') {
            const bars = o.series.filter(s => s.type === 'bar'), sums = bars[0].data.map((d, i) => [d[0], d[1] + bars[1].data[i][1]]).sort((p, q) => q[1] - p[1]);
            return at(chart.convertToPixel({ xAxisIndex: 1, yAxisIndex: 1 }, [sums[place][0], sums[place][1] / 2]), sums[place][1]);
          }
          const blue = o.series.filter(s => !s.name.startsWith('possible'));
          const tweets = blue.reduce((sum, s) => sum + (s.data[place] ?? 0), 0), first = blue.find(s => s.data[place] > 0)?.data[place];
          if (!first) return null;
          const name = o.yAxis[0].data[place].split('\n')[1];
          return at(chart.convertToPixel({ xAxisIndex: 0, yAxisIndex: 0 }, [first / 2, place]), tweets, { release: name?.startsWith('Thailand') ? 'thailand_092020' : 'iranian' });
        }
        """;
}
