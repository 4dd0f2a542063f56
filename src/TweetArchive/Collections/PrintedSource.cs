using System.Buffers;
using TweetArchive.Archives;
using TweetArchive.Csv;
using TweetArchive.Tweets;

namespace TweetArchive.Collections;

/// <summary>
/// Objects that were printed and not written as JSON, given out as lines of JSON: Python's dicts, what the shell of MongoDB shows
/// (<c>NumberLong("1")</c>), and JSON that was encoded twice, as strings. Each begins a line.
/// </summary>
/// <param name="inner">What follows <paramref name="head"/>; disposed with this source.</param>
/// <param name="head">The first bytes, already read.</param>
internal sealed class PrintedSource(ByteSource inner, byte[] head, int maxRecord) : ByteSource
{
    private const int LookedAt = 4096;
    private const int ChunkBytes = 256 * 1024;

    private readonly RowText to = new();
    private readonly ArrayBufferWriter<byte> json = new(16 * 1024);
    private byte[] buffer = head;
    private int start;
    private int end = head.Length;
    private bool owned;
    private bool ended;
    private long offset;
    private long line = 1;
    private ArchiveException? broken;

    public override long Done => inner.Done;

    /// <summary>The first bytes are such objects, and tweets.</summary>
    public static bool Is(ReadOnlySpan<byte> head)
    {
        if (!BeginsSo(head.TrimStart(" \t\r\n"u8)))
            return false;
        using var source = new PrintedSource(new NothingMore(), head.ToArray(), int.MaxValue);
        byte[] lines = new byte[2 * ChunkBytes];
        int length = source.ReadAtLeastOne(lines);
        return JsonRecognition.IsTweets(TranslatedRow.AfterDamage(lines.AsSpan(0, length)));
    }

    private static bool BeginsSo(ReadOnlySpan<byte> text)
    {
        ReadOnlySpan<byte> first = text[..Math.Min(text.Length, LookedAt)];
        return first.StartsWith("{'"u8) || first.StartsWith("\"{\\"u8)
            || (first.StartsWith("{"u8) && (first.IndexOf(": ObjectId("u8) >= 0 || first.IndexOf(": NumberLong("u8) >= 0
                || first.IndexOf(": ISODate("u8) >= 0));
    }

    public override int Read(Span<byte> target)
    {
        while (to.Length == 0)
        {
            if (start == end && ended)
                return broken is null ? 0 : throw broken;
            Advance();
        }

        return to.Take(target);
    }

    protected override void Dispose(bool disposing) => inner.Dispose();

    private int ReadAtLeastOne(Span<byte> target)
    {
        int length = 0;
        for (int read = 1; read > 0 && length < target.Length; length += read)
            read = Read(target[length..]);
        return length;
    }

    private void Advance()
    {
        ReadOnlySpan<byte> bytes = buffer.AsSpan(start, end - start);
        int length = bytes.IsEmpty ? -1 : Length(bytes);
        if (length < 0 && !ended && bytes.Length < maxRecord)
        {
            Fill();
            return;
        }

        ReadOnlySpan<byte> all = length < 0 ? bytes : bytes[..length];
        ReadOnlySpan<byte> record = all.TrimStart(" \t\r\n,"u8);
        ReadOnlySpan<byte> before = all[..^record.Length];
        var at = new SourcePlace(offset + start + before.Length, line + before.Count((byte)'\n'));
        line += all.Count((byte)'\n');
        start += all.Length;
        record = record.TrimEnd(" \t\r\n,"u8);
        if (record.IsEmpty)
            return;
        json.ResetWrittenCount();
        if (PythonText.TryWrite(record, json) && PythonText.IsObject(json.WrittenSpan, out ReadOnlySpan<byte> inside))
        {
            WrittenPlace.Append(to, inside, at);
        }
        else
        {
            TranslatedRow.WriteDamage(to, at, ended && start == end ? RejectReason.CutShort : RejectReason.InvalidJson,
                "not an object as Python or MongoDB prints it", record);
        }
    }

    /// <summary>Up to the next line that begins an object or a string; −1 where none does.</summary>
    private static int Length(ReadOnlySpan<byte> bytes)
    {
        for (int at = 0; bytes[at..].IndexOf((byte)'\n') is >= 0 and int newline;)
        {
            at += newline + 1;
            if (at < bytes.Length && bytes[at] is (byte)'{' or (byte)'"')
                return at;
        }

        return -1;
    }

    private void Fill()
    {
        int rest = end - start;
        byte[] larger = owned && 2 * rest <= buffer.Length ? buffer : new byte[Math.Max(2 * rest, ChunkBytes)];
        buffer.AsSpan(start, rest).CopyTo(larger);
        offset += start;
        (buffer, start, end, owned) = (larger, 0, rest, true);
        try
        {
            while (end < buffer.Length && !ended)
            {
                int read = inner.Read(buffer.AsSpan(end));
                end += read;
                ended = read == 0;
            }
        }
        catch (ArchiveException e)
        {
            broken = e;
            ended = true;
        }
    }

    private sealed class NothingMore : ByteSource
    {
        public override long Done => 0;

        public override int Read(Span<byte> target) => 0;

        protected override void Dispose(bool disposing)
        {
        }
    }
}
