using System.Text.RegularExpressions;
using Xunit;

namespace TweetArchive.Tests.Architecture;

/// <summary>
/// Lines of code are short enough to be read next to each other; raw string literals, such as SQL, are as long as they are.
/// </summary>
public partial class LineLengthTests
{
    private const int Longest = 140;

    [Fact]
    public void No_line_is_longer_than_140_characters()
    {
        string[] folders = ["src", "tests", "benchmarks"];
        string[] wrong = [
            .. folders.SelectMany(f => Directory.EnumerateFiles(Path.Combine(Repository.Root, f), "*.cs", SearchOption.AllDirectories))
                .Where(f => !f.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
                .SelectMany(f => TooLong(File.ReadAllText(f)).Select(n => $"{Path.GetRelativePath(Repository.Root, f)}:{n}"))
                .Order(StringComparer.Ordinal)];
        Assert.True(wrong.Length == 0, $"{wrong.Length} lines have more than {Longest} characters: {string.Join(", ", wrong.Take(20))}");
    }

    [Fact]
    public void Lines_of_raw_strings_do_not_count()
    {
        string longest = new('x', Longest + 1);
        Assert.Equal([1, 6], TooLong($"{longest}\nvar a = \"\"\"\n{longest}\n\"\"\" + $\"\"\"{longest}\"\"\";\n{longest[1..]}\n{longest}"));
    }

    /// <summary>Numbers of the lines.</summary>
    private static IEnumerable<int> TooLong(string source)
    {
        string[] lines = source.Split('\n');
        string? open = null;
        for (int i = 0; i < lines.Length; i++)
        {
            bool raw = open is not null;
            foreach (Match quotes in RawQuotes().Matches(lines[i]))
            {
                raw = true;
                open = open is null ? quotes.Value : quotes.Value.StartsWith(open, StringComparison.Ordinal) ? null : open;
            }

            if (!raw && lines[i].TrimEnd('\r').Length > Longest)
                yield return i + 1;
        }
    }

    [GeneratedRegex("\"{3,}")]
    private static partial Regex RawQuotes();
}
