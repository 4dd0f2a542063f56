using System.Buffers;
using System.Text;
using TweetArchive.Tweets;

namespace TweetArchive.Collections.CellForms;

/// <summary>
/// Objects and lists as Python prints them, which pandas writes into cells, as JSON: quotes of both kinds, True and None, tuples, and
/// calls such as <c>User(id=1)</c>, <c>Timestamp('…')</c> and <c>datetime.datetime(2018, 3, 4)</c>. JSON itself is taken too.
/// </summary>
internal ref struct PythonText
{
    private const int MostDepth = 60;

    private static readonly SearchValues<byte> NotInWord = SearchValues.Create(" \t\r\n,:()[]{}'\"="u8);

    private static readonly SearchValues<byte> StringLetters = SearchValues.Create("uUbBrR"u8);

    private readonly ArrayBufferWriter<byte> to;
    private ReadOnlySpan<byte> rest;
    private readonly bool expands;
    private byte[] text = [];
    private bool inText;

    private PythonText(ReadOnlySpan<byte> cell, ArrayBufferWriter<byte> to, bool expands)
    {
        rest = cell;
        this.to = to;
        this.expands = expands;
    }

    /// <summary>Appends the cell as JSON; false if it is not an object or list from its first to its last byte.</summary>
    /// <param name="to">Holds a part of the cell then.</param>
    /// <param name="expands">Strings that hold objects are these objects, but not texts that people wrote.</param>
    public static bool TryWrite(ReadOnlySpan<byte> cell, ArrayBufferWriter<byte> to, bool expands = false)
    {
        var text = new PythonText(cell, to, expands);
        return text.Value(0) && text.Next() == 0;
    }

    /// <summary>It is an object or list from its first to its last byte.</summary>
    public static bool IsWhole(ReadOnlySpan<byte> cell) => TryWrite(cell, new ArrayBufferWriter<byte>(cell.Length + 1));

    /// <summary>JSON of an object, or of a list of them.</summary>
    public static bool HoldsNames(ReadOnlySpan<byte> json) => json.StartsWith("{"u8) || json.StartsWith("[{"u8);

    /// <summary>A bracket at the start, or a call: <c>User(id=1)</c>.</summary>
    public static bool MayBeObject(ReadOnlySpan<byte> cell) =>
        cell[0] is (byte)'{' or (byte)'[' || (char.IsAsciiLetterUpper((char)cell[0]) && cell[^1] == ')' && cell.IndexOf((byte)'=') > 0);

    /// <summary>What was written is an object, or a string that holds one, which is then its text.</summary>
    public static bool IsObject(ReadOnlySpan<byte> json, out ReadOnlySpan<byte> inside)
    {
        inside = json;
        if (json.Length > 2 && json[0] == '"')
        {
            byte[] text = new byte[json.Length];
            Span<byte> lines = text.AsSpan(0, Json.JsonText.Unescape(json[1..^1], text));
            // Between its properties; within their texts it is escaped.
            lines.Replace((byte)'\n', (byte)' ');
            inside = lines.Trim(" \r"u8);
        }

        return inside.StartsWith("{"u8) && inside.EndsWith("}"u8);
    }

    /// <summary>The next byte that is not white space; 0 at the end.</summary>
    private byte Next()
    {
        rest = rest.TrimStart(" \t\r\n"u8);
        return rest.IsEmpty ? (byte)0 : rest[0];
    }

    private bool Value(int depth)
    {
        byte b = Next();
        if (depth > MostDepth)
            return false;
        return b switch
        {
            (byte)'{' => Items((byte)'}', depth, keys: IsObject(), (byte)':'),
            (byte)'[' => Items((byte)']', depth, keys: false, 0),
            (byte)'(' => Items((byte)')', depth, keys: false, 0),
            (byte)'\'' or (byte)'"' => Quoted(raw: false),
            _ => Word(depth),
        };
    }

    /// <summary>A brace opens an object, or a set, whose items have no names.</summary>
    private readonly bool IsObject()
    {
        ReadOnlySpan<byte> inner = rest[1..].TrimStart(" \t\r\n"u8);
        if (inner.IsEmpty || inner[0] == '}')
            return true;
        int end = inner[0] is (byte)'\'' or (byte)'"' ? PythonStrings.EndOfString(inner) : inner.IndexOfAny(NotInWord);
        return end > 0 && inner[end..].TrimStart(" \t\r\n"u8).StartsWith(":"u8);
    }

    private bool Items(byte close, int depth, bool keys, byte separator)
    {
        rest = rest[1..];
        Append(keys ? "{"u8 : "["u8);
        for (bool first = true; Next() != close; first = false)
        {
            if (!first && (!Take((byte)',') || (Next() != close && !Comma())))
                return false;
            if (Next() == close)
                break;
            if ((keys && !Name(separator)) || !Value(depth + 1))
                return false;
        }

        rest = rest[1..];
        Append(keys ? "}"u8 : "]"u8);
        return true;
    }

    private readonly bool Comma()
    {
        Append(","u8);
        return true;
    }

    private bool Name(byte separator)
    {
        if (Next() is (byte)'\'' or (byte)'"')
        {
            inText = true;
            int start = to.WrittenCount + 1;
            if (!Quoted(raw: false))
                return false;
            inText = PythonStrings.IsText(to.WrittenSpan[start..^1]);
        }
        else
        {
            int end = rest.IndexOfAny(NotInWord);
            if (end <= 0)
                return false;
            PythonStrings.AppendTo(to, rest[..end]);
            rest = rest[end..];
        }

        Append(":"u8);
        return Next() == separator && Take(separator);
    }

    private bool Take(byte wanted)
    {
        if (Next() != wanted)
            return false;
        rest = rest[1..];
        return true;
    }

    /// <summary>A number, a name of a value, a call, or the letter before a string.</summary>
    private bool Word(int depth)
    {
        int end = rest.IndexOfAny(NotInWord);
        ReadOnlySpan<byte> word = end < 0 ? rest : rest[..end];
        if (word.IsEmpty)
            return false;
        rest = rest[word.Length..];
        byte after = rest.IsEmpty ? (byte)0 : rest[0];
        if (after is (byte)'\'' or (byte)'"')
            return word.Length <= 2 && word.IndexOfAnyExcept(StringLetters) < 0 && Quoted(raw: (word[0] | 0x20) == 'r');
        if (after == '(')
            return Call(word, depth);
        ReadOnlySpan<byte> json = word.SequenceEqual("None"u8) || word.SequenceEqual("null"u8) || word.SequenceEqual("nan"u8)
            || word.SequenceEqual("NaN"u8) || word.SequenceEqual("NaT"u8) || word.SequenceEqual("inf"u8) ? "null"u8
            : word.SequenceEqual("True"u8) || word.SequenceEqual("true"u8) ? "true"u8
            : word.SequenceEqual("False"u8) || word.SequenceEqual("false"u8) ? "false"u8
            : IsNumber(word) ? word : default;
        Append(json);
        return !json.IsEmpty;
    }

    private static bool IsNumber(ReadOnlySpan<byte> word)
    {
        // Other words are frequent in what is damaged, and an exception is slow.
        if (word[0] != '-' && !char.IsAsciiDigit((char)word[0]))
            return false;
        var reader = new System.Text.Json.Utf8JsonReader(word);
        try
        {
            return reader.Read() && reader.TokenType == System.Text.Json.JsonTokenType.Number;
        }
        catch (System.Text.Json.JsonException)
        {
            return false;
        }
    }

    /// <summary>With names an object; a day and time as such; otherwise what is in the brackets.</summary>
    private bool Call(ReadOnlySpan<byte> name, int depth)
    {
        ReadOnlySpan<byte> inner = rest[1..].TrimStart(" \t\r\n"u8);
        if (name.EndsWith("datetime"u8) && !inner.IsEmpty && char.IsAsciiDigit((char)inner[0]))
            return Time();
        int word = inner.IndexOfAny(NotInWord);
        if (word > 0 && inner[word..].StartsWith("="u8))
            return Items((byte)')', depth, keys: true, (byte)'=');
        rest = rest[1..];
        if (!Value(depth + 1))
            return false;
        // A time zone may follow a time.
        while (Next() != ')')
        {
            if (rest.IsEmpty)
                return false;
            rest = rest[1..];
        }

        return Take((byte)')');
    }

    /// <summary><c>datetime.datetime(2018, 3, 4, 5, 1, 17, tzinfo=…)</c>: in UTC, as programs that collect tweets have it.</summary>
    private bool Time()
    {
        Span<int> parts = [0, 1, 1, 0, 0, 0];
        rest = rest[1..];
        for (int i = 0; char.IsAsciiDigit((char)Next()); i++)
        {
            if (!System.Buffers.Text.Utf8Parser.TryParse(rest, out int part, out int used))
                return false;
            if (i < parts.Length)
                parts[i] = part;
            rest = rest[used..];
            Take((byte)',');
        }

        for (int open = 1; open > 0;)
        {
            int bracket = rest.IndexOfAny((byte)'(', (byte)')');
            if (bracket < 0)
                return false;
            open += rest[bracket] == '(' ? 1 : -1;
            rest = rest[(bracket + 1)..];
        }

        Append(Encoding.UTF8.GetBytes(string.Create(System.Globalization.CultureInfo.InvariantCulture,
            $"\"{parts[0]:D4}-{parts[1]:D2}-{parts[2]:D2} {parts[3]:D2}:{parts[4]:D2}:{parts[5]:D2}\"")));
        return true;
    }

    private bool Quoted(bool raw)
    {
        int end = PythonStrings.EndOfString(rest);
        if (end < 0)
            return false;
        ReadOnlySpan<byte> inside = rest[1..(end - 1)];
        rest = rest[end..];
        if (inside.IndexOf((byte)'\\') >= 0 && !raw)
        {
            if (text.Length < inside.Length)
                text = new byte[2 * inside.Length];
            inside = text.AsSpan(0, TextEscapes.Undo(inside, text));
        }

        if (!expands || inText || !PythonStrings.HoldsObject(inside) || !TryExpand(inside))
            PythonStrings.AppendTo(to, inside);
        return true;
    }

    private readonly bool TryExpand(ReadOnlySpan<byte> inside)
    {
        var inner = new ArrayBufferWriter<byte>(inside.Length + 16);
        if (!TryWrite(inside, inner))
            return false;
        to.Write(inner.WrittenSpan);
        return true;
    }

    private readonly void Append(ReadOnlySpan<byte> bytes) => to.Write(bytes);
}
