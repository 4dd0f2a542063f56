using System.Text;
using TweetArchive.Csv;

namespace TweetArchive.Collections.TableFiles;

/// <summary>
/// Lines below the header that say of each column what it holds: the types and roles of Orange, the types of ClickHouse and of tables that
/// people describe so.
/// </summary>
internal static class TypeLines
{
    // Orange has two.
    private const int Most = 2;

    private static readonly HashSet<string> Types = new(StringComparer.OrdinalIgnoreCase)
    {
        "string", "str", "text", "varchar", "varchar2", "nvarchar", "char", "character", "character varying", "bpchar", "symbol", "utf8",
        "int", "integer", "bigint", "smallint", "tinyint", "long", "short", "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32",
        "uint64", "float", "float32", "float64", "double", "double precision", "real", "decimal", "numeric", "number", "boolean", "bool",
        "logical", "date", "datetime", "datetime64", "time", "timestamp", "timestamptz", "timestamp without time zone",
        "timestamp with time zone", "array", "list", "object", "nullable", "lowcardinality", "factor", "category", "categorical",
        "continuous", "discrete", "c", "d", "s", "t", "meta", "m", "class", "ignore", "i",
    };

    /// <summary>Length of such lines with which the rows begin; 0 for none.</summary>
    public static int Length(ReadOnlySpan<byte> rows, bool whole, TableDialect dialect, int columns)
    {
        var parser = new TableParser(dialect);
        int passed = 0;
        for (int n = 0; n < Most; n++)
        {
            if (parser.Read(rows[passed..], whole, out int length) != TableLine.Record || parser.Count != columns || !IsOfTypes(parser))
                break;
            passed += length;
        }

        return passed;
    }

    private static bool IsOfTypes(TableParser record)
    {
        int types = 0;
        for (int i = 0; i < record.Count; i++)
        {
            ReadOnlySpan<byte> cell = record[i].Trim((byte)' ');
            if (cell.IsEmpty)
                continue;
            int parameters = cell.IndexOfAny("(<["u8);
            if (!Types.Contains(Encoding.UTF8.GetString(parameters < 0 ? cell : cell[..parameters])))
                return false;
            types++;
        }

        return types > 1;
    }
}
