using TweetArchive.Csv;
using TweetArchive.Tweets;

namespace TweetArchive.Collections;

/// <summary>Takes what a <see cref="CollectionReader"/> finds, in the order of the bytes.</summary>
internal interface ICollectionRows
{
    void OnTweet(CollectionRow row);

    /// <summary>Something that is not meant to be a tweet, such as a deletion in a stream. Counted, but no record.</summary>
    void OnNotice();

    /// <summary>Bytes that are no tweet and should be.</summary>
    void OnReject(int start, int length, RejectReason reason, string detail);
}

/// <summary>
/// A format of tweets other than that of the releases: of Twitter's programming interfaces, of its personal archives, of other
/// people's collections. Recognised from the beginning of an entry; its records become the cells of the archives.
/// </summary>
/// <param name="Name">For people and the manifest, where variants A, B and C stand for releases.</param>
/// <param name="Framing">How its records follow each other.</param>
/// <param name="Columns">The archives' columns that it can fill.</param>
internal abstract record CollectionFormat(string Name, IRecordFraming Framing, IReadOnlySet<TweetColumn> Columns)
{
    /// <summary>The format has tweets without an id, so a missing one is null and no damage. They are never duplicates.</summary>
    public virtual bool TweetIdOptional => false;

    /// <summary>A reader keeps buffers; one for each worker.</summary>
    public abstract CollectionReader NewReader();
}

/// <summary>Reads blocks of one format.</summary>
internal abstract class CollectionReader
{
    protected TweetCells Cells { get; } = new();

    /// <param name="padded">Whole records, and <see cref="Tokeniser.Padding"/> bytes more.</param>
    /// <param name="length">Bytes of the records.</param>
    /// <param name="cutShort">The input broke off behind them.</param>
    public abstract void Read(ReadOnlySpan<byte> padded, int length, bool cutShort, ICollectionRows rows);
}
