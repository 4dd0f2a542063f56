using System.Text.RegularExpressions;

namespace TweetArchive.Archives;

/// <summary>The dataset that a released file belongs to, read from its name (notes on names: docs/design.md).</summary>
public static partial class DatasetName
{
    /// <summary>
    /// <c>thailand_092020_tweets_csv_hashed.zip</c> → <c>thailand_092020</c>; also where a browser put the folders in
    /// front (<c>hashed_2020_09_thailand_092020_thailand_092020_tweets_…</c>) and for parts (<c>…_hashed_2.csv</c>).
    /// For an entry of a zip the zip's name counts first: inner names may lack the campaign.
    /// </summary>
    public static string From(string sourceName)
    {
        string[] parts = sourceName.Split('!', 2);
        string[] names = [.. parts.Select(FromFileName).OfType<string>()];
        // A month alone is no campaign, but it is all that one release has, and tweets and users share it.
        return names.FirstOrDefault(name => !name.All(char.IsAsciiDigit)) ?? names.FirstOrDefault() ?? Stem(parts[0]);
    }

    private static string? FromFileName(string file)
    {
        Match match = Released().Match(Stem(file));
        if (!match.Success)
            return null;
        string name = Prefix().Replace(match.Groups[1].Value, "");
        // The folder's name and the file's name, joined by a browser: the campaign stands twice.
        int half = name.Length / 2;
        if (name.Length % 2 == 1 && name[half] == '_' && name[..half] == name[(half + 1)..])
            name = name[..half];
        return name.Length == 0 ? null : name;
    }

    private static string Stem(string file)
    {
        string name = file[(file.LastIndexOfAny(['/', '\\']) + 1)..];
        int dot = name.IndexOf('.', 1);
        return (dot < 0 ? name : name[..dot]).ToLowerInvariant();
    }

    [GeneratedRegex(@"^(?:(.*?)_)?(?:tweets|users)(?:_|$)")]
    private static partial Regex Released();

    [GeneratedRegex(@"^(?:un)?hashed_(?:\d{4}_\d{2}_)?")]
    private static partial Regex Prefix();
}
