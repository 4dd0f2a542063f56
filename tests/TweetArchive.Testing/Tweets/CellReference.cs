using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.RegularExpressions;

namespace TweetArchive.Testing;

/// <summary>What cells mean, by regular expressions and the framework's own parsers: slow, and plain to read.</summary>
internal static partial class CellReference
{
    private static readonly string[] TimeForms = ["yyyy-MM-dd HH:mm", "yyyy-MM-ddTHH:mm", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-ddTHH:mm:ss"];

    /// <summary>A whole number that fits 64 bits, with a sign or not, with a zero fraction or not.</summary>
    public static long? Count(ReadOnlySpan<byte> cell)
    {
        Match match = WholeNumber().Match(Latin1(cell));
        if (!match.Success)
            return null;
        var number = BigInteger.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture);
        return number >= long.MinValue && number <= long.MaxValue ? (long)number : null;
    }

    /// <summary>Up to 19 digits that fit 63 bits are the id; with a zero fraction they may be rounded; any other number is.</summary>
    public static (long Id, bool Rounded)? Id(ReadOnlySpan<byte> cell)
    {
        string text = Latin1(cell);
        bool digits = text.Length is > 0 and <= 19 && text.All(char.IsAsciiDigit);
        if (digits && Count(cell) is { } id)
            return (id, false);
        if (text.Contains('.', StringComparison.Ordinal) && Count(cell) is { } whole)
            return whole >= 0 ? (whole, whole > 1L << 53) : null;
        return Number(cell) is >= 0 and < 9.2e18 and { } number ? ((long)number, true) : null;
    }

    public static double? Number(ReadOnlySpan<byte> cell)
    {
        string text = Latin1(cell);
        if (!Decimal().IsMatch(text))
            return null;
        double number = double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
        return double.IsFinite(number) ? number : null;
    }

    public static bool? Flag(ReadOnlySpan<byte> cell) =>
        Latin1(cell).ToLowerInvariant() switch { "true" => true, "false" => false, _ => null };

    /// <summary>Milliseconds since 1970.</summary>
    public static long? Time(ReadOnlySpan<byte> cell) =>
        TimeForm().IsMatch(Latin1(cell))
            && DateTime.TryParseExact(Latin1(cell), TimeForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime time)
            ? (time - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMillisecond
            : null;

    /// <summary>Days since 1970.</summary>
    public static int? Date(ReadOnlySpan<byte> cell) =>
        DateOnly.TryParseExact(Latin1(cell), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day)
            ? day.DayNumber - new DateOnly(1970, 1, 1).DayNumber
            : null;

    public static string UserId(ReadOnlySpan<byte> cell) => FloatId().Replace(Latin1(cell), "$1");

    /// <summary>The items of a list cell: brackets off, then item by item.</summary>
    public static List<string> Items(ReadOnlySpan<byte> cell)
    {
        if (cell.StartsWith("\u001F"u8))
            return [.. Latin1(cell).Split('\u001F', StringSplitOptions.RemoveEmptyEntries)];
        string rest = Latin1(cell).Trim(' ');
        if (rest.Length >= 2 && rest[0] == '[' && rest[^1] == ']')
            rest = rest[1..^1];
        return [.. Item().Matches(rest)
            .Select(m => m.Groups["quoted"].Success ? m.Groups["quoted"].Value : m.Groups["bare"].Value.TrimEnd(' '))
            .Where(i => i.Length > 0)];
    }

    public static string Latin1(ReadOnlySpan<byte> cell) => Encoding.Latin1.GetString(cell);

    // The framework takes any white space for a space.
    [GeneratedRegex(@"\A[0-9]{4}-[0-9]{2}-[0-9]{2}[ T][0-9]{2}:[0-9]{2}(:[0-9]{2})?\z")]
    private static partial Regex TimeForm();

    [GeneratedRegex(@"\A([+-]?[0-9]+)(\.0+)?\z")]
    private static partial Regex WholeNumber();

    [GeneratedRegex(@"\A[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?\z")]
    private static partial Regex Decimal();

    [GeneratedRegex(@"\A([0-9]*)\.0\z")]
    private static partial Regex FloatId();

    // A quoted item ends at the first such quote before a comma or the end, or is open to the end; a bare one ends at ", ".
    [GeneratedRegex(@"\G[ ,]*(?:(?<q>['""])(?<quoted>.*?)(?:\k<q>(?=,|\z)|\z)|(?<bare>[^ ,'""].*?)(?=, |\z))", RegexOptions.Singleline)]
    private static partial Regex Item();
}
