using TweetArchive.Archives;
using TweetArchive.Planning;
using TweetArchive.Requests;
using TweetArchive.Synth;
using TweetArchive.Targets;
using Xunit;

namespace TweetArchive.Tests.Planning;

/// <summary>How the input is divided: every byte once, evenly, and the same in every process.</summary>
public sealed class WorkPlanTests : IDisposable
{
    private readonly TempDatasets temp = new();

    public void Dispose() => temp.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(8)]
    public void Shards_have_every_byte_once_and_as_much_as_each_other(int shards)
    {
        ArchiveEntry[] entries = Entries();
        WorkPlan[] plans = [.. Enumerable.Range(1, shards).Select(n => Plan(entries, o => o with { Shard = new Shard(n, shards) }))];
        Piece[] pieces = [.. plans.SelectMany(p => p.Units).SelectMany(u => u.Pieces)];
        AssertWhole(entries, pieces);
        long total = entries.Sum(e => e.Bytes), largest = pieces.Max(p => p.Bytes);
        Assert.All(plans, p => Assert.True(p.Bytes <= (total / shards) + largest, $"{p.Bytes} of {total} bytes in one of {shards} shards"));
    }

    [Fact]
    public void A_unit_is_of_one_dataset_and_of_no_more_than_a_checkpoint_and_a_piece()
    {
        ArchiveEntry[] entries = Entries();
        const long Checkpoint = 512 * 1024;
        WorkPlan plan = Plan(entries, o => o with { CheckpointBytes = Checkpoint });
        AssertWhole(entries, [.. plan.Units.SelectMany(u => u.Pieces)]);
        Assert.Equal(Enumerable.Range(0, plan.Units.Count), plan.Units.Select(u => u.Number));
        Assert.True(plan.Units.Count > entries.Length, "no file was divided");
        foreach (Unit unit in plan.Units)
        {
            Assert.All(unit.Pieces, p => Assert.Equal(unit.Dataset, entries[p.Entry].Dataset));
            Assert.True(unit.Pieces.Take(unit.Pieces.Count - 1).Sum(p => p.Bytes) < Checkpoint, $"unit {unit.Number}: {unit.Bytes} bytes");
        }
    }

    [Fact]
    public void What_the_machine_has_changes_no_plan()
    {
        ArchiveEntry[] entries = Entries();
        WorkPlan one = Plan(entries, o => o with { Threads = 1, Memory = 32 << 20 }),
            another = Plan(entries, o => o with { Threads = 64, Memory = 4L << 30 });
        Assert.Equal(one.Units.SelectMany(u => u.Pieces), another.Units.SelectMany(u => u.Pieces));
    }

    [Fact]
    public void What_has_no_proof_of_its_records_is_read_whole()
    {
        ArchiveEntry[] entries = Entries();
        // Numbers of records and lines must be known at once, so nothing is divided.
        Assert.All(Plan(entries, o => o with { Strict = true }).Units.SelectMany(u => u.Pieces), p => Assert.True(p.Whole));
        SynthResult bare = temp.Synth(3_000, "bare_tweets_csv_hashed.csv", quoting: QuotingStyle.Minimal, users: false);
        ArchiveEntry[] unquoted = [new(bare.TweetsPath, "bare_tweets_csv_hashed.csv", new FileInfo(bare.TweetsPath).Length)];
        Assert.Equal(new Piece(0, 0, unquoted[0].Bytes, true), Assert.Single(Assert.Single(Plan(unquoted).Units).Pieces));
        // A file that is gone is left to its reader, which reports it.
        ArchiveEntry gone = new(temp.File("gone.csv"), "gone.csv", 9 << 20);
        Assert.True(Assert.Single(Assert.Single(Plan([gone]).Units).Pieces).Whole);
    }

    private static void AssertWhole(ArchiveEntry[] entries, Piece[] pieces)
    {
        for (int i = 0; i < entries.Length; i++)
        {
            long at = 0;
            foreach (Piece piece in pieces.Where(p => p.Entry == i).OrderBy(p => p.From))
            {
                Assert.Equal(at, piece.From);
                Assert.True(piece.To > piece.From);
                at = piece.To;
            }

            Assert.Equal(entries[i].Bytes, at);
        }
    }

    private WorkPlan Plan(ArchiveEntry[] entries, Func<RunOptions, RunOptions>? change = null)
    {
        var options = new RunOptions
        {
            Inputs = [],
            Out = temp.File("out"),
            Lexicon = Lexicon.LoadShipped(),
            CheckpointBytes = 1 << 20,
        };
        return WorkPlan.Make(entries, change?.Invoke(options) ?? options, CancellationToken.None);
    }

    private ArchiveEntry[] Entries()
    {
        string[] paths = [temp.Synth(6_000, "a_201810_tweets_csv_hashed.csv", users: false).TweetsPath,
            temp.Synth(900, "a_201810_2_tweets_csv_hashed.csv", seed: 5, users: false).TweetsPath,
            temp.Synth(2_500, "b_201906_tweets_csv_hashed.csv", seed: 7, users: false).TweetsPath];
        return [.. paths.Select(p => new ArchiveEntry(p, Path.GetFileName(p), new FileInfo(p).Length))];
    }
}
