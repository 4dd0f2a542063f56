using System.CommandLine;

namespace TweetArchive.Cli.Help;

/// <summary>What somebody may have meant who mistyped a word.</summary>
internal static class NearMiss
{
    /// <summary>" Did you mean: run?", or nothing where no word is near.</summary>
    public static string Suggest(string typed, IEnumerable<string> words)
    {
        string[] near = [.. words.Select(w => (Word: w, Distance: Distance(typed, w)))
            .Where(w => w.Distance <= Math.Max(1, typed.TrimStart('-').Length / 3))
            .OrderBy(w => w.Distance).ThenBy(w => w.Word, StringComparer.Ordinal).Select(w => w.Word).Take(3)];
        return near.Length == 0 ? "" : $" Did you mean: {string.Join(", ", near)}?";
    }

    /// <summary>Why a word that looks like an option is refused.</summary>
    public static string UnknownOption(string typed, Command command) =>
        $"unknown option '{typed}'.{Suggest(typed.Split('=', ':')[0], Options(command).Where(o => !o.Hidden).Select(o => o.Name))}";

    /// <summary>Its own, and those that commands above it hand down.</summary>
    private static IEnumerable<Option> Options(Command command) => command.Options.Concat(
        command.Parents.OfType<Command>().SelectMany(Options).Where(o => o.Recursive));

    /// <summary>Letters to change, add, leave out or exchange with their neighbour.</summary>
    private static int Distance(string a, string b)
    {
        int[,] d = new int[a.Length + 1, b.Length + 1];
        for (int i = 0; i <= a.Length; i++)
        {
            for (int j = 0; j <= b.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    d[i, j] = i + j;
                    continue;
                }

                d[i, j] = Math.Min(Math.Min(d[i - 1, j], d[i, j - 1]) + 1, d[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    d[i, j] = Math.Min(d[i, j], d[i - 2, j - 2] + 1);
            }
        }

        return d[a.Length, b.Length];
    }
}
