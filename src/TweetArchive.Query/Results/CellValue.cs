using System.Collections;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace TweetArchive.Query.Results;

/// <summary>A value that is JSON already.</summary>
internal sealed record JsonText(string Text);

/// <summary>Values as text and as JSON. Times are UTC, dates ISO, numbers in their shortest exact form, blobs hexadecimal.</summary>
internal static class CellValue
{
    public static readonly JsonWriterOptions JsonOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>As in a cell; lists and structs are JSON. Null is empty.</summary>
    public static string Text(object? value)
    {
        switch (value)
        {
            case null:
                return "";
            case string text:
                return text;
            case JsonText json:
                return json.Text;
            case bool flag:
                return flag ? "true" : "false";
            case DateTime time:
                return Time(time);
            case DateTimeOffset time:
                return Time(time.UtcDateTime);
            case DateOnly date:
                return date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            case TimeOnly time:
                return time.ToString("HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture);
            case TimeSpan span:
                return span.ToString("c", CultureInfo.InvariantCulture);
            case Stream blob:
                return Hex(blob);
            case IDictionary or IEnumerable:
                using (var stream = new MemoryStream())
                {
                    using (var json = new Utf8JsonWriter(stream, JsonOptions))
                        WriteJson(json, value);
                    return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
                }
            case IFormattable formattable:
                return formattable.ToString(null, CultureInfo.InvariantCulture);
            default:
                return value.ToString() ?? "";
        }
    }

    /// <summary>Whole numbers of any size and decimals stay numbers; a NaN or an infinity, which JSON does not have, is null.</summary>
    public static void WriteJson(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case null:
            case double and (double.NaN or double.PositiveInfinity or double.NegativeInfinity):
            case float and (float.NaN or float.PositiveInfinity or float.NegativeInfinity):
                json.WriteNullValue();
                break;
            case bool flag:
                json.WriteBooleanValue(flag);
                break;
            case double or float or decimal or byte or sbyte or short or ushort or int or uint or long or ulong
                or System.Numerics.BigInteger:
                json.WriteRawValue(Text(value));
                break;
            case JsonText text:
                json.WriteRawValue(text.Text);
                break;
            case IDictionary map:
                json.WriteStartObject();
                foreach (DictionaryEntry entry in map)
                {
                    json.WritePropertyName(Text(entry.Key));
                    WriteJson(json, entry.Value);
                }

                json.WriteEndObject();
                break;
            case string or Stream:
                json.WriteStringValue(Text(value));
                break;
            case IEnumerable list:
                json.WriteStartArray();
                foreach (object? item in list)
                    WriteJson(json, item);
                json.WriteEndArray();
                break;
            default:
                json.WriteStringValue(Text(value));
                break;
        }
    }

    private static string Time(DateTime time) =>
        time.ToString(time.Ticks % TimeSpan.TicksPerSecond == 0 ? "yyyy-MM-dd HH:mm:ss" : "yyyy-MM-dd HH:mm:ss.FFFFFF",
            CultureInfo.InvariantCulture);

    private static string Hex(Stream blob)
    {
        using var bytes = new MemoryStream();
        blob.CopyTo(bytes);
        return Convert.ToHexStringLower(bytes.GetBuffer().AsSpan(0, (int)bytes.Length));
    }
}
