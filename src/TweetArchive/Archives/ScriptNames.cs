using System.Text.RegularExpressions;

namespace TweetArchive.Archives;

/// <summary>
/// Names of the files of a personal archive that are read; it has hundreds of scripts. Of several archives the names have a number.
/// </summary>
internal static partial class ScriptNames
{
    /// <summary>
    /// A script with tweets: <c>tweets.js</c>, <c>tweet.js</c>, <c>tweets-part3.js</c>; of 2013 <c>tweets/2012_07.js</c>.
    /// </summary>
    public static bool IsTweets(string path) => Tweets().IsMatch(path);

    /// <summary>A script with tweets that the account had deleted.</summary>
    public static bool IsDeleted(string path) => Deleted().IsMatch(path);

    /// <summary>The script that says whose archive it is.</summary>
    public static bool IsAccount(string path) => Account().IsMatch(path);

    /// <summary>The whole texts of posts of more than 280 characters, which <c>tweets.js</c> has cut.</summary>
    public static bool IsNotes(string path) => NoteScript().IsMatch(path);

    /// <summary>The table that archives of 2013 have next to their scripts, with the same tweets.</summary>
    public static bool IsTable(string path) => Table().IsMatch(path);

    [GeneratedRegex(@"(?:^|[/\\!])(?:(?:community-|deleted-)?tweets?(?:-part\d+)?|tweets[/\\]\d{4}_\d{2})\.js(?:on)?(?:#\d+)?$",
        RegexOptions.IgnoreCase)]
    private static partial Regex Tweets();

    [GeneratedRegex(@"(?:^|[/\\!])deleted-tweets?(?:-part\d+)?\.js(?:on)?(?:#\d+)?$", RegexOptions.IgnoreCase)]
    private static partial Regex Deleted();

    [GeneratedRegex(@"(?:^|[/\\!])note-tweets?(?:-part\d+)?\.js(?:on)?(?:#\d+)?$", RegexOptions.IgnoreCase)]
    private static partial Regex NoteScript();

    [GeneratedRegex(@"(?:^|[/\\!])tweets\.csv$", RegexOptions.IgnoreCase)]
    private static partial Regex Table();

    [GeneratedRegex(@"(?:^|[/\\!])account\.js(?:on)?(?:#\d+)?$", RegexOptions.IgnoreCase)]
    private static partial Regex Account();
}
