using System.Buffers;
using System.Text.Json;

namespace TweetArchive.Query.Results;

/// <summary>A JSON array with one object a line, so that it is read by a JSON reader whole and by grep line by line.</summary>
internal sealed class JsonResult(Stream output) : IResultWriter
{
    private readonly ArrayBufferWriter<byte> line = new();
    private string[] names = [];
    private bool first = true;

    /// <summary>Columns of one name are told apart: <c>tweets</c>, <c>tweets_2</c>.</summary>
    public void Begin(IReadOnlyList<ResultColumn> columns)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        names = [.. columns.Select(c =>
        {
            string name = c.Name;
            for (int n = 2; !taken.Add(name); n++)
                name = $"{c.Name}_{n}";
            return name;
        })];
        output.Write("["u8);
    }

    public bool Row(object?[] values)
    {
        line.ResetWrittenCount();
        line.Write(first ? "\n"u8 : ",\n"u8);
        first = false;
        using (var json = new Utf8JsonWriter(line, CellValue.JsonOptions))
        {
            json.WriteStartObject();
            for (int i = 0; i < names.Length; i++)
            {
                json.WritePropertyName(names[i]);
                CellValue.WriteJson(json, values[i]);
            }

            json.WriteEndObject();
        }

        output.Write(line.WrittenSpan);
        return true;
    }

    public void End()
    {
        output.Write("\n]\n"u8);
        output.Flush();
    }
}
