using System.Globalization;
using System.Runtime.CompilerServices;

namespace TweetArchive.Text;

/// <summary>
/// An interpolated text whose numbers are written alike in every culture. As a parameter it takes what <c>$"…" + $"…"</c> gives, too, which
/// a <see cref="FormattableString"/> does not.
/// </summary>
[InterpolatedStringHandler]
public ref struct InvariantText(int literalLength, int formattedCount)
{
    private DefaultInterpolatedStringHandler text = new(literalLength, formattedCount, CultureInfo.InvariantCulture);

    public void AppendLiteral(string value) => text.AppendLiteral(value);

    public void AppendFormatted<T>(T value, string? format = null) => text.AppendFormatted(value, format);

    /// <summary>The text; to be asked for once.</summary>
    public override string ToString() => text.ToStringAndClear();
}
