using TweetArchive.Csv;
using TweetArchive.Tweets;

namespace TweetArchive.Collections;

/// <summary>What the first records of a collection show of how its cells are written.</summary>
internal static class CollectionSample
{
    /// <param name="head">Bytes that start with a record; need not end with one.</param>
    public static CellDialect Dialect(CollectionFormat format, TweetSchema schema, ReadOnlySpan<byte> head)
    {
        byte[] padded = new byte[head.Length + Tokeniser.Padding];
        head.CopyTo(padded);
        var rows = new Rows(schema);
        format.NewReader().Read(padded, head.Length, cutShort: true, rows);
        bool table = schema.Header.Count > 0;
        return rows.Dialect with { Quoting = table ? "minimal" : "none", LineEnd = head.IndexOf("\r\n"u8) >= 0 ? "CRLF" : "LF" };
    }

    private sealed class Rows(TweetSchema schema) : ICollectionRows
    {
        private readonly CellDialectSampler sampler = new(schema);

        public CellDialect Dialect => sampler.Result;

        public void OnTweet(CollectionRow row) => sampler.Add(row);

        public void OnNotice()
        {
            // Shows no dialect, and neither does a damaged record.
        }

        public void OnReject(int start, int length, RejectReason reason, string detail)
        {
        }
    }
}
