using TweetArchive.Archives;
using TweetArchive.Checkpoints;
using TweetArchive.Csv;
using TweetArchive.Planning;
using TweetArchive.Requests;
using TweetArchive.Tables.Spills;
using TweetArchive.Targets;
using Xunit;

namespace TweetArchive.Tests.Checkpoints;

/// <summary>Finished units are kept whenever they come to a checkpoint, and an other run of the same job finds them.</summary>
public sealed class CheckpointWriterTests : IDisposable
{
    private const long UnitBytes = 1000;

    private readonly string folder = Directory.CreateTempSubdirectory("tweetarchive-checkpoints").FullName;
    private readonly ScratchMemory memory = new(1 << 20);
    private readonly List<Partial> partials = [];

    public void Dispose()
    {
        partials.ForEach(p => p.Dispose());
        Directory.Delete(folder, true);
    }

    [Fact]
    public void A_run_shorter_than_a_checkpoint_writes_nothing()
    {
        var store = new UnitStore(folder, 1, Job());
        using var writer = new CheckpointWriter(store, 10 * UnitBytes);
        for (int i = 0; i < 3; i++)
            writer.Add(Finished(store, i));
        Assert.Equal([0, 1, 2], writer.Complete(writeAll: false).Select(u => u.Unit.Number));
        Assert.Empty(Directory.GetFileSystemEntries(folder));
    }

    [Fact]
    public void Units_that_come_to_a_checkpoint_are_found_by_the_next_run_of_the_same_job_alone()
    {
        var store = new UnitStore(folder, 1, Job());
        WorkPlan plan = Plan(5);
        using (var writer = new CheckpointWriter(store, 2 * UnitBytes))
        {
            // Not in their order, as workers finish them.
            foreach (int number in (int[])[3, 0, 2, 4, 1])
                writer.Add(Finished(store, number));
            Assert.Equal([0, 1, 2, 3, 4], writer.Complete(writeAll: false).Select(u => u.Unit.Number));
        }

        Assert.Equal([0, 2, 3, 4], Load(plan, Job(), 1));
        Assert.Equal([], Load(plan, Job(), 2));
        Assert.Equal(4, UnitStore.Files(folder).Count);
        // The units of another job are of no use to this one.
        Assert.Equal([], Load(plan, Job() with { Dedupe = true }, 1));
        Assert.Empty(UnitStore.Files(folder));
    }

    [Fact]
    public void With_all_asked_for_all_are_kept_and_one_that_is_damaged_or_of_another_plan_is_done_again()
    {
        var store = new UnitStore(folder, 1, Job());
        using (var writer = new CheckpointWriter(store, 100 * UnitBytes))
        {
            for (int i = 0; i < 4; i++)
                writer.Add(Finished(store, i));
            writer.Complete(writeAll: true);
        }

        IReadOnlyList<string> files = UnitStore.Files(folder);
        Assert.Equal(4, files.Count);
        byte[] bytes = File.ReadAllBytes(files[1]);
        bytes[^40] ^= 1;
        File.WriteAllBytes(files[1], bytes);
        // The plan has three units, so the fourth is not of it.
        Assert.Equal([0, 2], Load(Plan(3), Job(), 1));
        Assert.Equal(2, UnitStore.Files(folder).Count);
    }

    [Fact]
    public void What_broke_off_is_not_taken_from_an_earlier_run()
    {
        var store = new UnitStore(folder, 1, Job());
        using (var writer = new CheckpointWriter(store, 1))
        {
            writer.Add(Finished(store, 0));
            writer.Add(Finished(store, 1, "the disk could not be read"));
            writer.Complete(writeAll: true);
        }

        Assert.Equal([0], Load(Plan(2), Job(), 1));
    }

    [Fact]
    public void A_unit_that_cannot_be_written_stops_the_run()
    {
        var store = new UnitStore(Path.Combine(folder, "gone"), 1, Job());
        using var writer = new CheckpointWriter(store, 1);
        writer.Add(Finished(store, 0));
        Assert.True(writer.Failed.WaitHandle.WaitOne(TimeSpan.FromSeconds(30)));
        Assert.ThrowsAny<IOException>(writer.ThrowIfFailed);
        Assert.ThrowsAny<IOException>(() => writer.Complete(writeAll: false));
    }

    private int[] Load(WorkPlan plan, JobIdentity job, int pass)
    {
        Dictionary<int, FinishedUnit> found = new UnitStore(folder, pass, job).Load(plan, memory);
        partials.AddRange(found.Values.Select(u => u.Partial));
        return [.. found.Keys.Order()];
    }

    private FinishedUnit Finished(UnitStore store, int number, string? problem = null)
    {
        Unit unit = Plan(number + 1).Units[number];
        var partial = new Partial(new Scratch(store.ScratchPath(unit), memory), 1, 2);
        partials.Add(partial);
        partial.Tagged[1] = number;
        foreach (PieceRows rows in partial.Pieces)
        {
            rows.Tweets.Seal();
            rows.Rejects.Seal();
        }

        var piece = new FinishedPiece(unit.Pieces[0], 0, UnitBytes, null, default, new long[RejectReasons.Count], problem, null);
        return new FinishedUnit(unit, [piece], partial);
    }

    private static WorkPlan Plan(int units)
    {
        ArchiveEntry[] entries = [.. Enumerable.Range(0, units).Select(i => new ArchiveEntry($"{i}.csv", $"{i}.csv", UnitBytes))];
        return new WorkPlan(entries, new EntryHead?[units],
            [.. Enumerable.Range(0, units).Select(i => new Unit(i, "set", [new Piece(i, 0, UnitBytes, true)]))]);
    }

    private JobIdentity Job()
    {
        using ArchiveCatalog none = ArchiveCatalog.Open([]);
        return JobIdentity.Of(new RunOptions { Inputs = [], Out = folder, Lexicon = Lexicon.LoadShipped() }, none);
    }
}
