using System.CommandLine;
using System.CommandLine.Parsing;
using TweetArchive.Archives;
using TweetArchive.Cli.Help;
using TweetArchive.Collections;
using TweetArchive.Requests;
using TweetArchive.Targets;

namespace TweetArchive.Cli;

/// <summary>Options that several commands share.</summary>
internal static class Options
{
    /// <summary>Files, folders, globs. What looks like an option and is not a file is a mistyped option.</summary>
    public static Argument<string[]> Inputs(string description)
    {
        var argument = new Argument<string[]>("INPUT") { Description = description, Arity = ArgumentArity.OneOrMore };
        argument.Validators.Add(result =>
        {
            foreach (var token in result.Tokens.Where(t => t.Value.StartsWith('-') && t.Value != "-" && !File.Exists(t.Value)))
                result.AddError(NearMiss.UnknownOption(token.Value, ((CommandResult)result.Parent!).Command));
        });
        return argument;
    }

    public static Option<string> OutDir() => new("--out")
    {
        Description = "Folder for the output: tables, report and manifest; must be new or empty.",
        Required = true,
        HelpName = "DIR",
    };

    public static Option<bool> Overwrite() =>
        new("--overwrite") { Description = "Replace the output of an earlier run in --out. Other files there stay." };

    public static Option<bool> Quiet() => new("--quiet") { Description = "Show no progress and no summary." };

    public static Option<bool> Json() => new("--json") { Description = "Print the summary as JSON." };

    public static Option<int> Threads() => new Option<int>("--threads")
    {
        Description = "Workers; the result is the same for any number.",
        DefaultValueFactory = _ => Environment.ProcessorCount,
        HelpName = "N",
    }.Within(1, 256);

    public static Option<string> Progress() => new Option<string>("--progress")
    {
        Description = "How progress is shown on stderr: a bar on a terminal and a line every 30 seconds elsewhere (auto), such lines "
            + "everywhere (plain), or none.",
        DefaultValueFactory = _ => "auto",
    }.AcceptOnlyFromAmong("auto", "plain", "none");

    public static ProgressMode ProgressFrom(ParseResult parsed, Option<string> progress, bool quiet) =>
        quiet ? ProgressMode.None : Enum.Parse<ProgressMode>(parsed.GetRequiredValue(progress), ignoreCase: true);

    public static Option<string?> Memory() => new("--memory")
    {
        Description = "Memory for counting before partial results go to disk (256M, 1G); by default 16M for each thread, at least 32M, "
            + "at most 512M.",
        HelpName = "SIZE",
    };

    /// <exception cref="UsageException">Not a size.</exception>
    public static long MemoryFrom(ParseResult parsed, Option<string?> memory, Option<int> threads) =>
        parsed.GetValue(memory) is { } size ? Sizes.ParseMemory(size) : RunOptions.DefaultMemory(parsed.GetValue(threads));

    public static Option<string?> Targets() => new("--targets")
    {
        Description = "Your own targets: a TSV or CSV with the columns target and alias, a TSV like data/targets/names.tsv or the older "
            + "lexicon.tsv, or a folder with one of these. Check it with: tweetarchive targets check",
        HelpName = "FILE",
    };

    public static Option<string?> TargetsGroup() => new("--targets-group")
    {
        Description = "Which targets to search for: groups such as iran,russia, or all. By default a release is searched for the "
            + "targets documented for operations of the state that it was attributed to; other collections, and any run with --targets, "
            + "for all.",
        HelpName = "NAMES",
    };

    public static Option<bool> Dedupe() => new("--dedupe")
    {
        Description = "Count a tweet that is in several datasets once, in the latest release, so that numbers of tweets can be added up "
            + "over datasets (numbers of accounts never can). Without it each dataset (release) is counted completely, by itself.",
    };

    public static Option<string?> Encoding() => new("--encoding")
    {
        Description = "The encoding of the input's text, such as windows-1256, if it is not UTF-8. UTF-16 is recognised by its mark.",
        HelpName = "NAME",
    };

    public static Option<string?> Columns() => new("--columns")
    {
        Description = "Which columns or properties of the input are the archives' columns: "
            + "tweetid=status_id,tweet_text=text,tweet_time=date. Others keep their names. Write none for one that the "
            + "input lacks or has damaged: tweetid=none where a spreadsheet rounded the ids. day_order=day, or month, says what "
            + "comes first in 3/4/2018. Known collectors need no mapping: "
            + "docs/formats.md.",
        HelpName = "A=B,…",
    };

    /// <exception cref="UsageException">One of them cannot be read.</exception>
    public static ReadAs ReadAsFrom(ParseResult parsed, Option<string?> encoding, Option<string?> columns)
    {
        var said = new ReadAs(parsed.GetValue(encoding), parsed.GetValue(columns));
        try
        {
            TweetInputs.Check(said);
            return said;
        }
        catch (Exception e) when (e is ArchiveException or FormatException)
        {
            throw new UsageException(e.Message);
        }
    }

    public static Lexicon LoadLexicon(string? path)
    {
        if (path is null)
            return Lexicon.LoadShipped();
        var lexicon = Lexicon.LoadFrom(path);
        if (lexicon.Remark is { } remark)
            Console.Error.WriteLine("note: " + remark);
        return lexicon;
    }
}
