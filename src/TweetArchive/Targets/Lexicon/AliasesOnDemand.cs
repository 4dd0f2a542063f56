using System.Collections;
using TweetArchive.Text;

namespace TweetArchive.Targets;

/// <summary>
/// Aliases whose rows were all read before, when the lexicon was compiled: each is read again when it is asked for, since a run meets
/// some hundreds of many thousands. Safe for several threads.
/// </summary>
/// <param name="reader">Reads rows.</param>
/// <param name="places">Of each alias its row.</param>
/// <param name="file">The files.</param>
internal sealed class AliasesOnDemand(LexiconReader reader, Flat<AliasPlace> places, Func<string, (string Name, byte[] Bytes)> file)
    : IReadOnlyList<Alias>
{
    private readonly Alias?[] read = new Alias?[places.Length];
    private readonly TsvRowReader?[] rows = new TsvRowReader?[AliasFile.All.Length];

    public int Count => places.Length;

    public Alias this[int index] => Volatile.Read(ref read[index]) ?? Read(index);

    public IEnumerator<Alias> GetEnumerator()
    {
        for (int i = 0; i < Count; i++)
            yield return this[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private Alias Read(int index)
    {
        lock (rows)
        {
            if (read[index] is { } known)
                return known;
            AliasPlace place = places[index];
            (string Name, byte[] Bytes) of = file(AliasFile.All[place.File].Name);
            TsvRowReader rowReader = rows[place.File] ??= new TsvRowReader(of, AliasFile.All[place.File].Columns);
            TsvRow row = rowReader.Read(place.Start, Tsv.After(of.Bytes, place.Start), place.Line)
                ?? throw new InvalidDataException($"{of.Name}: line {place.Line} is empty");
            Alias alias = reader.Alias(place.File, row, index);
            Volatile.Write(ref read[index], alias);
            return alias;
        }
    }
}
