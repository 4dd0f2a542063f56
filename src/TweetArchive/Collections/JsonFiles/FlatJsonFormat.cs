using TweetArchive.Collections.CellForms;
using TweetArchive.Collections.Layouts;
using TweetArchive.Csv;
using TweetArchive.Json;
using TweetArchive.Tweets;

namespace TweetArchive.Collections.JsonFiles;

/// <summary>Objects with the columns of the releases, or of a program that collects tweets, as properties.</summary>
/// <param name="Layout">Which property is which column.</param>
/// <param name="Items">Null where each line is an object.</param>
internal sealed record FlatJsonFormat(CollectorLayout Layout, JsonItems? Items)
    : CollectionFormat(Layout.Name == "release" ? "release columns" : Layout.Name, (IRecordFraming?)Items ?? JsonLines.Instance,
        Layout.Fills(Layout.Names))
{
    public DayOrders Days { get; init; }

    public override bool TweetIdOptional => Layout.AsTable().TweetIdOptional;

    public override RowReader NewReader() =>
        new FlatJsonReader(Layout, Items, new WrongTypes())
        {
            Inside = Inside,
            Others = Others,
            Placed = Placed,
            Typed = Typed,
            Exported = Exported,
            Days = Days,
        };

    /// <summary>The same with the order of its days, and what is to be said of the file, by its first objects.</summary>
    /// <param name="told">The order of the day that the user gives.</param>
    public (FlatJsonFormat Format, IReadOnlyList<Remark> Remarks) Looked(ReadOnlySpan<byte> head, DayOrder? told)
    {
        var witnesses = new TimeWitnesses(told);
        byte[] padded = new byte[head.Length + Tokeniser.Padding];
        head.CopyTo(padded);
        var reader = (FlatJsonReader)NewReader();
        reader.Witnesses = witnesses;
        reader.Read(padded, head.Length, cutShort: true, new Rows(witnesses));
        Others.Clear();
        return (this with { Days = witnesses.Days }, [.. NameRemarks, .. witnesses.Remarks(utc: Layout == CollectorLayouts.Release)]);
    }

    private Remark[] NameRemarks => Layout.Written is not { } written ? []
        : Layout.Guessed ? [GuessedTable.Names(Layout, written, written)]
        : [new("column_names", $"the properties are read as the columns of {Name}, named alike except for capitals and marks")];

    private readonly struct Rows(TimeWitnesses witnesses) : IRowHandler
    {
        public void OnRow<TRow>(TRow row)
            where TRow : struct, ITweetRow, allows ref struct => witnesses.EndRow(row[TweetColumn.TweetId]);

        public void OnNotice()
        {
            // Has no time, and neither has what is damaged.
        }

        public void OnReject(int start, ReadOnlySpan<byte> bytes, RejectReason reason, string detail, SourcePlace? at)
        {
        }
    }
}

/// <summary>Reads them.</summary>
internal sealed class FlatJsonReader : JsonTweetReader
{
    private readonly CollectorLayout layout;
    private readonly WrongTypes wrong;
    private readonly string[] names;
    private readonly LayoutTranslator translator;
    private readonly JsonValues values;
    private readonly JsonValues items;
    private readonly Properties properties;
    private readonly int[] textPlaces;

    public FlatJsonReader(CollectorLayout layout, JsonItems? framing, WrongTypes wrong)
        : base(framing, wrong)
    {
        (this.layout, this.wrong) = (layout, wrong);
        names = layout.Names;
        var paths = new JsonPaths();
        var listPaths = new JsonPaths();
        for (int i = 0; i < names.Length; i++)
        {
            paths.Add(names[i], i);
            // A property may hold a list where the layout names one value.
            if (!names[i].Contains("[]", StringComparison.Ordinal))
                listPaths.Add(names[i] + "[]", i);
        }

        values = new JsonValues(paths, wrong: wrong);
        items = new JsonValues(listPaths, wrong: wrong);
        translator = new LayoutTranslator(layout, names);
        bool[] lists = [.. Enumerable.Range(0, names.Length).Select(i => translator.ColumnAt(i)
            is TweetColumn.Hashtags or TweetColumn.Urls or TweetColumn.UserMentions or TweetColumn.PollChoices)];
        properties = new Properties(lists);
        textPlaces = [.. Enumerable.Range(0, names.Length).Where(i => translator.ColumnAt(i) == TweetColumn.TweetText)];
    }

    public DayOrders Days
    {
        get => translator.Days;
        init => translator.Days = value;
    }

    public TimeWitnesses? Witnesses
    {
        set => translator.Witnesses = value;
    }

    protected override (TweetObjectKind Kind, CollectorLayout? Layout) Kind => (TweetObjectKind.Flat, layout);

    /// <exception cref="System.Text.Json.JsonException">It is not JSON.</exception>
    protected override void ReadText<THandler>(ReadOnlySpan<byte> json, int start, THandler rows)
    {
        values.Read(json);
        items.Read(json);
        if (!HasText())
        {
            if (!TryOther(json, start, rows))
                Reject(rows, start, json, RejectReason.NotATweet, "an object without the text of a tweet");
            return;
        }

        properties.Take(json, values, items);
        Cells.Clear();
        long others = translator.OtherDayOrders;
        translator.Translate(new CsvCells(properties), Cells);
        if (translator.OtherDayOrders > others)
            (Counts ?? Others)?.AddOtherDayOrder();
        foreach ((TweetColumn column, long count) in translator.TakeUnreadable())
            (Counts ?? Others)?.AddUnreadable(TweetColumns.NameArray[(int)column], count);
        rows.OnRow(Row(start, json));
    }

    /// <summary>A property is read as a value and as a list, so that it is wrong as one of them; lost is what is neither.</summary>
    protected override void CountWrong()
    {
        foreach (int place in wrong.Found.SelectMany(n => n.Below).Distinct())
        {
            if (!Holds(values, place) && !Holds(items, place))
                (Counts ?? Others)?.AddUnreadable(names[place]);
        }
    }

    private static bool Holds(JsonValues from, int place) => place < from.Slots && (from.Has(place) || from.IsEmptyList(place));

    /// <summary>A layout may name several places for it, such as that of long posts.</summary>
    private bool HasText()
    {
        foreach (int place in textPlaces)
        {
            if (values.Has(place))
                return true;
        }

        return false;
    }

    /// <summary>The object's properties as cells: lists with a separator before each item.</summary>
    /// <param name="lists">Which of them hold lists, of which one without items is not null.</param>
    private sealed class Properties(bool[] lists) : CellSource
    {
        private readonly (int Start, int Length)[] places = new (int, int)[lists.Length];
        private byte[] text = new byte[8 * 1024];
        private int used;

        public override ReadOnlySpan<byte> Get(int place) => text.AsSpan(places[place].Start, places[place].Length);

        public void Take(ReadOnlySpan<byte> json, JsonValues values, JsonValues items)
        {
            used = 0;
            for (int i = 0; i < places.Length; i++)
            {
                int start = used;
                // Where no list is wanted, a single value in brackets is that value.
                bool list = i < items.Slots && items.Has(i) && (lists[i] || items.Count(i) > 1 || !values.Has(i));
                JsonValues from = list ? items : values;
                bool empty = lists[i] && !values.Has(i) && (values.IsEmptyList(i) || (i < items.Slots && items.IsEmptyList(i)));
                if (empty && !list)
                    Append("[]"u8);
                else if (!list && values.Count(i) <= 1)
                    Append(values.Get(json, i));
                else
                    AppendAll(json, from, i);
                places[i] = (start, used - start);
            }
        }

        private void AppendAll(ReadOnlySpan<byte> json, JsonValues from, int slot)
        {
            foreach (Range item in from.Items(slot))
            {
                Room(1)[0] = ListCell.Separator;
                used++;
                Append(json[item]);
            }
        }

        private void Append(ReadOnlySpan<byte> escaped) => used += JsonText.Unescape(escaped, Room(escaped.Length));

        private Span<byte> Room(int length)
        {
            if (used + length > text.Length)
                Array.Resize(ref text, 2 * (used + length));
            return text.AsSpan(used);
        }
    }
}
