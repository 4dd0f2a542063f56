using System.Buffers;
using System.Text;
using System.Text.Json;
using Parquet;
using Parquet.Schema;
using TweetArchive.Archives;
using TweetArchive.Collections.CellForms;
using TweetArchive.Collections.JsonFiles;
using TweetArchive.Tweets;

namespace TweetArchive.Collections.ParquetFiles;

/// <summary>
/// A Parquet file of tweets as the interface gives them, with objects and lists of objects (DuckDB, pyarrow, polars, Spark), given out as
/// lines of JSON. Lists within lists are left out: nothing that is read is in one. Numbers and times are written as strings, which are
/// read alike.
/// </summary>
internal sealed class ParquetObjects : ByteSource
{
    private const int SampleBytes = 256 * 1024;

    private readonly Stream file;
    private readonly ParquetReader reader;
    private readonly Func<Exception, ArchiveException> damaged;
    private readonly List<ParquetColumn> columns = [];
    private readonly Property root = new("");
    private readonly ArrayBufferWriter<byte> text = new(4 * 1024);
    private readonly RowText to = new();
    private int group;
    private int rows;
    private int next;
    private long number;

    private ParquetObjects(Stream file, ParquetReader reader, Func<Exception, ArchiveException> damaged)
    {
        this.file = file;
        this.reader = reader;
        this.damaged = damaged;
        foreach (Field field in reader.Schema.Fields)
            Add(root, field, list: null);
    }

    public override long Done => group == 0 ? 0 : file.Length * Math.Max(0, group - 1) / Math.Max(1, reader.RowGroupCount);

    /// <summary>The file, if it has lists of objects and its first rows are tweets; null for any other.</summary>
    /// <param name="file">Can be read from any place; disposed with what is returned.</param>
    public static ParquetObjects? TryOpen(Stream file, Func<Exception, ArchiveException> damaged)
    {
        ParquetReader? reader = null;
        try
        {
            reader = ParquetReader.CreateAsync(file, null, leaveStreamOpen: true).GetAwaiter().GetResult();
            if (reader.Schema.Fields.Any(HoldsListOfObjects) && !reader.Schema.Fields.Any(HoldsTweets))
            {
                var objects = new ParquetObjects(file, reader, damaged);
                byte[] sample = new byte[SampleBytes];
                int length = objects.Read(sample);
                if (length > 0 && JsonRecognition.IsTweets(sample.AsSpan(0, length)))
                {
                    (objects.group, objects.rows, objects.next, objects.number) = (0, 0, 0, 0);
                    objects.to.Shorten(0);
                    return objects;
                }
            }
        }
        catch (Exception e) when (e is not (OutOfMemoryException or OperationCanceledException))
        {
            // Damaged files fail in many ways inside the library; the next to read this one says so.
        }

        reader?.DisposeAsync().AsTask().GetAwaiter().GetResult();
        file.Position = 0;
        return null;
    }

    public override int Read(Span<byte> target)
    {
        while (to.Length == 0)
        {
            if (next == rows && !NextGroup())
                return 0;
            for (; next < rows && to.Length < target.Length; next++)
                WriteRow();
        }

        return to.Take(target);
    }

    protected override void Dispose(bool disposing)
    {
        reader.DisposeAsync().AsTask().GetAwaiter().GetResult();
        file.Dispose();
    }

    private static bool HoldsListOfObjects(Field field) => field switch
    {
        ListField list => list.Item is StructField,
        StructField inner => inner.Fields.Any(HoldsListOfObjects),
        _ => false,
    };

    /// <summary>The rows are pages: their tweets are in a list, and these tweets' hashtags in lists within it.</summary>
    public static bool HoldsTweets(Field field) => field is ListField { Item: StructField item }
        && item.Fields.Any(f => f.Name is "text" or "full_text") && item.Fields.Any(f => f.Name is "id" or "id_str");

    /// <param name="list">The list that the field is in; null for none.</param>
    private void Add(Property parent, Field field, ListField? list)
    {
        switch (field)
        {
            case DataField data when data.MaxRepetitionLevel <= (list is null ? 0 : 1):
                AddColumn(parent.Child(field.Name), data, list);
                break;
            case StructField inner:
                Property child = parent.Child(field.Name);
                foreach (Field property in inner.Fields)
                    Add(child, property, list);
                break;
            case ListField inner when list is null:
                Property items = parent.Child(field.Name);
                items.IsList = true;
                if (inner.Item is DataField { MaxRepetitionLevel: 1 } item)
                    AddColumn(items, item, inner);
                else if (inner.Item is StructField { Fields: var properties })
                {
                    foreach (Field property in properties)
                        Add(items, property, inner);
                }

                break;
        }
    }

    private void AddColumn(Property property, DataField data, ListField? list)
    {
        property.Column = ParquetColumn.Leaf(data, list?.MaxDefinitionLevel ?? 0);
        columns.Add(property.Column);
    }

    private bool NextGroup()
    {
        if (group == reader.RowGroupCount)
            return false;
        try
        {
            using ParquetRowGroupReader at = (ParquetRowGroupReader)reader.OpenRowGroupReader(group);
            rows = checked((int)at.RowCount);
            foreach (ParquetColumn column in columns)
                column.Read(at, rows);
        }
        catch (Exception e) when (e is not (OutOfMemoryException or OperationCanceledException or ArchiveException))
        {
            throw damaged(e);
        }

        group++;
        next = 0;
        return true;
    }

    private void WriteRow()
    {
        to.Append("{"u8);
        int written = WriteProperties(root, item: -1);
        WrittenPlace.Close(to, written == 0, new SourcePlace(number, number + 1));
        number++;
    }

    private int WriteProperties(Property parent, int item)
    {
        int written = 0;
        foreach (Property child in parent.Children)
        {
            int before = to.Length;
            to.Append(written > 0 ? ","u8 : default);
            to.Append(child.Quoted);
            if (child.IsList ? WriteList(child) : Write(child, item))
                written++;
            else
                to.Shorten(before);
        }

        return written;
    }

    /// <summary>A value, or an object of those that it has; false for nothing.</summary>
    /// <param name="item">Which item of the list that the property is in; −1 for none.</param>
    private bool Write(Property property, int item)
    {
        if (property.Column is { } column)
        {
            ReadOnlySpan<byte> cell = item < 0 ? column.Cell(next) : column.Item(item);
            if (cell.IsEmpty)
                return false;
            text.ResetWrittenCount();
            PythonStrings.AppendTo(text, cell);
            to.Append(text.WrittenSpan);
            return true;
        }

        to.Append("{"u8);
        int written = WriteProperties(property, item);
        to.Append("}"u8);
        return written > 0;
    }

    private bool WriteList(Property list)
    {
        int count = -1;
        foreach (ParquetColumn column in list.Columns)
            count = Math.Max(count, column.SplitItems(next));
        if (count < 0)
            return false;
        to.Append("["u8);
        for (int i = 0; i < count; i++)
        {
            to.Append(i > 0 ? ","u8 : default);
            int before = to.Length;
            if (!Write(list, i))
            {
                to.Shorten(before);
                to.Append(list.Column is null ? "{}"u8 : "null"u8);
            }
        }

        to.Append("]"u8);
        return true;
    }

    private sealed class Property(string name)
    {
        private ParquetColumn[]? columns;

        public string Name { get; } = name;

        public byte[] Quoted { get; } = Encoding.UTF8.GetBytes($"\"{JsonEncodedText.Encode(name)}\":");

        public List<Property> Children { get; } = [];

        public bool IsList { get; set; }

        public ParquetColumn? Column { get; set; }

        /// <summary>Its own and those of the properties below it.</summary>
        public ParquetColumn[] Columns =>
            columns ??= [.. Column is null ? [] : (ParquetColumn[])[Column], .. Children.SelectMany(c => c.Columns)];

        public Property Child(string child)
        {
            if (Children.Find(c => c.Name == child) is { } known)
                return known;
            Children.Add(new Property(child));
            return Children[^1];
        }
    }
}
