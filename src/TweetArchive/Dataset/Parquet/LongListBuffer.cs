using Parquet;
using Parquet.Schema;
using TweetArchive.Text;

namespace TweetArchive.Dataset.Parquet;

/// <summary>Lists of whole numbers, such as tweetids.</summary>
internal sealed class LongListBuffer(ColumnSpec spec) : ListBuffer(spec)
{
    private GrowableArray<long> items;

    public void Append(IEnumerable<long> numbers)
    {
        BeginList();
        foreach (long number in numbers)
        {
            CountItem(sizeof(long));
            items.Add(number);
        }

        EndList();
    }

    internal override Field CreateField() => FieldOf(typeof(long));

    internal override void WriteTo(ParquetRowGroupWriter group, DataField field) => WriteItems<long>(group, field, items.Memory);

    internal override void Clear()
    {
        base.Clear();
        items.Clear();
    }
}
