namespace TweetArchive.Collections.JsonFiles;

/// <summary>
/// Objects of phpMyAdmin's export around the rows of a table: <c>{"type":"header",…}</c>, <c>{"type":"database",…}</c>, and the beginning
/// and the end of <c>{"type":"table","name":"tweets","database":"x","data":[…]}</c>. None of them holds a row.
/// </summary>
internal static class TableExport
{
    /// <summary>The first bytes are such a file's: elsewhere a brace alone is a damaged record.</summary>
    public static bool Is(ReadOnlySpan<byte> head) => head.TrimStart(" \t\r\n["u8).StartsWith("{\"type\":\"header\""u8);

    public static bool IsAround(ReadOnlySpan<byte> json)
    {
        if (json.SequenceEqual("}"u8))
            return true;
        if (!json.StartsWith("{\"type\":\""u8))
            return false;
        ReadOnlySpan<byte> type = json[9..];
        if (type.StartsWith("header\""u8) || type.StartsWith("database\""u8))
            return json.IndexOf("{\"type\""u8) == json.LastIndexOf((byte)'{');
        int data = json.IndexOf("\"data\":"u8);
        return type.StartsWith("table\""u8) && data > 0 && json[(data + 7)..].TrimStart(" \t\r\n["u8).IsEmpty;
    }
}
