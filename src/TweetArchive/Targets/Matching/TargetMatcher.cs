using System.Runtime.CompilerServices;
using TweetArchive.Text;

namespace TweetArchive.Targets.Matching;

/// <summary>A compiled lexicon: immutable, shared by all workers. docs/matching.md tells how it works.</summary>
public sealed class TargetMatcher
{
    private TargetMatcher(Lexicon lexicon)
    {
        Lexicon = lexicon;
        // The tables of words know nothing of the patterns: made while these are.
        Task<OtherMeanings> meanings = Task.Run(() => new OtherMeanings(lexicon.Words));
        var build = new MatcherBuilder(lexicon);
        build.AddAliases();
        build.AddTerms();
        build.AddRules();
        build.AddLongerWords();
        Patterns = build.Patterns.Build();
        ContextTargets = build.ContextTargets;
        aliases = build.Aliases;
        Hashtags = build.Hashtags.Build();
        HashtagPrefixes = build.Prefixes.Build();
        PrefixLengths = [.. build.PrefixLengths];
        Handles = build.Handles.Build();
        AccountIds = build.AccountIds(Handles);
        Domains = build.Domains.Build();
        Flags = build.Flags;
        ReadsDisguises = lexicon.Aliases.Any(alias => alias.IsName);
        Segments = new HashtagSegments(Patterns, () => new HashtagParts(Patterns, lexicon.Words.HashtagWords, Words!));
        Names = new FormIndex(Patterns, ofNames: true);
        Others = new FormIndex(Patterns, ofNames: false);
        ownWords = build.OwnWords();
        otherMeanings = meanings.GetAwaiter().GetResult();
        Words = new WordTables(lexicon.Words, otherMeanings);
        GeneralContext = GeneralContextOf(aliases);
        NamesDishes = DishNations(lexicon);
    }

    private TargetMatcher(Lexicon lexicon, CompiledLexicon compiled, FlatReader from)
    {
        Lexicon = lexicon;
        aliases = new AliasTable(lexicon, from);
        Patterns = new PatternTable(lexicon, aliases, from);
        ContextTargets = new int[from.ReadNumber()][];
        for (int context = 0; context < ContextTargets.Length; context++)
            ContextTargets[context] = from.Read<int>().Span.ToArray();
        Hashtags = new ByteIndex(from);
        HashtagPrefixes = new ByteIndex(from);
        PrefixLengths = from.Read<int>().Span.ToArray();
        Handles = new ByteIndex(from);
        AccountIds = new ByteIndex(from);
        Domains = new ByteIndex(from);
        Flags = from.Read<int>().Span.ToArray();
        ReadsDisguises = from.ReadNumber() != 0;
        Segments = new HashtagSegments(
            from, () => compiled.Read(CompiledLexicon.Part.HashtagParts, parts => new HashtagParts(parts)));
        Names = new FormIndex(from);
        Others = new FormIndex(from);
        ownWords = new ByteIndex(from);
        otherMeanings = new OtherMeanings(from);
        Words = new WordTables(lexicon.Words, otherMeanings);
        GeneralContext = GeneralContextOf(aliases);
        NamesDishes = DishNations(lexicon);
    }

    // Weak, so that a matcher does not take the memory in which its run merges and makes the report.
    private static readonly ConditionalWeakTable<Lexicon, WeakReference<TargetMatcher>> compiled = [];

    private readonly AliasTable aliases;

    // The words of persons' names of several words: given names that are their own.
    private readonly ByteIndex ownWords;

    private readonly OtherMeanings otherMeanings;

    public Lexicon Lexicon { get; }

    internal PatternTable Patterns { get; }

    internal ByteIndex Hashtags { get; }

    internal ByteIndex HashtagPrefixes { get; }

    internal int[] PrefixLengths { get; }

    internal ByteIndex Handles { get; }

    internal ByteIndex AccountIds { get; }

    /// <summary>By host; an alias may want a path as well.</summary>
    internal ByteIndex Domains { get; }

    /// <summary>Alias by the two letters of a flag's region, first letter × 26 + second; −1 for no target.</summary>
    internal int[] Flags { get; }

    internal WordTables Words { get; }

    /// <summary>Whether disguised words are read: names of names.tsv only, since a listed spelling is meant as it is.</summary>
    internal bool ReadsDisguises { get; }

    internal HashtagSegments Segments { get; }

    internal FormIndex Names { get; }

    /// <summary>Context terms, phrases and words of rules, longer words.</summary>
    internal FormIndex Others { get; }

    // What AliasTable has of each alias.
    internal int[] TargetOf => aliases.TargetOf;

    internal int[] ContextOf => aliases.ContextOf;

    internal int[] NodeOf => aliases.NodeOf;

    internal bool[] OneWord => aliases.OneWord;

    internal FlatTexts Literal => aliases.Literal;

    internal bool[,] UsesContext => aliases.UsesContext;

    internal IReadOnlyDictionary<string, int> Contexts => aliases.Contexts;

    /// <summary>Per target: whether dishes are called after it, as Russian salad is.</summary>
    internal bool[] NamesDishes { get; }

    /// <summary>Per context: the targets any mention of which is positive context.</summary>
    internal int[][] ContextTargets { get; }

    /// <summary>Words of government: what a name without its own context takes; −1 when the lexicon has none.</summary>
    internal int GeneralContext { get; }

    /// <summary>The matcher of a lexicon, the same one as long as anybody holds it: of a job's two passes, and of several jobs.</summary>
    public static TargetMatcher Of(Lexicon lexicon)
    {
        WeakReference<TargetMatcher> reference = compiled.GetValue(lexicon, _ => new WeakReference<TargetMatcher>(null!));
        lock (reference)
        {
            if (!reference.TryGetTarget(out TargetMatcher? matcher))
                reference.SetTarget(matcher = Compile(lexicon));
            return matcher;
        }
    }

    /// <summary>Compiles a lexicon, or reads what the build compiled of it.</summary>
    public static TargetMatcher Compile(Lexicon lexicon) => lexicon.Compiled is { } compiled
        ? compiled.Read(CompiledLexicon.Part.Matcher, from => new TargetMatcher(lexicon, compiled, from))
        : new TargetMatcher(lexicon);

    /// <summary>Writes one of the two parts that <see cref="Compile"/> reads.</summary>
    internal void Save(CompiledLexicon.Part part, FlatWriter to)
    {
        if (part == CompiledLexicon.Part.HashtagParts)
        {
            Segments.Parts.Save(to);
            return;
        }

        aliases.Save(to);
        Patterns.Save(to);
        to.Write(ContextTargets.Length);
        foreach (int[] targets in ContextTargets)
            to.Write<int>(targets);
        Hashtags.Save(to);
        HashtagPrefixes.Save(to);
        to.Write<int>(PrefixLengths);
        Handles.Save(to);
        AccountIds.Save(to);
        Domains.Save(to);
        to.Write<int>(Flags);
        to.Write(ReadsDisguises ? 1 : 0);
        Segments.Save(to);
        Names.Save(to);
        Others.Save(to);
        ownWords.Save(to);
        otherMeanings.Save(to);
    }

    /// <summary>The buffers of one worker; not for two threads.</summary>
    public MatchSession NewSession() => new(this);

    private static bool[] DishNations(Lexicon lexicon)
    {
        HashSet<string> nations = [.. lexicon.Words.Classes.Where(list => list.Key == "dish_of").SelectMany(list => list.Words)];
        return [.. lexicon.Targets.Select(target => nations.Contains(target.Id))];
    }

    /// <summary>
    /// Whether a hit inside a longer hit of another target counts as well: the Israeli army is also a mention of Israel (same group,
    /// another type of target), while Maryam Rajavi is not a mention of "a Rajavi not specified" (same group and type), nor the
    /// Voice of America one of the United States (another group). A topic is not a separate name: the Iranian opposition mentions Iran.
    /// </summary>
    internal bool CountsInside(int inner, int outer)
    {
        Target a = Lexicon.Targets[inner], b = Lexicon.Targets[outer];
        return inner != outer && a.Type != b.Type && (a.Group == b.Group || b.Type == "topic");
    }

    /// <summary>Whether the word is in another name of the person.</summary>
    internal bool IsOwnWord(int target, ReadOnlySpan<byte> word) => ownWords.Find(word).Contains(target);

    private static int GeneralContextOf(AliasTable aliases) => aliases.Contexts.GetValueOrDefault(MatcherBuilder.GeneralContext, -1);

    /// <summary>Codes of the languages of an alias; none when it is of any.</summary>
    internal int[] LanguagesOf(int alias) => aliases.LanguagesOf(alias);
}
