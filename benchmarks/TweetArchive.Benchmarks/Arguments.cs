using System.CommandLine;
using System.CommandLine.Parsing;
using TweetArchive.Benchmarks.Job;

namespace TweetArchive.Benchmarks;

/// <summary>The options that several commands share. Each command has its own defaults, so what was not given is null here.</summary>
internal sealed class Arguments
{
    public Option<int?> Runs { get; } = Positive("--runs", "Rounds; in each, everything is run once, by turns.");

    public Option<int?> Number { get; } = Positive("--tweets", "Tweets of the synthetic archive.");

    public Option<string[]> Tweets { get; } = new("--tweets")
    {
        Description = "A number: tweets of the synthetic archive. all or tagged: which of them are written in full.",
        HelpName = "N|all|tagged",
    };

    public Option<int?> Times { get; } = Positive("--times", "So many times the tweets; for growth the largest multiple.");

    public Option<int?> Threads { get; } = Positive("--threads", "Of every side, and no more cores than that.");

    public Option<InputKind> Input { get; } = new("--input") { Description = "How the archive is packed: plain, zip or gz." };

    public Option<bool> Cold { get; } = new("--cold") { Description = "Drop the file from the page cache before each run." };

    public Option<string[]> Sides { get; } = new("--sides")
    {
        Description = "Some of tweetarchive,tweetarchive-all-names,duckdb,clickhouse,csharp.",
        HelpName = "LIST",
        CustomParser = r => [.. r.Tokens.SelectMany(t => t.Value.Split(','))],
    };

    public Option<string?> Build { get; } = new("--build")
    {
        Description = "Of tweetarchive: native (compiled ahead for this machine), framework, or a folder.",
    };

    public Option<string> Data { get; } = new("--data")
    {
        Description = "Where archives, builds and outputs are kept.",
        HelpName = "DIR",
        DefaultValueFactory = _ => new JobOptions().Data,
    };

    public Option<bool> Save { get; } = new("--save") { Description = "Also keep the results in benchmarks/results/<processor>/." };

    public Option<string?> Results { get; } = new("--results") { Description = "Keep the results in DIR/<processor>/.", HelpName = "DIR" };

    /// <summary>A number above 0.</summary>
    public static Option<int?> Positive(string name, string description)
    {
        var option = new Option<int?>(name) { Description = description, HelpName = "N" };
        option.Validators.Add(RefuseBelowOne);
        return option;
    }

    /// <summary>The folder of results; null for not to keep any.</summary>
    public string? ResultsOf(ParseResult parsed) =>
        parsed.GetValue(Results) is { } given ? Path.GetFullPath(given) : parsed.GetValue(Save) ? Repository.Results() : null;

    /// <summary>Every tweet is written in full, not only the tagged ones.</summary>
    public bool AllTweets(ParseResult parsed) => (parsed.GetValue(Tweets) ?? []).LastOrDefault(t => t is "all" or "tagged") == "all";

    /// <summary>What the commands that run the whole job are asked to do.</summary>
    /// <exception cref="ArgumentException">An argument cannot be used.</exception>
    public JobOptions Job(ParseResult parsed, JobOptions usual)
    {
        string[] tweets = parsed.GetValue(Tweets) ?? [];
        string[] sides = parsed.GetValue(Sides) ?? [];
        return usual with
        {
            Tweets = tweets.Where(t => t is not ("all" or "tagged")).Select(Count).LastOrDefault(usual.Tweets),
            AllTweets = AllTweets(parsed),
            Runs = parsed.GetValue(Runs) ?? usual.Runs,
            Times = parsed.GetValue(Times) ?? usual.Times,
            Threads = parsed.GetValue(Threads) ?? usual.Threads,
            Input = parsed.GetValue(Input),
            Cold = parsed.GetValue(Cold),
            Sides = sides.Length == 0 ? usual.Sides : JobSide.Parse(sides),
            Build = parsed.GetValue(Build) ?? usual.Build,
            Data = Path.GetFullPath(parsed.GetValue(Data)!),
            Results = ResultsOf(parsed),
        };
    }

    /// <summary>The options of those commands.</summary>
    public Option[] OfJob() => [Tweets, Times, Runs, Threads, Input, Cold, Sides, Build, Data, Save, Results];

    private static long Count(string text) =>
        int.TryParse(text, out int number) && number > 0 ? number
            : throw new ArgumentException($"--tweets {text}: give a whole number above 0, all or tagged.");

    private static void RefuseBelowOne(OptionResult result)
    {
        if (result.GetValueOrDefault<int?>() is < 1)
            result.AddError($"{result.Option.Name}: give a whole number above 0.");
    }
}
