using System.Collections;
using System.Text;
using TweetArchive.Archives;
using TweetArchive.Concurrency;
using TweetArchive.Tables;
using TweetArchive.Tables.Spills;
using TweetArchive.Text;

namespace TweetArchive.Media;

/// <summary>What was found in media archives.</summary>
/// <param name="Files">Pictures and videos.</param>
/// <param name="OfTweets">Those whose tweet was among the tweets read.</param>
/// <param name="ReuseGroups">Rows of media_reuse.parquet; null where files were not unpacked.</param>
public sealed record MediaResult(int Archives, long Files, long OfTweets, long? ReuseGroups);

/// <summary>
/// Makes media.parquet, and media_reuse.parquet where files are unpacked. Rows are sorted in runs that wait on disk, as those of all
/// tables do, so memory does not grow with their number except for one bit each, and some 50 bytes for each distinct difference hash.
/// </summary>
/// <param name="hash">Unpack the files for their checksums and difference hashes; otherwise only the archives' lists are read.</param>
internal sealed class MediaTables(IReadOnlyList<MediaArchive> archives, bool hash, int threads, Scratch scratch) : IDisposable
{
    private readonly List<RowStore> stores = [];
    private readonly List<MediaArchiveRows> read = [];

    public MediaResult Result { get; private set; } = new(archives.Count, 0, 0, null);

    /// <summary>Archives and files that could not be read.</summary>
    public IEnumerable<InputProblem> Problems =>
        read.Where(r => r.Problem is not null).Select(r => new InputProblem(r.Archive.SourceName, r.Problem!));

    public IEnumerable<string> Notes => read.Where(r => r.Undecoded > 0).Select(r =>
        $"{r.Archive.SourceName}: {Counted.Of(r.Undecoded, "picture has", "pictures have")} no difference hash; media.parquet says why "
            + "(column problem).");

    /// <summary>Reads the archives, several side by side.</summary>
    public void Read(CancellationToken cancelled)
    {
        var found = new MediaArchiveRows[archives.Count];
        InParallel.ForEach(Enumerable.Range(0, archives.Count), threads,
            i => found[i] = new MediaReader(hash, scratch, cancelled).Read(archives[i]), cancelled);
        read.AddRange(found);
        stores.AddRange(found.SelectMany(f => f.Runs));
    }

    /// <summary>Writes media.parquet.</summary>
    /// <param name="tweets">Those that were read.</param>
    public void WriteIndex(TweetLookup tweets, TableFiles files, CancellationToken cancelled)
    {
        using var few = new FewSpills(stores, scratch);
        BitArray inTweets = Join(few.Runs, tweets, cancelled);
        int number = 0;
        Write(few.Runs, files,
            (in MediaRow.View file) => inTweets[number++] ? true : tweets.Knows(file.Dataset) && file.TweetId is not null ? false : null);
    }

    /// <summary>Writes media.parquet again, with what is in the files, and media_reuse.parquet.</summary>
    /// <param name="index">The one that the run wrote, of the same archives.</param>
    /// <exception cref="UsageException">The archives are not those of the index.</exception>
    public void WriteHashed(MediaIndex index, TweetAccounts accounts, TableFiles files, CancellationToken cancelled)
    {
        using var few = new FewSpills(stores, scratch);
        Write(few.Runs, files, index.InTweets);
        index.RequireEnd();
        using var reuse = new MediaReuse(scratch);
        reuse.Collect(few.Runs);
        Result = Result with { ReuseGroups = files.Write(MediaReuseTable.Table, row => reuse.Write(accounts, row, cancelled)) };
    }

    public void Dispose() => stores.ForEach(s => s.Dispose());

    /// <summary>For each row in order, whether its tweet was read: ids are asked for in portions, ascending within a dataset.</summary>
    private static BitArray Join(IReadOnlyList<RowStore> runs, TweetLookup tweets, CancellationToken cancelled)
    {
        var found = new BitArray((int)Math.Min(Array.MaxLength, runs.Sum(r => r.Rows)));
        var ids = new List<long>();
        byte[] dataset = [];
        int row = 0;
        var merged = new SpillMerger(runs);
        while (merged.MoveNext())
        {
            MediaRow.View media = MediaRow.Read(merged.Key, merged.Payload, default);
            if (ids.Count == TweetLookup.Portion || !media.Dataset.SequenceEqual(dataset))
            {
                Ask();
                dataset = media.Dataset.ToArray();
            }

            // Rows without a tweet come last in a dataset.
            ids.Add(media.TweetId ?? long.MaxValue);
            row++;
        }

        Ask();
        return found;

        void Ask()
        {
            cancelled.ThrowIfCancellationRequested();
            bool[] known = tweets.Find(Encoding.UTF8.GetString(dataset), System.Runtime.InteropServices.CollectionsMarshal.AsSpan(ids));
            for (int i = 0; i < known.Length; i++)
                found[row - known.Length + i] = known[i];
            ids.Clear();
        }
    }

    /// <summary>Whether the tweet of a file was read; null where that is not known. Asked once for each row, in order.</summary>
    private delegate bool? InTweets(in MediaRow.View file);

    private void Write(IReadOnlyList<RowStore> runs, TableFiles files, InTweets inTweets)
    {
        long ofTweets = 0;
        long all = files.Write(MediaTable.Table, row => ofTweets = WriteRows(runs, inTweets, row));
        Result = Result with { Files = all, OfTweets = ofTweets };
    }

    /// <summary>Writes the rows; returns how many are of tweets that were read.</summary>
    private static long WriteRows(IReadOnlyList<RowStore> runs, InTweets inTweets, MediaTable.Row row)
    {
        Span<byte> hex = stackalloc byte[64];
        long ofTweets = 0;
        var merged = new SpillMerger(runs);
        while (merged.MoveNext())
        {
            MediaRow.View media = MediaRow.Read(merged.Key, merged.Payload, default);
            bool? isOfTweet = inTweets(media);
            ofTweets += isOfTweet == true ? 1 : 0;
            row.Dataset.Append(media.Dataset);
            row.TweetId.AppendOrNull(media.TweetId);
            row.Archive.Append(media.Archive);
            row.Entry.Append(media.Entry);
            row.UserId.AppendOrNull(media.UserId);
            row.Type.Append(media.Type);
            row.Bytes.Append(media.Bytes);
            row.Crc32.Append(media.Crc32);
            row.InTweets.AppendOrNull(isOfTweet);
            if (!media.Sha256.IsEmpty)
                Convert.TryToHexStringLower(media.Sha256, hex, out _);
            row.Sha256.AppendOrNull(media.Sha256.IsEmpty ? default : hex);
            row.DifferenceHash.AppendOrNull((long?)media.DifferenceHash);
            row.Problem.AppendOrNull(media.Problem);
            row.End();
        }

        return ofTweets;
    }
}
