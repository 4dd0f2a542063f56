using System.Buffers;
using TweetArchive.Text;

namespace TweetArchive.Targets;

/// <summary>How bad a finding is: an error makes an alias useless or wrong, a warning asks for a look.</summary>
public enum FindingSeverity : byte { Error, Warning }

/// <summary>One thing to fix in a lexicon; <paramref name="Line"/> is the 1-based line of <paramref name="File"/>.</summary>
public sealed record LexiconFinding(string File, int Line, FindingSeverity Severity, string Message, string WhatToDo);

/// <summary>Reads a lexicon as a careful colleague would, before it is used on millions of tweets.</summary>
public static class LexiconChecker
{
    // Letters that an alias needs before it can stand alone in any sentence.
    private const int ShortestAlias = 3;

    private static readonly SearchValues<char> regexCharacters = SearchValues.Create("*?|\\^$[]{}");
    private static readonly SearchValues<char> notInDomains = SearchValues.Create(":@? #");

    /// <summary>The findings, lexicon.tsv before context_terms.tsv, each in line order; empty when there is nothing to say.</summary>
    public static IReadOnlyList<LexiconFinding> Check(Lexicon lexicon)
    {
        var findings = new List<LexiconFinding>();
        var contexts = lexicon.ContextTerms.Select(t => t.ContextId).ToHashSet(StringComparer.Ordinal);
        var positive = lexicon.ContextTerms.Where(t => t.Role == ContextRole.Positive).Select(t => t.ContextId)
            .ToHashSet(StringComparer.Ordinal);
        var seen = new Dictionary<(string Folded, MatchKind Match), Alias>();
        foreach (Alias alias in lexicon.Aliases)
        {
            void Error(string message, string todo) =>
                findings.Add(new LexiconFinding(alias.File, alias.Line, FindingSeverity.Error, message, todo));
            void Warn(string message, string todo) =>
                findings.Add(new LexiconFinding(alias.File, alias.Line, FindingSeverity.Warning, message, todo));

            CheckText(alias, Error, Warn);
            CheckContext(alias, contexts, positive, Error, Warn);
            if (alias.IsName || alias.Match == MatchKind.Flag)
                continue;
            (string Folded, MatchKind Match) key = Key(alias);
            if (!seen.TryAdd(key, alias))
            {
                Alias first = seen[key];
                if (first.TargetId != alias.TargetId)
                    Warn($"'{alias.Text}' also names the target '{first.TargetId}' (line {first.Line})",
                        "give it to one target, or make it high with a context_id in both");
                else if (first.Kind == alias.Kind && first.Language == alias.Language && first.Ambiguity == alias.Ambiguity
                    && first.ContextId == alias.ContextId)
                    Warn($"'{alias.Text}' is equal to '{first.Text}' (line {first.Line}) after folding", "remove one of the two");
            }
        }

        CheckTerms(lexicon, findings);
        NamesChecker.Check(lexicon, findings);
        return findings;
    }

    /// <summary>Aliases with equal keys are found at the same places; words count as one kind whatever may follow them.</summary>
    private static (string Folded, MatchKind Match) Key(Alias alias) => alias.Match switch
    {
        MatchKind.CaseSensitiveAcronym => (alias.Text, alias.Match),
        MatchKind.Handle or MatchKind.Domain => (alias.Text.ToLowerInvariant(), alias.Match),
        MatchKind.Hashtag or MatchKind.HashtagPrefix =>
            (Folding.FoldText(alias.Text).Replace(" ", "", StringComparison.Ordinal), alias.Match),
        _ => (Folding.FoldText(alias.Text), MatchKind.Token),
    };

    private static int CountLetters(string folded) =>
        folded.Count(c => (CharacterTables.Class[c] & (CharacterClass.Letter | CharacterClass.Digit)) != 0);

    private static void CheckTerms(Lexicon lexicon, List<LexiconFinding> findings)
    {
        var seen = new Dictionary<(string Context, string Folded), ContextTerm>();
        foreach (ContextTerm term in lexicon.ContextTerms)
        {
            void Warn(string message, string todo) =>
                findings.Add(new LexiconFinding("context_terms.tsv", term.Line, FindingSeverity.Warning, message, todo));

            string folded = Folding.FoldText(term.Term);
            if (CountLetters(folded) == 0)
                findings.Add(new LexiconFinding("context_terms.tsv", term.Line, FindingSeverity.Error,
                    $"'{term.Term}' has no letter or digit", "write a word, or remove the row"));
            if ((term.Term.EndsWith(".*", StringComparison.Ordinal) ? term.Term : term.Term.TrimEnd('*')).AsSpan()
                .ContainsAny(regexCharacters))
                Warn($"'{term.Term}' looks like a regular expression; every character is taken as it is",
                    "write each word on a separate row");
            // A block phrase may be negative context as well.
            if (term.Role != ContextRole.Block && !seen.TryAdd((term.ContextId, folded), term)
                && seen[(term.ContextId, folded)] is var first && first.Role != term.Role)
                Warn($"'{term.Term}' is both positive and negative in '{term.ContextId}' (line {first.Line})", "keep one of the two");
        }
    }

    private static void CheckText(Alias alias, Action<string, string> error, Action<string, string> warn)
    {
        if (alias.Match == MatchKind.Flag)
            return;
        string folded = Folding.FoldText(alias.Text);
        int letters = CountLetters(folded);
        if (letters == 0)
            error($"'{alias.Text}' has no letter or digit", "write a word, or remove the row");
        else if (letters == 1 && !alias.IsName)
            warn($"'{alias.Text}' has one letter: every tweet must then be read in full", "write a longer alias");
        else if (letters < ShortestAlias && !alias.IsName
            && alias.Match is not (MatchKind.CaseSensitiveAcronym or MatchKind.Handle or MatchKind.Domain)
            && !alias.Text.Contains('.', StringComparison.Ordinal))
            warn($"'{alias.Text}' has fewer than {ShortestAlias} letters and may be written in any case", "use match cs_acronym");
        if (alias.Match is not (MatchKind.Handle or MatchKind.Domain) && alias.Text.AsSpan().ContainsAny(regexCharacters))
            warn($"'{alias.Text}' looks like a regular expression; every character is taken as it is",
                "write each spelling on a separate row, or use match stem");
        if (alias.Match == MatchKind.CaseSensitiveAcronym && !alias.Text.Any(c => (CharacterTables.Class[c] & CharacterClass.Upper) != 0))
            warn($"'{alias.Text}' is a cs_acronym without a capital", "write the capitals, or use match token");
        if (alias.Match == MatchKind.Handle
            && !(alias.Text.Length is > 0 and <= 20 && alias.Text.All(c => char.IsAsciiLetterOrDigit(c) || c == '_')))
            error($"'{alias.Text}' cannot be a handle", "write it without @: at most 20 of the characters A-Z a-z 0-9 _");
        if (alias.Match == MatchKind.Domain)
            CheckDomain(alias, error);
        if (alias.Match is MatchKind.Hashtag or MatchKind.HashtagPrefix && alias.Text.AsSpan().ContainsAny(" #"))
            error($"'{alias.Text}' cannot be a hashtag", "write it without # and with _ for a space");
    }

    private static void CheckDomain(Alias alias, Action<string, string> error)
    {
        if (alias.Text.AsSpan().ContainsAny(notInDomains))
            error($"'{alias.Text}' is not a bare domain", "write the domain alone, such as example.org");
        else if (alias.Text.StartsWith("www.", StringComparison.OrdinalIgnoreCase))
            error($"'{alias.Text}' begins with www.", "remove it: every host under the domain is found");
        else if (!alias.Text.Contains('.', StringComparison.Ordinal) || alias.Text[0] == '.' || alias.Text[^1] == '.')
            error($"'{alias.Text}' is not a domain", "write name and ending, such as example.org");
    }

    private static void CheckContext(
        Alias alias, HashSet<string> contexts, HashSet<string> positive, Action<string, string> error, Action<string, string> warn)
    {
        if (alias.ContextId.Length > 0 && !contexts.Contains(alias.ContextId))
            error($"the context '{alias.ContextId}' of '{alias.Text}' is not in context_terms.tsv",
                "add its terms there, or correct the id");
        else if (alias.Ambiguity == Ambiguity.High && alias.ContextId.Length == 0 && !alias.IsName)
            warn($"'{alias.Text}' is high without a context_id: it can only ever be a candidate", "name a context, or lower the ambiguity");
        else if (alias.Ambiguity == Ambiguity.High && alias.ContextId.Length > 0 && !positive.Contains(alias.ContextId))
            warn($"the context '{alias.ContextId}' of '{alias.Text}' has no positive term: it can only ever be a candidate",
                "add positive terms to context_terms.tsv");
    }
}
