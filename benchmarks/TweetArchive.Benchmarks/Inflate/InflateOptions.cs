using TweetArchive.Benchmarks.Job;

namespace TweetArchive.Benchmarks.Inflate;

/// <summary>What <c>inflate</c> and <c>formats</c> are asked to do.</summary>
internal sealed record InflateOptions
{
    /// <summary>Of the archive that is packed; 50,000 are 32 MB.</summary>
    public long Tweets { get; private init; } = 50_000;

    /// <summary>Rounds; in each, every way is run once.</summary>
    public int Runs { get; private init; } = 9;

    public string Data { get; private init; } = new JobOptions().Data;

    /// <exception cref="ArgumentException">An argument cannot be used; the message says which.</exception>
    public static InflateOptions Parse(ReadOnlySpan<string> args)
    {
        var options = new InflateOptions();
        for (int i = 0; i < args.Length; i += 2)
        {
            string value = i + 1 < args.Length ? args[i + 1] : throw new ArgumentException($"{args[i]} needs a value.");
            options = args[i] switch
            {
                "--tweets" => options with { Tweets = JobOptions.Number(args[i], value) },
                "--runs" => options with { Runs = JobOptions.Number(args[i], value) },
                "--data" => options with { Data = Path.GetFullPath(value) },
                _ => throw new ArgumentException($"{args[i]} is no option of this command."),
            };
        }

        return options;
    }
}
