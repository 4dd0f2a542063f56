using System.CommandLine;
using System.Globalization;
using TweetArchive.Report.Coding;
using TweetArchive.Text;

namespace TweetArchive.Cli;

/// <summary>tweetarchive sample</summary>
internal static class SampleCommand
{
    public static Command Create()
    {
        var dataset = new Argument<string>(
            "DIR")
        { Description = "Output folder of a run; made with --tweets all, if missed mentions are to be estimated." };
        var outFile = new Option<string>("--out")
        { Description = "The page to write.", HelpName = "FILE", DefaultValueFactory = _ => "coding.html" };
        var only = new Option<string?>("--dataset") { Description = "Sample one dataset of several in the folder.", HelpName = "NAME" };
        var target = new Option<string[]>("--target")
        {
            Description = "Sample the tweets of this target; can be given several times. All targets if not given.",
            HelpName = "TARGET",
        };
        var width = Numbers.Share(
            "--width", "The widest 95% interval that you accept for the share of true mentions, for each dataset, target and decision "
                + "(0.1: ten points).", 0.2);
        var expected = Numbers.Share("--expected",
            "The share of true mentions that you expect; 0.5 gives the width for every share, 0.9 needs fewer tweets.", 0.5);
        var untagged = new Option<int>("--untagged")
        {
            Description = "Tweets without a tag or candidate, for each dataset, to be read for missed mentions; 0 for none.",
            HelpName = "N",
            DefaultValueFactory = _ => 200,
        }.Within(0, 1_000_000);
        var seed = new Option<long>("--seed")
        { Description = "Another seed draws other tweets.", HelpName = "N", DefaultValueFactory = _ => 1 }
            .Within(long.MinValue, long.MaxValue);
        var targets = Options.Targets();
        var command = new Command("sample",
            """
            Draws tweets for people to read, to check the counts. They are drawn at random, by target, decision, rule and
            language, and shown in one page that asks: does the tweet mention the target? The page works offline and by
            keyboard, keeps the answers in the browser and saves them as a TSV file. From that file, `tweetarchive
            evaluate DIR --labels FILE` estimates, with 95% intervals, how many of the tagged tweets are true mentions
            and how many mentions were missed.

            Examples:
              tweetarchive sample iran --target mek --out coding.html
              tweetarchive sample iran --target mek --target ashraf --width 0.1 --untagged 1000 --seed 7 --out coding.html

            Exit codes: 0 done; 2 no output of a run there, or an option that cannot be used; 6 its tables cannot be read;
            130 interrupted; 1 anything else.
            """)
        {
            dataset, outFile, only, target, width, expected, untagged, seed, targets,
        };
        command.SetAction(parsed => ExitCodes.OfRunning(cancel =>
        {
            SampleResult result = SampleJob.Write(new SampleOptions
            {
                Dataset = parsed.GetRequiredValue(dataset),
                Out = parsed.GetRequiredValue(outFile),
                Only = parsed.GetValue(only),
                Targets = parsed.GetValue(target) ?? [],
                Width = parsed.GetValue(width),
                Expected = parsed.GetValue(expected),
                Untagged = parsed.GetValue(untagged),
                Seed = parsed.GetValue(seed),
                Lexicon = Options.LoadLexicon(parsed.GetValue(targets)),
            }, cancel);
            foreach (string note in result.Notes)
                Console.Error.WriteLine("note: " + note);
            Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{result.Path}: {Counted.Of(result.Tagged, "tagged tweet")}, {Counted.Of(result.Candidates, "candidate")}, "
                    + $"{Counted.Of(result.Untagged, "untagged tweet")}, of "
                    + $"{Counted.Of(result.Strata, "stratum", "strata")}, seed {parsed.GetValue(seed)}; "
                    + $"about {Time(result.Tagged + result.Candidates + result.Untagged)} of reading"));
            return ExitCodes.Done;
        }));
        return command;
    }

    /// <summary>At seven seconds a tweet.</summary>
    private static string Time(int tweets) => tweets < 500
        ? string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(tweets * 7 / 60.0):0} minutes")
        : string.Create(CultureInfo.InvariantCulture, $"{tweets * 7 / 3600.0:0.0} hours");
}
