using System.Globalization;
using System.Text.Json;

namespace TweetArchive.Report.Content;

/// <summary>Arrays in the page's data.</summary>
internal static class JsonColumns
{
    public static void Numbers(Utf8JsonWriter json, string name, IEnumerable<long> values)
    {
        json.WriteStartArray(name);
        foreach (long value in values)
            json.WriteNumberValue(value);
        json.WriteEndArray();
    }

    public static void Texts(Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (string value in values)
            json.WriteStringValue(value);
        json.WriteEndArray();
    }

    /// <summary>An item with four significant digits, as much as is shown; null if there is none or it is not finite.</summary>
    public static void Rounded(Utf8JsonWriter json, double? value)
    {
        if (value is not { } number || !double.IsFinite(number))
            json.WriteNullValue();
        else if (Math.Abs(number) >= 1000)
            json.WriteNumberValue(Math.Round(number, 1));
        else
            json.WriteNumberValue(double.Parse(number.ToString("G4", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture));
    }

    public static void NumberOrNull(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number && double.IsFinite(number))
            json.WriteNumber(name, number);
        else
            json.WriteNull(name);
    }
}
