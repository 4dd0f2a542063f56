using TweetArchive.Csv;

namespace TweetArchive.Json;

/// <summary>One JSON text on each line: no string of JSON holds a newline, so every newline ends one (jsonlines.org).</summary>
internal sealed class JsonLines : IRecordFraming
{
    public static readonly JsonLines Instance = new();

    public int Window => 1;

    public int Cut(ReadOnlySpan<byte> bytes, bool lastResort) => bytes.LastIndexOf((byte)'\n') + 1;

    public bool StartsRecord(ReadOnlySpan<byte> line) => line.TrimStart((byte)' ').StartsWith("{"u8);
}
