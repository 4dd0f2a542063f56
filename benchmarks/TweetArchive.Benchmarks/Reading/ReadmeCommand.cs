using TweetArchive.Benchmarks.Job;

namespace TweetArchive.Benchmarks.Reading;

/// <summary>
/// <c>readme</c>: puts the table of the committed figures into docs/performance.md, between a line that names their file and a line that
/// ends the table. <c>readme --check</c> only tells whether it is there already.
/// </summary>
internal static class ReadmeCommand
{
    private const string Begin = "<!-- figures of ";
    private const string End = "<!-- end of figures -->";

    public static int Run(bool check)
    {
        string root = Repository.Root();
        string path = Path.Combine(root, "docs", "performance.md");
        string text = File.ReadAllText(path);
        int begin = text.IndexOf(Begin, StringComparison.Ordinal);
        int end = text.IndexOf(End, StringComparison.Ordinal);
        if (begin < 0 || end < begin)
            throw new ArgumentException($"{path}: no '{Begin}FILE -->' with an '{End}' after it.");
        int table = text.IndexOf('\n', begin) + 1;
        string file = text[(begin + Begin.Length)..text.IndexOf(" -->", begin, StringComparison.Ordinal)];
        string fresh = string.Concat(text.AsSpan(0, table), ReadingReport.ForReadme(ReadingFigure.Load(Path.Combine(root, file))),
            text.AsSpan(end));
        if (fresh == text)
            return 0;
        if (check)
        {
            Console.Error.WriteLine($"docs/performance.md does not show the figures of {file}. Run 'readme' without --check.");
            return 1;
        }

        File.WriteAllText(path, fresh);
        return 0;
    }
}
