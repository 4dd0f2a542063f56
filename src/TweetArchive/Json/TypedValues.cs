using System.Buffers;

namespace TweetArchive.Json;

/// <summary>
/// Values with the name of their type around them, as DynamoDB exports them: <c>{"id": {"S": "1"}, "user": {"M": {…}}}</c>,
/// and Avro what may be null: <c>{"id": {"long": 1}, "text": {"string": "…"}}</c>.
/// </summary>
internal static class TypedValues
{
    private static readonly SearchValues<byte> Signs = SearchValues.Create("\"{}[],"u8);

    private const int LookedAt = 4096;
    private const int FewestTyped = 3;

    // In the place of a brace.
    private const int List = -1;

    /// <summary>The first values of a text are written so.</summary>
    public static bool Is(ReadOnlySpan<byte> head)
    {
        ReadOnlySpan<byte> first = head[..Math.Min(head.Length, LookedAt)];
        int typed = 0;
        int properties = 0;
        for (int at = 0; at < first.Length;)
        {
            int found = first[at..].IndexOfAny((byte)'"', (byte)'{');
            if (found < 0)
                break;
            at += found;
            if (first[at] == '"')
            {
                at = NoNumbers.EndOfString(first, at);
                properties += first[at..].TrimStart(" \t\r\n"u8).StartsWith(":"u8) ? 1 : 0;
                continue;
            }

            typed += ValueOf(first, at) >= 0 ? 1 : 0;
            at++;
        }

        // Each value has its name and that of its type; what is around all, as "Item", has one alone.
        return typed >= FewestTyped && typed * 5 >= properties * 2;
    }

    /// <summary>Copies a text without the types, of the same length, so that places stay; false if it has none.</summary>
    public static bool TryBlank(ReadOnlySpan<byte> json, ref byte[] to)
    {
        if (to.Length < json.Length)
            to = new byte[json.Length];
        json.CopyTo(to);
        Span<byte> text = to.AsSpan(0, json.Length);
        bool any = false;
        // Objects and lists that are open: where an object begins, and its value if it may be one with its type around it.
        var open = new Stack<(int Brace, int Value)>();
        for (int at = 0; at < text.Length;)
        {
            int found = text[at..].IndexOfAny(Signs);
            if (found < 0)
                break;
            at += found;
            switch (text[at])
            {
                case (byte)'"':
                    at = NoNumbers.EndOfString(text, at);
                    continue;
                case (byte)'{':
                    open.Push((at, ValueOf(text, at)));
                    break;
                case (byte)'[':
                    open.Push((List, -1));
                    break;
                case (byte)']' when open.TryPeek(out (int Brace, int Value) list) && list.Brace == List:
                    open.Pop();
                    break;
                case (byte)',' when open.TryPeek(out (int Brace, int Value) several) && several.Value >= 0:
                    // An object with more properties than this one.
                    open.Pop();
                    open.Push((several.Brace, -1));
                    break;
                case (byte)'}':
                    // A list that was not closed is damage.
                    while (open.TryPeek(out (int Brace, int Value) inner) && inner.Brace == List)
                        open.Pop();
                    if (open.TryPop(out (int Brace, int Value) closed) && closed.Value >= 0)
                    {
                        Blank(text, closed.Brace, closed.Value, at);
                        any = true;
                    }

                    break;
            }

            at++;
        }

        return any;
    }

    private static void Blank(Span<byte> text, int brace, int value, int end)
    {
        bool nothing = text[brace..value].IndexOf("\"NULL\""u8) >= 0 || text[brace..value].IndexOf("\"nULL\""u8) >= 0;
        text[brace..(nothing ? end : value)].Fill((byte)' ');
        text[end] = (byte)' ';
        if (nothing)
            "null"u8.CopyTo(text[brace..]);
    }

    /// <summary>Where the value begins if the object at a brace begins with the name of a type; −1 otherwise.</summary>
    private static int ValueOf(ReadOnlySpan<byte> text, int brace)
    {
        int name = Skip(text, brace + 1);
        if (name >= text.Length || text[name] != '"')
            return -1;
        int end = NoNumbers.EndOfString(text, name);
        if (!IsType(text[(name + 1)..Math.Max(name + 1, end - 1)]))
            return -1;
        int colon = Skip(text, end);
        int value = colon < text.Length && text[colon] == ':' ? Skip(text, colon + 1) : text.Length;
        return value < text.Length ? value : -1;
    }

    private static int Skip(ReadOnlySpan<byte> text, int at)
    {
        while (at < text.Length && text[at] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
            at++;
        return at;
    }

    // Of DynamoDB, whose older exports write the first letter small, and of Avro.
    private static bool IsType(ReadOnlySpan<byte> name) => name.Length switch
    {
        1 => (name[0] & ~0x20) is 'S' or 'N' or 'B' or 'M' or 'L',
        2 => name[1] == 'S' && (name[0] & ~0x20) is 'S' or 'N' or 'B',
        3 => name.SequenceEqual("int"u8) || name.SequenceEqual("map"u8),
        4 => name.SequenceEqual("long"u8)
            || ((name[0] & ~0x20) is 'B' or 'N' && name[1..].SequenceEqual((name[0] & ~0x20) == 'B' ? "OOL"u8 : "ULL"u8)),
        5 => name.SequenceEqual("float"u8) || name.SequenceEqual("array"u8) || name.SequenceEqual("bytes"u8),
        6 => name.SequenceEqual("string"u8) || name.SequenceEqual("double"u8),
        7 => name.SequenceEqual("boolean"u8),
        _ => false,
    };
}
