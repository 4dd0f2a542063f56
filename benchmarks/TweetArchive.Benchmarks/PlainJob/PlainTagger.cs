using System.Text.RegularExpressions;
using TweetArchive.Benchmarks.Job;
using TweetArchive.Targets;

namespace TweetArchive.Benchmarks.PlainJob;

/// <summary>
/// Which aliases stand in a text, by the same rule as DuckDB's side: a substring of the lower-cased text. One search for any of them,
/// then, on the few hits, one for each.
/// </summary>
internal sealed class PlainTagger
{
    private readonly (string Target, string Alias)[] aliases = [.. DuckDbStatements.Aliases(Lexicon.LoadShipped())];
    private readonly Regex any;

    public PlainTagger() =>
        any = new Regex(string.Join('|', aliases.Select(a => Regex.Escape(a.Alias)).Distinct()), RegexOptions.Compiled | RegexOptions.CultureInvariant);

    /// <summary>The aliases found, or null: most tweets mention nobody.</summary>
    public List<(string Target, string Alias)>? Find(string text)
    {
        string lower = text.ToLowerInvariant();
        if (!any.IsMatch(lower))
            return null;
        return [.. aliases.Where(a => lower.Contains(a.Alias, StringComparison.Ordinal))];
    }
}
