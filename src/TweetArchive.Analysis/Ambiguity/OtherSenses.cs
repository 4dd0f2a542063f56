using System.Text;
using TweetArchive.Targets;
using TweetArchive.Targets.Matching;
using TweetArchive.Text;

namespace TweetArchive.Analysis.Ambiguity;

/// <summary>
/// Hand-written texts in which an ambiguous name means something else (data/targets/other_senses.tsv), for senses that archives hardly
/// hold.
/// </summary>
internal static class OtherSenses
{
    private const string Slot = "{}";

    /// <summary>A row for each text, with the first of the context's names that fits its language.</summary>
    public static IEnumerable<SenseRow> Rows(AmbiguousNames names)
    {
        Lexicon lexicon = names.Matcher.Lexicon;
        MatchSession session = names.Matcher.NewSession();
        session.UseEvidence = false;
        var words = new SenseText();
        long number = 0;
        foreach (TsvRow row in Tsv.Rows(ShippedFiles.Table("targets/other_senses.tsv"), "context_id", "language", "text"))
        {
            number--;
            Alias? alias = lexicon.Aliases.FirstOrDefault(a => a.ContextId == row[0] && Fits(a, row[1]));
            int at = row[2].IndexOf(Slot, StringComparison.Ordinal);
            // A user's own lexicon need not have the name.
            if (alias is null || at < 0)
                continue;
            byte[] text = Encoding.UTF8.GetBytes(row[2].Replace(Slot, alias.Text, StringComparison.Ordinal));
            int start = Encoding.UTF8.GetByteCount(row[2].AsSpan(0, at)), target = names.Matcher.TargetOf[alias.Index];
            _ = session.Match(new TweetText { Text = text, Language = Encoding.UTF8.GetBytes(row[1]) });
            string around = words.Read(session, target,
                new SensePlace(start, start + Encoding.UTF8.GetByteCount(alias.Text), InText: true));
            yield return new SenseRow(number, -1, 0, names.GroupOf[target], target, alias.Index, false, SenseOrigin.HandWritten, false,
                row[1], around, text);
        }
    }

    private static bool Fits(Alias alias, string language) =>
        alias.Ambiguity != Targets.Ambiguity.Low && alias.Match is not (MatchKind.Handle or MatchKind.Domain)
        && (alias.Language == "und" || LanguageCode.Of(alias.Language) == LanguageCode.Of(language));
}
