using System.CommandLine;
using TweetArchive.Targets;

namespace TweetArchive.Cli;

/// <summary>Options that several commands share.</summary>
internal static class Options
{
    public static Option<int> Threads()
    {
        var option = new Option<int>("--threads") { Description = "Workers; the result is the same for any number.", DefaultValueFactory = _ => Environment.ProcessorCount, HelpName = "N" };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && (!int.TryParse(result.Tokens[0].Value, out int value) || value is < 1 or > 256))
                result.AddError($"--threads '{result.Tokens[0].Value}' is not a number from 1 to 256.");
        });
        return option;
    }

    public static Option<string?> Targets() => new("--targets")
    {
        Description = "Your own lexicon: a TSV in the form of data/targets/lexicon.tsv, or a folder with one. Check it with: tweetarchive targets check",
        HelpName = "FILE",
    };

    public static Lexicon LoadLexicon(string? path) => path is null ? Lexicon.LoadShipped() : Lexicon.LoadFrom(path);
}
