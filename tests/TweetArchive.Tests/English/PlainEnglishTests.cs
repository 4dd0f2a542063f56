using Xunit;

namespace TweetArchive.Tests.English;

/// <summary>
/// README, docs, the pages next to data, help, messages and comments are in plain English, and the comments of tests: none has a phrase of
/// <see cref="AvoidedPhrases"/>. The help of every command is in docs/commands.md, which CommandsPageTests keep equal to what the
/// program prints.
/// </summary>
public sealed class PlainEnglishTests
{
    public static TheoryData<string, bool, string> Written => new()
    {
        { "The tweets beside\nit.", false, "1: 'beside'" },
        { "It is no table.", false, "1: 'is no t'" },
        { "int behind; /// <summary>It goes\n    /// on.</summary>", true, "1: 'goes on'" },
        { "var a = 1;\nSay(\"It stands \"\n    + $\"{there}.\");", true, "2: 'stands'" },
        { "Say(\"\"\"\n    First.\n    A file of its own.\n    \"\"\");", true, "3: 'file of its own'" },
        { "say(`${n} rows lie there`); // '", true, "1: 'lie'" },
    };

    public static TheoryData<string, bool> PlainlyWritten => new()
    {
        { "The tweets behind every number stand out; there is no table, and it is no longer kept.", false },
        { "var behind = beside ? stands : lies; // after it", true },
        { "var quote = '\"'; var behind = '\"';", true },
        { "if (a) { b(\"x\"); } else c(\"y\");", true },
    };

    [Fact]
    public void Pages_are_in_plain_English()
    {
        string[] pages = [
            .. new[] { "README.md", "CHANGELOG.md", "notebooks/README.md", "benchmarks/README.md" }.Select(Of),
            .. Directory.EnumerateFiles(Of("data"), "*.md", SearchOption.AllDirectories),
            .. Directory.EnumerateFiles(Of("docs"), "*.md"),
            .. Sources("*.md"),
            .. Sources("*.html")];
        Assert.True(pages.Length > 20);
        AssertNone(pages, isCode: false);
    }

    [Fact]
    public void Messages_help_and_comments_are_in_plain_English()
    {
        string[] files = [.. Sources("*.cs"), .. Sources("*.js").Where(f => !f.EndsWith(".min.js", StringComparison.Ordinal))];
        Assert.True(files.Length > 400);
        AssertNone(files, isCode: true);
    }

    [Fact]
    public void Comments_of_tests_and_benchmarks_are_in_plain_English()
    {
        string[] files = [
            .. new[] { "tests", "benchmarks" }.SelectMany(f => Directory.EnumerateFiles(Of(f), "*.cs", SearchOption.AllDirectories))
                .Where(f => !f.Contains($"{Path.DirectorySeparatorChar}English{Path.DirectorySeparatorChar}", StringComparison.Ordinal))];
        Assert.True(files.Length > 250);
        AssertNone(files, isCode: true, comments: true);
        Assert.Empty(Prose.Find("Say(\"It stands.\");", isCode: true, comments: true));
        Assert.Single(Prose.Find("Say(\"It stands.\"); // behind it", isCode: true, comments: true));
    }

    [Theory]
    [MemberData(nameof(Written))]
    public void A_phrase_is_found_where_it_is(string source, bool isCode, string expected) =>
        Assert.StartsWith(expected, Assert.Single(Prose.Find(source, isCode)), StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(PlainlyWritten))]
    public void Good_English_and_names_in_code_are_left_alone(string source, bool isCode) => Assert.Empty(Prose.Find(source, isCode));

    private static void AssertNone(IEnumerable<string> files, bool isCode, bool comments = false)
    {
        string[] found = [
            .. files.AsParallel().AsOrdered().SelectMany(file =>
                Prose.Find(File.ReadAllText(file), isCode, comments)
                    .Select(place => $"{Path.GetRelativePath(Repository.Root, file)}:{place}"))];
        Assert.True(found.Length == 0, $"{found.Length} phrases to avoid:\n{string.Join('\n', found)}");
    }

    private static string Of(string path) => Path.Combine(Repository.Root, path);

    private static IEnumerable<string> Sources(string pattern)
    {
        string separator = Path.DirectorySeparatorChar.ToString();
        return Directory.EnumerateFiles(Of("src"), pattern, SearchOption.AllDirectories).Where(file =>
            !file.Contains($"{separator}obj{separator}", StringComparison.Ordinal)
                && !file.Contains($"{separator}bin{separator}", StringComparison.Ordinal));
    }
}
