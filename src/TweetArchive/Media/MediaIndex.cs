using System.Text;
using TweetArchive.Dataset;
using TweetArchive.Dataset.Reading;
using TweetArchive.Tables;

namespace TweetArchive.Media;

/// <summary>media.parquet as a run wrote it, read row by row next to the same archives.</summary>
internal sealed class MediaIndex(DatasetFolder dataset) : IDisposable
{
    private readonly TableReader stored =
        dataset.Read(TableList.Media, "dataset", "tweetid", "archive", "entry", "bytes", "crc32", "in_tweets");

    private int row = -1;

    /// <summary>Whether the tweet of the next file was read; null where that is not known.</summary>
    /// <exception cref="UsageException">The next file of the index is another one.</exception>
    /// <exception cref="DatasetException">The index is damaged.</exception>
    public bool? InTweets(in MediaRow.View file)
    {
        if (!MoveNext())
            throw Other($"{Name(file.Archive, file.Entry)} is not in it");
        if (!IsNext(file))
            throw Other($"it has {Name(stored.Texts(2)[row], stored.Texts(3)[row])} where {Name(file.Archive, file.Entry)} comes now");
        return stored.Flags(6).IsNull(row) ? null : stored.Flags(6)[row];
    }

    /// <exception cref="UsageException">The index has files that did not come.</exception>
    public void RequireEnd()
    {
        if (MoveNext())
            throw Other($"{Name(stored.Texts(2)[row], stored.Texts(3)[row])} is missing");
    }

    public void Dispose() => stored.Dispose();

    private bool IsNext(in MediaRow.View file) =>
        stored.Texts(0)[row].SequenceEqual(file.Dataset)
        && (stored.Numbers(1).IsNull(row) ? null : stored.Numbers(1)[row]) == file.TweetId
        && stored.Texts(2)[row].SequenceEqual(file.Archive)
        && stored.Texts(3)[row].SequenceEqual(file.Entry)
        && stored.Numbers(4)[row] == file.Bytes
        && stored.Numbers(5)[row] == file.Crc32;

    private bool MoveNext()
    {
        row++;
        while (row >= stored.Rows)
        {
            if (!stored.NextGroup())
                return false;
            row = 0;
        }

        return true;
    }

    private UsageException Other(string what) => new(
        $"{stored.Path}: the media archives are not those that the run was given: {what}. Give all of them in the same way as to "
            + "tweetarchive run; nothing was written.");

    private static string Name(ReadOnlySpan<byte> archive, ReadOnlySpan<byte> entry) =>
        $"{Encoding.UTF8.GetString(archive)}!{Encoding.UTF8.GetString(entry)}";
}
