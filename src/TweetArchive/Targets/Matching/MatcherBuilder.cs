using System.Runtime.InteropServices;
using System.Text;
using TweetArchive.Text;

namespace TweetArchive.Targets.Matching;

/// <summary>Turns a lexicon into the patterns and tables of a <see cref="TargetMatcher"/>.</summary>
internal sealed partial class MatcherBuilder
{
    // Letters that a hashtag must have before it is compared with a name of several words written together.
    private const int ShortestJoinedName = 6;

    /// <summary>Characters of an acronym that running English may write in small letters, dots among them (u.k.).</summary>
    public const int ShortestSmallAcronym = 4;

    /// <summary>The context of words of government.</summary>
    public const string GeneralContext = "ctx_metonym";

    private readonly Lexicon lexicon;
    private readonly bool indexesNames;
    private readonly Dictionary<(int Target, int Text, string Kind, string Variant), Pattern> known;
    private readonly Dictionary<string, int> texts;
    private readonly Dictionary<string, int[]> codes = new(StringComparer.Ordinal);

    /// <param name="lexicon">A lexicon.</param>
    /// <param name="indexesNames">Whether names go into the index and not into the trie.</param>
    public MatcherBuilder(Lexicon lexicon, bool indexesNames)
    {
        this.lexicon = lexicon;
        this.indexesNames = indexesNames;
        var contexts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (ContextTerm term in lexicon.ContextTerms)
            contexts.TryAdd(term.ContextId, contexts.Count);
        Contexts = contexts;
        int forms = lexicon.Aliases.Sum(alias => alias.Forms.Count);
        known = new(forms);
        texts = new(forms, StringComparer.Ordinal);
        int count = lexicon.Aliases.Count;
        TargetOf = new int[count];
        ContextOf = new int[count];
        NodeOf = new int[count];
        OneWord = new bool[count];
        Literal = new byte[count][];
        LanguagesOf = new int[count][];
        UsesContext = new bool[lexicon.Targets.Count, contexts.Count + 1];
        ContextTargets = new int[contexts.Count][];
        Array.Fill(ContextTargets, []);
        Array.Fill(Flags, -1);
    }

    public PatternTrie Trie { get; } = new();

    public List<Pattern> Patterns { get; } = [];

    public List<(byte[] Key, int Alias)> Hashtags { get; } = [];

    public List<(byte[] Key, int Alias)> Prefixes { get; } = [];

    public List<(byte[] Key, int Alias)> Handles { get; } = [];

    public List<(byte[] Key, int Alias)> Domains { get; } = [];

    public int[] Flags { get; } = new int[26 * 26];

    public int[] TargetOf { get; }

    public int[] ContextOf { get; }

    public int[] NodeOf { get; }

    public bool[] OneWord { get; }

    public byte[][] Literal { get; }

    public int[][] LanguagesOf { get; }

    public bool[,] UsesContext { get; }

    public int[][] ContextTargets { get; }

    public Dictionary<string, int> Contexts { get; }

    public void AddAliases()
    {
        var targets = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int t = 0; t < lexicon.Targets.Count; t++)
            targets[lexicon.Targets[t].Id] = t;
        foreach (Alias alias in lexicon.Aliases)
        {
            int a = alias.Index;
            TargetOf[a] = targets[alias.TargetId];
            ContextOf[a] = Contexts.GetValueOrDefault(alias.ContextId, -1);
            if (ContextOf[a] >= 0)
                UsesContext[TargetOf[a], ContextOf[a]] = true;
            Literal[a] = Encoding.UTF8.GetBytes(alias.Text);
            LanguagesOf[a] = CodesOf(alias.Language);
            OneWord[a] = true;
            NodeOf[a] = -1;
            switch (alias.Match)
            {
                case MatchKind.Hashtag:
                    Hashtags.Add((Join(alias.Text), a));
                    break;
                case MatchKind.HashtagPrefix:
                    Prefixes.Add((Join(alias.Text), a));
                    break;
                case MatchKind.Handle:
                    Handles.Add((Encoding.UTF8.GetBytes(alias.Text.TrimStart('@').ToLowerInvariant()), a));
                    break;
                case MatchKind.Domain:
                    Domains.Add((Encoding.UTF8.GetBytes(alias.Text.Split('/')[0].ToLowerInvariant()), a));
                    break;
                case MatchKind.Flag:
                    AddFlag(alias);
                    break;
                default:
                    AddForms(alias);
                    break;
            }
        }
    }

    public void AddTerms()
    {
        var mentions = new Dictionary<int, List<int>>();
        for (int t = 0; t < lexicon.ContextTerms.Count; t++)
        {
            ContextTerm term = lexicon.ContextTerms[t];
            int context = Contexts[term.ContextId];
            if (term.Term.StartsWith("target:", StringComparison.Ordinal))
            {
                for (int target = 0; target < lexicon.Targets.Count; target++)
                {
                    if (lexicon.Targets[target].Id == term.Term["target:".Length..])
                        (CollectionsMarshal.GetValueRefOrAddDefault(mentions, context, out _) ??= []).Add(target);
                }

                continue;
            }

            PatternRole role = term.Role switch
            {
                ContextRole.Positive => PatternRole.PositiveTerm,
                ContextRole.Negative => PatternRole.NegativeTerm,
                _ => PatternRole.Block,
            };
            // Words of government are many and short, and other words in other languages.
            int[] languages = term.ContextId == GeneralContext ? CodesOf(term.Language) : [];
            Add(new Pattern { Role = role, Folded = Starred(term.Term), Term = t, Context = context, Languages = languages });
        }

        foreach ((int context, List<int> targets) in mentions)
            ContextTargets[context] = [.. targets];
    }

    public void AddRules()
    {
        for (int r = 0; r < lexicon.Words.Rules.Count; r++)
        {
            SenseRule rule = lexicon.Words.Rules[r];
            if (rule.Test is not (SenseTest.Phrase or SenseTest.Text))
                continue;
            foreach (string value in rule.Values)
            {
                byte[] folded = Starred(value);
                if (folded.Length > 0)
                    Add(new Pattern
                    {
                        Role = rule.Test == SenseTest.Phrase ? PatternRole.Phrase : PatternRole.TextWord,
                        Folded = folded,
                        Rule = r,
                    });
            }
        }
    }

    public void AddLongerWords()
    {
        foreach (LexiconWordList list in lexicon.Words.Classes.Where(list => list.Key is "stage" or "thing"))
        {
            PatternRole role = list.Key == "stage" ? PatternRole.StageWord : PatternRole.ThingWord;
            foreach (string word in list.Words)
                Add(new Pattern { Role = role, Folded = Starred(word) });
        }

        foreach (Homograph word in lexicon.Words.Homographs)
        {
            if (word.Kind == "longer")
                Add(new Pattern { Role = PatternRole.LongerWord, Folded = Starred(word.Form), Languages = LanguagesOfLonger(word) });
        }
    }

    /// <summary>
    /// A rule holds for every name of the target that folds to the same letters: a sense cannot be let in by another language's row.
    /// </summary>
    public void Finish()
    {
        var ids = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        for (int r = 0; r < lexicon.Words.Rules.Count; r++)
            (CollectionsMarshal.GetValueRefOrAddDefault(ids, lexicon.Words.Rules[r].Id, out _) ??= []).Add(r);
        var rules = new Dictionary<(int Target, int Node), SortedSet<int>>();
        foreach (Pattern pattern in Patterns.Where(p => p.Role == PatternRole.Alias))
        {
            foreach (int a in pattern.Aliases)
            {
                foreach (string id in lexicon.Aliases[a].Rules)
                {
                    if (ids.TryGetValue(id, out List<int>? own))
                        (CollectionsMarshal.GetValueRefOrAddDefault(rules, (TargetOf[a], pattern.Node), out _) ??= []).UnionWith(own);
                }
            }
        }

        foreach (Pattern pattern in Patterns.Where(p => p.Role == PatternRole.Alias))
        {
            if (rules.TryGetValue((TargetOf[pattern.Aliases[0]], pattern.Node), out SortedSet<int>? all))
                pattern.SenseRules = [.. all];
            if (pattern.Aliases.Length == 1)
                pattern.Languages = LanguagesOf[pattern.Aliases[0]];
            else if (Array.TrueForAll(pattern.Aliases, a => LanguagesOf[a].Length > 0))
                pattern.Languages = [.. pattern.Aliases.SelectMany(a => LanguagesOf[a]).Distinct()];
        }
    }

    /// <summary>
    /// A phrase in letters that have case is rare enough to mean the same in every text; a word, or Arabic letters, are of one language.
    /// </summary>
    private static int[] LanguagesOfLonger(Homograph word)
    {
        string fold = Folding.FoldText(word.Form);
        bool hasCase = fold.Length > 0 && (CharacterTables.Class[fold[0]] & CharacterClass.Lower) != 0;
        return hasCase && fold.Contains(' ', StringComparison.Ordinal)
            ? []
            : LanguageCode.Of(word.Language) is > 0 and int code ? [code] : [];
    }

    internal static byte[] Join(string alias)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(alias.TrimStart('#'));
        byte[] joined = new byte[3 * bytes.Length];
        return joined[..Folding.FoldHashtag(bytes, joined)];
    }

    /// <summary>A term folded, with <see cref="PatternTrie.Star"/> for the rest of a word.</summary>
    internal static byte[] Starred(string term)
    {
        string[] parts = term.Split('*');
        string folded = string.Join((char)PatternTrie.Star, parts.Select((part, i) =>
        {
            string fold = Folding.FoldText(part);
            // A space beside a star parts words.
            return i > 0 && part.StartsWith(' ') && fold.Length > 0 ? " " + fold : fold;
        }));
        return Encoding.UTF8.GetBytes(folded);
    }

    private int[] CodesOf(string languages)
    {
        if (!codes.TryGetValue(languages, out int[]? of))
            codes[languages] = of = [.. languages.Split(',').Select(LanguageCode.Of).Where(code => code != 0)];
        return of;
    }
}
