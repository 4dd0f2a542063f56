using System.Text;
using TweetArchive.Targets.Evidence;
using TweetArchive.Text;

namespace TweetArchive.Targets.Matching;

/// <summary>A compiled lexicon: immutable, shared by all workers. docs/matching.md tells how it works.</summary>
public sealed class TargetMatcher
{
    // Letters that a hashtag must have before it is compared with a name of several words written together.
    private const int ShortestJoinedName = 6;

    private readonly List<Pattern> patterns = [];

    private TargetMatcher(Lexicon lexicon)
    {
        Lexicon = lexicon;
        var contexts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (ContextTerm term in lexicon.ContextTerms)
            contexts.TryAdd(term.ContextId, contexts.Count);

        var targets = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int t = 0; t < lexicon.Targets.Count; t++)
            targets[lexicon.Targets[t].Id] = t;

        int count = lexicon.Aliases.Count;
        TargetOf = new int[count];
        ContextOf = new int[count];
        NodeOf = new int[count];
        OneWord = new bool[count];
        Literal = new byte[count][];
        UsesContext = new bool[lexicon.Targets.Count, contexts.Count + 1];
        var hashtags = new List<(byte[], int)>();
        var prefixes = new List<(byte[], int)>();
        var handles = new List<(byte[], int)>();
        var domains = new List<(byte[], int)>();
        var folded = new byte[count][];
        foreach (Alias alias in lexicon.Aliases)
        {
            int a = alias.Index;
            TargetOf[a] = targets[alias.TargetId];
            ContextOf[a] = contexts.GetValueOrDefault(alias.ContextId, -1);
            if (ContextOf[a] >= 0)
                UsesContext[TargetOf[a], ContextOf[a]] = true;
            Literal[a] = Encoding.UTF8.GetBytes(alias.Text);
            string fold = Folding.FoldText(alias.Text);
            folded[a] = Encoding.UTF8.GetBytes(fold);
            OneWord[a] = !fold.Contains(' ', StringComparison.Ordinal);
            switch (alias.Match)
            {
                case MatchKind.Hashtag:
                    hashtags.Add((Join(alias.Text), a));
                    break;
                case MatchKind.HashtagPrefix:
                    prefixes.Add((Join(alias.Text), a));
                    break;
                case MatchKind.Handle:
                    handles.Add((Encoding.UTF8.GetBytes(alias.Text.TrimStart('@').ToLowerInvariant()), a));
                    break;
                case MatchKind.Domain:
                    domains.Add((Encoding.UTF8.GetBytes(alias.Text.ToLowerInvariant()), a));
                    break;
                default:
                    AddAlias(alias, fold);
                    byte[] joined = Join(alias.Text);
                    if (!OneWord[a] && Encoding.UTF8.GetCharCount(joined) >= ShortestJoinedName)
                        hashtags.Add((joined, a));
                    break;
            }
        }

        for (int t = 0; t < lexicon.ContextTerms.Count; t++)
            AddTerm(t, lexicon.ContextTerms[t], contexts);
        for (int a = 0; a < count; a++)
            NodeOf[a] = Trie.Find(folded[a]);

        var accountIds = new List<(byte[], int)>();
        Handles = new ByteIndex(handles);
        foreach (HandleId id in lexicon.HandleIds)
        {
            foreach (int a in Handles.Find(Encoding.UTF8.GetBytes(id.Handle.ToLowerInvariant())))
                accountIds.Add((Encoding.UTF8.GetBytes(id.UserId), a));
        }

        AccountIds = new ByteIndex(accountIds);
        Domains = new ByteIndex(domains);
        Hashtags = new ByteIndex(hashtags);
        HashtagPrefixes = new ByteIndex(prefixes.Where(p => p.Item1.Length > 0));
        PrefixLengths = [.. prefixes.Select(p => p.Item1.Length).Where(n => n > 0).Distinct().Order()];
        Patterns = [.. patterns];
        Evidence = new EvidenceFilter(lexicon);
    }

    public Lexicon Lexicon { get; }

    internal PatternTrie Trie { get; } = new();

    internal Pattern[] Patterns { get; }

    internal ByteIndex Hashtags { get; }

    internal ByteIndex HashtagPrefixes { get; }

    internal int[] PrefixLengths { get; }

    internal ByteIndex Handles { get; }

    internal ByteIndex AccountIds { get; }

    internal ByteIndex Domains { get; }

    internal EvidenceFilter Evidence { get; }

    // Per alias: target and context numbers, the trie node of its folded text, whether it is one word, its bytes.
    internal int[] TargetOf { get; }

    internal int[] ContextOf { get; }

    internal int[] NodeOf { get; }

    internal bool[] OneWord { get; }

    internal byte[][] Literal { get; }

    /// <summary>[target, context]: whether any alias of the target names the context.</summary>
    internal bool[,] UsesContext { get; }

    public static TargetMatcher Compile(Lexicon lexicon) => new(lexicon);

    /// <summary>The buffers of one worker; not for two threads.</summary>
    public MatchSession NewSession() => new(this);

    /// <summary>
    /// Whether a hit inside a longer hit of another target counts as well: the Israeli army is also a mention of Israel (same group,
    /// another type of target), while Maryam Rajavi is not a mention of "a Rajavi not specified" (same group and type), nor the
    /// Voice of America one of the United States (another group).
    /// </summary>
    internal bool CountsInside(int inner, int outer)
    {
        Target a = Lexicon.Targets[inner], b = Lexicon.Targets[outer];
        return inner != outer && a.Group == b.Group && a.Type != b.Type;
    }

    private static byte[] Join(string alias)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(alias.TrimStart('#'));
        byte[] joined = new byte[3 * bytes.Length];
        return joined[..Folding.FoldHashtag(bytes, joined)];
    }

    private void AddAlias(Alias alias, string fold)
    {
        if (fold.Length == 0)
            return;
        bool arabic = (CharacterTables.Class[fold[0]] & CharacterClass.Arabic) != 0;
        bool suffixes = arabic && alias.Match == MatchKind.Token && alias.Language is "fa" or "und" or "ur";
        bool acronym = alias.Match == MatchKind.CaseSensitiveAcronym;
        int[] exact = acronym ? Pattern.CaseKey(alias.Text) : [];
        Add(fold);
        if (arabic && fold.StartsWith("ال", StringComparison.Ordinal) && fold.Length > 4)
            Add("لل" + fold[2..], contracted: true);
        // M.E.K. and M.E.K, as acronyms were written and still are.
        if (acronym && fold.Length > 1 && fold.All(char.IsLetter))
        {
            string dotted = string.Join('.', fold.ToCharArray());
            Add(dotted, dotted: true);
            Add(dotted + ".", dotted: true);
        }

        void Add(string text, bool contracted = false, bool dotted = false) => AddPattern(new Pattern
        {
            Role = PatternRole.Alias,
            Folded = Encoding.UTF8.GetBytes(text),
            Alias = alias.Index,
            Match = alias.Match,
            PersianSuffixes = suffixes,
            ContractedArticle = contracted,
            Exact = exact,
            Dotted = dotted,
        });
    }

    private void AddTerm(int index, ContextTerm term, Dictionary<string, int> contexts)
    {
        string fold = Folding.FoldText(term.Term);
        if (fold.Length == 0)
            return;
        AddPattern(new Pattern
        {
            Role = term.Role switch
            {
                ContextRole.Positive => PatternRole.PositiveTerm,
                ContextRole.Negative => PatternRole.NegativeTerm,
                _ => PatternRole.Block,
            },
            Folded = Encoding.UTF8.GetBytes(fold),
            Term = index,
            Context = contexts[term.ContextId],
        });
    }

    private void AddPattern(Pattern pattern)
    {
        pattern.Node = Trie.Add(pattern.Folded, patterns.Count);
        patterns.Add(pattern);
    }
}
