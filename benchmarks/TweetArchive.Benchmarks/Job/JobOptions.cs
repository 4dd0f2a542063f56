using System.Globalization;

namespace TweetArchive.Benchmarks.Job;

/// <summary>What <c>job</c> and the other commands that run the whole job are asked to do.</summary>
internal sealed record JobOptions
{
    /// <summary>As many as the first Iranian archive has.</summary>
    public long Tweets { get; private init; } = 1_122_936;

    public int Runs { get; private init; } = 7;

    /// <summary>On this many times the tweets; for <c>growth</c> the largest multiple.</summary>
    public int Times { get; private init; } = 1;

    /// <summary>Of every side; where the machine has more cores, every side is held to as many.</summary>
    public int Threads { get; private init; } = Math.Min(2, Environment.ProcessorCount);

    public InputKind Input { get; private init; }

    /// <summary>Drop the input from the page cache before each run.</summary>
    public bool Cold { get; private init; }

    /// <summary>Write every tweet in full, not only the tagged ones.</summary>
    public bool AllTweets { get; private init; }

    public IReadOnlyList<JobSide> Sides { get; private init; } = JobSide.All;

    /// <summary>Where synthetic archives are kept from run to run.</summary>
    public string Data { get; private init; } = Path.Combine(Path.GetTempPath(), "tweetarchive-benchmarks");

    /// <summary>The build of tweetarchive to measure, a word of <see cref="OurBuild"/> or a folder.</summary>
    public string Build { get; private init; } = OurBuild.Native;

    /// <summary>The folder of results, with a folder for each processor in it; null for not to keep any.</summary>
    public string? Results { get; private init; }

    /// <exception cref="ArgumentException">An argument cannot be used; the message says which.</exception>
    public static JobOptions Parse(ReadOnlySpan<string> args, JobOptions options)
    {
        for (int i = 0; i < args.Length; i++)
        {
            if (args[i] is "--save" or "--cold")
            {
                options = args[i] == "--save" ? options with { Results = Repository.Results() } : options with { Cold = true };
                continue;
            }

            string value = i + 1 < args.Length ? args[i + 1] : throw new ArgumentException($"{args[i]} needs a value.");
            options = args[i] switch
            {
                "--tweets" when AllOrTagged(value) is { } all => options with { AllTweets = all },
                "--tweets" => options with { Tweets = Number(args[i], value) },
                "--runs" => options with { Runs = Number(args[i], value) },
                "--times" => options with { Times = Number(args[i], value) },
                "--threads" => options with { Threads = Number(args[i], value) },
                "--input" => options with { Input = InputKinds.Parse(args[i], value) },
                "--sides" => options with { Sides = JobSide.Parse(value) },
                "--data" => options with { Data = Path.GetFullPath(value) },
                "--build" => options with { Build = value },
                "--results" => options with { Results = Path.GetFullPath(value) },
                _ => throw new ArgumentException($"{args[i]} is no option of this command."),
            };
            i++;
        }

        return options;
    }

    public JobOptions WithRuns(int runs) => this with { Runs = runs };

    public JobOptions WithTweets(long tweets) => this with { Tweets = tweets };

    public JobOptions WithBuild(string build) => this with { Build = build };

    public JobOptions WithTimes(int times) => this with { Times = times };

    /// <summary>--tweets says how many the archive has, or which of them are written in full; null for the former.</summary>
    internal static bool? AllOrTagged(string text) => text switch
    {
        "all" => true,
        "tagged" => false,
        _ => null,
    };

    internal static int Number(string name, string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number > 0
            ? number
            : throw new ArgumentException($"{name} {text}: give a whole number above 0.");
}
