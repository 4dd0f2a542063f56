using System.CommandLine;
using System.Globalization;
using TweetArchive.Synth;
using TweetArchive.Text;

namespace TweetArchive.Cli;

/// <summary>tweetarchive synth</summary>
internal static class SynthCommand
{
    public static Command Create()
    {
        var tweets = new Option<long>("--tweets") { Description = "How many.", Required = true, HelpName = "N" }
            .Within(1, 100_000_000_000);
        var outFile = new Option<string>("--out")
        {
            Description = "The archive, .csv or .zip; the truth file (.truth.json) and the users file are written next to it.",
            Required = true,
            HelpName = "FILE",
        };
        var seed = new Option<ulong>("--seed")
        { Description = "The same seed gives the same bytes.", DefaultValueFactory = _ => 1, HelpName = "S" }.Within(0, ulong.MaxValue);
        var variant = new Option<string>("--variant") { Description = "Order of the columns: A, B or C.", DefaultValueFactory = _ => "A" };
        var dialect = new Option<string>("--dialect")
        {
            Description = $"How cells are written: {string.Join(", ", SynthNames.Dialects)}.",
            DefaultValueFactory = _ => SynthNames.Dialects[0],
            HelpName = "NAME",
        };
        var quoting = new Option<string>("--quoting")
        {
            Description = "all: every field in quotes, as released; minimal: only where needed.",
            DefaultValueFactory = _ => "all"
        }.AcceptOnlyFromAmong("all", "minimal");
        var accounts = new Option<int?>("--accounts")
        { Description = "Accounts with tweets; by default in proportion to the set of October 2018.", HelpName = "N" }
            .Within(1, int.MaxValue);
        Option<double> rate = Numbers.ShareOrAll("--mention-rate", "Share of tweets that mention a target.", 0.02);
        var from = Day("--from", "First day.", "2012-01-01");
        var to = Day("--to", "Last day.", "2018-08-26");
        var noUsers = new Option<bool>("--no-users") { Description = "No users file." };
        var plant = new Option<string?>("--plant")
        {
            Description = "Stories for analyses to find, comma-separated: copies, groups, spikes, bursts, lookalikes, senses, languages, "
                + "or all. Their tweets are added to the others; FILE.planted.json lists them.",
            HelpName = "STORIES",
        };
        var overwrite = new Option<bool>("--overwrite") { Description = "Replace files of these names." };
        var command = new Command("synth",
            """
            Writes a synthetic archive in the form of a released one, and next to it a truth file with the figures that
            a run must find in it. Every person and account in it is invented.

            Examples:
              tweetarchive synth --tweets 100000 --seed 7 --out demo_tweets_csv_hashed.zip
              tweetarchive synth --tweets 100000 --plant all --out planted_tweets_csv_hashed.csv
              tweetarchive synth --tweets 5000 --variant C --dialect thailand202009 --out demo_tweets_csv_hashed.csv
            """)
        {
            tweets, outFile, seed, variant, dialect, quoting, accounts, rate, from, to, plant, noUsers, overwrite,
        };
        command.SetAction(parsed => ExitCodes.OfRunning(cancel =>
        {
            SynthResult result = SynthArchive.Write(new SynthOptions
            {
                Tweets = parsed.GetRequiredValue(tweets),
                OutPath = parsed.GetRequiredValue(outFile),
                Seed = parsed.GetValue(seed),
                Variant = SynthNames.ParseVariant(parsed.GetRequiredValue(variant)),
                Dialect = SynthNames.ParseDialect(parsed.GetRequiredValue(dialect)),
                Quoting = Enum.Parse<QuotingStyle>(parsed.GetRequiredValue(quoting), ignoreCase: true),
                Accounts = parsed.GetValue(accounts),
                MentionRate = parsed.GetValue(rate),
                From = ParseDay("--from", parsed.GetRequiredValue(from)),
                To = ParseDay("--to", parsed.GetRequiredValue(to)),
                Stories = SynthNames.ParseStories(parsed.GetValue(plant)),
                UsersFile = !parsed.GetValue(noUsers),
                Overwrite = parsed.GetValue(overwrite),
            }, null, cancel);
            Console.WriteLine($"{result.TweetsPath}: {Counted.Of(result.Tweets, "tweet")} of {Counted.Of(result.Accounts, "account")}, "
                + $"{Sizes.Show(result.CsvBytes)} of CSV; {Sizes.Number(result.TaggedTweets)} mention a target");
            if (result.UsersPath is not null)
                Console.WriteLine(
                    string.Create(CultureInfo.InvariantCulture, $"{result.UsersPath}: {Counted.Of(result.UsersFileAccounts, "account")}"));
            Console.WriteLine($"{result.TruthPath}: what a run must find");
            return ExitCodes.Done;
        }));
        return command;
    }

    private static Option<string> Day(string name, string description, string otherwise) =>
        new(name) { Description = description, DefaultValueFactory = _ => otherwise, HelpName = "YYYY-MM-DD" };

    private static DateOnly ParseDay(string name, string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day)
            ? day
            : throw new UsageException($"{name} '{text}' is not a day. Write 2018-08-26.");
}
