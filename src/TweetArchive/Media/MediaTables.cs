using System.Collections;
using System.Globalization;
using System.Text;
using TweetArchive.Archives;
using TweetArchive.Concurrency;
using TweetArchive.Tables;
using TweetArchive.Tables.Spills;

namespace TweetArchive.Media;

/// <summary>What a run found in media archives.</summary>
/// <param name="Files">Pictures and videos.</param>
/// <param name="OfTweets">Those whose tweet was among the tweets read.</param>
/// <param name="Hashed">With --media-hash.</param>
/// <param name="ReuseGroups">Rows of media_reuse.parquet.</param>
public sealed record MediaResult(int Archives, long Files, long OfTweets, bool Hashed, long ReuseGroups);

/// <summary>
/// Makes media.parquet, and media_reuse.parquet with --media-hash. Rows are sorted in runs that wait on disk, as those of all
/// tables do, so memory does not grow with their number but for one bit each, and some 50 bytes for each distinct difference hash.
/// </summary>
internal sealed class MediaTables(IReadOnlyList<MediaArchive> archives, bool hash, int threads, Scratch scratch) : IDisposable
{
    private readonly List<RowStore> stores = [];
    private readonly List<MediaArchiveRows> read = [];

    public MediaResult Result { get; private set; } = new(archives.Count, 0, 0, hash, 0);

    /// <summary>Archives and files that could not be read.</summary>
    public IEnumerable<InputProblem> Problems =>
        read.Where(r => r.Problem is not null).Select(r => new InputProblem(r.Archive.SourceName, r.Problem!));

    public IEnumerable<string> Notes => read.Where(r => r.Undecoded > 0).Select(r => string.Create(CultureInfo.InvariantCulture,
        $"{r.Archive.SourceName}: {r.Undecoded:N0} pictures have no difference hash; media.parquet says why (column problem)."));

    /// <summary>Reads the archives, several side by side.</summary>
    public void Read(CancellationToken cancelled)
    {
        var found = new MediaArchiveRows[archives.Count];
        InParallel.ForEach(Enumerable.Range(0, archives.Count), threads,
            i => found[i] = new MediaReader(hash, scratch, cancelled).Read(archives[i]), cancelled);
        read.AddRange(found);
        stores.AddRange(found.SelectMany(f => f.Runs));
    }

    /// <summary>Writes the tables.</summary>
    public void Write(TweetLookup tweets, TableFiles files, CancellationToken cancelled)
    {
        using var few = new FewSpills(stores, scratch);
        BitArray inTweets = Join(few.Runs, tweets, cancelled);
        long ofTweets = 0;
        long all = files.Write(MediaTable.Table, row => ofTweets = WriteMedia(few.Runs, tweets, inTweets, row));
        Result = Result with { Files = all, OfTweets = ofTweets };
        if (!hash)
            return;
        using var reuse = new MediaReuse(scratch);
        reuse.Collect(few.Runs);
        Result = Result with { ReuseGroups = files.Write(MediaReuseTable.Table, row => reuse.Write(tweets, row, cancelled)) };
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

    /// <summary>Writes the rows; returns how many are of tweets that were read.</summary>
    private static long WriteMedia(IReadOnlyList<RowStore> runs, TweetLookup tweets, BitArray inTweets, MediaTable.Row row)
    {
        Span<byte> hex = stackalloc byte[64];
        byte[] dataset = [];
        bool known = false;
        long ofTweets = 0;
        int number = 0;
        var merged = new SpillMerger(runs);
        while (merged.MoveNext())
        {
            MediaRow.View media = MediaRow.Read(merged.Key, merged.Payload, default);
            if (!media.Dataset.SequenceEqual(dataset))
            {
                dataset = media.Dataset.ToArray();
                known = tweets.Knows(Encoding.UTF8.GetString(dataset));
            }

            row.Dataset.Append(media.Dataset);
            row.TweetId.AppendOrNull(media.TweetId);
            row.Archive.Append(media.Archive);
            row.Entry.Append(media.Entry);
            row.UserId.AppendOrNull(media.UserId);
            row.Type.Append(media.Type);
            row.Bytes.Append(media.Bytes);
            row.Crc32.Append(media.Crc32);
            bool isTweets = inTweets[number++];
            ofTweets += isTweets ? 1 : 0;
            row.InTweets.AppendOrNull(known && media.TweetId is not null ? isTweets : null);
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
