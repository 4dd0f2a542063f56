using System.Text;
using TweetArchive.Text;

namespace TweetArchive.Targets.Matching;

// A form as the rules see it.
internal sealed partial class PatternTable
{
    private Pattern Make(int number)
    {
        Form form = forms[number];
        if (form.Role == PatternRole.Alias)
        {
            // A rule holds for every name of the target that folds to the same letters: a sense cannot be let in by another language's row.
            // So those with the same text are made together.
            var rules = new Dictionary<int, SortedSet<int>>();
            for (int same = lastOfText[form.Text]; same >= 0; same = forms[same].SameText)
                AddRules(forms[same], rules);
            for (int same = lastOfText[form.Text]; same >= 0; same = forms[same].SameText)
            {
                if (forms[same].Role == PatternRole.Alias)
                    Keep(same, MakeName(forms[same], rules));
            }
        }
        else
            Keep(number, MakeOther(form));

        return made[number]!;
    }

    /// <summary>Two workers may make the same; the first one's is used by both.</summary>
    private void Keep(int number, Pattern pattern) => Interlocked.CompareExchange(ref made[number], pattern, null);

    private void AddRules(in Form form, Dictionary<int, SortedSet<int>> rules)
    {
        for (int u = form.FirstUse; u >= 0; u = uses[u].Next)
        {
            int alias = uses[u].Alias;
            foreach (string id in lexicon.Aliases[alias].Rules)
            {
                int target = aliases.TargetOf[alias];
                if (!rules.TryGetValue(target, out SortedSet<int>? of))
                    rules[target] = of = [];
                of.UnionWith(aliases.RulesOf(id));
            }
        }
    }

    private Pattern MakeName(in Form form, Dictionary<int, SortedSet<int>> rules)
    {
        byte[] folded = texts[form.Text].ToArray();
        CharacterClass first = CharacterTables.ClassOf(CodePoints.Decode(folded, 0, out _));
        var own = new List<int>();
        var spelled = new List<string>();
        bool isCitation = form.Variant == FormVariant.Dotted, takesPrefixes = false;
        for (int u = form.FirstUse; u >= 0; u = uses[u].Next)
        {
            Use use = uses[u];
            Alias of = lexicon.Aliases[use.Alias];
            if (!own.Contains(use.Alias))
                own.Add(use.Alias);
            isCitation |= use.Form == 0;
            takesPrefixes |= aliases.TakesPrefixes(use.Alias);
            if (use.IsItself && of.IsName && (first & CharacterClass.Latin) != 0 && !spelled.Contains(of.Forms[use.Form]))
                spelled.Add(of.Forms[use.Form]);
        }

        Alias alias = lexicon.Aliases[own[0]];
        bool isAcronym = alias.Match == MatchKind.CaseSensitiveAcronym;
        return new Pattern
        {
            Role = PatternRole.Alias,
            Folded = folded,
            Node = form.Text,
            Aliases = [.. own],
            Match = alias.Match,
            Ending = alias.Ending,
            PersianSuffixes = HasPersianSuffixes(alias, first),
            ContractedArticle = form.Variant == FormVariant.Contracted,
            Exact = isAcronym ? Pattern.CaseKey(alias.Forms[uses[form.FirstUse].Form]) : [],
            Dotted = form.Variant == FormVariant.Dotted,
            MayBeSmall = isAcronym && alias.IsName && form.Variant == FormVariant.AsSpelled
                && Encoding.UTF8.GetCharCount(folded) >= MatcherBuilder.ShortestSmallAcronym,
            TakesPrefixes = takesPrefixes,
            IsCitation = isCitation,
            Spelled = [.. spelled],
            SenseRules = rules.TryGetValue(aliases.TargetOf[alias.Index], out SortedSet<int>? all) ? [.. all] : [],
            Languages = own.Count == 1 ? aliases.LanguagesOf(own[0])
                : own.TrueForAll(a => aliases.LanguagesOf(a).Length > 0) ? [.. own.SelectMany(a => aliases.LanguagesOf(a)).Distinct()] : [],
        };
    }

    private Pattern MakeOther(in Form form)
    {
        byte[] folded = texts[form.Text].ToArray();
        switch (form.Role)
        {
            case PatternRole.PositiveTerm or PatternRole.NegativeTerm or PatternRole.Block:
                ContextTerm term = lexicon.ContextTerms[form.Of];
                return new Pattern
                {
                    Role = form.Role,
                    Folded = folded,
                    Node = form.Text,
                    Term = form.Of,
                    Context = aliases.Contexts[term.ContextId],
                    // Words of government are many and short, and other words in other languages.
                    Languages = term.ContextId == MatcherBuilder.GeneralContext ? aliases.CodesOf(term.Language) : [],
                };
            case PatternRole.Phrase or PatternRole.TextWord:
                return new Pattern { Role = form.Role, Folded = folded, Node = form.Text, Rule = form.Of };
            case PatternRole.LongerWord:
                return new Pattern
                {
                    Role = form.Role,
                    Folded = folded,
                    Node = form.Text,
                    Languages = LanguagesOfLonger(lexicon.Words.Homographs[form.Of], folded),
                };
            default:
                return new Pattern { Role = form.Role, Folded = folded, Node = form.Text };
        }
    }

    /// <summary>Whether Persian plural, yeh and agent endings may follow a form of which this is the first letter.</summary>
    private static bool HasPersianSuffixes(Alias alias, CharacterClass first)
        => (first & CharacterClass.Arabic) != 0 && alias.Match == MatchKind.Token && alias.Language is "fa" or "und" or "ur";

    /// <summary>
    /// A phrase in letters that have case is rare enough to mean the same in every text; a word, or Arabic letters, are of one language.
    /// </summary>
    private static int[] LanguagesOfLonger(Homograph word, ReadOnlySpan<byte> folded)
    {
        bool hasCase = (CharacterTables.ClassOf(CodePoints.Decode(folded, 0, out _)) & CharacterClass.Lower) != 0;
        return hasCase && folded.Contains((byte)' ') ? [] : LanguageCode.Of(word.Language) is > 0 and int code ? [code] : [];
    }
}
