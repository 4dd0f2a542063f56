using TweetArchive.Targets;

namespace TweetArchive.Tests.Verify;

/// <summary>
/// The shipped names of three languages. A dataset has a row for each name, and most of a verification's time would be that of this table.
/// </summary>
internal static class SmallLexicon
{
    private static readonly Lazy<Lexicon> Loaded = new(Load);

    public static Lexicon Value => Loaded.Value;

    private static Lexicon Load()
    {
        using var temp = new TempDatasets();
        string names = temp.File("names.tsv");
        File.WriteAllLines(names, File.ReadLines(Path.Combine(Repository.Root, "data", "targets", "names.tsv"))
            .Where((row, n) => n == 0 || row.Split('\t')[1] is "en" or "fa" or "ar"));
        return Lexicon.LoadFrom(names);
    }
}
