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
    /// <summary>Texts in cells that are not columns: values and options.</summary>
    private static readonly HashSet<string> Values = ["tag", "mek", "tweets"];

    public static TheoryData<string> Notebooks => ["duckdb", "pandas", "polars"];

    [Fact]
    public void All_notebooks_are_tested() =>
        Assert.Equal(["analyses", "duckdb", "own_data", "pandas", "polars"],
            Directory.GetFiles(Path.Combine(Repository.Root, "notebooks"), "*.ipynb").Select(f => Path.GetFileNameWithoutExtension(f))
                .Order());

    [Theory]
    [MemberData(nameof(Notebooks))]
    public void Outputs_are_what_the_sample_dataset_gives(string notebook)
    {
        NotebookCells cells = NotebookCells.Read(notebook);
        cells.AssertTables(sql => sample.Ask(sql, o => o with { Format = QueryFormat.Table }));
        cells.AssertOneChart();
    }

    /// <summary>The same questions in R: its SQL is asked, its files are there.</summary>
    [Fact]
    public void The_script_in_R_asks_what_has_an_answer()
    {
        string script = File.ReadAllText(Path.Combine(Repository.Root, "notebooks", "tweetarchive.R"));
        string[] questions = [.. SqlInR().Matches(script).Select(m => m.Groups[1].Value)];
        Assert.Equal(2, questions.Length);
        Assert.All(questions, sql => Assert.NotEmpty(sample.Lines(sql)));
        string[] tables = [.. Word().Matches(TableListInR().Match(script).Groups[1].Value).Select(m => m.Groups[1].Value)];
        Assert.Contains("mentions", tables);
        Assert.All(tables, t => Assert.True(File.Exists(Path.Combine(sample.Folder, t + ".parquet")), t));
        Assert.Contains("file.path(dataset, \"daily_mentions.parquet\")", script, StringComparison.Ordinal);
        Assert.Contains("file.path(dataset, \"tweets\")", script, StringComparison.Ordinal);
        Assert.NotEmpty(sample.Lines("SELECT tweetid, tweet_time, tweet_text FROM tweets WHERE tweet_language = 'fa' LIMIT 5"));
    }

    [Theory]
    [MemberData(nameof(Notebooks))]
    public void Files_and_columns_are_there(string notebook)
    {
        string source = NotebookCells.Read(notebook).Source;
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

    [GeneratedRegex(@"\{DATASET\}/([\w*/{}.-]+\.parquet)")]
    private static partial Regex ParquetFile();

    [GeneratedRegex("dbGetQuery\\(con, \"\n(.*?)\"\\)", RegexOptions.Singleline)]
    private static partial Regex SqlInR();

    [GeneratedRegex(@"for \(table in c\((.*?)\)\)")]
    private static partial Regex TableListInR();

    [GeneratedRegex(@"for table in \[(.*?)\]")]
    private static partial Regex TableList();

    [GeneratedRegex("\"([a-z][a-z_]+)\"")]
    private static partial Regex Word();

    /// <summary>Names that a cell gives: by alias, by rename, by assignment.</summary>
    [GeneratedRegex("alias\\(\"(\\w+)\"\\)|rename\\(\"(\\w+)\"\\)|\": \"(\\w+)\"|\\w\\[\"(\\w+)\"\\] = ")]
    private static partial Regex MadeHere();
}
