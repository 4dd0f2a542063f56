using Parquet;
using TweetArchive.Archives;
using TweetArchive.Collections.CellForms;
using TweetArchive.Collections.Layouts;
using TweetArchive.Tweets;

namespace TweetArchive.Collections.ParquetFiles;

/// <summary>
/// A Parquet file of tweets, whatever wrote it, given out as the releases' own reader takes it (<see cref="TranslatedRow"/>). Where a
/// record is, the number of its row says, counted from 0.
/// </summary>
internal sealed class ParquetSource : ByteSource
{
    private readonly Stream file;
    private readonly ParquetReader reader;
    private readonly string sourceName;
    private readonly ParquetColumn?[] columns;
    private readonly CsvTranslator translator;

    // For the first row group.
    private readonly CsvTranslator look;
    private readonly TimeWitnesses witnesses;
    private readonly RowText to = new();
    private readonly TweetCells cells = new();
    private readonly Row row;
    private readonly long bytes;
    private readonly bool users;

    // A column that would be the tweets' times if it said their days.
    private readonly string? timeOfDay;
    private int group;
    private int rows;
    private int next;
    private long number;

    /// <param name="file">Can be read from any place; disposed with this source.</param>
    /// <exception cref="ArchiveException">It cannot be read, or has no columns of tweets.</exception>
    public ParquetSource(Stream file, string sourceName, CollectorLayout? given, TranslationCounts counts, DayOrder? days)
    {
        this.file = file;
        this.sourceName = sourceName;
        bytes = file.Length;
        reader = Guard(() => ParquetReader.CreateAsync(file, null, leaveStreamOpen: true).GetAwaiter().GetResult());
        Header = ParquetColumn.Names(reader.Schema);
        if (reader.Schema.Fields.FirstOrDefault(ParquetObjects.HoldsTweets) is { } pages)
            throw new ArchiveException($"{sourceName}: Parquet of pages, with their tweets in the list {pages.Name}, which are not read. "
                + $"Give each tweet a row, in DuckDB: COPY (SELECT UNNEST({pages.Name}, max_depth := 2) FROM 'FILE.parquet') TO "
                + "'FILE.jsonl' (FORMAT json)");
        Layout = TableNames.Find(Header, given, out users) ?? TableNames.OfProgram(Header, Header, given) ?? throw new ArchiveException(
            $"{sourceName}: Parquet, but without the columns of tweets. It has: {string.Join(", ", Header.Take(12))}. If these are "
                + "tweets, say which are which: --columns tweetid=…,tweet_text=…");
        if (Layout.Name != "release" && ParquetColumn.ListsOfObjects(reader.Schema) is { Length: > 0 } nested)
            throw new ArchiveException($"{sourceName}: Parquet in which {string.Join(", ", nested)} hold lists of objects in a form "
                + "that is not read, so that hashtags, links or references would be missing. Write it as JSON lines, in DuckDB: COPY (FROM "
                + "'FILE.parquet') TO 'FILE.jsonl' (FORMAT json); in pandas: to_json with orient='records', lines=True.");
        Layout = Layout.With(sourceName, Header);
        columns = [.. Header.Select(n => ParquetColumn.Of(reader.Schema, n))];
        translator = Layout.Translator(Header);
        for (int i = 0; i < columns.Length; i++)
        {
            if (columns[i] is not { IsTimeOfDay: true } || !IsTimeAlone(Header[i]))
                continue;
            columns[i] = null;
            timeOfDay = Header[i];
        }

        counts.Add(translator);
        var looking = Layout.Translator(Header);
        witnesses = looking.Witnesses = new TimeWitnesses(days);
        witnesses.Zoneless = Enumerable.Range(0, Header.Length)
            .Any(i => looking.ColumnAt(i) == TweetColumn.TweetTime && columns[i] is { IsZoneless: true });
        look = looking;
        row = new Row(this);
        to.Append(TranslatedRow.HeaderBytes);
        to.Close();
    }

    /// <summary>Names of the columns; of those in others with a point between.</summary>
    public string[] Header { get; }

    /// <summary>What to know of it, once its first row was read.</summary>
    public IEnumerable<Remark> Remarks =>
    [
        .. NotRead.Select(n => new Remark("lists_of_lists", $"{n} holds lists of lists, which are not read: it is null. "
            + $"Make them plain lists, in DuckDB: SELECT * REPLACE (flatten({n}) AS {n})")),
        .. Layout is { Guessed: true, Collector: { } guessed } ? [GuessedTable.Names(guessed, Header, Header)] : (Remark[])[],
        .. timeOfDay is null ? [] : (Remark[])[new("time_of_day", $"{timeOfDay} holds times of day without the day, which are not read as "
            + "the tweets' times: these are those in the tweetids, in UTC")],
        .. witnesses.Remarks(utc: Layout == TableNames.Tweets),
    ];

    /// <summary>Columns that tweets have and that hold lists of lists here.</summary>
    private IEnumerable<string> NotRead => Header.Where((_, i) => columns[i] is null && translator.ColumnAt(i) is TweetColumn.Hashtags
        or TweetColumn.Urls or TweetColumn.UserMentions or TweetColumn.PollChoices);

    public CsvLayout Layout { get; }

    public bool Users => users;

    public override long Done => group == 0 ? 0 : bytes * Math.Max(0, group - 1) / Math.Max(1, reader.RowGroupCount);

    public override int Read(Span<byte> target)
    {
        while (to.Length == 0)
        {
            if (next == rows && !NextGroup())
                return 0;
            if (next == rows)
                continue;
            cells.Clear();
            translator.Translate(new CsvCells(row), cells);
            Layout.Folders?.Fill(cells);
            TranslatedRow.Write(to, new SourcePlace(number, ++number), cells);
            next++;
        }

        return to.Take(target);
    }

    protected override void Dispose(bool disposing)
    {
        reader.DisposeAsync().AsTask().GetAwaiter().GetResult();
        file.Dispose();
    }

    private bool NextGroup()
    {
        if (group == reader.RowGroupCount)
            return false;
        Guard(() =>
        {
            using ParquetRowGroupReader at = (ParquetRowGroupReader)reader.OpenRowGroupReader(group);
            rows = checked((int)at.RowCount);
            foreach (ParquetColumn? column in columns)
                column?.Read(at, rows);
            return true;
        });
        if (group == 0)
            LookAtTimes();
        group++;
        next = 0;
        return true;
    }

    /// <summary>The column is read as the tweets' times by itself, and not with another that has the days.</summary>
    private bool IsTimeAlone(string name) => Layout.Collector is { } collector
        && collector.Rules.Where(r => r.Columns[0] == TweetColumn.TweetTime).SelectMany(r => r.From)
            .Where(f => f.Contains(name, StringComparer.OrdinalIgnoreCase) && f.All(n => ColumnNames.Place(Header, n) >= 0))
            .ToList() is { Count: > 0 } from && from.TrueForAll(f => f.Length == 1);

    private void LookAtTimes()
    {
        for (next = 0; next < Math.Min(rows, TimeWitnesses.MostRecords); next++)
        {
            cells.Clear();
            look.Translate(new CsvCells(row), cells);
            witnesses.EndRow(cells[TweetColumn.TweetId]);
        }

        translator.Days = witnesses.Days;
    }

    public static ArchiveException Damaged(string sourceName, Exception e) =>
        new($"{sourceName}: the Parquet file is damaged, cut short, or written in a way that is not read: {e.Message}", e);

    private T Guard<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        // Damaged files fail in many ways inside the library.
        catch (Exception e) when (e is not (OutOfMemoryException or OperationCanceledException or ArchiveException))
        {
            throw Damaged(sourceName, e);
        }
    }

    /// <summary>The current row.</summary>
    private sealed class Row(ParquetSource source) : CellSource
    {
        public override ReadOnlySpan<byte> Get(int place) => source.columns[place] is { } column ? column.Cell(source.next) : default;
    }
}
