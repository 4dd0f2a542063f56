using System.Text;
using TweetArchive.Targets;

namespace TweetArchive.Tables.Counting;

/// <summary>The targets as they are numbered in keys: 0 is <c>*</c>, the whole dataset; target n of the lexicon is n + 1.</summary>
internal sealed class TargetNames
{
    public const int All = 0;
    private readonly byte[][] names;
    private readonly uint[] ranks;

    public TargetNames(Lexicon lexicon)
    {
        names = ["*"u8.ToArray(), .. lexicon.Targets.Select(t => Encoding.UTF8.GetBytes(t.Id))];
        int[] order = [.. Enumerable.Range(0, names.Length)];
        Array.Sort(order, (a, b) => names[a].AsSpan().SequenceCompareTo(names[b]));
        ranks = new uint[names.Length];
        for (int i = 0; i < order.Length; i++)
            ranks[order[i]] = (uint)i;
        Aliases = new AliasTexts(lexicon);
    }

    public int Count => names.Length;

    /// <summary>The length of the longest name.</summary>
    public int Longest => names.Max(n => n.Length);

    public AliasTexts Aliases { get; }

    public ReadOnlySpan<byte> this[int target] => names[target];

    public uint Rank(int target) => ranks[target];
}
