using System.IO.Hashing;
using TweetArchive.Csv;

namespace TweetArchive.Testing;

/// <summary>A record as it came out: where it stood, and a hash of its unescaped fields.</summary>
internal readonly record struct HashedRecord(long Offset, int Length, ulong Fields)
{
    /// <summary>The hash of fields so far (0 for none) with one more.</summary>
    public static ulong Add(ulong fields, ReadOnlySpan<byte> field) => XxHash3.HashToUInt64(field, (long)fields) + 1;
}

internal sealed record FoundReject(long Offset, long Length, RejectReason Reason);

/// <summary>
/// Bytes read through <see cref="BlockReader"/> and <see cref="RecordScanner"/>, as the pipeline reads an entry; small enough for
/// millions of records. Used by tests, by the fuzzer and by the table of damages.
/// </summary>
internal sealed class HashedFile
{
    private readonly byte[] bytes;
    private readonly FieldText text = new();
    private long blockOffset;
    private long accounted;

    private HashedFile(byte[] bytes, int skip)
    {
        this.bytes = bytes;
        accounted = skip;
    }

    public List<HashedRecord> Records { get; } = [];

    public List<FoundReject> Rejects { get; } = [];

    /// <param name="skip">Bytes before the first record: a byte order mark, a header.</param>
    /// <exception cref="InvalidDataException">A byte is in two places, or in none and not a line end.</exception>
    public static HashedFile Read(byte[] bytes, RecordShape shape, int blockSize, Tokeniser? tokeniser = null,
        int windowBytes = RecordScanner.WindowBytes, int skip = 0)
    {
        var found = new HashedFile(bytes, skip);
        using var pool = new BlockPool(3, blockSize);
        using var reader = new BlockReader(new MemorySource(bytes, skip), pool, 16 << 20, CancellationToken.None);
        var scanner = new RecordScanner(tokeniser ?? Tokeniser.Best, shape, windowBytes);
        var handler = new Handler(found);
        while (reader.Next(shape) is { } block)
        {
            found.blockOffset = block.Offset + skip;
            // What comes after a block must not matter: the worst is a quote.
            block.Buffer.AsSpan(block.Length, Tokeniser.Padding).Fill((byte)'"');
            if (block.Oversize is { } oversize)
                found.OnReject(0, oversize.Length, RejectReason.RecordTooLong);
            else
                scanner.Scan(block.Buffer, block.Length, block.CutShort, ref handler);
            pool.Return(block.Buffer);
        }

        found.AccountUpTo(bytes.Length, 0);
        return found;
    }

    private void OnRecord(in TweetArchive.Csv.Record record)
    {
        AccountUpTo(blockOffset + record.Start, record.Bytes.Length);
        text.StartRecord();
        ulong fields = 0;
        for (int i = 0; i < record.Columns; i++)
            fields = HashedRecord.Add(fields, text.Read(record, i));
        Records.Add(new HashedRecord(blockOffset + record.Start, record.Bytes.Length, fields));
    }

    private void OnReject(int start, long length, RejectReason reason)
    {
        AccountUpTo(blockOffset + start, length);
        Rejects.Add(new FoundReject(blockOffset + start, length, reason));
    }

    private void AccountUpTo(long offset, long length)
    {
        if (offset < accounted || offset + length > bytes.Length)
            throw new InvalidDataException(
                $"bytes {offset} to {offset + length} of {bytes.Length} came out when those up to {accounted} had");
        if (bytes.AsSpan((int)accounted, (int)(offset - accounted)).IndexOfAnyExcept((byte)'\r', (byte)'\n') is var lost and >= 0)
            throw new InvalidDataException($"byte {accounted + lost} is in no record and no reject");
        accounted = offset + length;
    }

    private readonly struct Handler(HashedFile found) : IRecordHandler
    {
        public void OnRecord(in TweetArchive.Csv.Record record) => found.OnRecord(record);

        public void OnReject(int start, int length, RejectReason reason, string detail) => found.OnReject(start, length, reason);
    }
}
