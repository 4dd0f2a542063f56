using TweetArchive.Synth.Words;
using TweetArchive.Targets;
using TweetArchive.Targets.Matching;

namespace TweetArchive.Synth.Plants;

/// <summary>Chooses the aliases that can be planted with a certain outcome; see <see cref="PlantBook"/>.</summary>
internal sealed class PlantSelection
{
    private const int ContextTermsPerAlias = 3;
    private readonly Lexicon lexicon;
    private readonly AliasOverlap overlap;
    private readonly ILookup<string, Alias> sameText;
    private readonly ILookup<string, ContextTerm> context;
    private readonly string[][] blocks;
    private readonly HashSet<string> homographs;
    private readonly Dictionary<string, int> targets = new(StringComparer.Ordinal);

    public PlantSelection(Lexicon lexicon)
    {
        this.lexicon = lexicon;
        overlap = new AliasOverlap(lexicon);
        sameText = lexicon.Aliases.ToLookup(alias => PlainFold.Joined(alias.Text), StringComparer.Ordinal);
        context = lexicon.ContextTerms.ToLookup(term => term.ContextId, StringComparer.Ordinal);
        blocks = [.. lexicon.ContextTerms.Where(term => term.Role == ContextRole.Block).Select(term => PlainFold.Tokens(term.Term))];
        homographs = lexicon.Words.Homographs.Select(word => PlainFold.Joined(word.Form)).ToHashSet(StringComparer.Ordinal);
        for (int i = 0; i < lexicon.Targets.Count; i++)
            targets.Add(lexicon.Targets[i].Id, i);
    }

    public IEnumerable<Plant> Select() =>
        lexicon.Aliases.Where(IsPlain).SelectMany(alias => alias.Ambiguity == Ambiguity.Low ? Certain(alias) : Ambiguous(alias));

    /// <summary>A name that is decided by nothing but its level: no rule of sense, one language, no flag and no path.</summary>
    private bool IsPlain(Alias alias) =>
        alias.Match != MatchKind.Flag && !alias.Text.Contains('/') && alias.Rules.Count == 0 && !alias.Language.Contains(',')
        && (alias.Paradigm.Length == 0 || (alias.Sense is "name" or "person" or "label" or "hashtag" or "place" && alias.Text.Length >= 6
            && (alias.Sense != "person" || (alias.Text.Contains(' ') && alias.Language != "ar")) && !alias.Text.Contains('\'')
            && alias.Language is "en" or "fa" or "ar" or "und"
            && sameText[PlainFold.Joined(alias.Text)].All(other => other.Rules.Count == 0 && other.Language == alias.Language)
            && !homographs.Contains(PlainFold.Joined(alias.Text))));

    /// <summary>A low alias tags its target by itself; only other targets must stay out.</summary>
    private IEnumerable<Plant> Certain(Alias alias)
    {
        bool oneTarget = overlap.Inside(alias.Text, alias.Match).Concat(sameText[PlainFold.Joined(alias.Text)])
            .All(other => other.TargetId == alias.TargetId);
        if (!oneTarget || Blocked(alias) || (IsTag(alias.Match) && !IsHashtagBody(alias.Text)))
            yield break;
        string? userId = alias.Match == MatchKind.Handle
            ? lexicon.HandleIds.FirstOrDefault(
                known => known.TargetId == alias.TargetId && known.Handle.Equals(alias.Text, StringComparison.OrdinalIgnoreCase))?.UserId
            : null;
        yield return new Plant(alias, targets[alias.TargetId], PlaceOf(alias.Match), MentionDecision.Tag, null, userId);
    }

    /// <summary>
    /// A medium alias tags without contrary context; a high one is a candidate alone and tags with a positive term.
    /// Every row of the same spelling must say the same, nothing else may be inside, and no context term either.
    /// </summary>
    private IEnumerable<Plant> Ambiguous(Alias alias)
    {
        bool planted = alias.Match is not (MatchKind.Domain or MatchKind.Handle or MatchKind.HashtagPrefix);
        Alias[] same = [.. sameText[PlainFold.Joined(alias.Text)]];
        bool agreed = same.All(
            other => other.TargetId == alias.TargetId && other.Ambiguity == alias.Ambiguity && other.ContextId == alias.ContextId);
        // Inner dots may or may not be stripped before matching ("M.E.K."): not certain.
        if (!planted || !agreed || alias.Text.Contains('.') || Blocked(alias) || HoldsContextTerm(alias)
            || (IsTag(alias.Match) && !IsHashtagBody(alias.Text)))
            yield break;
        if (overlap.Inside(alias.Text, alias.Match).Any(other => !same.Contains(other)))
            yield break;

        int target = targets[alias.TargetId];
        PlantPlace place = PlaceOf(alias.Match);
        if (alias.Ambiguity == Ambiguity.Medium)
        {
            yield return new Plant(alias, target, place, MentionDecision.Tag, null, null);
            yield break;
        }

        yield return new Plant(alias, target, place, MentionDecision.Candidate, null, null);
        foreach (string term in context[alias.ContextId].Where(term => IsPositive(term, alias)).Select(term => term.Term).Distinct()
            .Take(ContextTermsPerAlias))
            yield return new Plant(alias, target, place, MentionDecision.Tag, term, null);
    }

    /// <summary>A positive term in the alias's own language and script that says nothing else.</summary>
    private bool IsPositive(ContextTerm term, Alias alias)
    {
        string language = alias.Language == "und" ? "en" : alias.Language;
        if (term.Role != ContextRole.Positive || !(term.Language == "all" || term.Language.Split(',').Contains(language)))
            return false;
        string[] tokens = PlainFold.Tokens(term.Term);
        bool sameScript =
            PlainFold.IsArabic(tokens[0]) == (alias.Script == "Arab") && (tokens[0][0] < '\u0400') == (alias.Script == "Latn");
        // A term of one word is compared as a whole token everywhere; longer ones leave more to interpretation.
        return sameScript && tokens.Length == 1 && term.Term.All(char.IsLetter)
            // Nor may it be an acronym in lower case ("mek"), which some would accept.
            && !sameText.Contains(string.Concat(tokens)) && !overlap.Inside(term.Term, MatchKind.Token).Any()
            && !new Reading(PlainFold.Tokens(alias.Text)).Contains(tokens)
            && !context[alias.ContextId]
                .Any(other => other.Role != ContextRole.Positive && new Reading(tokens).Contains(PlainFold.Tokens(other.Term)));
    }

    private bool HoldsContextTerm(Alias alias)
    {
        var words = new Reading(PlainFold.Tokens(alias.Text));
        var segments = Reading.OfSegments(alias.Text);
        return context[alias.ContextId].Select(term => PlainFold.Tokens(term.Term)).Any(term =>
            (words.Contains(term) && !words.Is(term)) || (segments.Length != 1 && segments.Contains(term)));
    }

    private bool Blocked(Alias alias)
    {
        var words = new Reading(PlainFold.Tokens(alias.Text));
        var segments = Reading.OfSegments(alias.Text);
        return blocks.Any(block => words.Contains(block) || segments.Contains(block));
    }

    private static bool IsTag(MatchKind match) => match is MatchKind.Hashtag or MatchKind.HashtagPrefix;

    private static bool IsHashtagBody(string text) => text.All(c => char.IsLetterOrDigit(c) || c == '_') && text.Any(char.IsLetter);

    private static PlantPlace PlaceOf(MatchKind match) => match switch
    {
        MatchKind.Hashtag or MatchKind.HashtagPrefix => PlantPlace.Hashtag,
        MatchKind.Handle => PlantPlace.Handle,
        MatchKind.Domain => PlantPlace.Domain,
        _ => PlantPlace.Word,
    };
}
