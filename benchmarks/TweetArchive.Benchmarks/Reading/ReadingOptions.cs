using TweetArchive.Benchmarks.Job;

namespace TweetArchive.Benchmarks.Reading;

/// <summary>What <c>reading</c> is asked to do.</summary>
internal sealed record ReadingOptions
{
    /// <summary>Of the archive; 50,000 are 32 MB.</summary>
    public long Tweets { get; private init; } = 50_000;

    /// <summary>Rounds; in each, every rung is run once.</summary>
    public int Runs { get; private init; } = 15;

    /// <summary>One shape, or null for all.</summary>
    public string? Shape { get; private init; }

    public string Data { get; private init; } = new JobOptions().Data;

    /// <summary>The folder of results, with a folder for each processor in it; null for not to keep any.</summary>
    public string? Results { get; private init; }

    /// <exception cref="ArgumentException">An argument cannot be used; the message says which.</exception>
    public static ReadingOptions Parse(ReadOnlySpan<string> args)
    {
        var options = new ReadingOptions();
        for (int i = 0; i < args.Length; i++)
        {
            if (args[i] == "--save")
            {
                options = options with { Results = Repository.Results() };
                continue;
            }

            string value = i + 1 < args.Length ? args[i + 1] : throw new ArgumentException($"{args[i]} needs a value.");
            options = args[i] switch
            {
                "--tweets" => options with { Tweets = JobOptions.Number(args[i], value) },
                "--runs" => options with { Runs = JobOptions.Number(args[i], value) },
                "--shape" => options with { Shape = value },
                "--results" => options with { Results = Path.GetFullPath(value) },
                "--data" => options with { Data = Path.GetFullPath(value) },
                _ => throw new ArgumentException($"{args[i]} is no option of this command."),
            };
            i++;
        }

        return options;
    }
}
