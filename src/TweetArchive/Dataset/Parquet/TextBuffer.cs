using System.Text;

namespace TweetArchive.Dataset.Parquet;

/// <summary>A column of texts (UTF-8; an invalid sequence becomes U+FFFD) or, where its type is Binary, of any bytes.</summary>
internal abstract class TextBuffer(ColumnSpec spec) : ColumnBuffer(spec)
{
    public abstract void Append(ReadOnlySpan<byte> utf8);

    public void Append(string text) => Append(Encoding.UTF8.GetBytes(text));

    /// <summary>Archives know no difference between an empty cell and a missing value: an empty text is null.</summary>
    public void AppendOrNull(ReadOnlySpan<byte> utf8)
    {
        if (utf8.IsEmpty)
            AppendNull();
        else
            Append(utf8);
    }

    /// <summary>An empty text is null, as in all tables.</summary>
    public void AppendOrNull(string? text)
    {
        if (string.IsNullOrEmpty(text))
            AppendNull();
        else
            Append(text);
    }
}
