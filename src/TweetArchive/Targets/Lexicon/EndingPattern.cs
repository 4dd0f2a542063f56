using System.Text;
using TweetArchive.Text;

namespace TweetArchive.Targets;

/// <summary>
/// What may follow a stem in languages whose endings cannot be listed (open_endings.tsv): groups, alternatives, classes of letters,
/// <c>?</c> and <c>{0,n}</c>. All ends are followed at once as the bits of a number, so nothing is tried twice and nothing allocated.
/// </summary>
internal sealed class EndingPattern
{
    /// <summary>Bytes after the stem that are looked at; a longer word has no such ending.</summary>
    private const int Longest = 62;

    private readonly Node root;

    // A bit for each byte that an ending may begin with.
    private readonly ulong[] begins = new ulong[4];

    private enum Kind : byte { Sequence, Either, Class, Repeat }

    private sealed record Node(Kind Kind, List<Node> Parts, List<(int From, int To)> Range, int Most);

    private EndingPattern(string key, Node root, bool isAny)
    {
        Key = key;
        IsAny = isAny;
        this.root = root;
        AddBeginnings(root);
    }

    /// <summary>Any letters may follow.</summary>
    public static EndingPattern Any { get; } = new("any", new Node(Kind.Sequence, [], [], 0), isAny: true);

    public string Key { get; }

    public bool IsAny { get; }

    /// <summary>Reads a pattern, with the parts above.</summary>
    public static EndingPattern Parse(string key, string pattern)
    {
        int at = 0;
        Node root = ParseEither(pattern, ref at);
        if (at != pattern.Length)
            throw new FormatException($"'{pattern[at..]}' is not understood");
        return new EndingPattern(key, root, isAny: false);
    }

    /// <summary>False when no such ending begins as the rest of a word does: nearly always.</summary>
    public bool MayBegin(ReadOnlySpan<byte> rest) => IsAny || rest.IsEmpty || (begins[rest[0] >> 6] & (1UL << rest[0])) != 0;

    /// <summary>Whether the bytes up to the end of the word, <paramref name="rest"/>, are such an ending.</summary>
    public bool Fits(ReadOnlySpan<byte> rest)
    {
        if (IsAny || rest.IsEmpty)
            return true;
        return rest.Length <= Longest && MayBegin(rest) && (Step(root, rest, 1) & (1UL << rest.Length)) != 0;
    }

    /// <summary>Adds what the part may begin with; returns whether it may be empty, so that what follows it may begin too.</summary>
    private bool AddBeginnings(Node node)
    {
        switch (node.Kind)
        {
            case Kind.Sequence:
                return node.Parts.TrueForAll(AddBeginnings);
            case Kind.Either:
                bool mayBeEmpty = false;
                foreach (Node part in node.Parts)
                    mayBeEmpty |= AddBeginnings(part);
                return mayBeEmpty;
            case Kind.Repeat:
                AddBeginnings(node.Parts[0]);
                return true;
            default:
                Span<byte> utf8 = stackalloc byte[4];
                foreach ((int from, int to) in node.Range)
                {
                    for (int c = from; c <= to; c++)
                    {
                        _ = CodePoints.Encode(c, utf8);
                        begins[utf8[0] >> 6] |= 1UL << utf8[0];
                    }
                }

                return false;
        }
    }

    private static ulong Step(Node node, ReadOnlySpan<byte> rest, ulong ends)
    {
        if (ends == 0)
            return 0;
        switch (node.Kind)
        {
            case Kind.Sequence:
                foreach (Node part in node.Parts)
                    ends = Step(part, rest, ends);
                return ends;
            case Kind.Either:
                ulong any = 0;
                foreach (Node part in node.Parts)
                    any |= Step(part, rest, ends);
                return any;
            case Kind.Repeat:
                ulong reached = ends;
                for (int k = 0; k < node.Most; k++)
                    reached |= ends = Step(node.Parts[0], rest, ends);
                return reached;
            default:
                ulong next = 0;
                for (; ends != 0; ends &= ends - 1)
                {
                    int at = (int)ulong.TrailingZeroCount(ends);
                    if (at >= rest.Length)
                        continue;
                    int c = CodePoints.Decode(rest, at, out int size);
                    foreach ((int from, int to) in node.Range)
                    {
                        if (c >= from && c <= to && at + size <= Longest)
                            next |= 1UL << (at + size);
                    }
                }

                return next;
        }
    }

    private static Node ParseEither(string text, ref int at)
    {
        var choices = new List<Node>();
        while (true)
        {
            var parts = new List<Node>();
            while (at < text.Length && text[at] is not ('|' or ')'))
                parts.Add(ParseOne(text, ref at));
            choices.Add(new Node(Kind.Sequence, parts, [], 0));
            if (at == text.Length || text[at] == ')')
                return choices.Count == 1 ? choices[0] : new Node(Kind.Either, choices, [], 0);
            at++;
        }
    }

    private static Node ParseOne(string text, ref int at)
    {
        Node one;
        if (text.AsSpan(at).StartsWith("(?:", StringComparison.Ordinal))
        {
            at += 3;
            one = ParseEither(text, ref at);
            if (at == text.Length)
                throw new FormatException("a bracket is not closed");
            at++;
        }
        else if (text[at] == '[')
        {
            one = ParseClass(text, ref at);
        }
        else
        {
            // An ending is compared with folded text.
            var letters = Rune.GetRuneAt(text, at);
            at += letters.Utf16SequenceLength;
            int folded = Folding.FoldOne(letters.Value);
            // A nukta is not a letter of folded text.
            if (folded == CharacterTables.Delete)
                return new Node(Kind.Sequence, [], [], 0);
            one = new Node(Kind.Class, [], [(folded, folded)], 0);
        }

        if (at < text.Length && text[at] == '?')
        {
            at++;
            return new Node(Kind.Repeat, [one], [], 1);
        }

        if (text.AsSpan(at).StartsWith("{0,", StringComparison.Ordinal))
        {
            int close = text.IndexOf('}', at);
            int most = int.Parse(text.AsSpan(at + 3, close - at - 3), System.Globalization.CultureInfo.InvariantCulture);
            at = close + 1;
            return new Node(Kind.Repeat, [one], [], most);
        }

        return one;
    }

    private static Node ParseClass(string text, ref int at)
    {
        int close = text.IndexOf(']', at);
        if (close < 0)
            throw new FormatException("a bracket is not closed");
        var ranges = new List<(int, int)>();
        for (int i = at + 1; i < close; i++)
        {
            if (i + 2 < close && text[i + 1] == '-')
            {
                ranges.Add((text[i], text[i + 2]));
                i += 2;
            }
            else
                ranges.Add((text[i], text[i]));
        }

        at = close + 1;
        return new Node(Kind.Class, [], ranges, 0);
    }
}
