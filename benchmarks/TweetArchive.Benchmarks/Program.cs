using TweetArchive.Benchmarks.Coordination;
using TweetArchive.Benchmarks.Damage;
using TweetArchive.Benchmarks.Formats;
using TweetArchive.Benchmarks.Inflate;
using TweetArchive.Benchmarks.Job;
using TweetArchive.Benchmarks.Micro;
using TweetArchive.Benchmarks.PlainJob;
using TweetArchive.Benchmarks.Reading;

const string Help = """
    Measures TweetArchive against itself and others. Run it from a Release build:
      dotnet run -c Release --project benchmarks/TweetArchive.Benchmarks -- COMMAND

      micro [BenchmarkDotNet options]   the parts, for example: micro --filter '*Parquet*'
      reading                           readers of CSV by turns: ours with every strategy, CsvHelper, Sylvan, DuckDB
        --runs N      rounds (15)
        --tweets N    tweets of the synthetic archive (50000)
        --shape NAME  one kind of file: archive, 'minimal quoting', 'short records', 'long fields' (all)
        --data DIR    where files are kept (a folder in the system's temporary folder)
        --save        also write benchmarks/results/<processor>/reading.csv and reading.md (--results DIR: DIR/<processor>/)
      inflate                           one gzip file from memory: GZipStream and ours
        --runs N      rounds (9)
        --tweets N    tweets of the synthetic archive (50000)
        --data DIR    as above
      formats                           JSON of other collections: Utf8JsonReader, inflating, and our readers (options of inflate)
      readme [--check]                  puts the figures of 'reading' that README.md names into its table
      job                               the whole job here, in DuckDB and in straightforward C#, as processes by turns
        --tweets N    tweets of the synthetic archive (1122936)
        --times N     N times as many (1)
        --runs N      runs of each side (7)
        --threads N   of each side, and no more cores than that (2)
        --input KIND  plain, zip or gz (plain)
        --cold        drop the file from the page cache before each run
        --tweets all  write every tweet in full, not only the tagged ones
        --sides LIST  some of tweetarchive,duckdb,csharp (all)
        --build B     of tweetarchive: native (compiled ahead for this machine; the default), r2r, framework, or a folder
        --data DIR    where archives, builds and outputs are kept (a folder in the system's temporary folder)
        --save        also keep the runs in benchmarks/results/<processor>/job.csv and job.md
        --results DIR keep them in DIR/<processor>/ instead
      scale                             job on the archive and on 5 times the tweets, 3 runs; options as above
      growth                            our job alone on 1, 2, 5 and 10 times the tweets: time, memory, fitted line (--times N for the largest)
      startup                           --help, --version and small runs: by build (--runs N)
      allocation                        bytes allocated for each further tweet, in process (--tweets N: N and 2 N are compared; --threads N)
      aliases                           our job with the shipped lexicon, with none, with 10,000 aliases (--tweets N, --runs N)
      coordination [--dataset DIR]      analyze --only coordination and the same as SQL in DuckDB over a generated or a given dataset (--tweets N, --runs N, --threads N, --data DIR, --build, --save)
      duckdb-job FILE DIR               DuckDB's side alone, with the seconds of each step (--threads N, --tweets all)
      plain-job FILE DIR                the straightforward C# alone, the same (also --input-kind plain, zip or gz)
      damage                            what damage costs: records lost, bytes rejected, time
      fuzz                              hostile inputs until something is wrong; prints the smallest that is
        --minutes N   (10)
        --seed S      of an earlier run, to see the same inputs
      parquet                           seconds and bytes of writing two tables, without BenchmarkDotNet
    """;

try
{
    switch (args)
    {
        case ["micro", .. string[] rest]:
            return MicroCommand.Run(rest);
        case ["reading", .. string[] rest]:
            return ReadingCommand.Run(ReadingOptions.Parse(rest));
        case ["inflate", .. string[] rest]:
            return InflateCommand.Run(InflateOptions.Parse(rest));
        case ["formats", .. string[] rest]:
            return FormatsCommand.Run(InflateOptions.Parse(rest));
        case ["readme"]:
            return ReadmeCommand.Run(check: false);
        case ["readme", "--check"]:
            return ReadmeCommand.Run(check: true);
        case ["job", .. string[] rest]:
            return JobCommand.Run(JobOptions.Parse(rest, new JobOptions()));
        case ["scale", .. string[] rest]:
            return JobCommand.Scale(JobOptions.Parse(rest, new JobOptions().WithTimes(5).WithRuns(3)));
        case ["growth", .. string[] rest]:
            return GrowthCommand.Run(JobOptions.Parse(rest, new JobOptions().WithTimes(10).WithRuns(3)));
        case ["startup", .. string[] rest]:
            return StartupCommand.Run(JobOptions.Parse(rest, new JobOptions()));
        case ["aliases", .. string[] rest]:
            return AliasesCommand.Run(JobOptions.Parse(rest, new JobOptions()));
        case ["allocation", .. string[] rest]:
            return AllocationCommand.Run(JobOptions.Parse(rest, new JobOptions().WithTweets(500_000)));
        case ["coordination", "--dataset", string folder, .. string[] rest]:
            return CoordinationCommand.Run(JobOptions.Parse(rest, new JobOptions().WithBuild(OurBuild.Framework).WithRuns(3)), folder);
        case ["coordination", .. string[] rest]:
            return CoordinationCommand.Run(JobOptions.Parse(rest, new JobOptions().WithBuild(OurBuild.Framework).WithRuns(3)), null);
        case ["duckdb-coordination", string file, string folder, .. string[] rest]:
            return CoordinationSql.Run(PeerOptions.Parse(file, folder, rest));
        case ["duckdb-job", string file, string folder, .. string[] rest]:
            return DuckDbJob.Run(PeerOptions.Parse(file, folder, rest));
        case ["plain-job", string file, string folder, .. string[] rest]:
            return PlainJobCommand.Run(PeerOptions.Parse(file, folder, rest));
        case ["measure", .. { Length: > 0 } command]:
            return Measure.Run(command);
        case ["damage"]:
            return DamageCommand.Run(Console.Out);
        case ["fuzz", .. string[] rest]:
            return FuzzCommand.Run(rest);
        case ["parquet"]:
            ParquetWriting.Print(Console.Out);
            return 0;
        case [] or ["help" or "--help" or "-h"]:
            Console.WriteLine(Help);
            return 0;
        default:
            Console.Error.WriteLine($"'{string.Join(' ', args)}' is no command.{Environment.NewLine}{Help}");
            return 2;
    }
}
catch (ArgumentException e)
{
    Console.Error.WriteLine(e.Message);
    return 2;
}
catch (Exception e) when (e is InvalidOperationException or IOException)
{
    Console.Error.WriteLine(e.Message);
    return 1;
}
