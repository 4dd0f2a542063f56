using System.Text.Json;
using System.Text.RegularExpressions;
using TweetArchive.Query;
using Xunit;

namespace TweetArchive.Tests.Query;

/// <summary>
/// The notebooks against a real dataset. Their libraries cannot be installed everywhere that tests run, so each cell's SQL (its own, or the
/// equal one in its metadata) is run, its output computed again and compared, and every file and column that it names is looked up.
/// </summary>
public sealed partial class NotebookTests(SampleDataset sample) : IClassFixture<SampleDataset>
{
    /// <summary>Texts in cells that are no columns: values and options.</summary>
    private static readonly HashSet<string> Values = ["tag", "mek"];

    public static TheoryData<string> Notebooks => ["duckdb", "pandas", "polars"];

    [Fact]
    public void All_notebooks_are_tested() =>
        Assert.Equal(["duckdb", "pandas", "polars"],
            Directory.GetFiles(Path.Combine(Repository.Root, "notebooks"), "*.ipynb").Select(f => Path.GetFileNameWithoutExtension(f))
                .Order());

    [Theory]
    [MemberData(nameof(Notebooks))]
    public void Outputs_are_what_the_sample_dataset_gives(string notebook)
    {
        int compared = 0;
        foreach (JsonElement cell in Cells(notebook))
        {
            string source = Text(cell.GetProperty("source"));
            string? sql = Sql().Match(source) is { Success: true } match ? match.Groups[1].Value
                : cell.GetProperty("metadata").TryGetProperty("tweetarchive", out JsonElement meta) ? meta.GetProperty("sql").GetString()
                : null;
            JsonElement outputs = cell.GetProperty("outputs");
            if (sql is null)
            {
                Assert.Equal(0, outputs.GetArrayLength());
                continue;
            }

            string shown = Text(Assert.Single(outputs.EnumerateArray()).GetProperty("data").GetProperty("text/plain"));
            Assert.Equal(sample.Ask(sql, o => o with { Format = QueryFormat.Table }).TrimEnd('\n'), shown);
            compared++;
        }

        Assert.True(compared >= 5, notebook);
    }

    [Theory]
    [MemberData(nameof(Notebooks))]
    public void Files_and_columns_are_there(string notebook)
    {
        string source = string.Join('\n', Cells(notebook).Select(c => Text(c.GetProperty("source"))));
        string[] files = [
            .. ParquetFile().Matches(source).Select(m => m.Groups[1].Value).Where(f => !f.Contains('{', StringComparison.Ordinal))
                .Distinct()];
        Assert.NotEmpty(files);
        foreach (string file in files)
            Assert.NotEmpty(Directory.GetFiles(Path.Combine(sample.Folder, Path.GetDirectoryName(file)!), Path.GetFileName(file)));
        if (notebook == "duckdb")
        {
            // The list of tables, each of which becomes a file's name.
            foreach (Match table in Word().Matches(TableList().Match(source).Groups[1].Value))
                Assert.True(File.Exists(Path.Combine(sample.Folder, table.Groups[1].Value + ".parquet")), table.Value);
            return;
        }

        using var duck = new DuckDb();
        HashSet<string> names = [
            .. files.SelectMany(
                f => duck.Lines(
                    $"SELECT column_name FROM (DESCRIBE SELECT * FROM read_parquet({DuckDb.Quote(Path.Combine(sample.Folder, f))}))"))];
        names.UnionWith(MadeHere().Matches(source).Select(m => m.Groups.Values.Skip(1).First(g => g.Success).Value));
        names.UnionWith(Values);
        Assert.Empty(Word().Matches(source).Select(m => m.Groups[1].Value).Where(w => !names.Contains(w)).Distinct());
    }

    private static JsonElement[] Cells(string notebook)
    {
        using JsonDocument document = JsonDocument.Parse(
            File.ReadAllBytes(Path.Combine(Repository.Root, "notebooks", notebook + ".ipynb")));
        return [.. document.RootElement.Clone().GetProperty("cells").EnumerateArray()
            .Where(c => c.GetProperty("cell_type").GetString() == "code")];
    }

    private static string Text(JsonElement lines) => string.Concat(lines.EnumerateArray().Select(l => l.GetString()));

    [GeneratedRegex("con\\.sql\\(\"\"\"\n(.*?)\"\"\"\\)", RegexOptions.Singleline)]
    private static partial Regex Sql();

    [GeneratedRegex(@"\{DATASET\}/([\w*/{}.-]+\.parquet)")]
    private static partial Regex ParquetFile();

    [GeneratedRegex(@"for table in \[(.*?)\]")]
    private static partial Regex TableList();

    [GeneratedRegex("\"([a-z][a-z_]+)\"")]
    private static partial Regex Word();

    /// <summary>Names that a cell gives: by alias, by rename, by assignment.</summary>
    [GeneratedRegex("alias\\(\"(\\w+)\"\\)|rename\\(\"(\\w+)\"\\)|\": \"(\\w+)\"|\\w\\[\"(\\w+)\"\\] = ")]
    private static partial Regex MadeHere();
}
