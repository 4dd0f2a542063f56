using TweetArchive.Archives;
using TweetArchive.Csv;
using TweetArchive.Planning;

namespace TweetArchive.Inspecting;

/// <summary>
/// Says what files are, reading little: of a plain file the beginning, some places and the end; of what can only be unpacked
/// from its start, the first megabytes. Small files are read whole.
/// </summary>
public static class Inspector
{
    /// <summary>Bytes that are read in any case: files up to this size whole.</summary>
    internal const long WholeBytes = 8 << 20;

    private const int BlockBytes = 512 * 1024;

    public static EntryInspection Inspect(ArchiveEntry entry, CancellationToken cancelled) =>
        Inspect(entry, (from, to) => ByteSource.Open(entry, from, to), cancelled);

    /// <param name="open">Opens the entry's bytes from the one place up to the other.</param>
    internal static EntryInspection Inspect(ArchiveEntry entry, Func<long, long, ByteSource> open, CancellationToken cancelled)
    {
        try
        {
            using var pool = new BlockPool(2, BlockBytes);
            using var reader = new BlockReader(open(0, long.MaxValue), pool, BlockBytes, cancelled);
            EntryHead head = EntryHead.Read(reader, entry);
            var sample = new FileSample(head);
            RecordShape? shape = entry.IsPlain && !head.IsTranslated && entry.Bytes > WholeBytes ? head.Shape : null;
            long read = ReadBeginning(reader, pool, head, sample, shape is null ? WholeBytes : 1, out bool whole, out long done);
            SampleWindows? windows = null;
            if (shape is not null)
            {
                windows = new SampleWindows(entry, shape, sample, open);
                windows.Read(cancelled);
                read += windows.BytesRead;
            }

            return new EntryInspection(entry)
            {
                Kind = head.Schema.Kind,
                Variant = head.Schema.Variant,
                OtherFormat = head.IsCollection,
                Dialect = sample.Dialect,
                MissingColumns = [.. head.Schema.MissingColumns],
                RecordsEstimated = whole ? sample.Records : Estimate(entry, head, sample, done),
                Exact = whole,
                RecordsSampled = sample.Records,
                PlacesSampled = 1 + (windows?.PlacesWithRecords ?? 0),
                BytesRead = read,
                FirstTime = sample.First,
                LastTime = sample.Last,
                Trouble = [.. PredictedTrouble.Of(head, sample, windows, whole, EntryNames.IsPart(entry.SourceName))],
                Problem = reader.Broken?.Message,
            };
        }
        catch (ArchiveException e)
        {
            return new EntryInspection(entry) { Problem = e.Message };
        }
    }

    private static long Estimate(ArchiveEntry entry, EntryHead head, FileSample sample, long done)
    {
        // Where the size is an estimate, so is what was done of it, by the same measure.
        (long all, long sampled) = entry.Estimated ? (entry.Bytes, done) : (entry.Bytes - head.Length, sample.Bytes);
        return sampled == 0 ? sample.Records : (long)((double)all * sample.Records / sampled);
    }

    /// <summary>Returns the bytes that were asked of the file.</summary>
    /// <param name="limit">Bytes after which no further block is begun.</param>
    /// <param name="done">How far the blocks went, in the measure of <see cref="ArchiveEntry.Bytes"/>.</param>
    private static long ReadBeginning(BlockReader reader, BlockPool pool, EntryHead head, FileSample sample, long limit, out bool whole,
        out long done)
    {
        done = 0;
        long end = head.Length;
        while (end < limit)
        {
            if (reader.Next(head.Format.Framing) is not { } block)
            {
                whole = true;
                return end;
            }

            if (block.Oversize is null)
                sample.Add(block.Buffer, block.Length, block.Offset, block.CutShort);
            done += block.Done;
            end = block.Offset + (block.Oversize?.Length ?? block.Length);
            pool.Return(block.Buffer);
        }

        whole = false;
        return end + reader.Head.Length;
    }
}
