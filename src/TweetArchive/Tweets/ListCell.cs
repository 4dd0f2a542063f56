namespace TweetArchive.Tweets;

/// <summary>
/// The items of a list cell, as spans into the (already unescaped) cell. Reads every form the releases use:
/// empty, <c>[]</c>, <c>[a, b]</c>, <c>['a', 'b']</c>, <c>["a's"]</c> and mixtures. Items are trimmed; empty ones are skipped.
/// A cell without brackets is read as a list of one (spreadsheet round trips leave such cells). Lists of other formats come with
/// <see cref="Separator"/> before each item, so that an item may hold anything.
/// </summary>
public ref struct ListCell
{
    /// <summary>The unit separator of ASCII; no text of a list has it.</summary>
    internal const byte Separator = 0x1F;

    private readonly bool separated;
    private ReadOnlySpan<byte> rest;

    public ListCell(ReadOnlySpan<byte> cell)
    {
        // Most cells are empty: [].
        if (cell.Length <= 2 && (cell.IsEmpty || cell.SequenceEqual("[]"u8)))
        {
            rest = default;
            return;
        }

        separated = !cell.IsEmpty && cell[0] == Separator;
        rest = separated ? cell : cell.Trim((byte)' ');
        if (!separated && rest.Length >= 2 && rest[0] == '[' && rest[^1] == ']')
            rest = rest[1..^1];
        Current = default;
    }

    public ReadOnlySpan<byte> Current { get; private set; }

    public readonly ListCell GetEnumerator() => this;

    public bool MoveNext()
    {
        if (separated)
            return MoveNextSeparated();
        while (true)
        {
            rest = rest.TrimStart(" ,"u8);
            if (rest.IsEmpty)
                return false;
            byte quote = rest[0];
            if (quote is (byte)'\'' or (byte)'"')
            {
                int end = ClosingQuote(rest, quote);
                Current = rest[1..end];
                rest = end < rest.Length ? rest[(end + 1)..] : default;
            }
            else
            {
                // Unquoted items are separated by ", "; a URL may hold a bare comma.
                int end = rest.IndexOf(", "u8);
                if (end < 0)
                    end = rest.Length;
                Current = rest[..end].TrimEnd((byte)' ');
                rest = rest[end..];
            }

            if (!Current.IsEmpty)
                return true;
        }
    }

    private bool MoveNextSeparated()
    {
        while (!rest.IsEmpty)
        {
            rest = rest[1..];
            int end = rest.IndexOf(Separator);
            Current = end < 0 ? rest : rest[..end];
            rest = rest[Current.Length..];
            if (!Current.IsEmpty)
                return true;
        }

        return false;
    }

    /// <summary>A quote closes an item when a comma or the end follows; an apostrophe inside a word does not.</summary>
    private static int ClosingQuote(ReadOnlySpan<byte> s, byte quote)
    {
        for (int i = 1; i < s.Length; i++)
        {
            if (s[i] != quote)
                continue;
            if (i + 1 == s.Length || s[i + 1] == ',')
                return i;
        }

        return s.Length;
    }
}
