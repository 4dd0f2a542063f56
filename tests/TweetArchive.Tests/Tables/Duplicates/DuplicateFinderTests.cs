using TweetArchive.Tables;
using TweetArchive.Tables.Duplicates;
using TweetArchive.Tables.Spills;
using Xunit;

namespace TweetArchive.Tests.Tables.Duplicates;

/// <summary>Duplicates found partition by partition are those that a dictionary finds.</summary>
public sealed class DuplicateFinderTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("tweetarchive-ids");

    public void Dispose() => folder.Delete(recursive: true);

    [Theory]
    [InlineData(0, 1, 1 << 19, false)]
    [InlineData(1L << 30, 2, 100, false)]
    [InlineData(0, 2, 1, false)]
    [InlineData(0, 2, 1, true)]
    [InlineData(1L << 30, 1, 1 << 19, true)]
    public void The_later_of_equal_ids_of_a_dataset_are_found(long memoryLimit, int threads, int mostIds, bool once)
    {
        using var scratch = new Scratch(Path.Combine(folder.FullName, "rows.tmp"), new ScratchMemory(memoryLimit));
        int[] datasetOf = [0, 1, 0, 1];
        using var across = new DuplicatesTable(["a", "b"], scratch);
        var random = new Random(3);
        var places = new List<(long Id, int Entry, long Offset)>();
        for (int n = 0; n < 30_000; n++)
            places.Add((random.NextInt64(0, 20_000) << 40, random.Next(4), n));
        TweetIdStore[] stores = [.. Enumerable.Range(0, 3).Select(_ => new TweetIdStore(new RowStore(scratch)))];
        TweetIdLog[] logs = [.. stores.Select(s => new TweetIdLog(s))];
        foreach ((long id, int entry, long offset) in places)
            logs[random.Next(logs.Length)].Add(id, entry, offset);
        foreach (TweetIdLog log in logs)
            log.Flush();

        var wanted = places.GroupBy(p => (p.Id, once ? 0 : datasetOf[p.Entry]))
            .SelectMany(g => g.OrderByDescending(p => datasetOf[p.Entry]).ThenBy(p => p.Entry).ThenBy(p => p.Offset).Skip(1))
            .GroupBy(p => p.Entry).ToDictionary(g => g.Key, g => g.Select(p => p.Offset).Order().ToArray());
        Assert.Equal(4, wanted.Count);
        IReadOnlyDictionary<int, long[]> found = DuplicateFinder.Find(stores, datasetOf, once, across, threads, mostIds);
        Assert.Equal(wanted.OrderBy(w => w.Key), found.OrderBy(f => f.Key));

        long[] both = [
            .. places.GroupBy(p => p.Id).Where(g => g.Select(p => datasetOf[p.Entry]).Distinct().Count() == 2).Select(g => g.Key)];
        Assert.NotEmpty(both);
        Assert.Equal(both.Length, across.Tweets);
        Assert.Equal(once ? [both.Length, 0] : [0, 0], across.CountedElsewhere);
        foreach (TweetIdStore store in stores)
            store.Rows.Dispose();
    }
}
