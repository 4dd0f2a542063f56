namespace TweetArchive.Dataset.Parquet;

/// <summary>A column of texts (UTF-8; an invalid sequence becomes U+FFFD) or, where its type is Binary, of any bytes.</summary>
internal abstract class TextBuffer(ColumnSpec spec) : ColumnBuffer(spec)
{
    /// <summary>Archives know no difference between an empty cell and a missing value: an empty text is null.</summary>
    public void AppendOrNull(ReadOnlySpan<byte> utf8)
    {
        if (utf8.IsEmpty)
            AppendNull();
        else
            Append(utf8);
    }
}
