using TweetArchive.Targets;

namespace TweetArchive.Benchmarks.Job;

/// <summary>
/// What the peers look for, by substring of the lower-cased text: the low and medium aliases that are words, of the lexicon that lists its
/// spellings (the shipped one has twenty thousand words, with which DuckDB takes minutes for what takes it seconds). A handle, an acronym
/// or a domain would be found too often.
/// </summary>
internal static class PeerAliases
{
    public static IReadOnlyList<(string Target, string Alias)> All { get; } =
        [.. Lexicon.LoadFrom(Repository.ListedNames()).Aliases
            .Where(a => a.Ambiguity != Ambiguity.High && a.Match is (MatchKind.Token or MatchKind.TokenStrict or MatchKind.Stem))
            .Select(a => (a.TargetId, Lower(a.Text))).Distinct()];

    /// <summary>Enough to tell whether any is in a text: an alias that holds another is found with it.</summary>
    public static string[] Fewest()
    {
        string[] texts = [.. All.Select(a => a.Alias).Distinct()];
        return [.. texts.Where(t => !texts.Any(o => o.Length < t.Length && t.Contains(o, StringComparison.Ordinal)))];
    }

    /// <summary>As DuckDB's <c>lower</c> does it: the Turkish capital with a dot is an i, which .NET leaves as it is.</summary>
    public static string Lower(string text) => text.ToLowerInvariant().Replace('İ', 'i');
}
