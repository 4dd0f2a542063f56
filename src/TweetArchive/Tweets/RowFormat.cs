using TweetArchive.Csv;

namespace TweetArchive.Tweets;

/// <summary>
/// Takes what a block holds, in the order of the bytes. A small struct: readers of rows are compiled for it and for each kind of row,
/// so that neither a row nor a cell costs a virtual call.
/// </summary>
internal interface IRowHandler
{
    /// <summary>A tweet, or an account of a users file.</summary>
    void OnRow<TRow>(TRow row)
        where TRow : struct, ITweetRow, allows ref struct;

    /// <summary>Something that is not meant to be a tweet, such as a deletion in a stream. Counted, but not a record.</summary>
    void OnNotice();

    /// <summary>Bytes that are not a row and should be.</summary>
    /// <param name="start">Where they start in the block.</param>
    /// <param name="at">Where they start in the input, if the block does not tell.</param>
    void OnReject(int start, ReadOnlySpan<byte> bytes, RejectReason reason, string detail, SourcePlace? at = null);
}

/// <summary>How the records of an entry follow each other and become rows: the one way in for a record, whatever the format.</summary>
/// <param name="Framing">How its records follow each other.</param>
internal abstract record RowFormat(IRecordFraming Framing)
{
    /// <summary>The format has tweets without an id, so a missing one is null and not damage. They are never duplicates.</summary>
    public virtual bool TweetIdOptional => false;

    /// <summary>What was met and turned into something else, by what it was: for the manifest, once all is read.</summary>
    public virtual IReadOnlyDictionary<string, long> Conversions => new SortedDictionary<string, long>();

    /// <summary>A reader keeps buffers; one for each worker.</summary>
    public abstract RowReader NewReader();
}

/// <summary>Reads blocks of one format.</summary>
internal abstract class RowReader
{
    /// <param name="padded">Whole records, and <see cref="Tokeniser.Padding"/> bytes more.</param>
    /// <param name="length">Bytes of the records.</param>
    /// <param name="cutShort">The input broke off after them.</param>
    public abstract void Read<THandler>(ReadOnlySpan<byte> padded, int length, bool cutShort, THandler rows)
        where THandler : struct, IRowHandler;
}
