using System.Globalization;

namespace TweetArchive.Archives;

/// <summary>
/// What the name of an entry of a media archive says. Media of tweets are <c>…/TWEETID-anything.jpg</c>, those of profiles
/// <c>USERID_type.jpg</c>.
/// </summary>
/// <param name="Type">"picture", "animation" or "video".</param>
/// <param name="TweetId">Null for media of a profile, and for names of another form.</param>
/// <param name="UserId">Of a profile's media, as the archive writes it; a hash or digits.</param>
public readonly record struct MediaName(string Type, long? TweetId, string? UserId)
{
    private static readonly Dictionary<string, string> Types = new(StringComparer.OrdinalIgnoreCase)
    {
        [".jpg"] = "picture",
        [".jpeg"] = "picture",
        [".png"] = "picture",
        [".webp"] = "picture",
        [".bmp"] = "picture",
        [".gif"] = "animation",
        [".mp4"] = "video",
        [".m4v"] = "video",
        [".mov"] = "video",
        [".webm"] = "video",
        [".ts"] = "video",
    };

    /// <summary>The entry is a picture or a video by its name, and not one that an operating system adds.</summary>
    public static bool IsMedia(string entry) => Types.ContainsKey(Path.GetExtension(entry))
        && !Path.GetFileName(entry).StartsWith("._", StringComparison.Ordinal) && !entry.Contains("__MACOSX/", StringComparison.Ordinal);

    /// <param name="entry">A name that <see cref="IsMedia"/>.</param>
    public static MediaName Parse(string entry)
    {
        string type = Types[Path.GetExtension(entry)];
        string name = Path.GetFileNameWithoutExtension(entry.Replace('\\', '/'));
        int digits = 0;
        while (digits < name.Length && char.IsAsciiDigit(name[digits]))
            digits++;
        bool ofTweet = digits > 0 && (digits == name.Length || name[digits] == '-');
        if (ofTweet && long.TryParse(name.AsSpan(0, digits), NumberStyles.None, CultureInfo.InvariantCulture, out long tweetId))
            return new MediaName(type, tweetId, null);
        int under = name.LastIndexOf('_');
        return new MediaName(type, null, under > 0 ? name[..under] : null);
    }
}
