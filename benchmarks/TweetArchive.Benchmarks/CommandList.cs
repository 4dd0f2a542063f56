using System.CommandLine;
using TweetArchive.Benchmarks.Analysing;
using TweetArchive.Benchmarks.Coordination;
using TweetArchive.Benchmarks.Damage;
using TweetArchive.Benchmarks.Formats;
using TweetArchive.Benchmarks.Growth;
using TweetArchive.Benchmarks.Job;
using TweetArchive.Benchmarks.Micro;
using TweetArchive.Benchmarks.PlainJob;
using TweetArchive.Benchmarks.Reading;

namespace TweetArchive.Benchmarks;

/// <summary>The commands, one block each: name, summary, options, what is run.</summary>
internal static class CommandList
{
    public static RootCommand Create() =>
        new("Measures TweetArchive against itself and others. Run it from a Release build: dotnet run -c Release --project "
            + "benchmarks/TweetArchive.Benchmarks -- COMMAND")
    {
        Micro(), Reading(), Formats(), Readme(),
        WholeJob("job", "the whole job here, in DuckDB and in straightforward C#, as processes by turns", new JobOptions(), JobCommand.Run),
        WholeJob("scale", "job on the archive and on 5 times the tweets", new JobOptions { Times = 5, Runs = 3 }, JobCommand.Scale),
        WholeJob("growth", "our job alone on 1, 2, 5 and 10 times the tweets: time, memory, fitted line",
            new JobOptions { Times = 10, Runs = 3 }, GrowthCommand.Run),
        WholeJob("startup", "--help, --version and small runs, by build", new JobOptions(), StartupCommand.Run),
        WholeJob("allocation", "bytes allocated for each further tweet, in process: N and 2 N tweets are compared",
            new JobOptions { Tweets = 500_000 }, AllocationCommand.Run),
        WholeJob("aliases", "our job with the shipped lexicon, with none, with 10,000 aliases", new JobOptions(), AliasesCommand.Run),
        WholeJob("analyses", "each analysis alone, all together, the report and verify, on a dataset with all tweets",
            new JobOptions { Build = OurBuild.Framework, Runs = 3 }, AnalysesCommand.Run),
        Coordination(), Shapes(),
        Peer("duckdb-job", "DuckDB's side of job alone, with the seconds of each step", DuckDbJob.Run),
        Peer("plain-job", "the straightforward C# alone, the same", PlainJobCommand.Run),
        Peer("duckdb-coordination", "DuckDB's side of coordination alone", CoordinationSql.Run),
        Damage(), Fuzz(), Parquet(),
    };

    private static Command Micro()
    {
        var rest = new Argument<string[]>("options") { Description = "Of BenchmarkDotNet, for example: --filter '*Parquet*'" };
        var command = new Command("micro", "the parts, with BenchmarkDotNet") { rest };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction(parsed => MicroCommand.Run([.. parsed.GetValue(rest) ?? [], .. parsed.UnmatchedTokens]));
        return command;
    }

    private static Command Reading()
    {
        var of = new Arguments();
        var shape = new Option<string?>(
            "--shape")
        { Description = "One kind of file: archive, 'minimal quoting', 'short records', 'long fields'. All without it." };
        var command = new Command("reading", "readers of CSV by turns: ours with every strategy, CsvHelper, Sylvan, DuckDB") { of.Runs,
            of.Number, shape, of.Data, of.Save, of.Results };
        command.SetAction(parsed => ReadingCommand.Run(new ReadingOptions
        {
            Tweets = parsed.GetValue(of.Number) ?? 50_000,
            Runs = parsed.GetValue(of.Runs) ?? 15,
            Shape = parsed.GetValue(shape),
            Data = Path.GetFullPath(parsed.GetValue(of.Data)!),
            Results = of.ResultsOf(parsed),
        }));
        return command;
    }

    private static Command Formats()
    {
        var of = new Arguments();
        var command = new Command("formats", "JSON of other collections: two peers, unpacking, and our readers") { of.Runs, of.Number,
            of.Data };
        command.SetAction(
            parsed =>
                FormatsCommand.Run(parsed.GetValue(of.Number) ?? 50_000, parsed.GetValue(of.Runs) ?? 9,
                    Path.GetFullPath(parsed.GetValue(of.Data)!)));
        return command;
    }

    private static Command Readme()
    {
        var check = new Option<bool>("--check") { Description = "Only say whether the table is up to date." };
        var command = new Command("readme", "puts the figures of 'reading' that docs/performance.md names into its table") { check };
        command.SetAction(parsed => ReadmeCommand.Run(parsed.GetValue(check)));
        return command;
    }

    private static Command WholeJob(string name, string summary, JobOptions usual, Func<JobOptions, int> run)
    {
        var of = new Arguments();
        var command = new Command(name, summary);
        foreach (Option option in of.OfJob())
            command.Options.Add(option);
        command.SetAction(parsed => run(of.Job(parsed, usual)));
        return command;
    }

    private static Command Coordination()
    {
        var of = new Arguments();
        var dataset = new Option<string?>("--dataset") { Description = "A given dataset instead of a generated one.", HelpName = "DIR" };
        var command = new Command("coordination", "analyze --only coordination, and the same as SQL in DuckDB") { dataset };
        foreach (Option option in of.OfJob())
            command.Options.Add(option);
        command.SetAction(
            parsed =>
                CoordinationCommand.Run(of.Job(parsed, new JobOptions { Build = OurBuild.Framework, Runs = 3 }), parsed.GetValue(dataset)));
        return command;
    }

    private static Command Shapes()
    {
        var of = new Arguments();
        var only = new Option<string?>("--only") { Description = "A part of the names of the kinds to measure." };
        var command = new Command("shapes",
            "time against size for kinds of input of which one thing grows; fails where it grows faster than n^1.2") { only, of.Save,
                of.Results };
        command.SetAction(parsed => ShapesCommand.Run(parsed.GetValue(only), of.ResultsOf(parsed)));
        return command;
    }

    private static Command Peer(string name, string summary, Func<PeerOptions, int> run)
    {
        var of = new Arguments();
        var file = new Argument<string>("FILE");
        var folder = new Argument<string>("DIR");
        var kind = new Option<InputKind?>("--input-kind") { Description = "plain, zip or gz; without it by the name." };
        var command = new Command(name, summary) { file, folder, of.Threads, kind, of.Tweets };
        command.SetAction(parsed =>
        {
            string input = parsed.GetValue(file)!;
            return run(
                new PeerOptions(input, parsed.GetValue(folder)!, parsed.GetValue(of.Threads) ?? Environment.ProcessorCount,
                    parsed.GetValue(kind) ?? InputKinds.OfFile(input), of.AllTweets(parsed)));
        });
        return command;
    }

    private static Command Damage()
    {
        var command = new Command("damage", "what damage costs: records lost, bytes rejected, time");
        command.SetAction(_ => DamageCommand.Run(Console.Out));
        return command;
    }

    private static Command Fuzz()
    {
        Option<int?> minutes = Arguments.Positive("--minutes", "How long.");
        var seed = new Option<int?>("--seed") { Description = "Of an earlier run, to see the same inputs." };
        var command = new Command("fuzz", "hostile inputs until something is wrong; prints the smallest that is") { minutes, seed };
        command.SetAction(parsed => FuzzCommand.Run(parsed.GetValue(minutes) ?? 10, parsed.GetValue(seed) ?? Environment.TickCount));
        return command;
    }

    private static Command Parquet()
    {
        var command = new Command("parquet", "seconds and bytes of writing two tables, without BenchmarkDotNet");
        command.SetAction(_ => ParquetWriting.Print(Console.Out));
        return command;
    }
}
