using System.Buffers.Binary;
using System.Text;
using TweetArchive.Archives;
using TweetArchive.Tables.Spills;

namespace TweetArchive.Media;

/// <summary>
/// A file of a media archive on its way to media.parquet. Key: dataset, tweetid (null last), archive, entry, place in the
/// archive. Payload: bytes, crc32 (8 each), flags (1), difference hash (8), SHA-256 (32), then type, userid and problem, each
/// with its length (4) before it.
/// </summary>
internal sealed class MediaRow
{
    private const byte HasSha256 = 1;
    private const byte HasHash = 2;
    private const int Fixed = 57;

    private readonly byte[] key = new byte[256 * 1024];
    private readonly byte[] payload = new byte[256 * 1024];

    public required string Dataset { get; set; }

    public required string Archive { get; set; }

    public string Entry { get; set; } = "";

    public int Place { get; set; }

    public MediaName Name { get; set; }

    public long Bytes { get; set; }

    public uint Crc32 { get; set; }

    /// <summary>Null where files are not unpacked, and for a damaged one.</summary>
    public byte[]? Sha256 { get; set; }

    public ulong? DifferenceHash { get; set; }

    public string? Problem { get; set; }

    public void AddTo(SpillBuilder rows)
    {
        var keyWriter = new SortKeyWriter(key);
        keyWriter.Text(Encoding.UTF8.GetBytes(Dataset));
        keyWriter.Int64(Name.TweetId ?? long.MaxValue);
        keyWriter.Text(Encoding.UTF8.GetBytes(Archive));
        keyWriter.Text(Encoding.UTF8.GetBytes(Entry));
        keyWriter.Int32(Place);

        BinaryPrimitives.WriteInt64LittleEndian(payload, Bytes);
        BinaryPrimitives.WriteInt64LittleEndian(payload.AsSpan(8), Crc32);
        payload[16] = (byte)((Sha256 is null ? 0 : HasSha256) | (DifferenceHash is null ? 0 : HasHash));
        BinaryPrimitives.WriteUInt64LittleEndian(payload.AsSpan(17), DifferenceHash ?? 0);
        payload.AsSpan(25, 32).Clear();
        Sha256?.CopyTo(payload, 25);
        int length = Fixed;
        foreach (string? text in new[] { Name.Type, Name.UserId, Problem })
        {
            int bytes = Encoding.UTF8.GetBytes(text ?? "", payload.AsSpan(length + 4));
            BinaryPrimitives.WriteInt32LittleEndian(payload.AsSpan(length), bytes);
            length += 4 + bytes;
        }

        rows.Add(keyWriter.Written, payload.AsSpan(0, length));
    }

    /// <summary>Reads a row of a run.</summary>
    public static View Read(ReadOnlySpan<byte> key, ReadOnlySpan<byte> payload, Span<byte> scratch) => new(key, payload, scratch);

    /// <summary>A row's columns as bytes; empty texts are null.</summary>
    internal readonly ref struct View
    {
        public readonly ReadOnlySpan<byte> Dataset;
        public readonly ReadOnlySpan<byte> Archive;
        public readonly ReadOnlySpan<byte> Entry;
        public readonly ReadOnlySpan<byte> Type;
        public readonly ReadOnlySpan<byte> UserId;
        public readonly ReadOnlySpan<byte> Problem;
        public readonly ReadOnlySpan<byte> Sha256;
        public readonly long? TweetId;
        public readonly long Bytes;
        public readonly long Crc32;
        public readonly ulong? DifferenceHash;

        public View(ReadOnlySpan<byte> key, ReadOnlySpan<byte> payload, Span<byte> scratch)
        {
            // Names hold no zero bytes: control characters are taken out of them.
            var reader = new SortKeyReader(key);
            Dataset = reader.Text(scratch);
            long id = reader.Int64();
            TweetId = id == long.MaxValue ? null : id;
            Archive = reader.Text(scratch);
            Entry = reader.Text(scratch);
            Bytes = BinaryPrimitives.ReadInt64LittleEndian(payload);
            Crc32 = BinaryPrimitives.ReadInt64LittleEndian(payload[8..]);
            DifferenceHash = (payload[16] & HasHash) == 0 ? null : BinaryPrimitives.ReadUInt64LittleEndian(payload[17..]);
            Sha256 = (payload[16] & HasSha256) == 0 ? default : payload.Slice(25, 32);
            ReadOnlySpan<byte> rest = payload[Fixed..];
            Type = Next(ref rest);
            UserId = Next(ref rest);
            Problem = Next(ref rest);
        }

        private static ReadOnlySpan<byte> Next(scoped ref ReadOnlySpan<byte> rest)
        {
            int length = BinaryPrimitives.ReadInt32LittleEndian(rest);
            ReadOnlySpan<byte> text = rest.Slice(4, length);
            rest = rest[(4 + length)..];
            return text;
        }
    }
}
