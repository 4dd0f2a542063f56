using System.Text;
using TweetArchive.Text;

namespace TweetArchive.Targets.Matching;

/// <summary>What matching asks of aliases, as numbers: by <see cref="Alias.Index"/>.</summary>
internal sealed class AliasTable
{
    private readonly Lexicon lexicon;
    private readonly Dictionary<string, int[]> codes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<int>> rules = new(StringComparer.Ordinal);
    private readonly FlatTexts literal;

    // Per alias its languages, as the number of a set: there are few of them.
    private readonly int[] languagesOf;
    private readonly List<int[]> languageSets = [];

    public AliasTable(Lexicon lexicon)
        : this(lexicon, lexicon.Aliases.Count)
    {
        var targets = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int t = 0; t < lexicon.Targets.Count; t++)
            targets[lexicon.Targets[t].Id] = t;
        Array.Fill(NodeOf, -1);
        Array.Fill(OneWord, true);
        Span<byte> buffer = new byte[256];
        var texts = new Utf8Arena(lexicon.Aliases.Count, 16 * lexicon.Aliases.Count);
        var sets = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (Alias alias in lexicon.Aliases)
        {
            int a = alias.Index;
            TargetOf[a] = targets[alias.TargetId];
            ContextOf[a] = Contexts.GetValueOrDefault(alias.ContextId, -1);
            if (!sets.TryGetValue(alias.Language, out languagesOf[a]))
            {
                sets[alias.Language] = languagesOf[a] = languageSets.Count;
                languageSets.Add(CodesOf(alias.Language));
            }

            if (buffer.Length < Encoding.UTF8.GetMaxByteCount(alias.Text.Length))
                buffer = new byte[Encoding.UTF8.GetMaxByteCount(alias.Text.Length)];
            texts.Add(buffer[..Encoding.UTF8.GetBytes(alias.Text, buffer)]);
        }

        literal = new FlatTexts(texts);
        NoteContexts();
    }

    public AliasTable(Lexicon lexicon, FlatReader from)
        : this(lexicon, 0)
    {
        TargetOf = from.Read<int>().Span.ToArray();
        ContextOf = from.Read<int>().Span.ToArray();
        languagesOf = from.Read<int>().Span.ToArray();
        for (int sets = from.ReadNumber(); sets > 0; sets--)
            languageSets.Add(from.Read<int>().Span.ToArray());
        NodeOf = from.Read<int>().Span.ToArray();
        OneWord = from.Read<bool>().Span.ToArray();
        literal = new FlatTexts(from);
        NoteContexts();
    }

    private AliasTable(Lexicon lexicon, int count)
    {
        this.lexicon = lexicon;
        var contexts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (ContextTerm term in lexicon.ContextTerms)
            contexts.TryAdd(term.ContextId, contexts.Count);
        Contexts = contexts;
        for (int r = 0; r < lexicon.Words.Rules.Count; r++)
        {
            if (!rules.TryGetValue(lexicon.Words.Rules[r].Id, out List<int>? of))
                rules[lexicon.Words.Rules[r].Id] = of = [];
            of.Add(r);
        }

        TargetOf = new int[count];
        ContextOf = new int[count];
        languagesOf = new int[count];
        NodeOf = new int[count];
        OneWord = new bool[count];
        UsesContext = new bool[lexicon.Targets.Count, contexts.Count + 1];
    }

    public void Save(FlatWriter to)
    {
        to.Write<int>(TargetOf);
        to.Write<int>(ContextOf);
        to.Write<int>(languagesOf);
        to.Write(languageSets.Count);
        foreach (int[] set in languageSets)
            to.Write<int>(set);
        to.Write<int>(NodeOf);
        to.Write<bool>(OneWord);
        literal.Save(to);
    }

    public int[] TargetOf { get; }

    /// <summary>The context's number, −1 for none.</summary>
    public int[] ContextOf { get; }

    /// <summary>Language codes; empty when the alias is of any language.</summary>
    public int[] LanguagesOf(int alias) => languageSets[languagesOf[alias]];

    /// <summary>The number of the folded text of the alias's first form, −1 when it has none.</summary>
    public int[] NodeOf { get; }

    public bool[] OneWord { get; }

    /// <summary>The alias as its row has it, in UTF-8.</summary>
    public FlatTexts Literal => literal;

    /// <summary>[target, context]: whether any alias of the target names the context.</summary>
    public bool[,] UsesContext { get; }

    /// <summary>The number of each context id.</summary>
    public IReadOnlyDictionary<string, int> Contexts { get; }

    /// <summary>Indexes of the rules with an id, in the order of the file.</summary>
    public IReadOnlyList<int> RulesOf(string id) => rules.TryGetValue(id, out List<int>? of) ? of : [];

    /// <summary>Whether prefixes of Arabic or Hebrew may precede a form of the alias, besides و.</summary>
    public bool TakesPrefixes(int alias)
    {
        Alias of = lexicon.Aliases[alias];
        return !of.IsName || of.Language is "ar" or "he" or "und" || of.Language.Split(',').Any(l => l is "ar" or "he" or "und");
    }

    private void NoteContexts()
    {
        for (int a = 0; a < TargetOf.Length; a++)
        {
            if (ContextOf[a] >= 0)
                UsesContext[TargetOf[a], ContextOf[a]] = true;
        }
    }

    /// <summary>Codes of languages, comma-separated; those that are not known are left out.</summary>
    public int[] CodesOf(string languages)
    {
        lock (codes)
        {
            if (!codes.TryGetValue(languages, out int[]? of))
                codes[languages] = of = [.. languages.Split(',').Select(LanguageCode.Of).Where(code => code != 0)];
            return of;
        }
    }
}
