using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using SharpCompress.Compressors;
using SharpCompress.Compressors.Deflate;

namespace TweetArchive.Report.Page;

/// <summary>
/// Data that is too large for the page as it is: JSON, compressed (raw deflate), as base64. The page unpacks it with the browser's
/// DecompressionStream. The compressor is managed code, so the bytes are the same on every processor.
/// </summary>
internal static class PackedData
{
    public static string Of(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(1 << 20);
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            write(json);
        using var packed = new MemoryStream();
        using (var deflate = new DeflateStream(packed, CompressionMode.Compress, CompressionLevel.BestCompression))
            deflate.Write(buffer.WrittenSpan);
        return Convert.ToBase64String(packed.ToArray());
    }
}
