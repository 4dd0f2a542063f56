using System.Buffers;
using System.Text;
using Parquet;
using Parquet.Schema;
using TweetArchive.Text;

namespace TweetArchive.Dataset.Parquet;

/// <summary>Lists of texts.</summary>
internal sealed class TextListBuffer(ColumnSpec spec) : ListBuffer(spec)
{
    private Utf8Arena itemTexts;

    public void AppendItem(ReadOnlySpan<byte> utf8)
    {
        CountItem(utf8.Length + sizeof(int));
        itemTexts.AddText(utf8);
    }

    public void Append(IEnumerable<string> texts)
    {
        Span<byte> few = stackalloc byte[3 * TextBuffer.FewCharacters];
        BeginList();
        foreach (string text in texts)
        {
            Span<byte> utf8 = text.Length <= TextBuffer.FewCharacters ? few : new byte[3 * text.Length];
            AppendItem(utf8[..Encoding.UTF8.GetBytes(text, utf8)]);
        }

        EndList();
    }

    internal override Field CreateField() => FieldOf(typeof(byte[]));

    internal override void WriteTo(ParquetRowGroupWriter group, DataField field)
    {
        ReadOnlyMemory<byte>[] values = ArrayPool<ReadOnlyMemory<byte>>.Shared.Rent(itemTexts.Count);
        for (int i = 0; i < itemTexts.Count; i++)
            values[i] = itemTexts.MemoryOf(i);
        WriteItems<ReadOnlyMemory<byte>>(group, field, values.AsMemory(0, itemTexts.Count));
        ArrayPool<ReadOnlyMemory<byte>>.Shared.Return(values, clearArray: true);
    }

    internal override void Clear()
    {
        base.Clear();
        itemTexts.Clear();
    }
}
