using System.CommandLine;
using System.CommandLine.Completions;
using System.CommandLine.Help;
using System.Text;

namespace TweetArchive.Cli.Help;

/// <summary>A command's help, in lines of at most <paramref name="width"/> characters, except for examples, which are as written.</summary>
internal sealed class HelpPage(int width)
{
    private const int WidestFirstColumn = 28;
    private const int ShortestSentence = 20;

    // What a line of the list of commands has before the sentence.
    private const int CommandColumn = 14;
    private readonly StringBuilder page = new();

    /// <param name="above">The commands that lead to it, the program first.</param>
    public string Of(Command command, IReadOnlyList<Command> above)
    {
        Flow(command.Description ?? "");
        Head("Usage");
        string[] usage =
        [
            .. above.Append(command).Select(c => c is RootCommand ? "tweetarchive" : c.Name),
            .. command.Subcommands.Count > 0 ? ["COMMAND"] : Array.Empty<string>(),
            .. command.Arguments.Select(Usage),
            "[options]",
        ];
        Wrap(string.Join(' ', usage), "  ", "      ");
        if (command.Subcommands.Any(c => !c.Hidden))
            Table("Commands", command.Subcommands.Where(c => !c.Hidden).Select(c => (c.Name, FirstSentence(c.Description ?? ""))));
        if (command.Arguments.Count > 0)
            Table("Arguments", command.Arguments.Select(a => (Usage(a), a.Description ?? "")));
        IEnumerable<Option> options = command.Options.Concat(above.Take(1).SelectMany(root => root.Options.Where(o => o.Recursive)));
        Table("Options", options.Where(o => !o.Hidden).Select(o => (Name(o), Described(o))));
        if (command is RootCommand)
            page.AppendLine().AppendLine("More about each:  tweetarchive COMMAND --help");
        return page.ToString();
    }

    private static string Usage(Argument argument)
    {
        string name = argument.Arity.MaximumNumberOfValues > 1 ? argument.Name + "…" : argument.Name;
        return argument.Arity.MinimumNumberOfValues == 0 ? $"[{name}]" : name;
    }

    private static string Name(Option option)
    {
        string names = string.Join(", ", option.Aliases.Order(StringComparer.Ordinal).Append(option.Name));
        if (option is HelpOption or VersionOption || option.ValueType == typeof(bool))
            return names;
        string value = option.HelpName ?? string.Join('|', option.GetCompletions(CompletionContext.Empty).Select(c => c.Label));
        return $"{names} {(value.Length > 0 ? value : option.Name.TrimStart('-').ToUpperInvariant())}";
    }

    private static string Described(Option option)
    {
        string text = option.Description ?? "";
        if (option.Required)
            text += " (required)";
        else if (option.HasDefaultValue && option.ValueType != typeof(bool) && option.GetDefaultValue() is { } value and not "")
            text += string.Create(System.Globalization.CultureInfo.InvariantCulture, $" [default: {value}]");
        return text;
    }

    /// <summary>What a command does, for a line of the list.</summary>
    private string FirstSentence(string description)
    {
        string first = description.ReplaceLineEndings("\n").Split("\n\n", 2)[0].Replace('\n', ' ');
        string[] ends = [". ", ": ", "; "];
        int[] found = [.. ends.Select(e => first.IndexOf(e, StringComparison.Ordinal)).Where(i => i >= ShortestSentence)];
        string sentence = (found.Length == 0 ? first : first[..found.Min()]).TrimEnd('.');
        int comma = sentence.IndexOf(", ", StringComparison.Ordinal);
        return sentence.Length > width - CommandColumn && comma >= ShortestSentence ? sentence[..comma] : sentence;
    }

    private void Head(string title) => page.AppendLine().Append(title).AppendLine(":");

    private void Table(string title, IEnumerable<(string Name, string Text)> rows)
    {
        (string Name, string Text)[] all = [.. rows];
        if (all.Length == 0)
            return;
        Head(title);
        int first = Math.Min(Math.Min(WidestFirstColumn, width / 3), all.Max(r => r.Name.Length));
        string indent = new(' ', first + 4);
        foreach ((string name, string text) in all)
        {
            bool fits = name.Length <= first;
            if (!fits)
                page.Append("  ").AppendLine(name);
            Wrap(text, fits ? $"  {name.PadRight(first)}  " : indent, indent);
        }
    }

    /// <summary>Paragraphs are filled; indented lines stay as they are.</summary>
    private void Flow(string text)
    {
        var paragraph = new StringBuilder();
        foreach (string line in text.ReplaceLineEndings("\n").Split('\n'))
        {
            if (line.Length > 0 && line[0] != ' ')
            {
                paragraph.Append(paragraph.Length > 0 ? " " : "").Append(line);
                // A heading of what follows, such as "Examples:", has a separate line.
                if (!line.EndsWith(':'))
                    continue;
            }

            End();
            if (line.Length == 0)
                page.AppendLine();
            else if (line[0] == ' ')
                page.AppendLine(line);
        }

        End();

        void End()
        {
            if (paragraph.Length > 0)
                Wrap(paragraph.ToString(), "", "");
            paragraph.Clear();
        }
    }

    private void Wrap(string text, string firstIndent, string indent)
    {
        var line = new StringBuilder(firstIndent);
        int start = firstIndent.Length;
        foreach (string word in text.Split(' '))
        {
            if (line.Length > start && line.Length + 1 + word.Length > width)
            {
                page.AppendLine(line.ToString().TrimEnd());
                line.Clear().Append(indent);
                start = indent.Length;
            }

            line.Append(line.Length > start ? " " : "").Append(word);
        }

        page.AppendLine(line.ToString().TrimEnd());
    }
}
