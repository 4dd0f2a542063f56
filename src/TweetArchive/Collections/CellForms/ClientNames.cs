namespace TweetArchive.Collections.CellForms;

/// <summary>The interfaces give the client as a link: <c>&lt;a href="…"&gt;Twitter for Android&lt;/a&gt;</c>.</summary>
internal static class ClientNames
{
    /// <summary>The text of the link; anything else as it is.</summary>
    public static ReadOnlySpan<byte> Of(ReadOnlySpan<byte> source)
    {
        if (!source.StartsWith("<a "u8))
            return source;
        int from = source.IndexOf((byte)'>') + 1;
        int to = source.LastIndexOf((byte)'<');
        return to > from ? source[from..to] : source;
    }
}
