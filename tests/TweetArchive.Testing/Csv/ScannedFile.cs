using System.Text;
using TweetArchive.Csv;
using Xunit;
using Record = TweetArchive.Csv.Record;

namespace TweetArchive.Testing;

/// <summary>A record as it came out: where it stood, and its unescaped fields joined by U+001F, each byte a character.</summary>
internal sealed record FoundRecord(long Offset, int Length, string Fields);

/// <summary>Bytes read through <see cref="BlockReader"/> and <see cref="RecordScanner"/>, as the pipeline reads an entry.</summary>
internal sealed class ScannedFile
{
    public const char Between = '\u001F';

    private readonly FieldText text = new();
    private readonly StringBuilder joined = new();
    private long blockOffset;

    public List<FoundRecord> Records { get; } = [];

    public List<FoundReject> Rejects { get; } = [];

    public int Blocks { get; private set; }

    /// <param name="skip">Bytes before the first record: a byte order mark, a header.</param>
    public static ScannedFile Read(byte[] bytes, RecordShape shape, int blockSize, int maxRecord = 16 << 20, int skip = 0,
        Tokeniser? tokeniser = null)
    {
        var found = new ScannedFile();
        using var pool = new BlockPool(3, blockSize);
        using var reader = new BlockReader(new MemorySource(bytes, skip), pool, maxRecord, CancellationToken.None);
        var scanner = new RecordScanner(tokeniser ?? Tokeniser.Best, shape);
        long wanted = skip;
        while (reader.Next(shape) is { } block)
        {
            Assert.Equal(found.Blocks++, block.Sequence);
            found.blockOffset = block.Offset + skip;
            Assert.Equal(wanted, found.blockOffset);
            if (block.Oversize is { } oversize)
            {
                Assert.Equal(bytes.AsSpan((int)wanted, (int)oversize.Length).Count((byte)'\n'), oversize.Newlines);
                Assert.True(bytes.AsSpan((int)wanted, block.Length).SequenceEqual(block.Buffer.AsSpan(0, block.Length)),
                    "the beginning of the long record is not its own");
                found.Rejects.Add(new FoundReject(wanted, oversize.Length, RejectReason.RecordTooLong));
                wanted += oversize.Length;
            }
            else
            {
                var handler = new Handler(found);
                scanner.Scan(block.Buffer, block.Length, block.CutShort, ref handler);
                wanted += block.Length;
            }

            pool.Return(block.Buffer);
        }

        Assert.Equal(bytes.Length, wanted);
        return found;
    }

    private void OnRecord(in Record record)
    {
        text.StartRecord();
        joined.Clear();
        for (int i = 0; i < record.Columns; i++)
        {
            if (i > 0)
                joined.Append(Between);
            joined.Append(Encoding.Latin1.GetString(text.Read(record, i)));
        }

        Records.Add(new FoundRecord(blockOffset + record.Start, record.Bytes.Length, joined.ToString()));
    }

    private void OnReject(int start, int length, RejectReason reason, string detail) =>
        Rejects.Add(new FoundReject(blockOffset + start, length, reason));

    /// <summary>Every byte is in one record or one reject, or is a line end between them.</summary>
    public void AssertEveryByteIsAccountedFor(ReadOnlySpan<byte> bytes, int from)
    {
        long at = from;
        foreach ((long offset, long length) in Records.Select(r => (r.Offset, (long)r.Length))
            .Concat(Rejects.Select(r => (r.Offset, r.Length))).OrderBy(r => r.Offset))
        {
            Assert.True(offset >= at, $"bytes {offset} to {at} came out twice");
            AssertLineEnds(bytes, at, offset);
            at = offset + length;
        }

        AssertLineEnds(bytes, at, bytes.Length);
    }

    private static void AssertLineEnds(ReadOnlySpan<byte> bytes, long from, long to)
    {
        if (bytes[(int)from..(int)to].IndexOfAnyExcept((byte)'\r', (byte)'\n') is var lost and >= 0)
            Assert.Fail($"byte {from + lost} is in no record and no reject");
    }

    private readonly struct Handler(ScannedFile found) : IRecordHandler
    {
        public void OnRecord(in Record record) => found.OnRecord(record);

        public void OnReject(int start, int length, RejectReason reason, string detail) => found.OnReject(start, length, reason, detail);
    }
}
