using System.Globalization;

namespace TweetArchive.Text;

/// <summary>How many of something, for people: "1 spike", "2,000 spikes".</summary>
public static class Counted
{
    /// <param name="many">Its plural; with an s if null.</param>
    public static string Of(long number, string one, string? many = null) =>
        number.ToString("N0", CultureInfo.InvariantCulture) + " " + (number == 1 ? one : many ?? one + "s");
}
