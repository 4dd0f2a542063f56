using System.Globalization;
using System.Text;
using TweetArchive.Dataset;
using Xunit;

namespace TweetArchive.Tests.Dataset.Parquet;

/// <summary>Random rows, random predicates: DuckDB over our file must select what the same predicate selects in C#.</summary>
public sealed class PredicateFuzzTests
{
    private static readonly string[] Operators = ["=", "<>", "<", "<=", ">", ">="];

    [Theory]
    [InlineData(1, 2_000, false)]
    [InlineData(2, 10_000, true)]
    [InlineData(3, 60_000, true)]
    [InlineData(4, 16_000_000, false)]
    public void Filters_select_the_same_rows_as_in_memory(int seed, long rowGroupBytes, bool sorted)
    {
        TableSpec spec = SampleTable.EveryType;
        var random = new Random(seed);
        List<object?[]> rows = SampleTable.RandomRows(spec, 1_500, seed, sorted);
        if (sorted)
            SortByText(rows, 3); // narrow bounds per row group, so that pruning really happens
        string path = Path.Combine(Path.GetTempPath(), $"tweetarchive-{Guid.NewGuid():N}.parquet");
        try
        {
            SampleTable.Write(path, spec, rows, rowGroupBytes);
            using var duck = new DuckDb();
            duck.Execute($"create view t as from {DuckDb.Table(path)}");
            for (int i = 0; i < 150; i++)
            {
                int column = random.Next(spec.Columns.Length);
                if (spec.Columns[column].Type is ColumnType.TextList or ColumnType.LongList or ColumnType.Binary)
                    continue;
                object? probe = rows[random.Next(rows.Count)][column];
                string @operator = Operators[random.Next(Operators.Length)];
                string sql = probe is null ? $"\"{spec.Columns[column].Name}\" is null"
                    : $"\"{spec.Columns[column].Name}\" {@operator} {Literal(spec.Columns[column].Type, probe)}";
                object?[][] expected = [.. rows.Where(row => probe is null ? row[column] is null : Holds(row[column], @operator, probe))];

                object?[] found = duck.Rows($"select count(*), coalesce(sum(int), 0), coalesce(sum(num), 0) from t where {sql}")[0];
                Assert.True(expected.Length == Convert.ToInt64(found[0], CultureInfo.InvariantCulture), sql);
                Assert.True(expected.Sum(row => (long)(int)row[9]!) == long.Parse(found[1]!.ToString()!, CultureInfo.InvariantCulture),
                    sql);
                Assert.Equal(expected.Sum(row => (double)row[11]!), (double)found[2]!, tolerance: 1e-6);
            }
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static void SortByText(List<object?[]> rows, int column) =>
        rows.Sort((a, b) => CompareValues(a[column]!, b[column]!));

    private static bool Holds(object? value, string @operator, object probe)
    {
        if (value is null)
            return false; // SQL: unknown
        int order = CompareValues(value, probe);
        return @operator switch
        {
            "=" => order == 0,
            "<>" => order != 0,
            "<" => order < 0,
            "<=" => order <= 0,
            ">" => order > 0,
            _ => order >= 0,
        };
    }

    private static int CompareValues(object a, object b) => a is string text
        ? Encoding.UTF8.GetBytes(text).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes((string)b))
        : ((IComparable)a).CompareTo(b);

    private static string Literal(ColumnType type, object value) => type switch
    {
        ColumnType.Text => $"decode(from_hex('{Convert.ToHexString(Encoding.UTF8.GetBytes((string)value))}'))",
        ColumnType.Timestamp => $"epoch_ms({value})::timestamptz",
        ColumnType.Date => $"(date '1970-01-01' + ({value})::integer)",
        ColumnType.Number => $"({((double)value).ToString("R", CultureInfo.InvariantCulture)})::double",
        ColumnType.Flag => (bool)value ? "true" : "false",
        _ => $"({value})",
    };
}
