using System.IO.Compression;
using TweetArchive.Archives;

namespace TweetArchive.Media;

/// <summary>What a media archive holds, told from its list of entries.</summary>
/// <param name="OfTweets">Files whose names tell their tweet.</param>
/// <param name="Bytes">Of all of its files, unpacked.</param>
/// <param name="Problem">Why it cannot be read.</param>
public sealed record MediaInspection(MediaArchive Archive, long Files, long OfTweets, long Bytes, string? Problem)
{
    public static MediaInspection Of(MediaArchive archive)
    {
        try
        {
            using ZipArchive zip = ZipFile.OpenRead(archive.Path);
            (long files, long ofTweets, long bytes) = (0, 0, 0);
            foreach (ZipArchiveEntry entry in zip.Entries.Where(e => MediaName.IsMedia(e.FullName)))
            {
                files++;
                ofTweets += MediaName.Parse(entry.FullName).TweetId is null ? 0 : 1;
                bytes += entry.Length;
            }

            return new MediaInspection(archive, files, ofTweets, bytes, null);
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            return new MediaInspection(archive, 0, 0, 0,
                $"{archive.SourceName}: the media archive cannot be read: {e.Message} Download it again.");
        }
    }
}
