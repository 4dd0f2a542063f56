using System.Text;
using TweetArchive.Report.Content;
using TweetArchive.Report.Dataset;
using TweetArchive.Targets;

namespace TweetArchive.Report.Suggestions;

/// <summary>The names that a dataset was searched for.</summary>
internal static class DatasetLexicon
{
    private const string Columns =
        "target_id\talias\tlanguage\tscript\tkind\tambiguity\tnote\tsource\tmatch\tpolarity\tcontext_id\tevidence\n";

    /// <summary>
    /// The shipped lexicon if it was that; otherwise each form of the table aliases, as a name that nothing makes doubtful: it tells what
    /// belongs to a target already, not what is a mention.
    /// </summary>
    public static Lexicon Of(ReportScope scope)
    {
        if (Lexicon.LoadShipped() is var shipped && shipped.Checksum == scope.Manifest.Lexicon.Sha256)
            return shipped;
        var tsv = new StringBuilder(Columns);
        HashSet<(string, string)> seen = [];
        foreach (TableRows rows in DatasetTable.Open(scope.Folder, "aliases").RowGroups())
        {
            (string?[] target, string?[] kind, string?[] match, object?[] forms) =
                (rows.Texts("target_id"), rows.Texts("kind"), rows.Texts("match"), rows.Cells("forms"));
            for (int i = 0; i < rows.Count; i++)
            {
                // A list of words has no form for a flag.
                foreach (string form in match[i] == "flag" ? [] : forms[i] as List<string> ?? [])
                {
                    if (seen.Add((form, match[i]!)))
                        tsv.AppendJoin('\t', target[i], form, "und", "", kind[i], "low", "", "", match[i], "neutral", "", "").Append('\n');
                }
            }
        }

        return Lexicon.FromRows(Encoding.UTF8.GetBytes(tsv.ToString()));
    }
}
