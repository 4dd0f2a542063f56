using System.CommandLine;
using System.Globalization;
using TweetArchive.Report.Suggestions;
using TweetArchive.Text;

namespace TweetArchive.Cli;

/// <summary>tweetarchive targets new, export, suggest: a person's own targets.</summary>
internal static class OwnTargetsCommands
{
    private const string Template =
        """
        target_id	alias
        # Two columns, divided by a tab (or a comma): whom you look for, and one spelling a line. Lines that begin with "# " are remarks.
        # @name is a handle, #name a hashtag, name.org a domain; NATO is found only in capitals; all other names are found in any case.
        # Replace these by your own, then: tweetarchive targets check --targets THIS-FILE
        my_organisation	My Organisation
        my_organisation	@my_org
        my_organisation	#MyOrganisation
        my_organisation	my-organisation.org

        """;

    public static Command CreateNew()
    {
        var file = new Argument<string>("FILE") { Description = "The file to write, such as mine.tsv; it must not exist." };
        var command = new Command(
            "new", "Writes a file to start your own targets from: two columns, target and alias, with an example of each form.") { file };
        command.SetAction(parsed => ExitCodes.OfRunning(_ =>
        {
            string path = parsed.GetRequiredValue(file);
            if (Path.Exists(path))
                throw new UsageException($"{path} exists already. Give another name.");
            using (var file = new StreamWriter(path, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write }))
                file.Write(Template.ReplaceLineEndings("\n"));
            Console.Out.WriteLine($"{path} is written. Put your targets into it, then: tweetarchive run INPUT --targets {path}");
            return ExitCodes.Done;
        }));
        return command;
    }

    public static Command CreateExport()
    {
        var folder = new Argument<string>("DIR") { Description = "The folder to write it to; it must be empty or not exist." };
        var command = new Command(
            "export", "Writes the shipped lexicon as files, to change it or to start from: --targets DIR reads them.") { folder };
        command.SetAction(parsed => ExitCodes.OfRunning(_ =>
        {
            string path = parsed.GetRequiredValue(folder);
            if (File.Exists(path) || (Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).Any()))
                throw new UsageException($"{path} is not an empty folder. Give another name.");
            Directory.CreateDirectory(path);
            string[] names = [.. ShippedFiles.Names("targets/")];
            foreach (string name in names)
                File.WriteAllBytes(Path.Combine(path, Path.GetFileName(name)), ShippedFiles.Read(name));
            Console.Out.WriteLine($"{path}: {names.Length} files. Change them, then: tweetarchive targets check --targets {path}");
            return ExitCodes.Done;
        }));
        return command;
    }

    public static Command CreateSuggest()
    {
        var dataset = new Argument<string>("DIR") { Description = "Output folder of a run." };
        var only = new Option<string?>("--dataset") { Description = "Use one dataset of several in the folder.", HelpName = "NAME" };
        var most = new Option<int>("--most") { Description = "Suggestions of each kind.", DefaultValueFactory = _ => 40, HelpName = "N" }
            .Within(1, 1_000_000);
        var targets = Options.Targets();
        var command = new Command("suggest",
            """
            Lists handles, hashtags and names that are frequent in the output of a run and belong to no target, with counts, the alias that
            they are spelt almost like, and a tweet that has them: suggestions for a person to read, as TSV. The targets are those
            that the run searched for, unless --targets gives others. Names are searched for in tweets/, so in what --tweets
            kept, and where a script has capitals; handles, too, in a release that names mentioned accounts by numbers. What was
            left out is reported on stderr: how many there are of each kind, and which of the most frequent belong to a target.

            Examples:
              tweetarchive targets suggest thailand > suggestions.tsv
              tweetarchive targets suggest iran --targets mine.tsv --most 100

            Exit codes: 0 done; 2 no output of a run there; 6 its tables cannot be read; 130 interrupted; 1 anything else.
            """)
        {
            dataset, only, most, targets,
        };
        command.SetAction(parsed => ExitCodes.OfRunning(cancel =>
        {
            Suggestions all = SuggestJob.Find(parsed.GetRequiredValue(dataset), parsed.GetValue(only),
                parsed.GetValue(targets) is { } own ? Options.LoadLexicon(own) : null, parsed.GetValue(most), cancel);
            Console.Out.WriteLine("kind\ttext\ttweets\taccounts\tlike\texample_tweetid\texample");
            foreach (Suggestion one in all.Found)
                Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"{one.Kind}\t{one.Text}\t{one.Tweets}\t{one.Accounts}\t{one.Like}\t{one.ExampleId}\t{one.Example}"));
            WriteChoice(Console.Error, all);
            return ExitCodes.Done;
        }));
        return command;
    }

    /// <summary>What the list is chosen from, and what was left out because a target has it.</summary>
    private static void WriteChoice(TextWriter err, Suggestions all)
    {
        foreach (SuggestedKind kind in all.Kinds)
        {
            string more = kind.LeftOut.Count > 5 ? $" and {Sizes.Number(kind.LeftOut.Count - 5)} more" : "";
            err.WriteLine($"{kind.Kind}s: {Sizes.Number(kind.Listed)} of {Sizes.Number(kind.All)} listed. "
                + (kind.LeftOut.Count == 0 ? "None" : Sizes.Number(kind.LeftOut.Count))
                + $" of the {Sizes.Number(kind.Compared)} most frequent {(kind.LeftOut.Count == 1 ? "belongs" : "belong")} to a target "
                + (kind.LeftOut.Count == 0 ? "already" : $"already and {(kind.LeftOut.Count == 1 ? "is" : "are")} left out: ")
                + string.Join(", ", kind.LeftOut.Take(5)) + more);
        }

        if (all.TweetsInFull != "all")
            err.WriteLine($"note: the dataset was made with --tweets {all.TweetsInFull}, so names and examples are "
                + (all.TweetsInFull == "none" ? "missing" : "of tweets with a mention only; --tweets all has those of the others"));
    }
}
