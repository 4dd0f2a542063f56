using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.ExceptionServices;
using System.Text;
using TweetArchive.Checkpoints;
using TweetArchive.Dataset;
using TweetArchive.Dataset.Parquet;
using TweetArchive.Jobs;
using TweetArchive.Media;
using TweetArchive.Tables;
using TweetArchive.Tables.Counting;
using TweetArchive.Tables.Duplicates;
using TweetArchive.Tables.Spills;
using TweetArchive.Tweets;

namespace TweetArchive.Merging;

/// <summary>Merges the partials of all entries into the files of a dataset, several tables side by side.</summary>
/// <param name="allTweets">The units before duplicates were left out: they know every tweetid.</param>
internal sealed class DatasetWriter(
    RunOptions options, string folder, string[] datasets, IReadOnlyList<EntryResult> entries, IReadOnlyList<FinishedUnit> units, IReadOnlyList<FinishedUnit> allTweets,
    DuplicatesTable duplicates, TargetNames targets, MentionsTable mentions, Scratch scratch, CancellationToken cancelled)
{
    private readonly MergeContext[] contexts =
        [.. datasets.Select(d => new MergeContext(Encoding.UTF8.GetBytes(d), new AccountNames()))];

    private readonly AccountTotals[] accountTotals = new AccountTotals[datasets.Length];
    private readonly Dictionary<string, long> rowsByFile = [];
    private readonly long[] unreadable = new long[TweetColumns.Count];
    private readonly long[] repairs = new long[ReferenceRepair.Outcomes.Length];

    public IReadOnlyDictionary<string, long> RowsByFile => rowsByFile;

    public IReadOnlyDictionary<string, long> UnreadableCells =>
        new SortedDictionary<string, long>(Enumerable.Range(0, TweetColumns.Count).Where(c => unreadable[c] > 0).ToDictionary(c => TweetColumns.Names[c], c => unreadable[c]), StringComparer.Ordinal);

    /// <summary>What became of rounded references, by column and way.</summary>
    public IReadOnlyDictionary<string, long> ReferenceRepairs =>
        Enumerable.Range(0, repairs.Length).Where(i => repairs[i] > 0).ToDictionary(i => ReferenceRepair.Outcomes[i], i => repairs[i]);

    public IReadOnlyList<DatasetResult> Datasets =>
        [.. datasets.Select((name, d) => new DatasetResult(name, EntriesOf(d).Sum(e => e.Counts.Tweets), accountTotals[d].Accounts, accountTotals[d].WithTweets))
            .Where((_, d) => EntriesOf(d).Any(e => e.Head is not null))];

    public IReadOnlyList<TargetResult> Targets =>
        [.. options.Lexicon.Targets.Select((t, i) => new TargetResult(t.Id, t.DisplayName, units.Sum(u => u.Partial.Tagged[i + 1]), units.Sum(u => u.Partial.Candidates[i + 1])))
            .Where(t => t.Tagged + t.Candidates > 0)
            .OrderByDescending(t => t.Tagged).ThenByDescending(t => t.Candidates).ThenBy(t => t.TargetId, StringComparer.Ordinal)];

    public void Write()
    {
        // Edges ask which names are accounts of the dataset, so accounts come first.
        WriteTable(TableSpecs.AccountRows, (d, runs, row) => accountTotals[d] = AccountsTable.Merge(runs, contexts[d], row));
        if (options.Tweets != TweetsMode.None)
            Directory.CreateDirectory(Path.Combine(folder, "tweets"));
        Action[] tables =
        [
            .. options.Tweets == TweetsMode.None ? [] : TweetPart.Of(entries, options.PartBytes, some => new NeighbourLookup(some, allTweets, options.Threads, cancelled)).Select(part => (Action)(() => WriteTweets(part))),
            () => WriteGroups(OutputTables.MentionEdges),
            () => WriteGroups(OutputTables.Hashtags),
            () => WriteGroups(OutputTables.DailyTotals),
            () => WriteGroups(OutputTables.RetweetEdges),
            () => WriteGroups(OutputTables.Domains),
            () => WriteTable(TableSpecs.Mentions, (d, runs, row) => mentions.Merge(runs, NewContext(d), row)),
            () => WriteGroups(OutputTables.DailyMentions),
            () => WriteGroups(OutputTables.Clients),
            () => WriteGroups(OutputTables.AccountTargets),
            () => WriteGroups(OutputTables.Hours),
            WriteDuplicates,
            WriteRejects,
        ];
        try
        {
            // One at a time from the list: the first ones are the long ones.
            Parallel.ForEach(Partitioner.Create(tables, EnumerablePartitionerOptions.NoBuffering),
                new ParallelOptions { MaxDegreeOfParallelism = options.Threads, CancellationToken = cancelled }, write => write());
        }
        catch (AggregateException e)
        {
            ExceptionDispatchInfo.Throw(e.InnerExceptions[0]);
        }
    }

    /// <summary>Adds the tables of the media archives.</summary>
    public void Write(MediaTables media, TweetLookup tweets)
    {
        foreach ((string name, long rows) in media.Write(tweets, Create, cancelled))
            rowsByFile.Add(name, rows);
    }

    private IEnumerable<EntryResult> EntriesOf(int dataset) => entries.Where(e => e.Entry.Dataset == datasets[dataset]);

    /// <summary>A context of its own for each table, since tables are written side by side; the accounts are shared.</summary>
    private MergeContext NewContext(int dataset) => new(contexts[dataset].Dataset.ToArray(), contexts[dataset].Accounts);

    private void WriteGroups<TMeasures>(GroupTable<TMeasures> table)
        where TMeasures : unmanaged, IMeasures<TMeasures> =>
        WriteTable(table.Spec, (d, runs, row) => table.Merge(runs, NewContext(d), row));

    private void WriteTable(TableSpec table, Action<int, IEnumerable<RowStore>, ParquetTableWriter> merge)
    {
        using ParquetTableWriter row = Create(table.Name + ".parquet", table);
        for (int d = 0; d < datasets.Length; d++)
        {
            cancelled.ThrowIfCancellationRequested();
            using var runs = new FewSpills(units.Where(u => u.Unit.Dataset == datasets[d]).SelectMany(u => u.Partial.Runs(table)), scratch);
            merge(d, runs.Runs, row);
        }

        Complete(table.Name + ".parquet", row);
    }

    private void WriteTweets(TweetPart part)
    {
        string name = $"tweets/part-{part.Number:D5}.parquet";
        long[] unreadableHere = new long[TweetColumns.Count];
        long[] repairsHere = new long[repairs.Length];
        using ParquetTableWriter row = Create(name, TableSpecs.TweetRows);
        foreach (TweetChunks some in part.Chunks)
        {
            cancelled.ThrowIfCancellationRequested();
            byte[] dataset = Encoding.UTF8.GetBytes(some.Entry.Entry.Dataset);
            byte[] source = Encoding.UTF8.GetBytes(some.Entry.Entry.SourceName);
            NeighbourIds? neighbours = NeighbourLookup.Concerns(some) ? part.Neighbours!.Of(some.Entry.Entry.Dataset) : null;
            var rows = new SortedSpill.Reader(some.Rows, some.From, some.To);
            while (rows.MoveNext())
                TweetRow.Read(rows.Payload, dataset, source, some.RecordsBefore, targets, neighbours, row, unreadableHere, repairsHere);
        }

        part.Neighbours?.Leave();
        Complete(name, row);
        lock (unreadable)
        {
            for (int i = 0; i < unreadable.Length; i++)
                unreadable[i] += unreadableHere[i];
            for (int i = 0; i < repairs.Length; i++)
                repairs[i] += repairsHere[i];
        }
    }

    private void WriteDuplicates()
    {
        const string Name = "duplicates.parquet";
        using ParquetTableWriter row = Create(Name, TableSpecs.Duplicates);
        duplicates.Write(row);
        lock (rowsByFile)
            rowsByFile.Add(Name, row.Rows);
    }

    private void WriteRejects()
    {
        const string Name = "rejects.parquet";
        using ParquetTableWriter row = Create(Name, TableSpecs.Rejects);
        foreach ((EntryResult entry, (PieceRows piece, long recordsBefore, long linesBefore)) in entries.SelectMany(e => e.NumberedPieces(), (e, p) => (e, p)))
        {
            byte[] source = Encoding.UTF8.GetBytes(entry.Entry.SourceName);
            var rows = new SortedSpill.Reader(piece.Rejects);
            while (rows.MoveNext())
            {
                entry.FirstReject ??= RejectRow.Describe(rows.Payload, recordsBefore, linesBefore);
                RejectRow.Read(rows.Payload, source, recordsBefore, linesBefore, row);
            }
        }

        Complete(Name, row);
    }

    private ParquetTableWriter Create(string name, TableSpec table) => ParquetTableWriter.Create(Path.Combine(folder, name), table, new SortedDictionary<string, string>(StringComparer.Ordinal)
    {
        ["tweetarchive.lexicon_sha256"] = options.Lexicon.Checksum,
        ["tweetarchive.table"] = table.Name,
        ["tweetarchive.table_version"] = table.Version.ToString(CultureInfo.InvariantCulture),
        ["tweetarchive.version"] = Manifest.ProgramVersion,
    });

    private void Complete(string name, ParquetTableWriter row)
    {
        row.Complete();
        lock (rowsByFile)
            rowsByFile.Add(name, row.Rows);
    }
}
