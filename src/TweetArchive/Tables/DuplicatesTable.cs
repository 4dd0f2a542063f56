using System.Buffers.Binary;
using System.Text;
using TweetArchive.Dataset;
using TweetArchive.Dataset.Parquet;
using TweetArchive.Tables.Spills;

namespace TweetArchive.Tables;

/// <summary>
/// duplicates: the tweets that are in several datasets, a row for each dataset. Nothing of their accounts, whose hashes
/// differ between releases for a reason. Rows wait in runs, as those of all tables do.
/// </summary>
/// <param name="datasets">By the numbers that rows are added with.</param>
internal sealed class DuplicatesTable(IReadOnlyList<string> datasets, Scratch scratch) : IDisposable
{
    public static readonly Table<Row> Table = new("duplicates", 2, columns => new Row(columns));

    private const int KeyLength = 12; // tweetid, the dataset's place among the names; both big-endian
    private const int PayloadLength = 5; // number of datasets, counted

    private readonly int[] places = Places(datasets);
    private readonly List<RowStore> runs = [];
    private readonly long[] notCounted = new long[datasets.Count];

    private long tweets;

    /// <summary>Tweets that are in several datasets.</summary>
    public long Tweets => Interlocked.Read(ref tweets);

    /// <summary>Tweets of each dataset that are counted in another one, by its number.</summary>
    public IReadOnlyList<long> CountedElsewhere => notCounted;

    /// <summary>A run of rows; one for each caller, who adds them in the order of the tweetids.</summary>
    public Run NewRun()
    {
        var store = new RowStore(scratch);
        lock (runs)
            runs.Add(store);
        return new Run(this, store);
    }

    /// <summary>Merges the runs into the table's rows.</summary>
    public void Write(Row row)
    {
        byte[][] names = new byte[datasets.Count][];
        for (int i = 0; i < names.Length; i++)
            names[places[i]] = Encoding.UTF8.GetBytes(datasets[i]);
        using var few = new FewSpills(runs, scratch);
        var rows = new SpillMerger(few.Runs);
        while (rows.MoveNext())
        {
            row.TweetId.Append(BinaryPrimitives.ReadInt64BigEndian(rows.Key));
            row.Dataset.Append(names[BinaryPrimitives.ReadInt32BigEndian(rows.Key[8..])]);
            row.Datasets.Append(BinaryPrimitives.ReadInt32LittleEndian(rows.Payload));
            row.Counted.Append(rows.Payload[4] != 0);
            row.End();
        }
    }

    public void Dispose() => runs.ForEach(r => r.Dispose());

    private static int[] Places(IReadOnlyList<string> datasets)
    {
        string[] sorted = [.. datasets.Order(StringComparer.Ordinal)];
        return [.. datasets.Select(d => Array.IndexOf(sorted, d))];
    }

    internal sealed class Row(ColumnSet columns) : TableRow(columns)
    {
        public readonly LongBuffer TweetId = columns.Long("tweetid");
        public readonly TextBuffer Dataset = columns.DictionaryText("dataset");
        public readonly IntegerBuffer Datasets = columns.Integer("datasets");
        public readonly FlagBuffer Counted = columns.Flag("counted");
    }

    /// <summary>Rows on their way, in the order of their tweetids.</summary>
    internal sealed class Run(DuplicatesTable table, RowStore store)
    {
        /// <param name="inDatasets">The numbers of the datasets that have the tweet.</param>
        /// <param name="countedIn">The only one that counts it; null if each does.</param>
        public void Add(long tweetId, IReadOnlyCollection<int> inDatasets, int? countedIn)
        {
            Span<byte> key = stackalloc byte[KeyLength];
            Span<byte> payload = stackalloc byte[PayloadLength];
            Interlocked.Increment(ref table.tweets);
            BinaryPrimitives.WriteInt64BigEndian(key, tweetId);
            BinaryPrimitives.WriteInt32LittleEndian(payload, inDatasets.Count);
            foreach (int dataset in inDatasets.OrderBy(d => table.places[d]))
            {
                BinaryPrimitives.WriteInt32BigEndian(key[8..], table.places[dataset]);
                bool counted = countedIn is null || countedIn == dataset;
                payload[4] = (byte)(counted ? 1 : 0);
                if (!counted)
                    Interlocked.Increment(ref table.notCounted[dataset]);
                SortedSpill.Append(store, key, payload);
            }
        }

        public void Seal() => store.Seal();
    }
}
