using System.Globalization;

namespace TweetArchive.Benchmarks.Job;

/// <summary>What <c>job</c> and <c>scale</c> are asked to do.</summary>
internal sealed record JobOptions
{
    /// <summary>As many as the first Iranian archive has.</summary>
    public long Tweets { get; private init; } = 1_122_936;

    public int Runs { get; private init; } = 7;

    /// <summary>Also run on this many times the tweets; 1 for not.</summary>
    public int Times { get; private init; } = 1;

    public int Threads { get; private init; } = 2;

    /// <summary>Where synthetic archives are kept from run to run.</summary>
    public string Data { get; private init; } = Path.Combine(Path.GetTempPath(), "tweetarchive-benchmarks");

    /// <summary>The command to measure, if not the one built from this source.</summary>
    public string? Command { get; private init; }

    public bool Save { get; private init; }

    /// <exception cref="ArgumentException">An argument cannot be used; the message says which.</exception>
    public static JobOptions Parse(ReadOnlySpan<string> args, JobOptions options)
    {
        for (int i = 0; i < args.Length; i++)
        {
            if (args[i] == "--save")
            {
                options = options with { Save = true };
                continue;
            }

            string value = i + 1 < args.Length ? args[i + 1] : throw new ArgumentException($"{args[i]} needs a value.");
            options = args[i] switch
            {
                "--tweets" => options with { Tweets = Number(args[i], value) },
                "--runs" => options with { Runs = Number(args[i], value) },
                "--times" => options with { Times = Number(args[i], value) },
                "--threads" => options with { Threads = Number(args[i], value) },
                "--data" => options with { Data = Path.GetFullPath(value) },
                "--command" => options with { Command = Path.GetFullPath(value) },
                _ => throw new ArgumentException($"{args[i]} is no option of this command."),
            };
            i++;
        }

        return options;
    }

    /// <summary>For <c>scale</c>.</summary>
    public JobOptions FiveTimes() => this with { Times = 5, Runs = 3 };

    internal static int Number(string name, string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number > 0
            ? number
            : throw new ArgumentException($"{name} {text}: give a whole number above 0.");
}
