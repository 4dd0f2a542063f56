using TweetArchive.Targets;

namespace TweetArchive.Synth.Words;

/// <summary>
/// Keeps filler apart from the lexicon. A filler word may not be the first, the last or the only token of an alias or
/// context term, in any inflection the matcher allows; then no phrase of the lexicon can begin or end in filler, and none
/// can be formed by chance. Words inside phrases ("of", "del") may be used, but not right after a planted alias.
/// </summary>
internal sealed class FillerGuard
{
    private static readonly string[] Suffixes = ["ها", "های", "هایی", "ی", "ای", "چی"];
    private readonly HashSet<string> edges = new(StringComparer.Ordinal);
    private readonly HashSet<string> inner = new(StringComparer.Ordinal);
    private readonly HashSet<string> capitals = new(StringComparer.Ordinal);
    private readonly HashSet<string> joined = new(StringComparer.Ordinal);
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> joinedSpans;
    private readonly HashSet<string> handles = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> stems = [];
    private readonly List<string> domains = [];

    public FillerGuard(Lexicon lexicon)
    {
        joinedSpans = joined.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (Alias alias in lexicon.Aliases)
            AddAlias(alias);
        foreach (ContextTerm term in lexicon.ContextTerms)
            AddPhrase(PlainFold.Tokens(term.Term));
        // Before a name these would make it somebody else's.
        foreach (GivenName name in lexicon.Words.GivenNames.Where(name => name.WordIn.Length == 0))
            edges.UnionWith(PlainFold.Tokens(name.Name));
        foreach (LexiconWordList list in lexicon.Words.Classes.Where(IsOfBearers))
        {
            foreach (string word in list.Words.Where(word => !word.Contains(' ')))
                (word.EndsWith('*') ? (ICollection<string>)stems : edges).Add(string.Concat(PlainFold.Tokens(word)));
        }

        foreach (HandleId handle in lexicon.HandleIds)
        {
            handles.Add(handle.Handle);
            handles.Add(handle.UserId);
        }
    }

    /// <summary>No token of the word, in any inflection, is at the edge of an alias or context term.</summary>
    public bool Allows(string word)
    {
        foreach (string token in PlainFold.Tokens(word))
        {
            if (!AllowsToken(token))
                return false;
        }

        foreach (string raw in PlainFold.RawTokens(word))
        {
            // The composer may write the word with a capital.
            if (capitals.Contains(raw) || capitals.Contains(char.ToUpperInvariant(raw[0]) + raw[1..]))
                return false;
        }

        return true;
    }

    /// <summary>As <see cref="Allows"/>, for every word inside the tag and for the tag as a whole.</summary>
    public bool AllowsHashtag(string body)
    {
        string whole = PlainFold.Joined(body);
        return PlainFold.Segments(body).All(Allows) && Allows(body) && !BeginsWithAlias(whole);
    }

    public bool AllowsHandle(string handle) => !handles.Contains(handle) && AllowsHashtag(handle);

    public bool AllowsDomain(string domain) =>
        !domains.Any(alias => domain == alias || domain.EndsWith("." + alias, StringComparison.OrdinalIgnoreCase));

    /// <summary>The word is in no phrase of the lexicon at all, so it may follow a planted alias.</summary>
    public bool IsClear(string word) => PlainFold.Tokens(word).All(token => !Forms(token).Any(inner.Contains));

    private bool BeginsWithAlias(string whole)
    {
        for (int length = 0; length <= whole.Length; length++)
        {
            if (joinedSpans.Contains(whole.AsSpan(0, length)))
                return true;
        }

        return false;
    }

    private bool AllowsToken(string token)
    {
        foreach (string stem in stems)
        {
            if (token.StartsWith(stem, StringComparison.Ordinal))
                return false;
        }

        return !Forms(token).Any(edges.Contains);
    }

    /// <summary>The token, and what is left of it without the prefixes and suffixes that Arabic script may add.</summary>
    public static IEnumerable<string> Forms(string token)
    {
        yield return token;
        if (!PlainFold.IsArabic(token))
            yield break;
        foreach (string form in WithoutPrefixes(token))
        {
            yield return form;
            foreach (string suffix in Suffixes)
            {
                if (form.Length > suffix.Length && form.EndsWith(suffix, StringComparison.Ordinal))
                    yield return form[..^suffix.Length];
            }
        }
    }

    private static bool IsOfBearers(LexiconWordList list)
        => list.Key is "stage" or "thing" or "dish" or "kin_title" or "place_before" or "place_ending"
            || list.Key.StartsWith("given", StringComparison.Ordinal);

    private static IEnumerable<string> WithoutPrefixes(string token)
    {
        // (و|ف)? (ب|ل|ک|س)? (ال)?
        foreach (string a in Cut(token, "و", "ف"))
        {
            foreach (string b in Cut(a, "ب", "ل", "ک", "س"))
            {
                foreach (string c in Cut(b, "ال"))
                    yield return c;
            }
        }
    }

    private static IEnumerable<string> Cut(string token, params string[] prefixes)
    {
        yield return token;
        foreach (string prefix in prefixes)
        {
            if (token.Length > prefix.Length && token.StartsWith(prefix, StringComparison.Ordinal))
                yield return token[prefix.Length..];
        }
    }

    private void AddAlias(Alias alias)
    {
        switch (alias.Match)
        {
            case MatchKind.Domain:
                domains.Add(alias.Text);
                return;
            case MatchKind.Handle:
                handles.Add(alias.Text);
                joined.Add(PlainFold.Joined(alias.Text));
                return;
            case MatchKind.Hashtag or MatchKind.HashtagPrefix:
                joined.Add(PlainFold.Joined(alias.Text));
                edges.Add(PlainFold.Joined(alias.Text));
                return;
            case MatchKind.CaseSensitiveAcronym:
                capitals.Add(alias.Text);
                return;
            case MatchKind.Flag:
                return;
        }

        foreach (string form in alias.Forms.Skip(1))
            AddForm(form, alias.Match, alias.Paradigm.Length > 0);
        AddForm(alias.Text, alias.Match, alias.Paradigm.Length > 0);
    }

    private void AddForm(string text, MatchKind match, bool isName)
    {
        string[] tokens = PlainFold.Tokens(text);
        if (tokens.Length == 0)
            return;
        if (isName && tokens.Length > 1)
        {
            // Words of a long name are words of every text; in its order they will not be.
            joined.Add(string.Concat(tokens));
            return;
        }

        AddPhrase(tokens);
        joined.Add(string.Concat(tokens));
        edges.Add(string.Concat(tokens));
        if (match == MatchKind.Stem)
            stems.Add(tokens[^1]);
    }

    private void AddPhrase(string[] tokens)
    {
        edges.Add(tokens[0]);
        edges.Add(tokens[^1]);
        foreach (string token in tokens)
            inner.Add(token);
    }
}
