using System.Text;
using TweetArchive.Checkpoints;
using TweetArchive.Concurrency;
using TweetArchive.Media;
using TweetArchive.Requests;
using TweetArchive.Tables;
using TweetArchive.Tables.Counting;
using TweetArchive.Tables.Duplicates;
using TweetArchive.Tables.Spills;
using TweetArchive.Targets;
using TweetArchive.Tweets;

namespace TweetArchive.Merging;

/// <summary>Merges the partials of all entries into the files of a dataset, several tables side by side.</summary>
internal sealed class DatasetWriter(
    RunOptions options, string folder, string[] datasets, IReadOnlyList<EntryResult> entries, IReadOnlyList<FinishedUnit> units,
    DuplicatesTable duplicates, TargetNames targets, Scratch scratch, IProgress<(int Number, int Of, string Name)> progress,
    CancellationToken cancelled)
{
    // A folder may hold thousands of datasets: what is of one is not looked for among all.
    private readonly ILookup<string, EntryResult> entriesByDataset = entries.ToLookup(e => e.Source.Dataset, StringComparer.Ordinal);
    private readonly ILookup<string, FinishedUnit> unitsByDataset = units.ToLookup(u => u.Unit.Dataset, StringComparer.Ordinal);
    private readonly AccountNames[] accounts = [.. datasets.Select(_ => new AccountNames())];
    private readonly TableFiles files = new(folder, options.Lexicon.Checksum);
    private readonly long[] unreadable = new long[TweetColumns.Count];
    private readonly long[] repairs = new long[ReferenceRepair.Outcomes.Length];

    public IReadOnlyDictionary<string, long> RowsByFile => files.Rows;

    public IReadOnlyDictionary<string, long> UnreadableCells =>
        new SortedDictionary<string, long>(Enumerable.Range(0, TweetColumns.Count).Where(c => unreadable[c] > 0)
            .ToDictionary(c => TweetColumns.Names[c], c => unreadable[c]), StringComparer.Ordinal);

    /// <summary>What became of rounded references, by column and way.</summary>
    public IReadOnlyDictionary<string, long> ReferenceRepairs =>
        Enumerable.Range(0, repairs.Length).Where(i => repairs[i] > 0).ToDictionary(i => ReferenceRepair.Outcomes[i], i => repairs[i]);

    public IReadOnlyList<DatasetResult> Datasets =>
        [.. datasets.Select((name, d) =>
            new DatasetResult(name, EntriesOf(d).Sum(e => e.Counts.Tweets), accounts[d].Count, accounts[d].WithTweets)
            {
                Asked = options.Asked.Of(name),
                LeftOut = LeftOut(name, TargetNames.All),
                LeftOutByTarget = [.. options.Lexicon.Targets.Select((t, i) => KeyValuePair.Create(t.Id, LeftOut(name, i + 1)))
                    .Where(t => t.Value > 0).OrderByDescending(t => t.Value).ThenBy(t => t.Key, StringComparer.Ordinal)],
            })
            .Where((_, d) => WasRead(d))];

    public IReadOnlyList<TargetResult> Targets =>
        [.. options.Lexicon.Targets.Select((t, i) =>
            new TargetResult(t.Id, t.DisplayName, units.Sum(u => u.Partial.Tagged[i + 1]), units.Sum(u => u.Partial.Candidates[i + 1])))
            .Where(t => t.Tagged + t.Candidates > 0)
            .OrderByDescending(t => t.Tagged).ThenByDescending(t => t.Candidates).ThenBy(t => t.TargetId, StringComparer.Ordinal)];

    public void Write()
    {
        // Edges ask which names are accounts of the dataset, so accounts come first.
        CountedTable first = TableList.Counted.Single(t => t.Spec == TableList.Accounts);
        Write(first);
        if (options.Tweets != TweetsMode.None)
            Directory.CreateDirectory(Path.Combine(folder, "tweets"));
        (string Name, Action Write)[] tables =
        [
            // Without the compiled lexicon the longest of a small job.
            (AliasesTable.Table.Spec.Name, WriteAliases),
            .. TweetParts().Select(part => ($"tweets, part {part.Number}", (Action)(() => Write(part)))),
            .. TableList.Counted.Where(t => t != first).OrderByDescending(CountedRows)
                .Select(table => (table.Spec.Name, (Action)(() => Write(table)))),
            (DuplicatesTable.Table.Spec.Name, () => files.Write(DuplicatesTable.Table, duplicates.Write)),
            (RejectsTable.Table.Spec.Name, () => files.Write(RejectsTable.Table, WriteRejects)),
            (TargetsTable.Table.Spec.Name, () => files.Write(TargetsTable.Table, WriteTargets)),
        ];
        int begun = 0;
        // The first ones of the list are the long ones.
        InParallel.ForEach(tables, options.Threads, table =>
        {
            progress.Report((Interlocked.Increment(ref begun), tables.Length, table.Name));
            table.Write();
        }, cancelled);
    }

    /// <summary>Adds the tables of the media archives.</summary>
    public void Write(MediaTables media, TweetLookup tweets) => media.WriteIndex(tweets, files, cancelled);

    private long LeftOut(string dataset, int target) => unitsByDataset[dataset].Sum(u => u.Partial.LeftOut[target]);

    private IEnumerable<EntryResult> EntriesOf(int dataset) => entriesByDataset[datasets[dataset]];

    private void WriteAliases()
    {
        if (options.Lexicon.Compiled?.Read(CompiledLexicon.Part.AliasesTable, from => from.Read<byte>()) is { } ready)
            files.Write(AliasesTable.Table.Spec, ready.Span, options.Lexicon.Aliases.Count);
        else
            files.Write(AliasesTable.Table, row => AliasesTable.Write(row, options.Lexicon, targets));
    }

    private void WriteTargets(TargetsTable.Row row) => TargetsTable.Write(
        row, options.Lexicon, targets, [.. datasets.Where((_, d) => WasRead(d)).Select(name => (name, options.Asked.Of(name)))]);

    private bool WasRead(int dataset) => EntriesOf(dataset).Any(e => e.HeadSummary is not null);

    private IEnumerable<TweetPart> TweetParts() => options.Tweets == TweetsMode.None
        ? []
        : TweetPart.Of(entries, options.PartBytes);

    private long CountedRows(CountedTable table) => units.Sum(u => u.Partial.Runs(table.Spec).Sum(r => r.Rows));

    private void Write(CountedTable table) => files.Write(table, rows =>
    {
        for (int d = 0; d < datasets.Length; d++)
        {
            cancelled.ThrowIfCancellationRequested();
            using var spills = new FewSpills(unitsByDataset[datasets[d]].SelectMany(u => u.Partial.Runs(table.Spec)), scratch);
            rows.Merge(spills.Runs, new MergeContext(Encoding.UTF8.GetBytes(datasets[d]), accounts[d], targets));
        }
    });

    private void Write(TweetPart part)
    {
        long[] unreadableHere = new long[TweetColumns.Count];
        long[] repairsHere = new long[repairs.Length];
        files.Write(TweetsTable.Table, $"tweets/part-{part.Number:D5}", row =>
        {
            foreach (TweetChunks some in part.Chunks)
            {
                cancelled.ThrowIfCancellationRequested();
                byte[] dataset = Encoding.UTF8.GetBytes(some.Entry.Source.Dataset);
                byte[] source = Encoding.UTF8.GetBytes(some.Entry.Source.SourceName);
                var rows = new SortedSpill.Reader(some.Rows, some.From, some.To);
                while (rows.MoveNext())
                    TweetsTable.Read(rows.Payload, dataset, source, some.RecordsBefore, targets, row, unreadableHere, repairsHere);
            }
        });
        lock (unreadable)
        {
            for (int i = 0; i < unreadable.Length; i++)
                unreadable[i] += unreadableHere[i];
            for (int i = 0; i < repairs.Length; i++)
                repairs[i] += repairsHere[i];
        }
    }

    private void WriteRejects(RejectsTable.Row row)
    {
        foreach ((EntryResult entry, (PieceRows piece, long recordsBefore, long linesBefore)) in entries.SelectMany(
            e => e.NumberedPieces(), (e, p) => (e, p)))
        {
            byte[] source = Encoding.UTF8.GetBytes(entry.Source.SourceName);
            var rows = new SortedSpill.Reader(piece.Rejects);
            while (rows.MoveNext())
            {
                entry.FirstReject ??= RejectsTable.Describe(rows.Payload, recordsBefore, linesBefore);
                RejectsTable.Read(rows.Payload, source, recordsBefore, linesBefore, row);
            }
        }
    }
}
