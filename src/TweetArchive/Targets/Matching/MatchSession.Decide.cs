using TweetArchive.Text;

namespace TweetArchive.Targets.Matching;

// From hits to mentions: blocked phrases, overlaps, ambiguity, context and gates (matching.md §5).
public sealed partial class MatchSession
{
    /// <summary>A block phrase (<c>MEK inhibitor</c>) consumes the hits of its context that it overlaps, unless they are longer.</summary>
    private void DropBlocked()
    {
        foreach (ref readonly PatternHit block in scan.Hits)
        {
            Pattern pattern = Matcher.Patterns[block.Pattern];
            if (pattern.Role != PatternRole.Block)
                continue;
            (int start, int end, bool inText) = OriginalRange(block);
            foreach (ref AliasHit hit in hits.AsSpan(0, hitCount))
            {
                if (!hit.IsWords || hit.InText != inText || hit.Start >= end || hit.End <= start)
                    continue;
                int context = Matcher.ContextOf[hit.Alias];
                bool concerned = context == pattern.Context
                    || (context < 0 && Matcher.UsesContext[Matcher.TargetOf[hit.Alias], pattern.Context]);
                bool longer = hit.Start <= start && hit.End >= end && hit.End - hit.Start > end - start;
                if (concerned && !longer)
                    hit.Blocked = true;
            }
        }
    }

    /// <summary>A hit inside a longer one is a part of that name, not a mention of its own; see <see cref="TargetMatcher.CountsInside"/>.</summary>
    private void DropContained()
    {
        Span<AliasHit> all = hits.AsSpan(0, hitCount);
        foreach (ref AliasHit inner in all)
        {
            if (inner.Dropped || !inner.IsWords)
                continue;
            foreach (ref readonly AliasHit outer in all)
            {
                if (!outer.IsWords || outer.InText != inner.InText || outer.Start > inner.Start || outer.End < inner.End
                    || outer.End - outer.Start == inner.End - inner.Start)
                    continue;
                // A blocked name shields nothing, but one that is itself inside a longer name does.
                if (outer.Blocked)
                    continue;
                if (Matcher.CountsInside(Matcher.TargetOf[inner.Alias], Matcher.TargetOf[outer.Alias]))
                    continue;
                inner.Contained = true;
                break;
            }
        }
    }

    private (int Start, int End, bool InText) OriginalRange(in PatternHit hit)
        => (analysis.Folded.OriginalStart(hit.Start), analysis.Folded.OriginalEnd(hit.End - 1),
            analysis.SourceAt(hit.Start) != FoldedSource.ColumnHashtag);

    private void Decide(in TweetText tweet)
    {
        int language = LanguageCode.Of(tweet.Language);
        // The cell is empty or und in one tweet of five: then the letters may tell.
        if (language == 0)
            language = LanguageCode.Of(TextAnalysis.LanguageOfLetters(tweet.Text));
        Span<AliasHit> all = hits.AsSpan(0, hitCount);
        for (int i = 0; i < all.Length; i++)
        {
            ref readonly AliasHit hit = ref all[i];
            if (hit.Dropped || IsRepeated(i) || !IsBestSpelling(i, language))
                continue;
            (MentionDecision decision, MatchRule rule) = Judge(tweet, hit, language);
            if (foundCount == found.Length)
                Array.Resize(ref found, 2 * foundCount);
            found[foundCount++] = new Mention
            {
                Alias = hit.Alias,
                Target = Matcher.TargetOf[hit.Alias],
                Field = hit.Field,
                Decision = decision,
                Rule = rule,
                MatchStart = hit.InText ? CodePoints.Count(tweet.Text[..hit.Start]) : -1,
                BufferStart = hit.BufferStart,
                BufferLength = hit.BufferLength,
                Hit = i,
            };
        }
    }

    /// <summary>Whether the same alias already counts in the same field.</summary>
    private bool IsRepeated(int index)
    {
        ref readonly AliasHit hit = ref hits[index];
        for (int i = 0; i < foundCount; i++)
        {
            if (found[i].Alias == hit.Alias && found[i].Field == hit.Field)
                return true;
        }

        return false;
    }

    /// <summary>Of one target's spellings that are equal after folding, the one written like the text counts, then the one in the
    /// text's language, then the first in the lexicon.</summary>
    private bool IsBestSpelling(int index, int language)
    {
        ref readonly AliasHit hit = ref hits[index];
        Alias alias = Matcher.Lexicon.Aliases[hit.Alias];
        int own = Rank(hit, alias, language);
        for (int i = 0; i < hitCount; i++)
        {
            ref readonly AliasHit other = ref hits[i];
            if (other.Alias == hit.Alias || other.Dropped || other.Field != hit.Field || other.InText != hit.InText
                || other.Start != hit.Start || other.End != hit.End)
                continue;
            Alias rival = Matcher.Lexicon.Aliases[other.Alias];
            if (Matcher.TargetOf[other.Alias] != Matcher.TargetOf[hit.Alias] || rival.Match != alias.Match || rival.Kind != alias.Kind)
                continue;
            int rank = Rank(other, rival, language);
            if (rank > own || (rank == own && other.Alias < hit.Alias))
                return false;
        }

        return true;
    }

    private int Rank(in AliasHit hit, Alias alias, int language)
    {
        bool literal = buffer.AsSpan(hit.BufferStart, hit.BufferLength).SequenceEqual(Matcher.Literal[hit.Alias]);
        return (literal ? 2 : 0) + (language != 0 && LanguageCode.Of(alias.Language) == language ? 1 : 0);
    }

    private (MentionDecision Decision, MatchRule Rule) Judge(in TweetText tweet, in AliasHit hit, int language)
    {
        Alias alias = Matcher.Lexicon.Aliases[hit.Alias];
        bool acronym = alias.Match == MatchKind.CaseSensitiveAcronym && hit.IsWords;
        // In a text of capitals US may be "us" and UN the French article.
        if (acronym && alias.Text.Length <= 3 && analysis.IsAllCaps(tweet.Text))
            return High(hit, MatchRule.AllCapsPositiveContext);
        if (alias.Ambiguity == Ambiguity.Low)
            return (MentionDecision.Tag, hit.LeadingMention ? MatchRule.LeadingMention : MatchRule.LowAmbiguity);
        // A medium domain is surely that domain; that it belongs to the target is what others say.
        if (alias.Match == MatchKind.Domain && alias.Ambiguity == Ambiguity.Medium)
            return (MentionDecision.Tag, MatchRule.DomainAffiliation);
        if (alias.Ambiguity == Ambiguity.High)
            return High(hit, MatchRule.HighPositiveContext);
        if (alias.Match is MatchKind.Token or MatchKind.TokenStrict or MatchKind.Stem && Matcher.OneWord[hit.Alias])
        {
            int own = LanguageCode.Of(alias.Language);
            if (own != 0 && language != 0 && own != language)
                return High(hit, MatchRule.LanguageGatePositiveContext);
        }

        Context(hit, out bool positive, out bool negative);
        if (positive)
            return (MentionDecision.Tag, MatchRule.MediumPositiveContext);
        return negative ? (MentionDecision.Candidate, MatchRule.MediumNegativeContext) : (MentionDecision.Tag, MatchRule.MediumDefault);
    }

    /// <summary>High ambiguity: a tag only with positive and without negative context. The three rules of a kind follow each other.</summary>
    private (MentionDecision Decision, MatchRule Rule) High(in AliasHit hit, MatchRule positiveRule)
    {
        Context(hit, out bool positive, out bool negative);
        if (negative)
            return (MentionDecision.Candidate, positiveRule + 2);
        return positive ? (MentionDecision.Tag, positiveRule) : (MentionDecision.Candidate, positiveRule + 1);
    }

    /// <summary>Which context terms stand in the tweet; the alias itself, and words inside it, are no context of it.</summary>
    private void Context(in AliasHit hit, out bool positive, out bool negative)
    {
        positive = negative = false;
        int context = Matcher.ContextOf[hit.Alias];
        if (context < 0)
            return;
        foreach (ref readonly PatternHit term in scan.Hits)
        {
            Pattern pattern = Matcher.Patterns[term.Pattern];
            if (pattern.Context != context || pattern.Role == PatternRole.Block || pattern.Node == Matcher.NodeOf[hit.Alias] || IsInsideAlias(term, hit.Alias))
                continue;
            positive |= pattern.Role == PatternRole.PositiveTerm;
            negative |= pattern.Role == PatternRole.NegativeTerm;
        }
    }

    private bool IsInsideAlias(in PatternHit term, int alias)
    {
        (int start, int end, bool inText) = OriginalRange(term);
        foreach (ref readonly AliasHit hit in hits.AsSpan(0, hitCount))
        {
            if (hit.Alias == alias && hit.IsWords && hit.InText == inText && hit.Start <= start && hit.End >= end)
                return true;
        }

        return false;
    }
}
