using System.CommandLine;
using TweetArchive.Targets;
using TweetArchive.Targets.Matching;
using TweetArchive.Targets.Scoring;

namespace TweetArchive.Cli;

/// <summary>tweetarchive targets score</summary>
internal static class TargetsScoreCommand
{
    public static Command Create()
    {
        var files = new Argument<string[]>("FILE")
        {
            Description = "Cases: JSON lines (id, text, lang, must_tag, must_mention, must_not, kind), or a TSV like "
                + "data/targets/matching_cases.tsv.",
            Arity = ArgumentArity.OneOrMore,
        };
        var targets = Options.Targets();
        var targetsGroup = Options.TargetsGroup();
        var command = new Command("score",
            """
            Tests the lexicon on cases: how many are right, how many required tags are made, and how many forbidden
            ones, by kind and by language; then every failure.

            Example:
              tweetarchive targets score data/targets/matching_cases.tsv
            """)
        {
            files, targets, targetsGroup,
        };
        command.SetAction(parsed => ExitCodes.OfRunning(_ =>
        {
            Lexicon lexicon = Options.LoadLexicon(parsed.GetValue(targets));
            AskedTargets asked = TargetChoice.Parse(lexicon, parsed.GetValue(targetsGroup)).Of("");
            TargetMatcher matcher = TargetMatcher.Compile(lexicon);
            foreach (string file in parsed.GetRequiredValue(files))
            {
                if (!File.Exists(file))
                    throw new UsageException($"{file}: no such file of cases.");
                Console.WriteLine(file);
                CaseScore.Write(Console.Out, CaseScore.Score(matcher, ScoredCase.Read(file), asked));
            }

            return ExitCodes.Done;
        }));
        return command;
    }
}
