using System.Text.Json;
using System.Text.RegularExpressions;
using Xunit;

namespace TweetArchive.Tests.Docs;

/// <summary>
/// docs/first-hour.md, from its first command to its last, on the release that it is about: each command ends well, and prints the lines
/// that the page shows after it. What a reader does in a browser, the test does with the same files.
/// </summary>
public sealed partial class FirstHourTests : IDisposable
{
    private const string Sample = "thailand_2020_09";

    private readonly string folder = Directory.CreateTempSubdirectory("tweetarchive-hour").FullName;

    private static string Page => File.ReadAllText(Path.Combine(Repository.Root, "docs", "first-hour.md"));

    public void Dispose() => Directory.Delete(folder, true);

    [SampleFact(Sample)]
    public void Every_command_works_and_prints_what_the_page_shows()
    {
        if (OperatingSystem.IsWindows())
            return;
        var page = new PageCommands(Page, folder);
        // The page's table has names and sizes.
        Assert.All(page.CopyArchives(Sample), archive => Assert.Contains(
            $"`{Path.GetFileName(archive)}` | {new FileInfo(archive).Length:N0} |", Page, StringComparison.Ordinal));
        HashSet<string> commands = page.Run(line =>
        {
            if (line.Contains("coding.html", StringComparison.Ordinal))
                AssertMarks(Answer("coding.html"));
        });

        Assert.Superset(new HashSet<string> { "inspect", "run", "targets", "sample", "evaluate", "report", "query", "verify" }, commands);
        string[] suggestions = File.ReadAllLines(Path.Combine(folder, "suggestions.tsv"));
        Assert.True(suggestions.Length > 10);
        Assert.StartsWith("handle\t@armypr_news\t1559\t", suggestions[1], StringComparison.Ordinal);
        Assert.Contains("The first suggestion is `@armypr_news`,\nin 1,559 tweets", Page, StringComparison.Ordinal);
        AssertExampleOfSection6();
        AssertLargerSample();
    }

    /// <summary>What section 6 says of a larger sample: how many tweets are left to read, and the upper end if none is a mention.</summary>
    private void AssertLargerSample()
    {
        string dataset = Path.Combine(folder, "thailand"), page = Path.Combine(folder, "coding-2.html");
        int first = File.ReadLines(Labels).Count();
        Assert.Contains("--untagged 1000 --out coding-2.html", Page, StringComparison.Ordinal);
        CommandLine.Run("sample", dataset, "--target", "army", "--untagged", "1000", "--out", page).AssertSaid(0);
        Answer("coding-2.html");
        CommandResult result = CommandLine.Run("evaluate", dataset, "--labels", Labels);
        result.AssertSaid(0);
        string upper = Together().Match(result.Output).Groups[1].Value;
        Assert.Contains($"{File.ReadLines(Labels).Count() - first} untagged tweets are left", Page.Replace('\n', ' '),
            StringComparison.Ordinal);
        Assert.Contains($"the upper end falls to {upper}.", Page.Replace('\n', ' '), StringComparison.Ordinal);
    }

    private string Labels => Path.Combine(folder, "labels-ann.tsv");

    /// <summary>The figures that section 6 gives as an example, from estimates that the commands above have made.</summary>
    private void AssertExampleOfSection6()
    {
        using var duck = new DuckDb();
        string table = DuckDb.Table(Path.Combine(folder, "thailand", "estimates.parquet"));
        string[] limits = [
            .. duck.Lines(
                $"SELECT CAST(round(lower) AS BIGINT), CAST(round(upper) AS BIGINT) FROM {table} WHERE target_id = 'army' "
                    + "AND \"by\" = 'all' AND measure IN ('tagged', 'missed') ORDER BY measure")];
        string example = Page.Replace(",", "", StringComparison.Ordinal).Replace('\n', ' ');
        Assert.Equal(2, limits.Length);
        foreach (string number in limits.SelectMany(l => Number().Matches(l)).Select(m => m.Value))
            Assert.Matches($@"\b{number}\b", example);
    }

    /// <summary>What the page of the sample saves when a coder answers yes to each tagged tweet, and no to each other.</summary>
    private JsonElement Answer(string page)
    {
        string html = File.ReadAllText(Path.Combine(folder, page));
        JsonElement root = JsonElement.Parse(PageData().Match(html).Groups[1].Value), strata = root.GetProperty("strata");
        List<string> lines =
            ["sample\tcoder\tdataset\ttweetid\ttarget_id\tdecision\trule\tlanguage\tstratum_size\tlabel\tmentions\tnote"];
        foreach (JsonElement unit in root.GetProperty("units").EnumerateArray())
        {
            JsonElement stratum = strata[unit.GetProperty("s").GetInt32()];
            string decision = stratum.GetProperty("decision").ToString();
            lines.Add(string.Join('\t', root.GetProperty("sample"), "Ann", unit.GetProperty("d"), unit.GetProperty("id"),
                unit.GetProperty("g"), decision, stratum.GetProperty("rule"), stratum.GetProperty("language"), stratum.GetProperty("size"),
                decision == "untagged" ? "no" : "yes", "", ""));
        }

        File.WriteAllLines(Labels, lines);
        return root;
    }

    /// <summary>docs/coding.md says of this sample why the words that matched are not marked by default.</summary>
    private static void AssertMarks(JsonElement root)
    {
        int[] marked = [.. new[] { false, true }.Select(tagged => root.GetProperty("units").EnumerateArray()
            .Count(u => (u.GetProperty("g").GetString() != "") == tagged && u.GetProperty("x").GetArrayLength() > 1))];
        int all = root.GetProperty("units").GetArrayLength();
        Assert.Equal(0, marked[0]);
        Assert.Contains($"all {marked[1]} tagged tweets have a mark, and none of the {all - marked[1]} others",
            File.ReadAllText(Path.Combine(Repository.Root, "docs", "coding.md")), StringComparison.Ordinal);
    }

    [GeneratedRegex("<script type=\"application/json\" id=\"data\">(.*?)</script>", RegexOptions.Singleline)]
    private static partial Regex PageData();

    [GeneratedRegex(@"\d+")]
    private static partial Regex Number();

    [GeneratedRegex(@"Together that is [\d,]+ to ([\d,]+) true mentions")]
    private static partial Regex Together();
}
