using System.Buffers.Binary;
using TweetArchive.Text;
using ZstdSharp;

namespace TweetArchive.Dataset.Parquet;

/// <summary>
/// The pages of a text column with a dictionary: the distinct values, then a number for each row. Parquet.Net could write them
/// too, but it takes text as UTF-16 and looks every row up in a separate dictionary, where here both are there already.
/// Source: parquet-format, Encodings.md, "Dictionary Encoding"; README.md, "Data Pages".
/// </summary>
internal sealed class DictionaryPages : IDisposable
{
    private const int PlainDictionary = 2, Rle = 3;

    private readonly Compressor compressor = new(3);
    private GrowableArray<byte> page;
    private byte[] compressed = [];

    /// <param name="values">The distinct values, which the numbers count through.</param>
    /// <param name="numbers">Of each row that is not null.</param>
    /// <param name="presence">One byte a row, 1 = present; empty where the column allows no nulls.</param>
    public void Write(in Utf8Arena values, ReadOnlySpan<int> numbers, ReadOnlySpan<byte> presence, PageStream pages)
    {
        page.Clear();
        for (int i = 0; i < values.Count; i++)
        {
            AddInt32(values[i].Length);
            page.AddRange(values[i]);
        }

        Pass(PageType.Dictionary, values.Count, pages);

        page.Clear();
        if (!presence.IsEmpty)
            AddLevels(presence);
        int bits = HybridEncoder.BitsFor(values.Count - 1);
        page.Add((byte)bits);
        HybridEncoder.Write(numbers, bits, ref page);
        Pass(PageType.Data, presence.IsEmpty ? numbers.Length : presence.Length, pages);
    }

    public void Dispose() => compressor.Dispose();

    private void AddLevels(ReadOnlySpan<byte> presence)
    {
        int[] levels = System.Buffers.ArrayPool<int>.Shared.Rent(presence.Length);
        for (int i = 0; i < presence.Length; i++)
            levels[i] = presence[i];
        AddInt32(0);
        HybridEncoder.Write(levels.AsSpan(0, presence.Length), 1, ref page);
        BinaryPrimitives.WriteInt32LittleEndian(page.Span, page.Count - sizeof(int));
        System.Buffers.ArrayPool<int>.Shared.Return(levels);
    }

    private void AddInt32(int value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        page.AddRange(bytes);
    }

    private void Pass(PageType type, int values, PageStream pages)
    {
        int most = Compressor.GetCompressBound(page.Count);
        if (compressed.Length < most)
            compressed = new byte[most];
        int length = compressor.Wrap(page.Span, compressed);
        pages.WritePage(new PageHeader(type, page.Count, length, values, PlainDictionary, Rle, Rle), compressed.AsSpan(0, length));
    }
}
