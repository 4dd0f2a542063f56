namespace TweetArchive.Analysis.Language;

/// <summary>A tweet with a language, to learn from or to test on.</summary>
/// <param name="Row">Its row in tweets/, counted over all parts.</param>
/// <param name="Account">Its number in <see cref="AccountIndex"/>.</param>
/// <param name="Language">As given, old codes replaced.</param>
/// <param name="Text">The text as released, UTF-8.</param>
internal sealed record LanguageRow(long Row, int Account, long Millis, string Language, byte[] Text) : IComparable<LanguageRow>
{
    public int CompareTo(LanguageRow? other) => Row.CompareTo(other!.Row);
}
