using TweetArchive.Tweets;

namespace TweetArchive.Testing;

/// <summary>List cells against a regular expression.</summary>
internal sealed class ListCellTarget : FuzzTarget
{
    private static readonly byte[][] Seeds =
    [
        [.. "[a, b]"u8], [.. "['a', 'b']"u8], [.. "[\"it's\", 'b']"u8], [.. "[http://a.b/c,d, e]"u8], [.. "['', '']"u8], [.. "lonely"u8],
        [.. "[]"u8],
    ];

    private static readonly byte[] Hostile = "[]'\"  ,,ab"u8.ToArray();

    public override string Name => "list cells";

    public override FuzzInput Generate(Random random) =>
        new(Mutate(Seeds[random.Next(Seeds.Length)], random.Next(8), Hostile, random), 0);

    protected override string? Check(FuzzInput input)
    {
        var found = new List<string>();
        foreach (ReadOnlySpan<byte> item in new ListCell(input.Bytes))
            found.Add(CellReference.Latin1(item));
        List<string> wanted = CellReference.Items(input.Bytes);
        return wanted.SequenceEqual(found) ? null : $"'{string.Join("' '", found)}' instead of '{string.Join("' '", wanted)}'";
    }
}
