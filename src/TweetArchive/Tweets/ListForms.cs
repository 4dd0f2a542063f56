using System.Buffers;

namespace TweetArchive.Tweets;

/// <summary>What the items of a list are, which decides what one may hold.</summary>
internal enum ListKind : byte { Hashtags, Urls, Mentions, Choices }

/// <summary>Takes the items of a list, unescaped.</summary>
internal interface IListItems
{
    void Add(ReadOnlySpan<byte> item);
}

/// <summary>
/// Lists in the forms in which programs print them into a cell: Python's lists, sets and tuples, numpy's arrays (without commas, over
/// several lines), R's <c>c("a", "b")</c>, JSON, arrays of Postgres, objects with the item as a property, and words with bars, semicolons,
/// commas or spaces between them. An item that still holds what separates items is none: the whole cell is then unreadable.
/// </summary>
internal struct ListForms
{
    // Where an item is an object: its name for what is wanted, the best first.
    private static readonly string[][] Wanted =
    [
        ["text", "tag", "hashtag", "name"],
        ["unwound_url", "expanded_url", "expanded", "url", "fullurl"],
        ["id_str", "id", "user_id", "screen_name", "username"],
        ["label", "text"],
    ];

    private static readonly SearchValues<byte> Letters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"u8);

    private static readonly SearchValues<byte> NotInUrl = SearchValues.Create(
        " \t\r\n\"<>\u0001\u0002\u0003\u0004\u0005\u0006\u0007\u0008"u8);
    private static readonly SearchValues<byte> NotInWord = SearchValues.Create(
        " \t\r\n\",[]{}()|;\u0001\u0002\u0003\u0004\u0005\u0006\u0007\u0008"u8);

    private readonly ListKind kind;
    private byte[] item = [];

    private ListForms(ListKind kind) => this.kind = kind;

    /// <summary>False if the cell cannot be read as a list; then some items may have been added and must be dropped.</summary>
    public static bool TryRead<TItems>(ReadOnlySpan<byte> cell, ListKind kind, ref TItems to)
        where TItems : struct, IListItems, allows ref struct =>
        !IsName(cell) && new ListForms(kind).Read(ListBrackets.Inside(cell), ref to);

    /// <summary>The name of a list's type, which languages print in its place: its items are lost.</summary>
    public static bool IsName(ReadOnlySpan<byte> cell) =>
        cell.StartsWith("[object "u8) || cell.StartsWith("System."u8) || cell.StartsWith("[L"u8) && cell.IndexOf(";@"u8) > 0
        || cell.StartsWith("<"u8) && cell.IndexOf(" at 0x"u8) > 0 || cell.StartsWith("ARRAY(0x"u8);

    /// <summary>An item as it may be in a list of the kind.</summary>
    public static bool IsItem(ReadOnlySpan<byte> item, ListKind kind) => kind switch
    {
        ListKind.Urls => !IsCut(item) && item.IndexOfAny(NotInUrl) < 0 && !item.EndsWith("'"u8) && item.IndexOf("', '"u8) < 0,
        ListKind.Choices => true,
        _ when IsCut(item) => false,
        _ => item.IndexOfAny(NotInWord) < 0 && IsApostrophe(item),
    };

    /// <summary>Dots alone, which programs print where they leave items of a long list out.</summary>
    public static bool IsCut(ReadOnlySpan<byte> item) => item.SequenceEqual("..."u8) || item.SequenceEqual("\u2026"u8);

    /// <summary>A single one may be part of a word, between two letters; more are quotes.</summary>
    private static bool IsApostrophe(ReadOnlySpan<byte> item)
    {
        int at = item.IndexOf((byte)'\'');
        return at < 0 || (at > 0 && at < item.Length - 1 && item[(at + 1)..].IndexOf((byte)'\'') < 0
            && char.IsAsciiLetterOrDigit((char)item[at - 1]) && char.IsAsciiLetterOrDigit((char)item[at + 1]));
    }

    private bool Read<TItems>(ReadOnlySpan<byte> rest, ref TItems to)
        where TItems : struct, IListItems, allows ref struct
    {
        // PostgreSQL quotes only the items that need it.
        bool quoted = !rest.IsEmpty && (rest[0] is (byte)'\'' or (byte)'"' or (byte)'{' || rest.IndexOf(",\""u8) >= 0);
        if (!quoted)
            return ReadBare(rest, ref to);
        while (true)
        {
            rest = rest.TrimStart(" \t\r\n,;|"u8);
            if (rest.IsEmpty)
                return true;
            ReadOnlySpan<byte> found;
            if (rest[0] is (byte)'\'' or (byte)'"')
            {
                if (!TakeQuoted(ref rest, out found))
                    return false;
            }
            else if (rest[0] == '{')
            {
                if (!TakeObject(ref rest, out found))
                    return false;
            }
            else
            {
                int end = rest.IndexOfAny(" \t\r\n,"u8);
                found = end < 0 ? rest : rest[..end];
                rest = rest[found.Length..];
            }

            if (!Add(found, ref to))
                return false;
        }
    }

    private bool ReadBare<TItems>(ReadOnlySpan<byte> rest, ref TItems to)
        where TItems : struct, IListItems, allows ref struct
    {
        if (kind == ListKind.Choices)
            return ReadSplit(rest, (byte)(rest.Contains((byte)'|') ? '|' : ','), ref to);
        // Hive has control characters between items.
        byte separator = rest.IndexOfAnyInRange((byte)1, (byte)8) is >= 0 and int control ? rest[control]
            : rest.Contains((byte)'|') ? (byte)'|'
            : rest.Contains((byte)';') && kind != ListKind.Urls ? (byte)';'
            : kind == ListKind.Urls && rest.IndexOfAny((byte)',', (byte)';') >= 0 ? (byte)','
            : rest.Contains((byte)',') ? (byte)','
            : (byte)' ';
        if (separator != ',' || kind != ListKind.Urls)
            return ReadSplit(rest, separator, ref to);

        // An address may hold a comma or semicolon, but no space; a space or another address after it, and it separates.
        while (!rest.IsEmpty)
        {
            int from = 0;
            int end = -1;
            while (rest[from..].IndexOfAny((byte)',', (byte)';', (byte)' ') is >= 0 and int comma)
            {
                from += comma + 1;
                if (rest[from - 1] == ' ' || from >= rest.Length || rest[from] == ' ' || rest[from..].StartsWith("http"u8))
                {
                    end = from - 1;
                    break;
                }
            }

            if (!Add(end < 0 ? rest : rest[..end], ref to))
                return false;
            rest = end < 0 ? default : rest[(end + 1)..];
        }

        return true;
    }

    private bool ReadSplit<TItems>(ReadOnlySpan<byte> rest, byte separator, ref TItems to)
        where TItems : struct, IListItems, allows ref struct
    {
        while (!rest.IsEmpty)
        {
            int end = separator == ' ' ? rest.IndexOfAny(" \t\r\n"u8) : rest.IndexOf(separator);
            if (!Add(end < 0 ? rest : rest[..end], ref to))
                return false;
            rest = end < 0 ? default : rest[(end + 1)..];
        }

        return true;
    }

    private readonly bool Add<TItems>(ReadOnlySpan<byte> found, ref TItems to)
        where TItems : struct, IListItems, allows ref struct
    {
        found = found.Trim(" \t\r\n"u8);
        if (kind == ListKind.Hashtags)
            found = found.StartsWith("#"u8) ? found[1..] : found.StartsWith("\uFF03"u8) ? found[3..] : found;
        else if (kind == ListKind.Mentions)
            found = IdForms.Bare(found.StartsWith("@"u8) ? found[1..] : found);
        // People write #None and #NA, but no hyphen.
        if (found.IsEmpty || NothingWords.Of(found) >= 0 && (kind != ListKind.Hashtags || found.ContainsAnyExcept(Letters)))
            return true;
        if (!IsItem(found, kind))
            return false;
        to.Add(found);
        return true;
    }

    /// <summary>A quote closes an item when what separates items, or the end, follows; an apostrophe inside a word does not.</summary>
    private bool TakeQuoted(scoped ref ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> found)
    {
        byte quote = rest[0];
        bool escaped = false;
        for (int i = 1; i < rest.Length; i++)
        {
            if (rest[i] == '\\' && i + 1 < rest.Length)
            {
                escaped = true;
                i++;
                continue;
            }

            if (rest[i] != quote || (i + 1 < rest.Length
                && rest[i + 1] is not ((byte)',' or (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)';' or (byte)'|' or (byte)'\''
                or (byte)'"' or (byte)']' or (byte)':')))
                continue;
            found = escaped ? Unescaped(rest[1..i]) : rest[1..i];
            rest = rest[(i + 1)..];
            return true;
        }

        found = default;
        return false;
    }

    /// <summary>The wanted property of an object of JSON or Python.</summary>
    private bool TakeObject(scoped ref ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> found)
    {
        found = default;
        int end = ListBrackets.EndOfObject(rest);
        if (end < 0)
            return false;
        ReadOnlySpan<byte> all = rest[..end];
        rest = rest[end..];
        foreach (string name in Wanted[(int)kind])
        {
            ReadOnlySpan<byte> at = ListBrackets.Value(all, name);
            if (at.IsEmpty || at.StartsWith("None"u8) || at.StartsWith("null"u8))
                continue;
            if (at[0] is (byte)'\'' or (byte)'"')
            {
                int close = 1;
                while (close < at.Length && at[close] != at[0])
                    close += at[close] == '\\' ? 2 : 1;
                if (close >= at.Length)
                    return false;
                found = Unescaped(at[1..close]).ToArray();
                return true;
            }

            int stop = at.IndexOfAny(",} \n"u8);
            found = stop < 0 ? at : at[..stop];
            return true;
        }

        return false;
    }

    private ReadOnlySpan<byte> Unescaped(ReadOnlySpan<byte> escaped)
    {
        if (item.Length < escaped.Length)
            item = new byte[2 * escaped.Length];
        return item.AsSpan(0, TextEscapes.Undo(escaped, item));
    }
}
