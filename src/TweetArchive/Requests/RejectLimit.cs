using System.Globalization;

namespace TweetArchive.Requests;

/// <summary>A number of rejects, or a share of the records.</summary>
/// <param name="Count">Rejects allowed; null for no such limit.</param>
/// <param name="Percent">Share of the records allowed, 0–100; null for no such limit.</param>
public sealed record RejectLimit(long? Count, double? Percent)
{
    public static readonly RejectLimit None = new(null, null);

    public bool Exceeded(long rejected, long records) =>
        (Count is { } count && rejected > count) || (Percent is { } percent && rejected * 100.0 > percent * records);

    /// <summary>Reads "100", "0.5%" or "none"; null if it is neither.</summary>
    public static RejectLimit? Parse(string text)
    {
        if (text == "none")
            return None;
        if (text.EndsWith('%')
            && double.TryParse(text[..^1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double percent)
            && percent is >= 0 and <= 100)
            return new RejectLimit(null, percent);
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long count) ? new RejectLimit(count, null) : null;
    }

    public override string ToString() => FormattableString.Invariant($"{(Count is { } c ? $"{c}" : Percent is { } p ? $"{p}%" : "none")}");
}
