using System.Text.Json;

namespace TweetArchive.Json;

/// <summary>
/// The wanted values of one JSON text, as places in its bytes: one pass of Utf8JsonReader over it, no document, nothing allocated once
/// the table of places has its size. Reused from text to text.
/// </summary>
/// <param name="paths">What is wanted.</param>
/// <param name="objects">Where an object is wanted itself, nothing else is taken in its place.</param>
/// <param name="wrong">Receives the places that hold something else than what is wanted there; null for nobody.</param>
internal sealed class JsonValues(JsonPaths paths, bool objects = false, WrongTypes? wrong = null)
{
    private readonly int[] first = new int[paths.Slots];
    private readonly int[] last = new int[paths.Slots];
    private readonly bool[] empty = new bool[paths.Slots];
    private Place[] places = new Place[128];
    private int used;

    /// <summary>Reads a text; the values of the one before are forgotten.</summary>
    /// <exception cref="JsonException">It is not one JSON value from its first to its last byte, or deeper than 64 levels.</exception>
    public void Read(ReadOnlySpan<byte> json)
    {
        Array.Fill(first, -1);
        Array.Clear(empty);
        used = 0;
        var reader = new Utf8JsonReader(json);
        reader.Read();
        Walk(ref reader, paths.Root);
        // Throws where something follows.
        reader.Read();
    }

    /// <summary>One more than the largest number under which values are kept.</summary>
    public int Slots => first.Length;

    public bool Has(int slot) => first[slot] >= 0;

    /// <summary>The list from which the values under the number are taken is there, and holds nothing.</summary>
    public bool IsEmptyList(int slot) => empty[slot] && first[slot] < 0;

    /// <summary>The number of values: items of arrays add up.</summary>
    public int Count(int slot)
    {
        int count = 0;
        for (int at = first[slot]; at >= 0; at = places[at].Next)
            count++;
        return count;
    }

    /// <summary>
    /// The first value under the number, or nothing. A string is without its quotes and still escaped (<see cref="JsonText"/>).
    /// </summary>
    /// <param name="json">The text that was read.</param>
    public ReadOnlySpan<byte> Get(ReadOnlySpan<byte> json, int slot) =>
        first[slot] < 0 ? default : json.Slice(places[first[slot]].Start, places[first[slot]].Length);

    /// <summary>Where the first value starts in the text.</summary>
    public int StartOf(int slot) => places[first[slot]].Start;

    public Enumerator Items(int slot) => new(this, first[slot]);

    private void Walk(ref Utf8JsonReader reader, JsonPaths.Node node)
    {
        int start = (int)reader.TokenStartIndex;
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject or JsonTokenType.StartArray when node.Raw:
                reader.Skip();
                Keep(node.Slot, start, (int)reader.BytesConsumed - start);
                break;
            case JsonTokenType.StartObject when node.Slot >= 0:
                int before = used;
                if (WalkWrapped(ref reader, node) && used == before)
                    Report(node);
                break;
            case JsonTokenType.StartObject when !node.HasChildren:
                if (SkipAny(ref reader))
                    Report(node);
                break;
            case JsonTokenType.StartObject:
                while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
                {
                    JsonPaths.Node? child = node.Find(ref reader);
                    reader.Read();
                    if (child is null)
                        reader.Skip();
                    else
                        Walk(ref reader, child);
                }

                break;
            case JsonTokenType.StartArray when node.Items is { } items:
                if (!reader.Read() || reader.TokenType == JsonTokenType.EndArray)
                {
                    foreach (int slot in items.Below)
                        empty[slot] = true;
                    break;
                }

                do
                {
                    Walk(ref reader, items);
                }
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray);
                break;
            case JsonTokenType.StartArray when IsOne(reader):
                reader.Read();
                Walk(ref reader, node);
                reader.Read();
                break;
            case JsonTokenType.StartArray:
                if (SkipAny(ref reader))
                    Report(node);
                break;
            case JsonTokenType.String when node.Slot >= 0 && !(objects && node.Raw):
                Keep(node.Slot, start + 1, reader.ValueSpan.Length);
                break;
            case JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False when node.Slot >= 0 && !(objects && node.Raw):
                Keep(node.Slot, start, reader.ValueSpan.Length);
                break;
            case JsonTokenType.String when reader.ValueSpan.IsEmpty:
                break;
            case JsonTokenType.String or JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False:
                Report(node);
                break;
        }
    }

    /// <summary>The array has one item: R writes each value so (<c>toJSON</c> without <c>auto_unbox</c>).</summary>
    /// <param name="ahead">A copy of the reader.</param>
    private static bool IsOne(Utf8JsonReader ahead)
    {
        if (!ahead.Read() || ahead.TokenType == JsonTokenType.EndArray)
            return false;
        ahead.Skip();
        return ahead.Read() && ahead.TokenType == JsonTokenType.EndArray;
    }

    /// <summary>Goes to the end of an object or array; false for an empty one, which some programs write for nothing.</summary>
    private static bool SkipAny(ref Utf8JsonReader reader)
    {
        int depth = reader.CurrentDepth;
        reader.Read();
        bool any = reader.CurrentDepth > depth;
        while (reader.CurrentDepth > depth)
            reader.Read();
        return any;
    }

    private void Report(JsonPaths.Node node)
    {
        if (!node.Quiet)
            wrong?.Add(node);
    }

    /// <summary>
    /// A value with its type around it, as databases write them: <c>{"$numberLong": "12"}</c>, <c>{"$date": "2019-…"}</c>, <c>{"$oid":
    /// "…"}</c>. Another object in the place of a value has what is wanted of it, if anything is.
    /// </summary>
    /// <returns>False for an object without a property.</returns>
    private bool WalkWrapped(ref Utf8JsonReader reader, JsonPaths.Node node)
    {
        bool any = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool typed = reader.ValueSpan.Length > 1 && reader.ValueSpan[0] == '$';
            JsonPaths.Node? child = typed ? node : node.Find(ref reader);
            reader.Read();
            any |= reader.TokenType != JsonTokenType.Null;
            if (child is null)
                reader.Skip();
            else
                Walk(ref reader, child);
        }

        return any;
    }

    private void Keep(int slot, int start, int length)
    {
        if (used == places.Length)
            Array.Resize(ref places, 2 * used);
        places[used] = new Place(start, length, -1);
        if (first[slot] < 0)
            first[slot] = used;
        else
            places[last[slot]] = places[last[slot]] with { Next = used };
        last[slot] = used++;
    }

    /// <summary>Goes through the values under one number, in their order.</summary>
    public struct Enumerator(JsonValues values, int next)
    {
        private int at = -1;
        private int next = next;

        public readonly Range Current => values.places[at].Start..(values.places[at].Start + values.places[at].Length);

        public readonly Enumerator GetEnumerator() => this;

        public bool MoveNext()
        {
            if (next < 0)
                return false;
            at = next;
            next = values.places[at].Next;
            return true;
        }
    }

    private readonly record struct Place(int Start, int Length, int Next);
}
