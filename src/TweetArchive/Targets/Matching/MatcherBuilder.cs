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
    private byte[] buffer = new byte[256];

    public MatcherBuilder(Lexicon lexicon)
    {
        this.lexicon = lexicon;
        Aliases = new AliasTable(lexicon);
        Patterns = new PatternTable.Builder(lexicon, Aliases);
        ContextTargets = new int[Aliases.Contexts.Count][];
        Array.Fill(ContextTargets, []);
        Array.Fill(Flags, -1);
    }

    public AliasTable Aliases { get; }

    public PatternTable.Builder Patterns { get; }

    public ByteIndex.Builder Hashtags { get; } = new();

    public ByteIndex.Builder Prefixes { get; } = new();

    public SortedSet<int> PrefixLengths { get; } = [];

    public ByteIndex.Builder Handles { get; } = new();

    public ByteIndex.Builder Domains { get; } = new();

    public int[] Flags { get; } = new int[26 * 26];

    public int[][] ContextTargets { get; }

    public void AddAliases()
    {
        foreach (Alias alias in lexicon.Aliases)
        {
            switch (alias.Match)
            {
                case MatchKind.Hashtag:
                    Hashtags.Add(Join(alias.Text), alias.Index);
                    break;
                case MatchKind.HashtagPrefix:
                    if (Join(alias.Text) is { IsEmpty: false } prefix)
                    {
                        Prefixes.Add(prefix, alias.Index);
                        PrefixLengths.Add(prefix.Length);
                    }

                    break;
                case MatchKind.Handle:
                    Handles.Add(Encoding.UTF8.GetBytes(alias.Text.TrimStart('@').ToLowerInvariant()), alias.Index);
                    break;
                case MatchKind.Domain:
                    Domains.Add(Encoding.UTF8.GetBytes(alias.Text.Split('/')[0].ToLowerInvariant()), alias.Index);
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
        var targets = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int t = 0; t < lexicon.Targets.Count; t++)
            targets["target:" + lexicon.Targets[t].Id] = t;
        var mentions = new Dictionary<int, List<int>>();
        for (int t = 0; t < lexicon.ContextTerms.Count; t++)
        {
            ContextTerm term = lexicon.ContextTerms[t];
            if (term.Term.StartsWith("target:", StringComparison.Ordinal))
            {
                if (targets.TryGetValue(term.Term, out int target))
                    (CollectionsMarshal.GetValueRefOrAddDefault(mentions, Aliases.Contexts[term.ContextId], out _) ??= []).Add(target);
                continue;
            }

            Add(term.Term, t, term.Role switch
            {
                ContextRole.Positive => PatternRole.PositiveTerm,
                ContextRole.Negative => PatternRole.NegativeTerm,
                _ => PatternRole.Block,
            });
        }

        foreach ((int context, List<int> of) in mentions)
            ContextTargets[context] = [.. of];
    }

    public void AddRules()
    {
        for (int r = 0; r < lexicon.Words.Rules.Count; r++)
        {
            SenseRule rule = lexicon.Words.Rules[r];
            if (rule.Test is not (SenseTest.Phrase or SenseTest.Text))
                continue;
            foreach (string value in rule.Values)
                Add(value, r, rule.Test == SenseTest.Phrase ? PatternRole.Phrase : PatternRole.TextWord);
        }
    }

    public void AddLongerWords()
    {
        foreach (LexiconWordList list in lexicon.Words.Classes)
        {
            PatternRole? role = list.Key switch
            {
                "stage" => PatternRole.StageWord,
                "thing" => PatternRole.ThingWord,
                "dish" => PatternRole.DishWord,
                _ => null,
            };
            foreach (string word in role is null ? [] : list.Words)
                Add(word, 0, role!.Value);
        }

        for (int h = 0; h < lexicon.Words.Homographs.Count; h++)
        {
            if (lexicon.Words.Homographs[h].Kind == "longer")
                Add(lexicon.Words.Homographs[h].Form, h, PatternRole.LongerWord);
        }
    }

    /// <summary>Accounts by the ids that releases give for handles.</summary>
    public ByteIndex AccountIds(ByteIndex handles)
    {
        var ids = new ByteIndex.Builder();
        foreach (HandleId id in lexicon.HandleIds)
        {
            foreach (int alias in handles.Find(Encoding.UTF8.GetBytes(id.Handle.ToLowerInvariant())))
                ids.Add(Encoding.UTF8.GetBytes(id.UserId), alias);
        }

        return ids.Build();
    }

    /// <summary>The words of persons' names of several words, with the persons.</summary>
    public ByteIndex OwnWords()
    {
        var words = new ByteIndex.Builder();
        foreach (Alias alias in lexicon.Aliases)
        {
            if (!alias.IsPerson || Aliases.OneWord[alias.Index])
                continue;
            foreach (string form in alias.Forms)
            {
                ReadOnlySpan<byte> folded = Folding.Fold(form);
                foreach (Range word in folded.Split((byte)' '))
                    words.Add(folded[word], Aliases.TargetOf[alias.Index]);
            }
        }

        return words.Build();
    }

    /// <summary>A hashtag, or a name of several words as hashtags write it; valid until the next call.</summary>
    private ReadOnlySpan<byte> Join(string alias) => Folding.FoldHashtag(alias, ref buffer);

    /// <summary>Adds a term folded, with <see cref="PatternTable.Star"/> for the rest of a word.</summary>
    private void Add(string term, int of, PatternRole role)
    {
        ReadOnlySpan<byte> folded = term.Contains('*', StringComparison.Ordinal) ? Starred(term) : Folding.Fold(term);
        if (!folded.IsEmpty)
            Patterns.Add(role, folded, of);
    }

    private static byte[] Starred(string term)
    {
        var parts = term.Split('*').Select((part, i) =>
        {
            string fold = Folding.FoldText(part);
            // A space after a star parts words.
            return i > 0 && part.StartsWith(' ') && fold.Length > 0 ? " " + fold : fold;
        });
        return Encoding.UTF8.GetBytes(string.Join((char)PatternTable.Star, parts));
    }
}
