using TweetArchive.Dataset;
using TweetArchive.Query.Verify;
using TweetArchive.Tables;
using Xunit;

namespace TweetArchive.Tests.Verify;

/// <summary>What verify expects is written down apart from what is written; the two must say the same.</summary>
public sealed class ContractTablesTests
{
    [Fact]
    public void The_lists_of_the_writer_and_of_verify_agree() =>
        Assert.Equal(TableList.All.Select(Describe), ContractTables.All.Select(Describe));

    private static string Describe(TableSpec table) =>
        $"{table.Name} {table.KeyColumns}: "
        + $"{string.Join(", ", table.Columns.Select(c => $"{c.Name} {Type(c.Type)}{(c.Nullable ? "?" : "")}"))}";

    private static string Describe(ContractTable table) =>
        $"{table.Name} {table.KeyColumns}: {string.Join(", ", table.Columns.Select(c => $"{c.Name} {c.Type}{(c.Nullable ? "?" : "")}"))}";

    private static string Type(ColumnType type) => type switch
    {
        ColumnType.Text => "VARCHAR",
        ColumnType.TextList => "VARCHAR[]",
        ColumnType.LongList => "BIGINT[]",
        ColumnType.Binary => "BLOB",
        ColumnType.Long => "BIGINT",
        ColumnType.Integer => "INTEGER",
        ColumnType.Number => "DOUBLE",
        ColumnType.Flag => "BOOLEAN",
        ColumnType.Timestamp => "TIMESTAMP WITH TIME ZONE",
        _ => "DATE",
    };
}
