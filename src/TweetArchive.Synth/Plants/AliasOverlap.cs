using TweetArchive.Synth.Words;
using TweetArchive.Targets;

namespace TweetArchive.Synth.Plants;

/// <summary>
/// Which aliases lie inside others ("Rajavi" in "Maryam Rajavi"), found by comparing tokens naively and generously: a
/// planted alias must name one target whatever a matcher makes of longest matches, hashtags and inflections.
/// </summary>
internal sealed class AliasOverlap(Lexicon lexicon)
{
    private readonly (Alias Alias, string[] Tokens)[] phrases =
        [.. lexicon.Aliases.Where(IsText).Select(alias => (alias, PlainFold.Tokens(alias.Text)))];

    /// <summary>Every other alias that could be seen inside this text.</summary>
    public IEnumerable<Alias> Inside(string text, MatchKind match)
    {
        bool tag = match is MatchKind.Hashtag or MatchKind.HashtagPrefix or MatchKind.Handle;
        string[][] readings = tag
            ? [[.. PlainFold.Segments(text).SelectMany(PlainFold.Tokens)], [PlainFold.Joined(text)], PlainFold.Tokens(text)]
            : [PlainFold.Tokens(text), [PlainFold.Joined(text)]];
        string[] raw = [.. PlainFold.RawTokens(text), .. PlainFold.Segments(text), text];
        string whole = PlainFold.Joined(text);
        foreach ((Alias alias, string[] tokens) in phrases)
        {
            bool inside = alias.Match == MatchKind.CaseSensitiveAcronym
                ? raw.Contains(alias.Text)
                : readings.Any(reading => Contains(reading, tokens, alias.Match == MatchKind.Stem));
            if (inside)
                yield return alias;
        }

        foreach (Alias alias in lexicon.Aliases)
        {
            string other = PlainFold.Joined(alias.Text);
            bool inside = alias.Match switch
            {
                MatchKind.Hashtag or MatchKind.HashtagPrefix => tag && whole.StartsWith(other, StringComparison.Ordinal),
                MatchKind.Handle => match == MatchKind.Handle && whole == other,
                MatchKind.Domain => match == MatchKind.Domain && (text == alias.Text || text.EndsWith("." + alias.Text, StringComparison.Ordinal)),
                _ => false,
            };
            if (inside)
                yield return alias;
        }
    }

    /// <summary>The phrase stands in the tokens, allowing for prefixes and endings.</summary>
    public static bool Contains(string[] tokens, string[] phrase, bool stem = false)
    {
        for (int start = 0; start + phrase.Length <= tokens.Length; start++)
        {
            int i = 0;
            while (i < phrase.Length && Same(tokens[start + i], phrase[i], stem && i == phrase.Length - 1))
                i++;
            if (i == phrase.Length)
                return true;
        }

        return false;
    }

    private static bool IsText(Alias alias) => alias.Match is MatchKind.Token or MatchKind.TokenStrict or MatchKind.Stem or MatchKind.CaseSensitiveAcronym;

    private static bool Same(string token, string wanted, bool stem) =>
        stem ? token.StartsWith(wanted, StringComparison.Ordinal) : FillerGuard.Forms(token).Contains(wanted);
}
