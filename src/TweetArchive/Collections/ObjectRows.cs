using System.Buffers;
using System.Text;
using TweetArchive.Csv;
using TweetArchive.Tweets;

namespace TweetArchive.Collections;

/// <summary>
/// Writes the rows of a table as objects of JSON, a line each: what the table was made from. A cell that holds an object of JSON or Python
/// is one again, and columns such as <c>user.id_str</c> are properties of one.
/// </summary>
internal sealed class ObjectRows
{
    private readonly Property root = new("");
    private readonly ArrayBufferWriter<byte> json = new(16 * 1024);
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
        }
    }

    /// <summary>Appends the record that the parser read last.</summary>
    /// <param name="shift">Cells before the first that the header names.</param>
    public void Write(RowText to, TableParser record, int shift, TranslationCounts counts)
    {
        json.ResetWrittenCount();
        Write(root, record, shift, counts);
        json.Write("\n"u8);
        to.Append(json.WrittenSpan);
    }

    private bool Write(Property property, TableParser record, int shift, TranslationCounts counts)
    {
        if (property.Place >= 0 && WriteCell(property, record[property.Place + shift], counts))
            return true;
        if (property.Children.Count == 0)
            return false;
        int before = json.WrittenCount;
        int written = 0;
        json.Write("{"u8);
        foreach (Property child in property.Children)
        {
            int start = json.WrittenCount;
            json.Write(written > 0 ? ","u8 : default);
            json.Write(child.Quoted);
            if (Write(child, record, shift, counts))
                written++;
            else
                Shorten(start);
        }

        json.Write("}"u8);
        if (written > 0 || property == root)
            return true;
        Shorten(before);
        return false;
    }

    /// <summary>False for nothing, and for what should be an object and cannot be read.</summary>
    private bool WriteCell(Property property, ReadOnlySpan<byte> text, TranslationCounts counts)
    {
        if (text.IsEmpty || (!property.KeepsWords && NothingWords.Of(text) >= 0))
            return false;
        if (!property.HoldsObject)
        {
            PythonText.AppendString(json, IsWhole(text) ? text[..^2] : text);
            return true;
        }

        cell.ResetWrittenCount();
        if (PythonText.TryWrite(text, cell))
        {
            json.Write(cell.WrittenSpan);
            return true;
        }

        counts.AddUnreadable(property.Name);
        return false;
    }

    /// <summary>A whole number as pandas writes it in a column where some are missing: <c>12.0</c>.</summary>
    private static bool IsWhole(ReadOnlySpan<byte> text) =>
        text.Length > 2 && text.EndsWith(".0"u8) && text[..^2].IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0;

    private void Shorten(int length)
    {
        byte[] kept = ArrayPool<byte>.Shared.Rent(length);
        json.WrittenSpan[..length].CopyTo(kept);
        json.ResetWrittenCount();
        json.Write(kept.AsSpan(0, length));
        ArrayPool<byte>.Shared.Return(kept);
    }

    private sealed class Property(string name)
    {
        public string Name { get; } = name;

        public byte[] Quoted { get; } = Encoding.UTF8.GetBytes(System.Text.Json.JsonEncodedText.Encode(name) is var e ? $"\"{e}\":" : "");

        public List<Property> Children { get; } = [];

        /// <summary>−1 for an object that no column holds whole.</summary>
        public int Place { get; set; } = -1;

        public bool HoldsObject { get; set; }

        public bool KeepsWords { get; set; }

        public Property Child(string child)
        {
            if (Children.Find(c => c.Name == child) is { } known)
                return known;
            Children.Add(new Property(child));
            return Children[^1];
        }
    }
}
