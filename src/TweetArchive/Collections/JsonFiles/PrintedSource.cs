using System.Buffers;
using System.Text;
using TweetArchive.Archives;
using TweetArchive.Collections.CellForms;
using TweetArchive.Csv;
using TweetArchive.Tweets;

namespace TweetArchive.Collections.JsonFiles;

/// <summary>
/// Objects that were printed and not written as JSON, given out as lines of JSON: Python's dicts, what the shell of MongoDB shows
/// (<c>NumberLong("1")</c>), and JSON that was encoded twice, as strings, whole or in its properties (<c>{"user": "{'id': 1}"}</c>). Each
/// begins a line, or they are the items of a list of Python.
/// </summary>
/// <param name="inner">What follows <paramref name="head"/>; disposed with this source.</param>
/// <param name="head">The first bytes, already read.</param>
internal sealed class PrintedSource(ByteSource inner, byte[] head, int maxRecord) : ByteSource
{
    private const int LookedAt = 4096;

    // An item of a list that is damaged is not looked through for longer.
    private const int LongestItem = 64 * 1024;
    private const int LongestName = 64;

    private static ReadOnlySpan<byte> Around => " \t\r\n,[]"u8;

    private static readonly byte[][] Objects = [.. ((string[])["user", "entities", "author", "public_metrics", "retweeted_status"])
        .Select(n => Encoding.UTF8.GetBytes($"\"{n}\""))];

    private readonly RowText to = new();
    private readonly ArrayBufferWriter<byte> json = new(16 * 1024);
    private readonly byte[] beginning = BeginningOfItems(head);
    private readonly byte[] second = SecondNameOfItems(head);
    private readonly ReadAhead ahead = new(inner, head);
    private long line = 1;

    public override long Done => inner.Done;

    /// <summary>The first bytes are such objects, and tweets.</summary>
    public static bool Is(ReadOnlySpan<byte> head)
    {
        if (!BeginsSo(head.TrimStart(" \t\r\n"u8)))
            return false;
        using var source = new PrintedSource(new NothingMore(), head.ToArray(), int.MaxValue);
        byte[] lines = new byte[2 * ReadAhead.ChunkBytes];
        int length = source.ReadAtLeastOne(lines);
        return JsonRecognition.IsTweets(TranslatedRow.AfterDamage(lines.AsSpan(0, length)));
    }

    private static bool BeginsSo(ReadOnlySpan<byte> text)
    {
        ReadOnlySpan<byte> first = text[..Math.Min(text.Length, LookedAt)];
        return first.StartsWith("{'"u8) || first.StartsWith("[{'"u8) || first.StartsWith("\"{\\"u8)
            || (first.StartsWith("{\""u8) && HoldsStrings(first))
            || (first.StartsWith("{"u8) && (first.IndexOf(": ObjectId("u8) >= 0 || first.IndexOf(": NumberLong("u8) >= 0
                || first.IndexOf(": ISODate("u8) >= 0));
    }

    /// <summary>Properties that are objects in tweets are strings of them, as of a table with objects in its cells.</summary>
    private static bool HoldsStrings(ReadOnlySpan<byte> first)
    {
        foreach (byte[] name in Objects)
        {
            int at = first.IndexOf(name);
            if (at >= 0 && first[(at + name.Length)..].TrimStart(" :"u8) is var value
                && (value.StartsWith("\"{"u8) || value.StartsWith("\"[{"u8)))
                return true;
        }

        return false;
    }

    public override int Read(Span<byte> target)
    {
        while (to.Length == 0)
        {
            if (ahead.AtEnd())
                return 0;
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
        ReadOnlySpan<byte> bytes = ahead.Bytes;
        int length = bytes.IsEmpty ? -1 : Length(bytes);
        if (length < 0 && !ahead.Ended && bytes.Length < maxRecord)
        {
            ahead.Fill();
            return;
        }

        ReadOnlySpan<byte> all = length < 0 ? bytes : bytes[..length];
        ReadOnlySpan<byte> record = all.TrimStart(Around);
        ReadOnlySpan<byte> before = all[..^record.Length];
        var at = new SourcePlace(ahead.Offset + before.Length, line + before.Count((byte)'\n'));
        line += all.Count((byte)'\n');
        ahead.Pass(all.Length);
        record = record.TrimEnd(Around);
        if (record.IsEmpty)
            return;
        for (int part = 0; ZeroRuns.Next(record, ref part, out Range place, out bool zeros);)
        {
            SourcePlace there = at with { Offset = at.Offset + place.Start.Value };
            if (zeros)
                TranslatedRow.WriteDamage(to, there, RejectReason.ZeroBytes, ZeroRuns.Detail, record[place]);
            else
                Give(record[place].Trim(Around), there);
        }
    }

    private void Give(ReadOnlySpan<byte> record, SourcePlace at)
    {
        if (record.IsEmpty)
            return;
        json.ResetWrittenCount();
        if (PythonText.TryWrite(record, json, expands: true) && PythonText.IsObject(json.WrittenSpan, out ReadOnlySpan<byte> inside))
        {
            WrittenPlace.Append(to, inside, at);
        }
        else
        {
            TranslatedRow.WriteDamage(to, at, ahead.IsUsedUp ? RejectReason.CutShort : RejectReason.InvalidJson,
                "not an object as Python or MongoDB prints it", record);
        }
    }

    /// <summary>Of a list of Python's, how its objects begin, brace and first name; empty for anything else.</summary>
    private static byte[] BeginningOfItems(ReadOnlySpan<byte> head)
    {
        ReadOnlySpan<byte> text = head.TrimStart(" \t\r\n"u8);
        int name = text.StartsWith("[{'"u8) ? text[3..].IndexOf((byte)'\'') : -1;
        return name < 0 ? [] : text[1..(name + 4)].ToArray();
    }

    private bool MayBeItem(ReadOnlySpan<byte> bytes)
    {
        int end = PythonStrings.EndOfObject(bytes);
        return end < 0 || bytes[..end].IndexOf(second) >= 0;
    }

    /// <summary>The name of their second property, as far as that can be told.</summary>
    private static byte[] SecondNameOfItems(ReadOnlySpan<byte> head)
    {
        int comma = head.IndexOf(", '"u8);
        int end = comma < 0 ? -1 : head[(comma + 3)..].IndexOf("':"u8);
        return end is < 0 or > LongestName ? [] : head.Slice(comma + 2, end + 3).ToArray();
    }

    /// <summary>
    /// Up to the brace that closes the next object of the list; if none does, or another object begins before it as the first one did, up
    /// to that. −1 where more must be read to tell, or nothing follows.
    /// </summary>
    private int LengthOfItem(ReadOnlySpan<byte> bytes)
    {
        int open = bytes.IndexOf((byte)'{');
        if (open < 0)
            return -1;
        int end = PythonStrings.EndOfObject(bytes[open..]);
        if (end < 0 && !ahead.Ended && bytes.Length - open < LongestItem)
            return -1;
        for (int at = open + 1; bytes[at..].IndexOf(beginning) is >= 0 and int found; at++)
        {
            at += found;
            if (end > 0 && at >= open + end)
                break;
            ReadOnlySpan<byte> before = bytes[..at].TrimEnd(" \t\r\n"u8);
            // In a whole object it is an item of a list in it; another kind of object is one too.
            if (before.EndsWith(","u8) && !(end > 0 && PythonText.IsWhole(bytes[open..(open + end)]))
                && MayBeItem(bytes[at..]))
                return at;
        }

        return end < 0 ? -1 : open + end;
    }

    /// <summary>Up to the next line that begins an object or a string; −1 where none does.</summary>
    private int Length(ReadOnlySpan<byte> bytes)
    {
        if (beginning.Length > 0)
            return LengthOfItem(bytes);
        for (int at = 0; bytes[at..].IndexOf((byte)'\n') is >= 0 and int newline;)
        {
            at += newline + 1;
            if (at < bytes.Length && bytes[at] is (byte)'{' or (byte)'"')
                return at;
        }

        return -1;
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
