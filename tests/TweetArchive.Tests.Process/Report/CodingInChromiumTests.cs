using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using TweetArchive.Analysis.Coding;
using TweetArchive.Report.Coding;
using TweetArchive.Targets;
using Xunit;

namespace TweetArchive.Tests.Report;

/// <summary>
/// A coder's whole way: a sample is drawn, read by keyboard in a real browser, saved, loaded again, evaluated and shown in the report.
/// </summary>
public sealed class CodingInChromiumTests(Chromium chromium) : IClassFixture<Chromium>, IDisposable
{
    private const string Marks = "document.querySelectorAll('#text mark').length";

    private readonly ReportFolder folder = new();
    private readonly string files = Directory.CreateTempSubdirectory("tweetarchive-coding").FullName;

    public void Dispose()
    {
        folder.Dispose();
        Directory.Delete(files, true);
    }

    [Fact]
    public void The_strata_are_all_of_what_was_found_and_the_same_seed_draws_the_same_page()
    {
        string dataset = folder.Synthetic();
        byte[] page = Sample(dataset, 1);
        Assert.Equal(page, Sample(dataset, 1));
        Assert.NotEqual(page, Sample(dataset, 2));
        JsonElement data = ReportFolder.Data(page);
        JsonElement[] strata = [.. data.GetProperty("strata").EnumerateArray()];
        using var db = new DuckDb();
        string Table(string name) => DuckDb.Table(Path.Combine(dataset, name + ".parquet"));
        foreach (string decision in (string[])["tag", "candidate"])
        {
            Assert.Equal(db.Long($"SELECT coalesce(sum(tweets), 0)::BIGINT FROM {Table("daily_mentions")} WHERE target_id = 'israel' "
                + $"AND decision = '{decision}'"),
                strata.Where(s => s.GetProperty("decision").GetString() == decision).Sum(s => s.GetProperty("size").GetInt64()));
        }

        Assert.Equal(db.Long($"SELECT (SELECT sum(tweets)::BIGINT FROM {Table("daily_totals")}) - (SELECT count(DISTINCT (dataset, "
            + $"tweetid)) FROM {Table("mentions")} WHERE target_id = 'israel')"),
            strata.Where(s => s.GetProperty("decision").GetString() == "untagged").Sum(s => s.GetProperty("size").GetInt64()));
    }

    /// <summary>So labels of the smaller one are loaded into the page of the larger, and count there.</summary>
    [Fact]
    public void A_larger_sample_of_the_same_seed_contains_the_smaller_one()
    {
        string dataset = folder.Synthetic();
        JsonElement small = ReportFolder.Data(Sample(dataset, 1)), large = ReportFolder.Data(Draw(dataset, 1, 300, "israel"));
        Assert.Equal(small.GetProperty("sample").GetString(), large.GetProperty("sample").GetString());
        Assert.Superset(Keys(small), Keys(large));
        Assert.True(Keys(large).Count >= Keys(small).Count + 200);

        static HashSet<string> Keys(JsonElement data) => [
            .. data.GetProperty("units").EnumerateArray().Select(u => $"{u.GetProperty("d")} {u.GetProperty("id")} {u.GetProperty("g")}")];
    }

    /// <summary>A tweet about one target in which another one was missed belongs to the population of missed mentions.</summary>
    [Fact]
    public void With_several_targets_those_with_only_some_of_them_are_read_for_the_others()
    {
        string dataset = folder.Synthetic();
        byte[] page = Sample(dataset, 1, "israel", "mek");
        JsonElement data = ReportFolder.Data(page);
        using var db = new DuckDb();
        string mentions = DuckDb.Table(Path.Combine(dataset, "mentions.parquet"));
        string some = $"SELECT dataset, tweetid FROM {mentions} WHERE target_id IN ('israel', 'mek') GROUP BY ALL "
            + "HAVING count(DISTINCT target_id) = 1";
        long expected = db.Long($"SELECT count(*) FROM ({some})");
        Assert.True(expected > 0);
        Assert.Equal(expected, data.GetProperty("strata").EnumerateArray()
            .Where(s => s.GetProperty("rule").GetString() is "another_target" && s.GetProperty("decision").GetString() == "untagged")
            .Sum(s => s.GetProperty("size").GetInt64()));
        JsonElement[] others = [.. data.GetProperty("units").EnumerateArray().Where(u => u.TryGetProperty("f", out _))];
        Assert.True(others.Length >= 20);
        foreach (JsonElement unit in others)
        {
            string found = Assert.Single(unit.GetProperty("f").EnumerateArray()).GetString()!;
            Assert.True(db.Long($"SELECT count(*) FROM ({some}) JOIN {mentions} USING (dataset, tweetid) WHERE target_id = '{found}' "
                + $"AND tweetid = {unit.GetProperty("id").GetString()} AND dataset = '{unit.GetProperty("d").GetString()}'") > 0);
        }
    }

    [ChromiumFact]
    public async Task A_coder_is_asked_for_the_other_targets_and_shown_context_words_only_if_he_wants_them()
    {
        string dataset = folder.Tweets(
        [
            "The MEK held a rally in Paris with Maryam Rajavi against Tehran", "MEK inhibitor trametinib in melanoma, and Israel",
            "Israel said no", "The Mossad and the MEK in Tehran",
        ]);
        await using OpenPage page = await chromium.Open(Sample(dataset, 1, "israel", "mek"));
        await page.Page.FillAsync("#coder", "Ann");
        await page.Page.Keyboard.PressAsync("Enter");
        int asked = 0;
        var words = new List<string>();
        for (int i = 0; i < await page.Ask<int>("document.querySelector('#progress').max"); i++)
        {
            string question = await page.Text("#question");
            Assert.Equal("", await page.Text("#context-words"));
            await page.Page.CheckAsync("#words");
            words.Add(await page.Text("#context-words"));
            await page.Page.UncheckAsync("#words");
            if (question.StartsWith("Apart from", StringComparison.Ordinal))
            {
                // There is one other target, so "yes" says whom.
                asked++;
                await page.Page.Keyboard.PressAsync("1");
            }
            else
                await page.Page.Keyboard.PressAsync("ArrowRight");
        }

        Assert.True(asked > 0);
        Assert.Contains(words, w => w.StartsWith("Context words for this meaning: ", StringComparison.Ordinal));
        await page.Keep("coding-several");
        string[] rows = [.. File.ReadLines(await Save(page, "several.tsv")).Skip(1).Where(l => l.Split('\t')[9] == "yes")];
        Assert.Equal(asked, rows.Length);
        Assert.All(rows, r => Assert.Contains(r.Split('\t')[10], (string[])["israel", "mek"]));
        Assert.Empty(page.Trouble);
    }

    [ChromiumFact]
    public async Task Labels_before_a_name_are_of_who_gives_it_and_yes_needs_whom()
    {
        string dataset = folder.Synthetic();
        await using OpenPage page = await chromium.Open(Sample(dataset, 1, "israel", "mek"));
        for (int i = 0; i < 5; i++)
            await page.Page.Keyboard.PressAsync("2");
        await page.Page.ClickAsync("#save");
        Assert.Contains("Give your name", await page.Text("#warning"), StringComparison.Ordinal);
        await Name("Ann");
        Assert.Contains("5 labelled", await page.Text("#status"), StringComparison.Ordinal);
        await Name("Anne");
        Assert.Contains("5 labels of Ann stay under that name", await page.Text("#warning"), StringComparison.Ordinal);
        Assert.Contains("0 labelled", await page.Text("#status"), StringComparison.Ordinal);
        await Name("Ann");
        Assert.Contains("5 labelled", await page.Text("#status"), StringComparison.Ordinal);

        while (!(await page.Text("#question")).StartsWith("Does it mention any of", StringComparison.Ordinal))
            await page.Page.Keyboard.PressAsync("2");
        string where = (await page.Text("#status")).Split(" · ")[0];
        await page.Page.Keyboard.PressAsync("1");
        await page.Page.Keyboard.PressAsync("Enter");
        Assert.Contains("Choose whom", await page.Text("#warning"), StringComparison.Ordinal);
        Assert.StartsWith(where + " · ", await page.Text("#status"), StringComparison.Ordinal);
        await page.Page.ClickAsync("#save");
        Assert.Contains("not whom it mentions", await page.Text("#warning"), StringComparison.Ordinal);
        await page.Page.CheckAsync("#choices input:enabled");
        await page.Page.Keyboard.PressAsync("Enter");
        Assert.DoesNotContain(where + " · ", await page.Text("#status"), StringComparison.Ordinal);
        Assert.Single(File.ReadLines(await Save(page, "ann.tsv")).Skip(1), l => l.Split('\t')[9] == "yes");

        async Task Name(string name)
        {
            await page.Page.FillAsync("#coder", name);
            await page.Page.Keyboard.PressAsync("Enter");
        }
    }

    [ChromiumFact]
    public async Task Fifty_tweets_by_keyboard_saved_loaded_evaluated()
    {
        string dataset = folder.Synthetic();
        byte[] html = Sample(dataset, 1);
        JsonElement[] units = [.. ReportFolder.Data(html).GetProperty("units").EnumerateArray()];
        await using OpenPage page = await chromium.Open(html);
        Assert.DoesNotContain("found", await page.Text("header"), StringComparison.Ordinal);
        await page.Page.FillAsync("#coder", "Ann");
        await page.Page.Keyboard.PressAsync("Enter");
        Assert.DoesNotContain("UTC", await page.Text("#about"), StringComparison.Ordinal);
        int inText = 0;
        for (int i = 0; i < 50; i++)
        {
            bool untagged = units[i].GetProperty("g").GetString() == "";
            // Neither the question nor the text tells what the program found, unless it is in no place that the page shows.
            Assert.Matches(@"^Does it mention Israel \([^)]*\)\?$", await page.Text("#question"));
            Assert.Equal(0, await page.Ask<int>(Marks));
            bool isInText = units[i].GetProperty("x").GetArrayLength() > 1;
            Assert.Equal(untagged || isInText ? "" : "Found", (await page.Text("#found")).Split(' ')[0]);
            await page.Page.CheckAsync("#marks");
            Assert.Equal(isInText, await page.Ask<int>(Marks) > 0);
            inText += isInText ? 1 : 0;
            if (untagged && i % 2 == 0)
                await page.Page.Keyboard.PressAsync("1");
            else
            {
                Assert.True(untagged || await page.Ask<int>(Marks + " + document.querySelector('#found').textContent.length") > 0);
                await page.Page.Keyboard.PressAsync(untagged ? "2" : i % 10 == 9 ? "3" : "1");
            }

            await page.Page.UncheckAsync("#marks");
        }

        Assert.InRange(inText, 5, 45);
        Assert.Contains("50 labelled", await page.Text("#status"), StringComparison.Ordinal);
        await page.Page.Keyboard.PressAsync("ArrowLeft");
        await page.Page.CheckAsync("#context");
        Assert.Contains("UTC", await page.Text("#about"), StringComparison.Ordinal);
        Assert.Equal("", await page.Ask<string>(ReportInChromiumTests.Contrasts));
        await page.Keep("coding");
        string ann = await Save(page, "ann.tsv");
        Assert.Equal(50, File.ReadLines(ann).Skip(1).Count(l => l.Split('\t')[9].Length > 0));

        // What was answered is kept when the page is opened again, and comes back from the file in another browser.
        await page.Page.ReloadAsync();
        await page.Page.WaitForFunctionAsync("() => document.documentElement.dataset.ready === 'yes'");
        Assert.Contains("50 labelled", await page.Text("#status"), StringComparison.Ordinal);
        await using OpenPage other = await chromium.Open(html, 390, scheme: ColorScheme.Dark);
        Assert.Contains("0 labelled", await other.Text("#status"), StringComparison.Ordinal);
        await other.Page.SetInputFilesAsync("#file", ann);
        await other.Page.WaitForFunctionAsync("() => document.querySelector('#status').textContent.includes('50 labelled')");
        Assert.Equal("Ann", await other.Page.InputValueAsync("#coder"));
        Assert.Equal(File.ReadAllText(ann), File.ReadAllText(await Save(other, "again.tsv")));
        Assert.True(await other.Ask<int>("document.documentElement.scrollWidth") <= 390);
        await other.Keep("coding-390");
        Assert.Empty(page.Trouble);
        Assert.Empty(other.Trouble);

        string bob = Path.Combine(files, "bob.tsv");
        File.WriteAllText(bob, File.ReadAllText(ann).Replace("\tAnn\t", "\tBob\t", StringComparison.Ordinal));
        string text = CodingJob.Run(new CodingOptions { Dataset = dataset, Labels = [ann, bob], Simulate = 50 }, CancellationToken.None);
        Assert.Contains("| **all** | 50 | 100.0 | 1.000", text, StringComparison.Ordinal);
        using var db = new DuckDb();
        Assert.Equal(2, db.Long($"SELECT count(*) FROM {DuckDb.Table(Path.Combine(dataset, "estimates.parquet"))} WHERE measure = "
            + "'recall' AND share BETWEEN share_lower AND share_upper"));
        byte[] made = ReportFolder.Page(dataset);
        string report = System.Text.Encoding.UTF8.GetString(made);
        Assert.Matches(new Regex("[0-9,]+ tagged; [0-9,]+ to [0-9,]+ are true mentions.* and [0-9,]+ to [0-9,]+ more were missed"), report);
        Assert.Matches(new Regex("id=\"citation\"[^>]*>[^<]* tagged; [0-9,]+ to [0-9,]+ are true mentions"), report);
        await using OpenPage counted = await chromium.Open(made);
        foreach (string form in (string[])["bibtex", "apa"])
        {
            Assert.Matches(new Regex(@" tagged; [0-9,]+ to [0-9,]+ are true mentions.* 95 \\?% intervals from [0-9,]+ tweets"),
                await counted.Ask<string>($"document.getElementById('{form}-text').textContent"));
        }

        Assert.Empty(counted.Trouble);
    }

    private byte[] Sample(string dataset, long seed, params string[] targets) =>
        Draw(dataset, seed, 60, targets.Length == 0 ? ["israel"] : targets);

    private byte[] Draw(string dataset, long seed, int untagged, params string[] targets)
    {
        string file = Path.Combine(files, "coding.html");
        SampleJob.Write(new SampleOptions
        {
            Dataset = dataset,
            Out = file,
            Targets = targets,
            Seed = seed,
            Untagged = untagged,
            Lexicon = Lexicon.LoadShipped(),
        }, CancellationToken.None);
        return File.ReadAllBytes(file);
    }

    private async Task<string> Save(OpenPage page, string name)
    {
        IDownload download = await page.Page.RunAndWaitForDownloadAsync(() => page.Page.ClickAsync("#save"));
        string path = Path.Combine(files, name);
        await download.SaveAsAsync(path);
        return path;
    }
}
