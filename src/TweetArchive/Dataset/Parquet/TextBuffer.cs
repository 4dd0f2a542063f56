using System.Text;

namespace TweetArchive.Dataset.Parquet;

/// <summary>A column of texts (UTF-8; an invalid sequence becomes U+FFFD) or, where its type is Binary, of any bytes.</summary>
internal abstract class TextBuffer(ColumnSpec spec) : ColumnBuffer(spec)
{
    // Most texts that are strings are names: their bytes are made on the stack.
    internal const int FewCharacters = 64;

    public abstract void Append(ReadOnlySpan<byte> utf8);

    public void Append(string text)
    {
        Span<byte> utf8 = text.Length <= FewCharacters ? stackalloc byte[3 * FewCharacters] : new byte[3 * text.Length];
        Append(utf8[..Encoding.UTF8.GetBytes(text, utf8)]);
    }

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
