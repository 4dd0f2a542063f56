using System.Globalization;
using TweetArchive.Benchmarks.Damage;
using TweetArchive.Benchmarks.Inflate;
using TweetArchive.Benchmarks.Job;
using TweetArchive.Benchmarks.Micro;
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
        --save        also write benchmarks/results/<processor>/reading.csv and reading.md
      inflate                           one gzip file from memory: GZipStream, ours on one thread, ours on several
        --runs N      rounds (9)
        --tweets N    tweets of the synthetic archive (50000)
        --threads N   of the parallel way (2)
        --data DIR    as above
      readme [--check]                  puts the figures of 'reading' that README.md names into its table
      job                               the whole job and the same job in DuckDB, as processes by turns
        --tweets N    tweets of the synthetic archive (1122936)
        --runs N      runs of each side (7)
        --times N     also on N times the tweets, with peak memory side by side
        --threads N   of each side (2)
        --data DIR    where archives and outputs are kept (a folder in the system's temporary folder)
        --command DLL another build of tweetarchive.dll
        --save        also write benchmarks/results/<processor>/job-<date>.md
      scale                             job --times 5 --runs 3; options as above
      growth                            our job alone on 1, 2, 5 and 10 times the tweets: time, memory, fitted line (--times N for the largest)
      duckdb-job FILE DIR               DuckDB's side alone, with the seconds of each step (--threads N)
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
        case ["readme"]:
            return ReadmeCommand.Run(check: false);
        case ["readme", "--check"]:
            return ReadmeCommand.Run(check: true);
        case ["job", .. string[] rest]:
            return JobCommand.Run(JobOptions.Parse(rest, new JobOptions()));
        case ["scale", .. string[] rest]:
            return JobCommand.Run(JobOptions.Parse(rest, new JobOptions().FiveTimes()));
        case ["growth", .. string[] rest]:
            return GrowthCommand.Run(JobOptions.Parse(rest, new JobOptions().TenTimes()));
        case ["duckdb-job", string file, string folder]:
            return DuckDbJob.Run(file, folder, Environment.ProcessorCount, printTimes: true);
        case ["duckdb-job", string file, string folder, "--threads", string threads]:
            return DuckDbJob.Run(file, folder, int.Parse(threads, CultureInfo.InvariantCulture), printTimes: true);
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
