namespace TweetArchive.Targets.Matching;

// Context: words and other names of the tweet that make a name sure, or less sure.
public sealed partial class MatchSession
{
    /// <summary>Whether words of government or another sure name are in the tweet.</summary>
    private bool HasGeneralContext(in TweetText tweet, in AliasHit hit)
    {
        if (HasWitness(tweet, hit, targets: null))
            return true;
        foreach (ref readonly PatternHit term in scan.Hits)
        {
            Pattern pattern = Matcher.Patterns[term.Pattern];
            if (pattern.Role == PatternRole.PositiveTerm && pattern.Context == Matcher.GeneralContext && IsOfText(pattern)
                && !IsInsideAlias(term, hit))
                return true;
        }

        return false;
    }

    /// <summary>
    /// Which context is in the tweet: terms, and mentions of other targets that the context names. A name without its own
    /// context takes words of government and any other sure name. The alias itself, and words inside it, are not a context of it.
    /// </summary>
    private void Context(in TweetText tweet, in AliasHit hit, int context, out bool positive, out bool negative, bool isHomograph = false)
    {
        positive = negative = false;
        if (context < 0)
        {
            if (!Matcher.Lexicon.Aliases[hit.Alias].IsName)
                return;
            context = Matcher.GeneralContext;
            positive = HasWitness(tweet, hit, targets: null, isHomograph);
        }
        else
            positive = HasWitness(tweet, hit, Matcher.ContextTargets[context]);
        // What a rule asks for is its own context, and no other will do: May needs words of British politics, not a month's visitors.
        if (!positive && (hit.RuleContext < 0 || hit.Verdict != SenseVerdict.High))
            positive = HasKin(tweet, hit, isHomograph);
        if (context < 0)
            return;
        foreach (ref readonly PatternHit term in scan.Hits)
        {
            Pattern pattern = Matcher.Patterns[term.Pattern];
            if (pattern.Context != context || pattern.Role == PatternRole.Block || pattern.Node == Matcher.NodeOf[hit.Alias]
                || !IsOfText(pattern) || IsInsideAlias(term, hit) || IsInsideSmall(tweet, term))
                continue;
            positive |= pattern.Role == PatternRole.PositiveTerm;
            negative |= pattern.Role == PatternRole.NegativeTerm;
        }
    }

    /// <summary>
    /// Whether another name is in the tweet that is sure by itself: of one of the targets, or of any. States and media are named in
    /// texts about anything, so for a homograph only its own group counts.
    /// </summary>
    private bool HasWitness(in TweetText tweet, in AliasHit hit, int[]? targets, bool isHomograph = false)
    {
        foreach (ref readonly AliasHit other in hits.AsSpan(0, hitCount))
        {
            if (other.Verdict is SenseVerdict.Rejected or SenseVerdict.High or SenseVerdict.OtherBearer || other.Blocked || other.IsEdge
                || (other.IsWords && other.InText == hit.InText && other.Start < hit.End && other.End > hit.Start))
                continue;
            if (targets is not null && !targets.AsSpan().Contains(Matcher.TargetOf[other.Alias]))
                continue;
            Alias alias = Matcher.Lexicon.Aliases[other.Alias];
            if (targets is null && (alias.Sense == "demonym" || (isHomograph && IsOfAnySubject(other, hit))))
                continue;
            bool isSame = other.Pattern >= 0 && hit.Pattern >= 0
                && Matcher.Patterns[other.Pattern].Node == Matcher.Patterns[hit.Pattern].Node;
            if (!isSame && alias.Ambiguity == Ambiguity.Low && (other.Pattern < 0 || !IsOtherWord(tweet, other))
                && (targets is not null || other.Pattern < 0 || !IsForeign(other, alias)))
                return true;
        }

        return false;
    }

    /// <summary>
    /// Whether another target of the same group is named, one that this name is likely to be spoken of together with: persons and
    /// organisations with each other (Selo and the HDP), peoples with peoples (Ruscy and Ukraińcy), a ruler whose name others have with
    /// the own country (السيسي and المصريين). Two family names that are only too common to be sure alone confirm each other: Duque and
    /// Uribe.
    /// </summary>
    private bool HasKin(in TweetText tweet, in AliasHit hit, bool isHomograph)
    {
        int target = Matcher.TargetOf[hit.Alias];
        Target own = Matcher.Lexicon.Targets[target];
        bool isState = own.Type == "state";
        // A city may be only a city, even where other states are named; and a homograph of a people asks for more.
        Alias ownName = Matcher.Lexicon.Aliases[hit.Alias];
        bool isOfNoKin = !ownName.IsName || (isState && (isHomograph || ownName.Sense is "metonym" or "office"));
        if (hit.Pattern < 0 || isOfNoKin || !(isState || IsActor(own)))
            return false;
        foreach (ref readonly AliasHit other in hits.AsSpan(0, hitCount))
        {
            if (other.Verdict is SenseVerdict.Rejected or SenseVerdict.High or SenseVerdict.OtherBearer || other.Dropped || other.IsEdge
                || other.Pattern < 0 || Matcher.TargetOf[other.Alias] == target
                || (other.InText == hit.InText && other.Start < hit.End && other.End > hit.Start))
                continue;
            Target named = Matcher.Lexicon.Targets[Matcher.TargetOf[other.Alias]];
            bool isCountry = named.Id == own.CountsFor && ownName.Ambiguity != Ambiguity.High && !IsListedWord(hit);
            if (!isCountry && (named.Group != own.Group || (isState ? named.Type != "state" : !IsActor(named))))
                continue;
            Alias alias = Matcher.Lexicon.Aliases[other.Alias];
            bool isSure = alias.Ambiguity == Ambiguity.Low && !IsOtherWord(tweet, other) && !IsForeign(other, alias);
            // One of the two must be a name only: Duque is the duke as well, Uribe is nothing else.
            bool arePersons = !isState && IsFamilyName(tweet, hit) && IsFamilyName(tweet, other);
            if (isSure || (arePersons && !(IsListedWord(hit) && IsListedWord(other))))
                return true;
        }

        return false;
    }

    private static bool IsActor(Target target) => target.Type is "person" or "organisation";

    /// <summary>A family name written with a capital inside a text that is not in capitals, unsure only because others have it.</summary>
    private bool IsFamilyName(in TweetText tweet, in AliasHit hit)
    {
        Alias alias = Matcher.Lexicon.Aliases[hit.Alias];
        return Matcher.Lexicon.Targets[Matcher.TargetOf[hit.Alias]].Type == "person" && alias.Ambiguity != Ambiguity.High
            && Matcher.OneWord[hit.Alias] && hit.Field == MentionField.Text && HasCase(hit.FoldedStart)
            && !IsSmallFirst(Original(tweet, hit)) && !analysis.IsAllCaps(tweet.Text) && !HasPlaceWord(tweet, hit, alias);
    }

    private bool IsListedWord(in AliasHit hit)
        => Matcher.Words.IsHomograph(Folded[hit.FoldedStart..hit.FoldedEnd], languages.Best, HomographKind.Word);

    private bool IsOfAnySubject(in AliasHit other, in AliasHit hit)
        => Matcher.Lexicon.Targets[Matcher.TargetOf[other.Alias]] is { Type: "state" or "media" } named
            && named.Group != Matcher.Lexicon.Targets[Matcher.TargetOf[hit.Alias]].Group;

    /// <summary>
    /// Whether a term is a name in small letters in a text that has capitals, so that it is none: <i>that white house on Elm</i>.
    /// </summary>
    private bool IsInsideSmall(in TweetText tweet, in PatternHit term)
    {
        foreach (ref readonly AliasHit hit in hits.AsSpan(0, hitCount))
        {
            if (hit.Pattern >= 0 && hit.Verdict == SenseVerdict.High && hit.Field == MentionField.Text && hit.FoldedStart <= term.Start
                && hit.FoldedEnd >= term.End && IsSmallFirst(Original(tweet, hit)) && !IsSmallFirst(Matcher.Literal[hit.Alias])
                && HasUpper(tweet.Text))
                return true;
        }

        return false;
    }

    private bool IsInsideAlias(in PatternHit term, in AliasHit own)
    {
        (int start, int end, bool inText) = OriginalRange(term);
        foreach (ref readonly AliasHit hit in hits.AsSpan(0, hitCount))
        {
            if (hit.Alias == own.Alias && hit.IsWords && hit.InText == inText && hit.Start <= start && hit.End >= end)
                return true;
        }

        return false;
    }
}
