using System.Buffers;
using System.CommandLine;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using TweetArchive.Archives;
using TweetArchive.Jobs;
using TweetArchive.Targets;
using TweetArchive.Targets.Explain;
using TweetArchive.Targets.Matching;
using TweetArchive.Text;

namespace TweetArchive.Cli;

/// <summary>tweetarchive targets list, check, explain, score, new, export, suggest</summary>
internal static class TargetsCommand
{
    public static Command Create() =>
        new("targets", "The lexicon: whom the program looks for, by which names, and why a text is tagged or not.")
    {
        CreateList(), CreateCheck(), CreateExplain(), CreateCompile(), TargetsScoreCommand.Create(), OwnTargetsCommands.CreateNew(),
            OwnTargetsCommands.CreateExport(), OwnTargetsCommands.CreateSuggest(),
    };

    private static Command CreateList()
    {
        var target = new Argument<string?>("TARGET") { Description = "Show this target's aliases.", Arity = ArgumentArity.ZeroOrOne };
        var targets = Options.Targets();
        var command = new Command("list", "Lists the targets, or the aliases of one.") { target, targets };
        command.SetAction(parsed => ExitCodes.OfRunning(_ =>
        {
            Lexicon lexicon = Options.LoadLexicon(parsed.GetValue(targets));
            if (parsed.GetValue(target) is not { } id)
            {
                Console.WriteLine("target_id\taliases\tgroup\ttype\tname");
                foreach (Target t in lexicon.Targets)
                    Console.WriteLine($"{t.Id}\t{lexicon.Aliases.Count(a => a.TargetId == t.Id)}\t{t.Group}\t{t.Type}\t{t.DisplayName}");
                return ExitCodes.Done;
            }

            if (!lexicon.Targets.Any(t => t.Id == id))
                throw new UsageException($"'{id}' is not a target. See them all with: tweetarchive targets list");
            Console.WriteLine("alias\tlanguage\tkind\tmatch\tambiguity\tpolarity\tcontext_id\tevidence");
            foreach (Alias a in lexicon.Aliases.Where(a => a.TargetId == id))
                Console.WriteLine($"{a.Text}\t{a.Language}\t{a.Kind}\t{a.Match.Word()}\t{a.Ambiguity.ToString().ToLowerInvariant()}\t"
                    + $"{a.Polarity}\t{a.ContextId}\t{a.Evidence}");
            return ExitCodes.Done;
        }));
        return command;
    }

    private static Command CreateCheck()
    {
        var targets = Options.Targets();
        var command = new Command("check", "Checks a lexicon, line by line: aliases listed twice, too short, with unknown contexts. "
            + "Exit code 2 if it cannot be used.") { targets };
        command.SetAction(parsed => ExitCodes.OfRunning(_ =>
        {
            Lexicon lexicon = Options.LoadLexicon(parsed.GetValue(targets));
            IReadOnlyList<LexiconFinding> findings = LexiconChecker.Check(lexicon);
            foreach (LexiconFinding finding in findings)
                Console.WriteLine($"{finding.File} line {finding.Line}: {finding.Severity.ToString().ToLowerInvariant()}: "
                    + $"{finding.Message}; {finding.WhatToDo}");
            int errors = findings.Count(f => f.Severity == FindingSeverity.Error);
            // A user's list is read with the shipped targets, which it need not name.
            int named = lexicon.Aliases.Select(a => a.TargetId).Distinct(StringComparer.Ordinal).Count();
            Console.WriteLine($"{Counted.Of(lexicon.Aliases.Count, "alias", "aliases")} of {Counted.Of(named, "target")}: "
                + $"{Counted.Of(errors, "error")}, {Counted.Of(findings.Count - errors, "warning")}");
            return errors > 0 ? ExitCodes.Usage : ExitCodes.Done;
        }));
        return command;
    }

    private static Command CreateCompile()
    {
        var file = new Argument<string>("FILE") { Description = "The file to write." };
        var command = new Command("compile",
            "Compiles the shipped lexicon: a step of the build. The program reads targets.bin from its own folder and starts sooner; "
            + "without the file its results are the same.") { file };
        command.SetAction(parsed => ExitCodes.OfRunning(_ =>
        {
            CompileLexiconJob.Run(parsed.GetRequiredValue(file));
            return ExitCodes.Done;
        }));
        return command;
    }

    private static Command CreateExplain()
    {
        var text = new Argument<string>("TEXT") { Description = "The text of a tweet; - reads one text from each line of stdin." };
        var language = new Option<string>("--language")
        {
            Description = "The tweet_language, such as fa. Without it the language is unknown.",
            DefaultValueFactory = _ => "",
            HelpName = "LANG",
        };
        var json = new Option<bool>("--json") { Description = "One JSON object a line: text, mentions." };
        var targets = Options.Targets();
        var targetsGroup = Options.TargetsGroup();
        var command = new Command("explain",
            """
            Shows why a text is, or is not, tagged: what was folded, what matched, which rule decided.

            Examples:
              tweetarchive targets explain "Camp Ashraf residents attacked"
              tweetarchive targets explain - --json --language fa < texts.txt
            """)
        {
            text, language, json, targets, targetsGroup,
        };
        command.SetAction(parsed => ExitCodes.OfRunning(cancel =>
        {
            Lexicon lexicon = Options.LoadLexicon(parsed.GetValue(targets));
            AskedTargets asked = TargetChoice.Parse(lexicon, parsed.GetValue(targetsGroup)).Of("");
            var explainer = new TargetExplainer(TargetMatcher.Compile(lexicon));
            using Stream to = Console.OpenStandardOutput();
            string argument = parsed.GetRequiredValue(text);
            IEnumerable<string> texts = argument == "-" ? Lines(StandardHandles.Input()) : [argument];
            foreach (string one in texts)
            {
                cancel.ThrowIfCancellationRequested();
                ExplainResult result = explainer.Explain(one, parsed.GetValue(language) ?? "").Asked(asked);
                if (parsed.GetValue(json))
                    WriteJson(to, result);
                else
                    result.WriteText(Console.Out);
            }

            return ExitCodes.Done;
        }));
        return command;
    }

    private static IEnumerable<string> Lines(Stream input)
    {
        using var reader = new StreamReader(input, new UTF8Encoding(false));
        while (reader.ReadLine() is { } line)
            yield return line;
    }

    private static void WriteJson(Stream to, ExplainResult result)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            result.WriteJson(json);
        to.Write(buffer.WrittenSpan);
        to.Write("\n"u8);
    }
}
