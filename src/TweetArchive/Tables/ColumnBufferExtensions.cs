using TweetArchive.Dataset.Parquet;
using TweetArchive.Tables.Counting;
using TweetArchive.Tables.Spills;

namespace TweetArchive.Tables;

internal static class ColumnBufferExtensions
{
    /// <summary>Appends the key's next text, which may be null.</summary>
    public static void AppendNullable(this ColumnBuffer column, ref SortKeyReader key, MergeContext context)
    {
        ReadOnlySpan<byte> text = key.Text(context.Scratch, out bool isNull);
        if (isNull)
            column.AppendNull();
        else
            column.Append(text);
    }

    /// <summary>Archives know no difference between an empty cell and a missing value: it is null.</summary>
    public static void AppendOrNull(this ColumnBuffer column, ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty)
            column.AppendNull();
        else
            column.Append(text);
    }
}
