namespace TweetArchive.Csv;

/// <summary>Why bytes of the input are not in the tables (the column <c>reason</c> of rejects.parquet).</summary>
public enum RejectReason : byte
{
    WrongFieldCount,
    UnterminatedQuote,
    TextAroundQuote,
    RecordTooLong,
    RepeatedHeader,
    UnreadableId,
    InvalidUtf8InId,
    UnreadableTime,
    CutShort,
    InvalidJson,
    NotATweet,
    ZeroBytes,
}

/// <summary>The words of <see cref="RejectReason"/> as written into the tables.</summary>
public static class RejectReasons
{
    private static readonly string[] Names =
    [
        "wrong_field_count", "unterminated_quote", "text_around_quote", "record_too_long", "repeated_header",
        "unreadable_id", "invalid_utf8_in_id", "unreadable_time", "cut_short", "invalid_json", "not_a_tweet",
        "zero_bytes",
    ];

    public static int Count => Names.Length;

    public static string Name(RejectReason reason) => Names[(int)reason];
}
