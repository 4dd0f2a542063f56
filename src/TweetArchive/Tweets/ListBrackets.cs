using System.Buffers;
using System.Text;

namespace TweetArchive.Tweets;

/// <summary>What is around the items of a list (<see cref="ListForms"/>): brackets, calls of R and numpy, and objects.</summary>
internal static class ListBrackets
{
    private const int MostDepth = 8;

    private static readonly SearchValues<byte> TypeBytes =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.{}, "u8);

    /// <summary>Without the words and brackets around the whole.</summary>
    public static ReadOnlySpan<byte> Inside(ReadOnlySpan<byte> cell)
    {
        cell = cell.Trim(" \t\r\n"u8);
        for (int depth = 0; depth < MostDepth; depth++)
        {
            // Julia has the type before its brackets: String["a"], Any[].
            int bracket = cell.IndexOf((byte)'[');
            if (bracket > 0 && cell[^1] == ']' && IsType(cell[..bracket]))
                cell = cell[bracket..];
            if (cell.SequenceEqual("(empty)"u8) || cell.SequenceEqual("character(0)"u8) || cell.SequenceEqual("list()"u8))
                return default;
            int open = cell.IndexOf((byte)'(');
            if (open > 0 && IsCall(cell[..open]) && cell.LastIndexOf((byte)')') is int close && close > open && close == cell.Length - 1)
            {
                cell = cell[(open + 1)..close];
                int type = cell.LastIndexOf("dtype="u8);
                cell = (type >= 0 ? cell[..type].TrimEnd(", \n"u8) : cell).Trim(" \t\r\n"u8);
            }
            else if (cell.Length >= 2 && (cell[0], cell[^1]) is ((byte)'[', (byte)']') or ((byte)'(', (byte)')')
                or ((byte)'{', (byte)'}') && !IsObject(cell))
            {
                cell = cell[1..^1].Trim(" \t\r\n"u8);
            }
            else
            {
                break;
            }
        }

        return cell;
    }

    private static bool IsType(ReadOnlySpan<byte> word) => char.IsAsciiLetterUpper((char)word[0])
        && word.IndexOfAnyExcept(TypeBytes) < 0 && !word.StartsWith("System."u8);

    private static bool IsCall(ReadOnlySpan<byte> word) =>
        word.SequenceEqual("c"u8) || word.SequenceEqual("list"u8) || word.SequenceEqual("array"u8) || word.SequenceEqual("set"u8)
        || word.SequenceEqual("frozenset"u8) || word.SequenceEqual("tuple"u8) || word.SequenceEqual("Array"u8)
        // Of Spark and Scala.
        || word.SequenceEqual("WrappedArray"u8) || word.SequenceEqual("ArrayBuffer"u8) || word.SequenceEqual("ArraySeq"u8)
        || word.SequenceEqual("List"u8) || word.SequenceEqual("Vector"u8) || word.SequenceEqual("Set"u8) || word.SequenceEqual("deque"u8);

    /// <summary><c>{"text": …</c>, not a set.</summary>
    private static bool IsObject(ReadOnlySpan<byte> cell)
    {
        if (cell.IsEmpty || cell[0] != '{')
            return false;
        ReadOnlySpan<byte> inner = cell[1..].TrimStart(" \n"u8);
        if (inner.IsEmpty || inner[0] is not ((byte)'"' or (byte)'\''))
            return false;
        int end = inner[1..].IndexOf(inner[0]);
        return end >= 0 && inner[(end + 2)..].TrimStart((byte)' ').StartsWith(":"u8);
    }

    /// <summary>What follows the name of a property; empty if the object does not have it.</summary>
    public static ReadOnlySpan<byte> Value(ReadOnlySpan<byte> all, string name)
    {
        foreach (char quote in "\"'")
        {
            int at = all.IndexOf(Encoding.UTF8.GetBytes($"{quote}{name}{quote}"));
            if (at < 0)
                continue;
            ReadOnlySpan<byte> behind = all[(at + name.Length + 2)..].TrimStart((byte)' ');
            if (behind.StartsWith(":"u8))
                return behind[1..].TrimStart((byte)' ');
        }

        return default;
    }

    /// <summary>The byte after the brace that closes the object; −1 if none does.</summary>
    public static int EndOfObject(ReadOnlySpan<byte> text)
    {
        int depth = 0;
        byte quote = 0;
        for (int i = 0; i < text.Length; i++)
        {
            byte b = text[i];
            if (quote != 0)
            {
                if (b == '\\')
                    i++;
                else if (b == quote)
                    quote = 0;
                continue;
            }

            if (b is (byte)'"' or (byte)'\'')
                quote = b;
            else if (b == '{')
                depth++;
            else if (b == '}' && --depth == 0)
                return i + 1;
        }

        return -1;
    }
}
