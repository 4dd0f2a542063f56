using TweetArchive.Text;

namespace TweetArchive.Targets;

/// <summary>What is checked of names.tsv and its rules: that everything named exists, and that no sure form is an ordinary word.</summary>
internal static class NamesChecker
{
    public static void Check(Lexicon lexicon, List<LexiconFinding> findings)
    {
        var contexts = lexicon.ContextTerms.Select(term => term.ContextId).ToHashSet(StringComparer.Ordinal);
        var targets = lexicon.Targets.Select(target => target.Id).ToHashSet(StringComparer.Ordinal);
        foreach (Target target in lexicon.Targets.Where(target => target.CountsFor.Length > 0 && !targets.Contains(target.CountsFor)))
            findings.Add(new LexiconFinding("targets.tsv", 0, FindingSeverity.Error,
                $"'{target.Id}' counts for '{target.CountsFor}', which is not a target", "correct the id"));
        foreach (SenseRule rule in lexicon.Words.Rules.Where(rule => rule.ContextId.Length > 0 && !contexts.Contains(rule.ContextId)))
            findings.Add(new LexiconFinding("rules.tsv", rule.Line, FindingSeverity.Error,
                $"the context '{rule.ContextId}' of the rule '{rule.Id}' has no terms", "add its terms, or correct the id"));
        var rules = lexicon.Words.Rules.Select(rule => rule.Id).Append("gate").ToHashSet(StringComparer.Ordinal);
        var functionWords =
            lexicon.Words.FunctionWords.SelectMany(list => list.Words).Select(Folding.FoldText).ToHashSet(StringComparer.Ordinal);
        foreach (Alias alias in lexicon.Aliases.Where(alias => alias.IsName))
        {
            foreach (string rule in alias.Rules.Where(rule => !rules.Contains(rule)))
                findings.Add(new LexiconFinding(alias.File, alias.Line, FindingSeverity.Error,
                    $"the rule '{rule}' of '{alias.Text}' is not in rules.tsv", "add it there, or correct the id"));
            if (alias.Ambiguity != Ambiguity.Low || alias.Match == MatchKind.CaseSensitiveAcronym || alias.Rules.Count > 0)
                continue;
            foreach (string form in alias.Forms.Where(form => functionWords.Contains(Folding.FoldText(form))))
                findings.Add(new LexiconFinding(alias.File, alias.Line, FindingSeverity.Warning,
                    $"'{form}', a form of '{alias.Text}', is a small word of a language", "make the name high with a context"));
        }
    }
}
