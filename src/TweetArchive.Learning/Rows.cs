using Microsoft.ML.Data;
using TweetArchive.Analysis.Learning;

namespace TweetArchive.Learning;

/// <summary>Rows as Microsoft.ML takes them.</summary>
internal static class Rows
{
    public static VBuffer<float> Vector(in SparseVector vector) => new(vector.Size, vector.Values.Length, vector.Values, vector.Places);

    /// <summary>Says how many numbers the vectors of a column have, which the type of the property cannot.</summary>
    public static SchemaDefinition Schema<TRow>(string vectors, int size)
    {
        SchemaDefinition schema = SchemaDefinition.Create(typeof(TRow));
        schema[vectors].ColumnType = new VectorDataViewType(NumberDataViewType.Single, size);
        return schema;
    }
}
