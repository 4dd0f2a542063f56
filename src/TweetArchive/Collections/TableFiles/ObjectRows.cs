using System.Buffers;
using System.Text;
using TweetArchive.Collections.CellForms;
using TweetArchive.Csv;
using TweetArchive.Tweets;

namespace TweetArchive.Collections.TableFiles;

/// <summary>
/// Writes the rows of a table as objects of JSON, a line each: what the table was made from. A cell that holds an object of JSON or Python
/// is one again, and columns such as <c>user.id_str</c> are properties of one.
/// </summary>
internal sealed class ObjectRows
{
    private static readonly string[] Texts = ["description", "location", "content", "body", "tweet", "message", "title"];

    private readonly Property root = new("");
    private readonly ArrayBufferWriter<byte> cell = new(4 * 1024);

    /// <param name="header">Names of the columns.</param>
    /// <param name="objects">Which of them hold objects or lists.</param>
    public ObjectRows(string[] header, bool[] objects)
    {
        for (int i = 0; i < header.Length; i++)
        {
            if (header[i].Length == 0 || header[i].StartsWith("Unnamed: ", StringComparison.Ordinal))
                continue;
            Property at = root;
            foreach (string name in header[i].Split('.'))
                at = at.Child(name);
            at.Place = i;
            at.HoldsObject = objects[i];
            // A text may be a word that elsewhere is nothing.
            at.KeepsWords = header[i].Contains("text", StringComparison.OrdinalIgnoreCase)
                || header[i].EndsWith("name", StringComparison.Ordinal);
            at.IsText = at.KeepsWords || Texts.Any(t => header[i].EndsWith(t, StringComparison.OrdinalIgnoreCase));
        }
    }

    /// <summary>Appends the record that the parser read last.</summary>
    /// <param name="shift">Cells before the first that the header names.</param>
    public void Write(RowText to, TableParser record, int shift, SourcePlace at, TranslationCounts counts)
    {
        to.Append("{"u8);
        int written = WriteChildren(root, to, record, shift, counts);
        WrittenPlace.Close(to, written == 0, at);
    }

    private bool Write(Property property, RowText to, TableParser record, int shift, TranslationCounts counts)
    {
        if (property.Place >= 0 && WriteCell(property, to, record[property.Place + shift], counts))
            return true;
        if (property.Children.Count == 0)
            return false;
        to.Append("{"u8);
        int written = WriteChildren(property, to, record, shift, counts);
        to.Append("}"u8);
        return written > 0;
    }

    private int WriteChildren(Property property, RowText to, TableParser record, int shift, TranslationCounts counts)
    {
        int written = 0;
        foreach (Property child in property.Children)
        {
            int before = to.Length;
            to.Append(written > 0 ? ","u8 : default);
            to.Append(child.Quoted);
            if (Write(child, to, record, shift, counts))
                written++;
            else
                to.Shorten(before);
        }

        return written;
    }

    /// <summary>False for nothing, and for what should be an object and cannot be read.</summary>
    private bool WriteCell(Property property, RowText to, ReadOnlySpan<byte> text, TranslationCounts counts)
    {
        if (text.IsEmpty)
            return false;
        if (!property.KeepsWords && NothingWords.Of(text) >= 0)
        {
            counts.NothingCells++;
            return false;
        }

        cell.ResetWrittenCount();
        // The first records may have nothing in a column that holds objects further down, such as retweets.
        bool isObject = (property.HoldsObject || (!property.IsText && PythonText.MayBeObject(text))) && PythonText.TryWrite(text, cell);
        if (property.HoldsObject && !isObject)
        {
            counts.AddUnreadable(property.Name);
            return false;
        }

        if (!property.HoldsObject && !(isObject && PythonText.HoldsNames(cell.WrittenSpan)))
        {
            cell.ResetWrittenCount();
            PythonStrings.AppendTo(cell, IsWhole(text) ? text[..^2] : text);
        }

        to.Append(cell.WrittenSpan);
        return true;
    }

    /// <summary>A whole number as pandas writes it in a column where some are missing: <c>12.0</c>.</summary>
    private static bool IsWhole(ReadOnlySpan<byte> text) =>
        text.Length > 2 && text.EndsWith(".0"u8) && text[..^2].IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0;

    private sealed class Property(string name)
    {
        public string Name { get; } = name;

        public byte[] Quoted { get; } = Encoding.UTF8.GetBytes(System.Text.Json.JsonEncodedText.Encode(name) is var e ? $"\"{e}\":" : "");

        public List<Property> Children { get; } = [];

        /// <summary>−1 for an object that no column holds whole.</summary>
        public int Place { get; set; } = -1;

        public bool HoldsObject { get; set; }

        public bool KeepsWords { get; set; }

        /// <summary>Somebody wrote what is in it, which may look like an object.</summary>
        public bool IsText { get; set; }

        public Property Child(string child)
        {
            if (Children.Find(c => c.Name == child) is { } known)
                return known;
            Children.Add(new Property(child));
            return Children[^1];
        }
    }
}
