using System.Text;
using TweetArchive.Dataset.Parquet;

namespace TweetArchive.Analysis;

internal static class ColumnBufferExtensions
{
    public static void AppendList(this ColumnBuffer column, IEnumerable<string> texts)
    {
        column.BeginList();
        foreach (string text in texts)
            column.AppendItem(Encoding.UTF8.GetBytes(text));
        column.EndList();
    }

    public static void AppendOrNull(this ColumnBuffer column, long? value)
    {
        if (value is { } number)
            column.Append(number);
        else
            column.AppendNull();
    }

    public static void AppendOrNull(this ColumnBuffer column, int? value)
    {
        if (value is { } number)
            column.Append(number);
        else
            column.AppendNull();
    }

    public static void AppendOrNull(this ColumnBuffer column, double? value)
    {
        if (value is { } number)
            column.Append(number);
        else
            column.AppendNull();
    }

    /// <summary>An empty text is null, as in all tables.</summary>
    public static void AppendText(this ColumnBuffer column, string? text)
    {
        if (string.IsNullOrEmpty(text))
            column.AppendNull();
        else
            column.Append(text);
    }

    public static void Append(this ColumnBuffer column, string text) => column.Append(Encoding.UTF8.GetBytes(text));
}
