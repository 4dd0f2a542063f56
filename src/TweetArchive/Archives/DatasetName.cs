using System.Text.RegularExpressions;
using TweetArchive.Releases;

namespace TweetArchive.Archives;

/// <summary>The dataset of a released file, read from its name (docs/definitions.md, "Which dataset a file belongs to").</summary>
public static partial class DatasetName
{
    /// <summary>
    /// <c>thailand_092020_tweets_csv_hashed.zip</c> → <c>thailand_092020</c>; also where a browser put the folders in
    /// front (<c>hashed_2020_09_thailand_092020_thailand_092020_tweets_…</c>) and for parts (<c>…_hashed_2.csv</c>).
    /// A name that the registry of releases has counts most; of an entry and its zip, the zip's name counts first, since inner
    /// names may lack the campaign.
    /// </summary>
    /// <param name="sourceName">A path, or an archive and what is in it with '!' between.</param>
    public static string From(string sourceName)
    {
        string[] parts = [.. sourceName.Split('!').Select(p => p.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase))];
        string[] names = [.. parts.Select(FromFileName).OfType<string>()];
        // A month alone is not a campaign, but it is all that one release has, and tweets and users share it.
        string[] campaigns = [.. names.Where(name => !name.All(char.IsAsciiDigit))];
        return campaigns.Select(Known).FirstOrDefault(known => known is not null)
            ?? campaigns.FirstOrDefault()
            ?? names.FirstOrDefault()
            ?? parts.Select(FromFolders).FirstOrDefault(known => known is not null)
            ?? FromCollection(parts[0]);
    }

    /// <summary>
    /// Other collections name files by time (<c>2019/09/28/18/05.json.bz2</c>) or all alike (<c>data/tweets.js</c>): then the folder
    /// above these tells.
    /// </summary>
    private static string FromCollection(string path)
    {
        string[] steps = [.. path.Split('/', '\\').Select(s => s.ToLowerInvariant())];
        steps[^1] = Shard().Replace(Stem(path), "");
        return steps.LastOrDefault(s => !Anonymous().IsMatch(s)) ?? (steps[0].Length > 0 ? steps[0] : Stem(path));
    }

    /// <summary>A name that files or folders of many have, and none of them by itself: <c>data</c>, <c>tweets</c>.</summary>
    internal static bool IsAnonymous(string dataset) => Anonymous().IsMatch(dataset);

    /// <summary>The innermost of some folders that is not called as those of all are; the outermost where all are.</summary>
    internal static string OfFolders(string path)
    {
        string[] steps = [.. path.Split('/', '\\').Where(s => s.Length > 0).Select(s => s.ToLowerInvariant())];
        return steps.LastOrDefault(s => !Anonymous().IsMatch(s)) ?? steps.FirstOrDefault() ?? "";
    }

    private static string? FromFileName(string file)
    {
        string stem = Stem(file);
        Match match = Released().Match(stem);
        if (!match.Success)
            return FromMediaName(stem);
        string name = Prefix().Replace(match.Groups[1].Value, "");
        // The folder's name and the file's name, joined by a browser: the campaign occurs twice.
        int half = name.Length / 2;
        if (name.Length % 2 == 1 && name[half] == '_' && name[..half] == name[(half + 1)..])
            name = name[..half];
        return name.Length == 0 ? null : name;
    }

    /// <summary>Media archives: <c>ira_tweet_media_hashed_1</c>, <c>china_052020_hashed_017</c>, <c>iranian_periscope_hashed</c>.</summary>
    private static string? FromMediaName(string stem)
    {
        Match match = Media().Match(Prefix().Replace(stem, ""));
        return match.Success ? match.Groups[1].Value : null;
    }

    /// <summary>
    /// The registry's name for a campaign; null if it has none. Where the folder's and the file's name differ
    /// (<c>ecuador_082019_1_ecuador_082019</c>), both are the same release's.
    /// </summary>
    private static string? Known(string name)
    {
        ReleaseRegistry registry = ReleaseRegistry.Shipped;
        if (registry.Find(name) is { } release)
            return release.Dataset;
        if (Month().Match(name) is { Success: true } month)
            return Known(name[month.Length..]);
        for (int at = name.IndexOf('_'); at >= 0; at = name.IndexOf('_', at + 1))
        {
            if (registry.Find(name[..at]) is { } first && registry.Find(name[(at + 1)..]) == first)
                return first.Dataset;
        }

        return null;
    }

    /// <summary>The innermost folder that has the name of a release: <c>turkey_052020/all.csv</c>.</summary>
    private static string? FromFolders(string path) =>
        path.Split('/', '\\')[..^1].Reverse().Select(folder => Known(FromMediaName(folder.ToLowerInvariant()) ?? folder))
            .FirstOrDefault(known => known is not null);

    private static string Stem(string file)
    {
        string name = file[(file.LastIndexOfAny(['/', '\\']) + 1)..];
        int dot = name.IndexOf('.', 1);
        return (dot < 0 ? name : name[..dot]).ToLowerInvariant();
    }

    [GeneratedRegex(@"^(?:(.*?)_)?(?:tweets|users)(?:_|$)")]
    private static partial Regex Released();

    [GeneratedRegex(@"^(.+?)_(?:(?:(?:tweet_|profile_)?media|periscope)_(?:un)?hashed|(?:un)?hashed(?=_\d+$))(?:_|$)")]
    private static partial Regex Media();

    [GeneratedRegex(@"^(?:un)?hashed_(?:\d{4}_\d{2}_)?")]
    private static partial Regex Prefix();

    [GeneratedRegex(@"^(?:\d{1,4}|\d{4}_\d{2}|data|js|(?:community-|deleted-)?tweets?(?:-part\d+)?|part-.*|[a-z_]+=.*|)$")]
    private static partial Regex Anonymous();

    /// <summary>
    /// What numbers the pages or shards of one collection: <c>data_1214…</c> of academictwitteR, <c>…-000000000012</c> of BigQuery,
    /// <c>…-00001-of-00010</c>, <c>…_2015_07_14_08_10_activities</c> of GNIP.
    /// </summary>
    [GeneratedRegex(@"(?<=^data)_\d{15,20}$|(?<=.)[_-]0\d{11}$|(?<=.)-\d{5}-of-\d{5}$"
        + @"|(?:(?:^|_)\d{4}_\d{2}_\d{2}_|^)\d{2}_\d{2}_activities$")]
    private static partial Regex Shard();

    [GeneratedRegex(@"^\d{4}_\d{2}_")]
    private static partial Regex Month();
}
