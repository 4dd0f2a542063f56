using TweetArchive.Synth.Words;
using TweetArchive.Targets;

namespace TweetArchive.Synth.Plants;

/// <summary>
/// Which aliases are inside others ("Rajavi" in "Maryam Rajavi"), found by comparing tokens naively and generously: a
/// planted alias must name one target whatever a matcher makes of longest matches, hashtags and inflections.
/// </summary>
internal sealed class AliasOverlap(Lexicon lexicon)
{
    // By first token; of an acronym, which is compared as it is written, by its text.
    private readonly ILookup<string, (Alias Alias, string[] Tokens)> phrases = Phrases(lexicon)
        .Where(phrase => phrase.Alias.Match is not (MatchKind.Stem or MatchKind.CaseSensitiveAcronym))
        .ToLookup(phrase => phrase.Tokens[0], StringComparer.Ordinal);

    private readonly (Alias Alias, string[] Tokens)[] stems =
        [.. Phrases(lexicon).Where(phrase => phrase.Alias.Match == MatchKind.Stem)];

    private readonly ILookup<string, Alias> acronyms = lexicon.Aliases
        .Where(alias => alias.Match == MatchKind.CaseSensitiveAcronym).ToLookup(alias => alias.Text, StringComparer.Ordinal);

    private readonly (Alias Alias, string Joined)[] names =
        [.. lexicon.Aliases.Where(alias => !IsText(alias)).Select(alias => (alias, PlainFold.Joined(alias.Text)))];

    /// <summary>Every other alias that could be seen inside this text.</summary>
    public IEnumerable<Alias> Inside(string text, MatchKind match)
    {
        bool tag = match is MatchKind.Hashtag or MatchKind.HashtagPrefix or MatchKind.Handle;
        string whole = PlainFold.Joined(text);
        List<Reading> readings = [new Reading(PlainFold.Tokens(text)), new Reading([whole])];
        if (tag)
            readings.Add(Reading.OfSegments(text));
        string[] raw = [.. PlainFold.RawTokens(text), .. PlainFold.Segments(text), text];
        HashSet<string> words = [.. readings.SelectMany(reading => reading.Forms)];
        // Words are not looked for in addresses.
        if (match != MatchKind.Domain)
        {
            foreach (Alias alias in raw.Distinct(StringComparer.Ordinal).SelectMany(word => acronyms[word]))
                yield return alias;
            foreach ((Alias alias, string[] tokens) in words.SelectMany(word => phrases[word]))
            {
                if (readings.Exists(reading => reading.Contains(tokens)))
                    yield return alias;
            }

            foreach ((Alias alias, string[] tokens) in stems)
            {
                if (readings.Exists(reading => reading.Contains(tokens, stem: true)))
                    yield return alias;
            }
        }

        foreach ((Alias alias, string joined) in names)
        {
            bool inside = alias.Match switch
            {
                MatchKind.Hashtag or MatchKind.HashtagPrefix => tag && whole.StartsWith(joined, StringComparison.Ordinal),
                MatchKind.Handle => match == MatchKind.Handle && whole == joined,
                MatchKind.Domain =>
                    match == MatchKind.Domain && (text == alias.Text || text.EndsWith("." + alias.Text, StringComparison.Ordinal)),
                _ => false,
            };
            if (inside)
                yield return alias;
        }
    }

    private static IEnumerable<(Alias Alias, string[] Tokens)> Phrases(Lexicon lexicon) =>
        lexicon.Aliases.Where(IsText).SelectMany(alias => alias.Forms.Select(form => (alias, PlainFold.Tokens(form))))
            .Where(phrase => phrase.Item2.Length > 0);

    private static bool IsText(Alias alias) =>
        alias.Match is MatchKind.Token or MatchKind.TokenStrict or MatchKind.Stem or MatchKind.CaseSensitiveAcronym;
}

/// <summary>A text as tokens, each with the forms it may have without prefixes and endings.</summary>
internal sealed class Reading(string[] tokens)
{
    private readonly HashSet<string>[] forms = [.. tokens.Select(token => FillerGuard.Forms(token).ToHashSet(StringComparer.Ordinal))];

    public int Length => tokens.Length;

    /// <summary>Of all tokens.</summary>
    public IEnumerable<string> Forms => forms.SelectMany(of => of);

    /// <summary>The words inside a hashtag or handle.</summary>
    public static Reading OfSegments(string body) => new([.. PlainFold.Segments(body).SelectMany(PlainFold.Tokens)]);

    /// <summary>The phrase is in the tokens; a stem is a beginning of the last one.</summary>
    public bool Contains(string[] phrase, bool stem = false)
    {
        for (int start = 0; start + phrase.Length <= tokens.Length; start++)
        {
            int i = 0;
            while (i < phrase.Length && Same(start + i, phrase[i], stem && i == phrase.Length - 1))
                i++;
            if (i == phrase.Length)
                return true;
        }

        return false;
    }

    public bool Is(string[] phrase) => tokens.AsSpan().SequenceEqual(phrase);

    private bool Same(int token, string wanted, bool stem) =>
        stem ? tokens[token].StartsWith(wanted, StringComparison.Ordinal) : forms[token].Contains(wanted);
}
