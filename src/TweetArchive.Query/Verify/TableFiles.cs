using TweetArchive.Dataset;
using TweetArchive.Tables;

namespace TweetArchive.Query.Verify;

/// <summary>The contract tables of a dataset that are there to be checked, and their columns as DuckDB names the types.</summary>
internal static class TableFiles
{
    public static IEnumerable<(TableSpec Spec, string[] Files)> Of(CheckContext context) =>
        TableList.All.Where(s => context.Has(s.Name)).Select(s => (s, context.Dataset.Tables[s.Name]));

    public static string Type(ColumnType type) => type switch
    {
        ColumnType.Text => "VARCHAR",
        ColumnType.TextList => "VARCHAR[]",
        ColumnType.Binary => "BLOB",
        ColumnType.Long => "BIGINT",
        ColumnType.Integer => "INTEGER",
        ColumnType.Number => "DOUBLE",
        ColumnType.Flag => "BOOLEAN",
        ColumnType.Timestamp => "TIMESTAMP WITH TIME ZONE",
        _ => "DATE",
    };

    /// <summary>Columns whose values have an order that bounds and filters go by.</summary>
    public static ColumnSpec[] Ordered(TableSpec spec) => [.. spec.Columns.Where(c => c.Type is not (ColumnType.TextList or ColumnType.Binary))];
}
