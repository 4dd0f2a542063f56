using System.Buffers;

namespace TweetArchive.Synth;

/// <summary>Writes the cells of CSV records: commas, quotes, doubled quotes; LF ends a record.</summary>
internal sealed class CellWriter(QuotingStyle quoting, int capacity = 1024)
{
    private static readonly SearchValues<byte> NeedsQuotes = SearchValues.Create(",\"\r\n"u8);
    private readonly ByteText text = new(capacity);
    private bool inRecord;

    public ReadOnlySpan<byte> Bytes => text.Bytes;

    public int Length => text.Length;

    public void Clear() => text.Clear();

    public void Field(ReadOnlySpan<byte> value)
    {
        Comma();
        if (quoting == QuotingStyle.Minimal && value.IndexOfAny(NeedsQuotes) < 0)
        {
            text.Add(value);
            return;
        }

        text.Add((byte)'"');
        while (true)
        {
            int quote = value.IndexOf((byte)'"');
            if (quote < 0)
                break;
            text.Add(value[..(quote + 1)]);
            text.Add((byte)'"');
            value = value[(quote + 1)..];
        }

        text.Add(value);
        text.Add((byte)'"');
    }

    public void Number(long value)
    {
        Comma();
        if (quoting == QuotingStyle.All)
            text.Add((byte)'"');
        text.AddNumber(value);
        if (quoting == QuotingStyle.All)
            text.Add((byte)'"');
    }

    /// <summary>Cells that were written by another writer, with their commas and quotes.</summary>
    public void Ready(ReadOnlySpan<byte> cells)
    {
        Comma();
        text.Add(cells);
    }

    public void EndRecord()
    {
        text.Add((byte)'\n');
        inRecord = false;
    }

    private void Comma()
    {
        if (inRecord)
            text.Add((byte)',');
        inRecord = true;
    }
}
