using Parquet;
using Parquet.Schema;

namespace TweetArchive.Dataset.Reading;

/// <summary>The columns that a Parquet file says it has, for readers that take whatever table is there.</summary>
public static class StoredSchema
{
    /// <summary>Columns of types that no table of a dataset has are left out.</summary>
    public static IReadOnlyList<ColumnSpec> Columns(ParquetSchema schema, ParquetRowGroupReader group) =>
        [.. schema.Fields.Select(f => Column(f, group)).OfType<ColumnSpec>()];

    private static ColumnSpec? Column(Field field, ParquetRowGroupReader group) => field switch
    {
        ListField { Item: DataField item } list when IsText(item.ClrType) => new ColumnSpec(list.Name, ColumnType.TextList),
        ListField { Item: DataField item } list when item.ClrType == typeof(long) => new ColumnSpec(list.Name, ColumnType.LongList),
        DataField data when TypeOf(data, group) is { } type => new ColumnSpec(data.Name, type, data.IsNullable),
        _ => null,
    };

    private static ColumnType? TypeOf(DataField field, ParquetRowGroupReader group) => field.ClrType switch
    {
        var t when IsText(t) => ColumnType.Text,
        var t when t == typeof(long) => ColumnType.Long,
        var t when t == typeof(int) => ColumnType.Integer,
        var t when t == typeof(double) => ColumnType.Number,
        var t when t == typeof(bool) => ColumnType.Flag,
        // The library gives days and times one type; how they are stored tells them apart.
        var t when t == typeof(DateTime) || t == typeof(DateOnly) =>
            group.GetMetadata(field)?.MetaData?.Type == global::Parquet.Meta.Type.INT32 ? ColumnType.Date : ColumnType.Timestamp,
        _ => null,
    };

    private static bool IsText(Type type) => type == typeof(string) || type == typeof(ReadOnlyMemory<char>);
}
