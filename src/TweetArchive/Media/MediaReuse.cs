using System.Buffers.Binary;
using System.Text;
using TweetArchive.Tables;
using TweetArchive.Tables.Spills;
using TweetArchive.Text;

namespace TweetArchive.Media;

/// <summary>
/// Finds files that a dataset holds more than once: the same bytes (SHA-256), or pictures that look alike (difference hashes
/// within <see cref="NearPictures.Distance"/> bits). Datasets are looked at one by one: accounts of two releases cannot be compared.
/// </summary>
internal sealed class MediaReuse(Scratch scratch) : IDisposable
{
    private const byte SameBytes = 0;
    private const byte NearPicture = 1;

    // Ids below this are not made of a time (the change to snowflake ids, November 2010).
    private const long FirstTimedId = 30_000_000_000;
    private const long SnowflakeEpoch = 1_288_834_974_657;

    private const long RunBytes = 8 << 20;

    private readonly List<RowStore> runs = [];
    private readonly SpillBuilder rows = new();

    /// <summary>Sorts the hashed files by what they have in common.</summary>
    /// <param name="media">Runs of <see cref="MediaRow"/>.</param>
    public void Collect(IReadOnlyList<RowStore> media)
    {
        Dictionary<string, NearPictures> near = NearByDataset(media);
        byte[] key = new byte[64 * 1024];
        Span<byte> group = stackalloc byte[8];
        long number = 0;
        byte[] dataset = [];
        NearPictures? pictures = null;
        var merged = new SpillMerger(media);
        while (merged.MoveNext())
        {
            MediaRow.View file = MediaRow.Read(merged.Key, merged.Payload, default);
            number++;
            if (file.Sha256.IsEmpty)
                continue;
            Add(SameBytes, file, file.Sha256);
            if (file.DifferenceHash is { } hash && NearPictures.HasContent(hash))
            {
                if (pictures is null || !file.Dataset.SequenceEqual(dataset))
                {
                    dataset = file.Dataset.ToArray();
                    pictures = near[Encoding.UTF8.GetString(dataset)];
                }

                BinaryPrimitives.WriteUInt64BigEndian(group, pictures.GroupOf(hash));
                Add(NearPicture, file, group);
            }
        }

        rows.SealInto(runs, scratch);

        // Key: dataset, kind, group, tweetid, number of the file; payload: SHA-256.
        void Add(byte kind, in MediaRow.View file, ReadOnlySpan<byte> group)
        {
            var writer = new SortKeyWriter(key);
            writer.Text(file.Dataset);
            writer.Byte(kind);
            writer.Text(group);
            writer.Int64(file.TweetId ?? long.MaxValue);
            writer.Int64(number);
            rows.Add(writer.Written, file.Sha256);
            if (rows.Bytes > RunBytes)
                rows.SealInto(runs, scratch);
        }
    }

    /// <summary>Writes the groups of two and more files.</summary>
    public void Write(TweetAccounts accounts, MediaReuseTable.Row row, CancellationToken cancelled)
    {
        using var few = new FewSpills(runs, scratch);
        var portion = new ReusePortion(accounts, row);
        var merged = new SpillMerger(few.Runs);
        byte[] buffer = new byte[64 * 1024];
        byte[] current = [];
        ReuseGroup? group = null;
        while (merged.MoveNext())
        {
            // All of the key but the tweetid and the number.
            ReadOnlySpan<byte> of = merged.Key[..^16];
            if (group is null || !of.SequenceEqual(current))
            {
                cancelled.ThrowIfCancellationRequested();
                portion.Add(group);
                current = of.ToArray();
                var reader = new SortKeyReader(of);
                string dataset = Encoding.UTF8.GetString(reader.Text(buffer));
                bool near = reader.Byte() == NearPicture;
                group = new ReuseGroup(dataset, near, reader.Text(buffer).ToArray());
            }

            long id = BinaryPrimitives.ReadInt64BigEndian(merged.Key[^16..]) ^ long.MinValue;
            group.Add(id == long.MaxValue ? null : id, merged.Payload);
        }

        portion.Add(group);
        portion.Flush();
    }

    public void Dispose() => runs.ForEach(r => r.Dispose());

    /// <summary>When a tweet was posted, from its id: UTC milliseconds; null for ids of before November 2010.</summary>
    public static long? TimeOf(long tweetId) => tweetId < FirstTimedId ? null : (tweetId >> 22) + SnowflakeEpoch;

    private static Dictionary<string, NearPictures> NearByDataset(IReadOnlyList<RowStore> media)
    {
        var hashes = new Dictionary<string, HashSet<ulong>>(StringComparer.Ordinal);
        HashSet<ulong> of = new(SeededNumbers.Comparer);
        byte[] dataset = [];
        var merged = new SpillMerger(media);
        while (merged.MoveNext())
        {
            MediaRow.View file = MediaRow.Read(merged.Key, merged.Payload, default);
            if (file.DifferenceHash is not { } hash)
                continue;
            if (!file.Dataset.SequenceEqual(dataset))
            {
                dataset = file.Dataset.ToArray();
                hashes[Encoding.UTF8.GetString(dataset)] = of = new(SeededNumbers.Comparer);
            }

            of.Add(hash);
        }

        return hashes.ToDictionary(h => h.Key, h => new NearPictures(h.Value), StringComparer.Ordinal);
    }
}
