namespace TweetArchive.Text;

/// <summary>Byte strings that never change, end to end.</summary>
/// <param name="bytes">The strings.</param>
/// <param name="ends">Where each ends.</param>
internal readonly struct FlatTexts(Flat<byte> bytes, Flat<int> ends)
{
    public FlatTexts(in Utf8Arena texts)
        : this(new Flat<byte>(texts.Bytes), new Flat<int>(texts.Ends))
    {
    }

    public FlatTexts(FlatReader from)
        : this(from.Read<byte>(), from.Read<int>())
    {
    }

    public int Count => ends.Length;

    public ReadOnlySpan<byte> this[int index]
    {
        get
        {
            int start = index == 0 ? 0 : ends[index - 1];
            return bytes.Span[start..ends[index]];
        }
    }

    public void Save(FlatWriter to)
    {
        to.Write(bytes);
        to.Write(ends);
    }
}
