using System.Collections;

namespace TweetArchive.Jobs;

/// <summary>
/// A list whose items are made from those of another whenever they are asked for: the manifest's line of each of very many inputs is
/// written and forgotten.
/// </summary>
internal sealed class MappedList<TFrom, TTo>(IReadOnlyList<TFrom> from, Func<TFrom, TTo> map) : IReadOnlyList<TTo>
{
    public int Count => from.Count;

    public TTo this[int index] => map(from[index]);

    public IEnumerator<TTo> GetEnumerator() => from.Select(map).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
