using System.Text.Json;
using System.Text.RegularExpressions;
using TweetArchive.Analysis;
using TweetArchive.Analysis.Coding;
using TweetArchive.Csv;
using TweetArchive.Dataset;
using TweetArchive.Query;
using TweetArchive.Tables;
using TweetArchive.Targets;
using TweetArchive.Targets.Matching;
using TweetArchive.Tests.Analysis;
using Xunit;

namespace TweetArchive.Tests.Docs;

/// <summary>
/// docs/columns.md has every table and column that the program writes, with its type and whether it may be null, and no other; and the
/// words of its codes.
/// </summary>
[Collection(nameof(PlantedDataset))]
public sealed partial class ColumnsPageTests(PlantedDataset planted)
{
    private static readonly string Page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "columns.md"));

    private sealed record PageColumn(string Name, string Type, bool Nullable);

    /// <summary>The tables of the page: each heading that a table of columns follows.</summary>
    private static readonly Dictionary<string, PageColumn[]> Tables = Section().Matches(Page).ToDictionary(
        m => m.Groups[1].Value,
        m => m.Groups[2].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Row).ToArray());

    private static IEnumerable<TableSpec> Specs =>
        [.. TableList.All, .. Analyses.All.SelectMany(a => a.Tables), EstimatesTable.Table.Spec];

    [Fact]
    public void Every_table_that_the_program_writes_is_on_the_page_column_by_column()
    {
        Assert.Superset(Specs.Select(s => s.Name).ToHashSet(), Tables.Keys.ToHashSet());
        foreach (TableSpec spec in Specs)
            Assert.Equal([spec.Name, .. spec.Columns.Select(Describe)], [spec.Name, .. Tables[spec.Name].Select(c => c.ToString())]);
    }

    [Fact]
    public void A_dataset_with_analyses_has_the_columns_of_the_page_and_the_page_no_other_tables()
    {
        Dictionary<string, string[]> views = Views(planted.FinishedRun.Out);
        foreach ((string view, string[] columns) in views)
            Assert.Equal([view, .. columns], [view, .. Tables[view].Select(c => $"{c.Name} {LongType(c.Type)}")]);
        // What only media archives and people make; the other test has these.
        Assert.Equal(["estimates", "media", "media_reuse"], Tables.Keys.Except(views.Keys).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_word_of_a_code_is_on_the_page()
    {
        string[] words =
        [
            .. Enum.GetValues<MatchRule>().Where(r => r != MatchRule.None).Select(MatchRules.Name),
            .. Enum.GetValues<MentionField>().Select(f => f.Word()), .. Enum.GetValues<MentionDecision>().Select(d => d.Word()),
            .. Enum.GetValues<MatchKind>().Select(k => k.Word()), .. Enum.GetValues<Ambiguity>().Select(a => $"{a}".ToLowerInvariant()),
            .. Enumerable.Range(0, RejectReasons.Count).Select(r => RejectReasons.Name((RejectReason)r)),
            .. Lexicon.LoadShipped().Aliases.SelectMany(a => new[] { a.Kind, a.Sense, a.Polarity }),
            .. Lexicon.LoadShipped().Targets.Select(t => t.Type),
            .. Codes("coordination_edges", "method"), .. Codes("coordination_chance", "counted"), .. Codes("spikes", "period"),
            .. Codes("spikes", "carried_by"), .. Codes("lookalikes", "claim"), .. Codes("lookalikes", "rule"),
            .. Codes("lookalikes", "kind"), .. Codes("lookalikes", "resembles_kind"), .. Codes("tweet_languages", "method"),
            .. Codes("posting_hours", "zone"),
        ];
        Assert.DoesNotContain(words, w => !Page.Contains($"`{w}`", StringComparison.Ordinal));
    }

    [Fact]
    public void Its_links_lead_to_its_own_headings()
    {
        string[] headings = [.. Heading().Matches(Page).Select(m => m.Groups[1].Value)];
        Assert.Empty(OwnLink().Matches(Page).Select(m => m.Groups[1].Value).Except(headings));
        Assert.Superset(Tables.Keys.ToHashSet(), OwnLink().Matches(Page).Select(m => m.Groups[1].Value).ToHashSet());
    }

    private static string Describe(ColumnSpec column) => new PageColumn(column.Name, column.Type switch
    {
        ColumnType.Text => "VARCHAR",
        ColumnType.TextList => "VARCHAR[]",
        ColumnType.Binary => "BLOB",
        ColumnType.Long => "BIGINT",
        ColumnType.LongList => "BIGINT[]",
        ColumnType.Integer => "INTEGER",
        ColumnType.Number => "DOUBLE",
        ColumnType.Flag => "BOOLEAN",
        ColumnType.Timestamp => "TIMESTAMPTZ",
        _ => "DATE",
    }, column.Nullable).ToString();

    private static PageColumn Row(string line)
    {
        string[] cells = line.Split('|', StringSplitOptions.TrimEntries);
        Assert.True(cells.Length == 6, line);
        Assert.NotEmpty(cells[3]);
        return new PageColumn(cells[1].Trim('`'), cells[2], cells[4].Length > 0);
    }

    private static string LongType(string type) => type == "TIMESTAMPTZ" ? "TIMESTAMP WITH TIME ZONE" : type;

    /// <summary>What <c>query DIR</c> lists.</summary>
    private static Dictionary<string, string[]> Views(string dataset)
    {
        using var output = new MemoryStream();
        QueryRunner.Run(
            new QueryOptions { Dataset = dataset, Format = QueryFormat.Json }, output, TextWriter.Null, CancellationToken.None);
        using JsonDocument views = JsonDocument.Parse(output.ToArray());
        return views.RootElement.EnumerateArray().ToDictionary(
            v => v.GetProperty("view").GetString()!, v => v.GetProperty("columns").EnumerateArray().Select(c => c.GetString()!).ToArray());
    }

    private List<string> Codes(string table, string column)
    {
        using var duck = new DuckDb();
        string file = DuckDb.Table(Path.Combine(planted.FinishedRun.Out, table + ".parquet"));
        return duck.Lines($"SELECT DISTINCT {column} FROM {file}");
    }

    [GeneratedRegex(@"^##+ (\w+)\n(?:(?!#)[^\n]*\n)*?\| column \| type \| meaning \| null \|\n\|---\|---\|---\|---\|\n((?:\| [^\n]*\n?)+)",
        RegexOptions.Multiline)]
    private static partial Regex Section();

    [GeneratedRegex("^##+ (.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"\]\(#([\w-]+)\)")]
    private static partial Regex OwnLink();
}
