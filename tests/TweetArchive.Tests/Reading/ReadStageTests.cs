using TweetArchive.Archives;
using TweetArchive.Checkpoints;
using TweetArchive.Planning;
using TweetArchive.Reading;
using TweetArchive.Requests;
using TweetArchive.Tables.Counting;
using TweetArchive.Tables.Spills;
using TweetArchive.Targets;
using Xunit;

namespace TweetArchive.Tests.Reading;

/// <summary>
/// One pass over units of work: the same rows however it is divided among readers and workers, and a way out of each failure.
/// </summary>
public sealed class ReadStageTests : IDisposable
{
    private const int Tweets = 3_000;
    private static readonly Lexicon Lexicon = Lexicon.LoadShipped();

    private readonly TempDatasets temp = new();
    private readonly List<Partial> partials = [];

    public void Dispose()
    {
        partials.ForEach(p => p.Dispose());
        temp.Dispose();
    }

    [Theory]
    [InlineData(1, 1 << 20, true)]
    [InlineData(4, 64 * 1024, true)]
    [InlineData(1, 64 * 1024, false)]
    [InlineData(3, 300_000, false)]
    public void Rows_are_those_of_the_file_whoever_read_them(int threads, int blockSize, bool whole)
    {
        ArchiveEntry entry = Entry();
        FinishedUnit unit = Assert.Single(Read([entry], o => o with { Threads = threads, BlockSize = blockSize, Strict = whole }));
        Assert.Equal(whole, unit.Pieces[0].Piece.Whole);
        Assert.Equal(Tweets, unit.Pieces.Sum(p => p.Counts.Tweets));
        Assert.All(unit.Pieces, p => Assert.Null(p.Problem));
        // Pieces meet: where the records of one end, those of the next begin.
        Assert.All(unit.Pieces.Zip(unit.Pieces.Skip(1)), p => Assert.Equal(p.First.End, p.Second.Start));
        Assert.Equal(new FileInfo(entry.Path).Length, unit.Pieces[^1].End);
        if (!whole)
            Assert.Equal(Tweets, unit.Partial.Pieces.Sum(p => p.Tweets.Rows));
        Assert.Equal(One().Partial.Tagged, unit.Partial.Tagged);

        FinishedUnit One() => Assert.Single(Read([entry], o => o with { Threads = 1, Strict = true }));
    }

    [Fact]
    public void A_file_that_cannot_be_read_is_a_problem_of_its_piece_alone()
    {
        ArchiveEntry good = Entry(), gone = new(temp.File("gone.csv"), "gone.csv", 100);
        FinishedPiece[] pieces = [.. Read([good, gone]).SelectMany(u => u.Pieces)];
        FinishedPiece broken = Assert.Single(pieces, p => p.Problem is not null);
        Assert.Equal(1, broken.Piece.Entry);
        Assert.Contains("gone.csv", broken.Problem, StringComparison.Ordinal);
        Assert.Equal(Tweets, pieces.Sum(p => p.Counts.Tweets));
    }

    [Fact]
    public void Strict_stops_at_the_first_reject_and_names_it()
    {
        ArchiveEntry entry = Entry();
        File.AppendAllText(entry.Path, "\"not a number\",\"and too few\"\n");
        ArchiveEntry longer = entry with { Bytes = new FileInfo(entry.Path).Length };
        AggregateOr<StrictRejectException>(() => Read([longer], o => o with { Strict = true }),
            e => Assert.Contains("--strict stops at the first reject", e.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void A_run_that_is_asked_to_end_does()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => Read([Entry()], cancelled: stop.Token));
    }

    [Fact]
    public void A_checkpoint_that_cannot_be_written_ends_the_pass_with_its_own_error()
    {
        Directory.CreateDirectory(temp.File("units"));
        Assert.ThrowsAny<IOException>(() =>
        {
            IReadOnlyList<FinishedUnit> units = Read([Entry()], o => o with { CheckpointBytes = 1 << 18 }, store: temp.File("no folder"));
            Assert.Fail($"{units.Count} units were read");
        });
    }

    private ArchiveEntry Entry()
    {
        string path = temp.Synth(Tweets, $"{partials.Count}demo_tweets_csv_hashed.csv", users: false).TweetsPath;
        return new ArchiveEntry(path, "demo_tweets_csv_hashed.csv", new FileInfo(path).Length);
    }

    private IReadOnlyList<FinishedUnit> Read(ArchiveEntry[] entries, Func<RunOptions, RunOptions>? change = null, string? store = null,
        CancellationToken cancelled = default)
    {
        // Small checkpoints make small pieces, so that a small file is divided.
        var options = new RunOptions
        {
            Inputs = [],
            Out = temp.File("out"),
            Lexicon = Lexicon,
            Threads = 2,
            Tweets = TweetsMode.All,
            CheckpointBytes = 4 << 20,
        };
        options = change?.Invoke(options) ?? options;
        using ArchiveCatalog none = ArchiveCatalog.Open([]);
        WorkPlan plan = WorkPlan.Make(entries, options, CancellationToken.None);
        var memory = new ScratchMemory(options.Memory);
        var targets = new TargetNames(Lexicon);
        var results = new BlockResults();
        var kept = new UnitStore(store ?? Directory.CreateDirectory(temp.File("units")).FullName, 1, JobIdentity.Of(options, none));
        UnitInProgress[] units = [.. plan.Units.Select(unit =>
        {
            var partial = new Partial(new Scratch(kept.ScratchPath(unit), memory), unit.Pieces.Count, targets.Count);
            partials.Add(partial);
            return new UnitInProgress(unit, plan, options.Threads, partial, results, options.Asked.Of(unit.Dataset), true, null, null);
        })];
        using var checkpoints = new CheckpointWriter(kept, options.CheckpointBytes);
        new ReadStage(options, units, checkpoints, new RunProgress(), cancelled).Run(Shipped.Matcher, targets);
        return checkpoints.Complete(writeAll: false);
    }

    private static void AggregateOr<T>(Action act, Action<T> check)
        where T : Exception
    {
        Exception thrown = Assert.ThrowsAny<Exception>(act);
        check(Assert.IsType<T>((thrown as AggregateException)?.Flatten().InnerExceptions[0] ?? thrown));
    }
}
