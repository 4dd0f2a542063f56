using System.Collections;
using System.Globalization;
using System.Text;
using TweetArchive.Archives;
using TweetArchive.Dataset;
using TweetArchive.Dataset.Parquet;
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
    public IEnumerable<InputProblem> Problems => read.Where(r => r.Problem is not null).Select(r => new InputProblem(r.Archive.SourceName, r.Problem!));

    public IEnumerable<string> Notes => read.Where(r => r.Undecoded > 0).Select(r => string.Create(CultureInfo.InvariantCulture,
        $"{r.Archive.SourceName}: {r.Undecoded:N0} pictures have no difference hash; media.parquet says why (column problem)."));

    /// <summary>Reads the archives, several side by side.</summary>
    public void Read(CancellationToken cancelled)
    {
        var found = new MediaArchiveRows[archives.Count];
        try
        {
            Parallel.For(0, archives.Count, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancelled },
                i => found[i] = new MediaReader(hash, scratch, cancelled).Read(archives[i]));
        }
        catch (AggregateException e)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(e.InnerExceptions[0]);
        }

        read.AddRange(found);
        stores.AddRange(found.SelectMany(f => f.Runs));
    }

    /// <summary>Writes the tables; returns their rows by file name.</summary>
    /// <param name="create">Makes a table's file.</param>
    public IReadOnlyDictionary<string, long> Write(TweetLookup tweets, Func<string, TableSpec, ParquetTableWriter> create, CancellationToken cancelled)
    {
        using var few = new FewSpills(stores, scratch);
        BitArray inTweets = Join(few.Runs, tweets, cancelled);
        var rows = new Dictionary<string, long> { ["media.parquet"] = WriteMedia(few.Runs, tweets, inTweets, create) };
        if (hash)
        {
            using var reuse = new MediaReuse(scratch);
            reuse.Collect(few.Runs);
            rows["media_reuse.parquet"] = reuse.Write(tweets, create("media_reuse.parquet", TableSpecs.MediaReuse), cancelled);
            Result = Result with { ReuseGroups = rows["media_reuse.parquet"] };
        }

        return rows;
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

    private long WriteMedia(IReadOnlyList<RowStore> runs, TweetLookup tweets, BitArray inTweets, Func<string, TableSpec, ParquetTableWriter> create)
    {
        using ParquetTableWriter to = create("media.parquet", TableSpecs.Media);
        Span<byte> hex = stackalloc byte[64];
        byte[] dataset = [];
        bool known = false;
        long ofTweets = 0;
        int row = 0;
        var merged = new SpillMerger(runs);
        while (merged.MoveNext())
        {
            MediaRow.View media = MediaRow.Read(merged.Key, merged.Payload, default);
            if (!media.Dataset.SequenceEqual(dataset))
            {
                dataset = media.Dataset.ToArray();
                known = tweets.Knows(Encoding.UTF8.GetString(dataset));
            }

            to[0].Append(media.Dataset);
            AppendOrNull(to[1], media.TweetId);
            to[2].Append(media.Archive);
            to[3].Append(media.Entry);
            to[4].AppendOrNull(media.UserId);
            to[5].Append(media.Type);
            to[6].Append(media.Bytes);
            to[7].Append(media.Crc32);
            bool isTweets = inTweets[row++];
            ofTweets += isTweets ? 1 : 0;
            if (known && media.TweetId is not null)
                to[8].Append(isTweets);
            else
                to[8].AppendNull();
            if (!media.Sha256.IsEmpty)
                Convert.TryToHexStringLower(media.Sha256, hex, out _);
            to[9].AppendOrNull(media.Sha256.IsEmpty ? default : hex);
            AppendOrNull(to[10], (long?)media.DifferenceHash);
            to[11].AppendOrNull(media.Problem);
            to.EndRow();
        }

        to.Complete();
        Result = Result with { Files = to.Rows, OfTweets = ofTweets };
        return to.Rows;
    }

    private static void AppendOrNull(ColumnBuffer column, long? value)
    {
        if (value is { } number)
            column.Append(number);
        else
            column.AppendNull();
    }
}
