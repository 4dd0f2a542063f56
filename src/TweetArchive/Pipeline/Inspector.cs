using TweetArchive.Archives;
using TweetArchive.Csv;
using TweetArchive.Tweets;

namespace TweetArchive.Pipeline;

/// <summary>What an entry is, told from its first block.</summary>
/// <param name="RecordsEstimated">Bytes of the entry over the mean length of the sampled records; exact if it was read whole.</param>
/// <param name="FirstTime">Earliest tweet_time among the sampled records, UTC milliseconds.</param>
/// <param name="Trouble">What to expect of a run over it.</param>
public sealed record EntryInspection(
    ArchiveEntry Entry, RowKind? Kind, string? Variant, CellDialect? Dialect, IReadOnlyList<string> MissingColumns,
    long RecordsEstimated, bool Exact, long? FirstTime, long? LastTime, IReadOnlyList<string> Trouble, string? Problem);

/// <summary>Says what files are without reading them: one block of each entry, whatever its size.</summary>
public static class Inspector
{
    private const int SampleBytes = 512 * 1024;

    public static EntryInspection Inspect(ArchiveEntry entry, CancellationToken cancelled)
    {
        try
        {
            using var pool = new BlockPool(2, SampleBytes);
            using ByteSource source = ByteSource.Open(entry);
            using var reader = new BlockReader(source, pool, SampleBytes, cancelled);
            EntryHead head = EntryOpener.ReadHead(reader, entry.SourceName);
            var sample = new Sample(head);
            if (reader.Next(head.Shape) is { } block)
            {
                if (block.Oversize is null)
                    new RecordScanner(Tokeniser.Best, head.Shape).Scan(block.Buffer, block.Length, block.CutShort, ref sample);
                bool whole = (reader.Ended && reader.Head.IsEmpty && reader.Broken is null) || (!entry.Estimated && block.Offset + block.Length >= entry.Bytes);
                // Where the size is an estimate, so is what was done of it, by the same measure.
                long done = entry.Estimated ? block.Done : block.Length;
                long records = whole || sample.Records == 0 ? sample.Records : (long)((double)entry.Bytes * sample.Records / Math.Max(1, done));
                return Describe(entry, head, sample, records, whole, reader.Broken?.Message);
            }

            return Describe(entry, head, sample, 0, true, reader.Broken?.Message);
        }
        catch (ArchiveException e)
        {
            return new EntryInspection(entry, null, null, null, [], 0, false, null, null, [], e.Message);
        }
    }

    private static EntryInspection Describe(ArchiveEntry entry, EntryHead head, Sample sample, long records, bool exact, string? problem) =>
        new(entry, head.Schema.Kind, head.Schema.Variant, head.Dialect, [.. head.Schema.MissingColumns], records, exact,
            sample.First, sample.Last, [.. Troubles(head, sample)], problem);

    private static IEnumerable<string> Troubles(EntryHead head, Sample sample)
    {
        CellDialect dialect = head.Dialect;
        if (sample.Rejects > 0)
            yield return FormattableString.Invariant($"{sample.Rejects} damaged records in the sample, the first at byte {sample.FirstReject}");
        if (sample.RoundedIds > 0)
            yield return FormattableString.Invariant($"{sample.RoundedIds} tweetids in the sample were rounded by a spreadsheet: these records will be rejected");
        if (dialect.ReferenceIdsRounded)
            yield return "ids of replied-to, quoted and retweeted tweets were rounded when the archive was made";
        if (dialect.LanguageBlank)
            yield return "tweet_language is blank";
        if (new[] { dialect.Booleans, dialect.Counts, dialect.Lists, dialect.Hashes }.Contains("mixed"))
            yield return "cells are written in more than one dialect: the file may be a concatenation";
        if (head.Schema.Variant == "other")
            yield return "the columns stand in an order of their own; they are found by name";
    }

    private struct Sample(EntryHead head) : IRecordHandler
    {
        private readonly FieldText text = new();

        public long Records { get; private set; }

        public long Rejects { get; private set; }

        public long FirstReject { get; private set; }

        public long RoundedIds { get; private set; }

        public long? First { get; private set; }

        public long? Last { get; private set; }

        public void OnRecord(in Record record)
        {
            Records++;
            if (head.Schema.Kind == RowKind.Users)
                return;
            text.StartRecord();
            if (Cells.TryParseTime(text.Read(record, head.Schema[TweetColumn.TweetTime]), out long time))
            {
                First = Math.Min(First ?? time, time);
                Last = Math.Max(Last ?? time, time);
            }

            if (Cells.TryParseId(text.Read(record, head.Schema[TweetColumn.TweetId]), out _, out bool rounded) && rounded)
                RoundedIds++;
        }

        public void OnReject(int start, int length, RejectReason reason, string detail)
        {
            if (Rejects++ == 0)
                FirstReject = start;
        }
    }
}
