using TweetArchive.Csv;

namespace TweetArchive.Tweets;

/// <summary>
/// One record as cells of the archives' columns, whatever the file's own format is. Readers of rows are generic over it, so that
/// the compiler makes a version for each kind of row and no cell costs a virtual call.
/// </summary>
internal interface ITweetRow
{
    /// <summary>The cell, unescaped; empty where the record, or its format, has none. Good until the next record.</summary>
    ReadOnlySpan<byte> this[TweetColumn column] { get; }

    /// <summary>Offset of the record's first byte in the block.</summary>
    int Start { get; }

    /// <summary>Offset of the record in the input.</summary>
    /// <param name="blockOffset">That of the block.</param>
    long OffsetIn(long blockOffset);

    /// <summary>The record's first line in the input, from 1; 0 where the block tells.</summary>
    long Line { get; }

    /// <summary>The record as the file has it, without its line end.</summary>
    ReadOnlySpan<byte> Bytes { get; }

    /// <summary>The record's line ends with a carriage return and a newline; false in formats that are not lines.</summary>
    bool HasCarriageReturn { get; }
}

/// <summary>A record of a released file: a cell is looked up and unescaped when it is asked for.</summary>
internal readonly ref struct ArchiveRow(Record record, FieldText text, TweetSchema schema) : ITweetRow
{
    private readonly Record record = record;

    public ReadOnlySpan<byte> this[TweetColumn column]
    {
        get
        {
            int place = schema[column];
            if (place < 0)
                return default;
            ReadOnlySpan<byte> cell = text.Read(record, place);
            return column == TweetColumn.Hashtags ? ListEscapes.Undo(cell) : cell;
        }
    }

    public int Start => record.Start;

    public long OffsetIn(long blockOffset) => blockOffset + record.Start;

    public long Line => 0;

    public ReadOnlySpan<byte> Bytes => record.Bytes;

    public bool HasCarriageReturn => record.HasCarriageReturn;
}
