using System.Buffers.Binary;
using TweetArchive.Tables.Spills;
using Xunit;

namespace TweetArchive.Tests.Tables.Spills;

/// <summary>Many runs merged in groups give the rows that one merge of all of them gives, from memory or from the scratch file.</summary>
public sealed class FewSpillsTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("tweetarchive-runs");

    public void Dispose() => folder.Delete(recursive: true);

    [Theory]
    [InlineData(0, 3)]
    [InlineData(1L << 30, 3)]
    [InlineData(0, 2)]
    [InlineData(0, 128)]
    public void Groups_of_runs_merge_to_the_same_rows(long memoryLimit, int most)
    {
        using var scratch = new Scratch(Path.Combine(folder.FullName, "rows.tmp"), new ScratchMemory(memoryLimit));
        var random = new Random(7);
        var wanted = new List<(int Key, int Payload)>();
        var runs = new List<RowStore>();
        for (int run = 0; run < 20; run++)
        {
            int[] keys = [.. Enumerable.Range(0, 5000).Where(_ => random.Next(4) == 0)];
            var store = new RowStore(scratch);
            foreach (int key in keys)
            {
                SortedSpill.Append(store, Bytes(key), Bytes(run));
                wanted.Add((key, run));
            }

            store.Seal();
            runs.Add(store);
        }

        using var few = new FewSpills(runs, scratch, most);
        Assert.InRange(few.Runs.Count, 1, Math.Max(most, 1));
        var found = new List<(int Key, int Payload)>();
        var merger = new SpillMerger(few.Runs);
        while (merger.MoveNext())
            found.Add((BinaryPrimitives.ReadInt32BigEndian(merger.Key), BinaryPrimitives.ReadInt32BigEndian(merger.Payload)));
        Assert.Equal(found.Select(f => f.Key), found.Select(f => f.Key).Order());
        Assert.Equal(wanted.Order(), found.Order());
        runs.ForEach(r => r.Dispose());
    }

    private static byte[] Bytes(int value)
    {
        byte[] bytes = new byte[8];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        return bytes;
    }
}
