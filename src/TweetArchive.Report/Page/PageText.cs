using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace TweetArchive.Report.Page;

/// <summary>
/// How values come into the page: through these two and no other way. Both escape &lt; &gt; &amp; and both quotes; JSON also
/// U+2028, U+2029 and controls. Letters of all scripts stay as they are.
/// </summary>
internal static class PageText
{
    /// <summary>What every page of this program has at its beginning.</summary>
    public const string Generator = "<meta name=\"generator\" content=\"TweetArchive ";

    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    /// <summary>For text and for attributes in double quotes.</summary>
    public static string Html(string text) => Encoder.Encode(text);

    /// <summary>JSON that may be in a script element: it cannot end it, nor open a comment.</summary>
    public static string Json(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(1 << 20);
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) }))
            write(json);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
