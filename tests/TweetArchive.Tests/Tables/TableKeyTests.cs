using System.Text;
using TweetArchive.Tables;
using TweetArchive.Tables.Counting;
using TweetArchive.Tables.Spills;
using TweetArchive.Targets;
using Xunit;

namespace TweetArchive.Tests.Tables;

/// <summary>A declared key, packed, ranked and as bytes: the three must sort alike, as the values do.</summary>
public class TableKeyTests
{
    private static readonly string[] Texts = ["", "a", "A", "ab", "a\0b", "b", "é", "ایران", "😀", "zz", "z"];

    private static readonly TargetNames Targets = new(Lexicon.LoadShipped());

    [Fact]
    public void Packed_keys_sort_as_their_bytes_do()
    {
        Assert.NotEmpty(TableList.Counted);
        var dimensions = new Dimensions(Targets);
        var random = new Random(3);
        foreach (string text in Texts.OrderBy(_ => random.Next()))
        {
            dimensions[Dimension.Languages].Intern(Encoding.UTF8.GetBytes(text));
            dimensions[Dimension.Names].Intern(Encoding.UTF8.GetBytes(text));
        }

        DimensionRanks ranks = dimensions.Ranks();
        var key = new TableKey(KeyColumn.Target(), KeyColumn.NullableText("language", Dimension.Languages),
            KeyColumn.Word("word", "a", "b", "c"),
            KeyColumn.Flag("flag"));
        List<(ulong Packed, byte[] Bytes)> keys = [];
        for (int i = 0; i < 2000; i++)
        {
            ulong packed = key.Pack(random.Next(Targets.Count), random.Next(Texts.Length), random.Next(3), random.Next(2));
            keys.Add((packed, Bytes(key, packed, dimensions)));
        }

        ulong[] byOrder = [.. keys.OrderBy(k => key.Order(k.Packed, ranks)).Select(k => k.Packed)];
        ulong[] byBytes = [
            .. keys.OrderBy(k => k.Bytes, Comparer<byte[]>.Create((a, b) => a.AsSpan().SequenceCompareTo(b))).Select(k => k.Packed)];
        Assert.Equal(byBytes, byOrder);
        Assert.Equal(keys.Select(k => k.Packed).Distinct().Count(), keys.Select(k => Convert.ToHexString(k.Bytes)).Distinct().Count());
    }

    [Fact]
    public void Two_texts_and_the_largest_numbers_keep_apart()
    {
        var key = new TableKey(KeyColumn.Text("a", Dimension.Users), KeyColumn.Text("b", Dimension.Names));
        Assert.NotEqual(key.Pack(int.MaxValue, 0), key.Pack(0, int.MaxValue));
        Assert.Equal(key.Pack(int.MaxValue, 7), key.Pack([int.MaxValue, 7]));
        var small = new TableKey(KeyColumn.Target(), KeyColumn.Small("weekday"), KeyColumn.Small("hour"));
        Assert.Equal(small.Pack(3, 7, 255), small.Pack([3, 7, 255]));
        Assert.Equal(8, Enumerable.Range(0, 8).Select(i => small.Pack(i & 1, (i >> 1) & 1, i >> 2)).Distinct().Count());
    }

    [Fact]
    public void A_key_that_does_not_fit_is_refused_by_the_names_of_its_columns()
    {
        ArgumentException e = Assert.Throws<ArgumentException>(() =>
            new TableKey(KeyColumn.Text("one", Dimension.Users), KeyColumn.Text("two", Dimension.Names),
                KeyColumn.Text("three", Dimension.Names)));
        Assert.Contains("one, two, three", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_table_of_the_engine_is_in_the_list()
    {
        string[] declared = [.. typeof(CountedTable).Assembly.GetTypes()
            .Where(t => t.IsSubclassOf(typeof(CountedTable)) && !t.IsAbstract).Select(t => t.Name).Order(StringComparer.Ordinal)];
        Assert.Equal(declared, TableList.Counted.Select(t => t.GetType().Name).Order(StringComparer.Ordinal));
        Assert.Equal(TableList.All.Count, TableList.All.Select(t => t.Name).Distinct().Count());
    }

    [Fact]
    public void The_first_columns_of_a_counted_table_are_the_dataset_and_its_key() => Assert.All(TableList.Counted, table =>
    {
        Assert.Equal("dataset", table.Spec.Columns[0].Name);
        Assert.InRange(table.Spec.KeyColumns, 2, table.Spec.Columns.Length);
    });

    private static byte[] Bytes(TableKey key, ulong packed, Dimensions dimensions)
    {
        byte[] buffer = new byte[key.MostBytes(dimensions.LongestText)];
        var writer = new SortKeyWriter(buffer);
        key.Write(packed, dimensions, ref writer);
        return writer.Written.ToArray();
    }
}
