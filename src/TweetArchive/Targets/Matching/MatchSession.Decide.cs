using TweetArchive.Text;

namespace TweetArchive.Targets.Matching;

// From hits to mentions: blocked phrases, overlaps, one mention for each target, alias and field.
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

    /// <summary>
    /// Of one target's forms of one word those of another language give way to those of the text's: Finnish Taiwan-ia, Slovak Taiwani-a.
    /// </summary>
    private void DropForeignForms()
    {
        Span<AliasHit> all = hits.AsSpan(0, hitCount);
        foreach (ref AliasHit foreign in all)
        {
            if (foreign.Pattern < 0 || foreign.Dropped || IsOfLanguage(foreign))
                continue;
            foreach (ref readonly AliasHit own in all)
            {
                if (own.Pattern >= 0 && !own.Dropped && own.FoldedStart == foreign.FoldedStart && own.FoldedEnd != foreign.FoldedEnd
                    && Matcher.TargetOf[own.Alias] == Matcher.TargetOf[foreign.Alias] && IsOfLanguage(own)
                    && WordBounds.End(Folded, own.FoldedEnd) == WordBounds.End(Folded, foreign.FoldedEnd))
                    foreign.Blocked = true;
            }
        }
    }

    private bool IsOfLanguage(in AliasHit hit)
        => languages.Best == 0 || Matcher.Patterns[hit.Pattern].Languages.AsSpan().Contains(languages.Best);

    /// <summary>
    /// A hit inside a longer one is a part of that name, not a separate mention; see <see cref="TargetMatcher.CountsInside"/>.
    /// </summary>
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
        Span<AliasHit> all = hits.AsSpan(0, hitCount);
        for (int i = 0; i < all.Length; i++)
        {
            ref readonly AliasHit hit = ref all[i];
            if (hit.Dropped || IsRepeated(i) || !IsBestSpelling(i))
                continue;
            (MentionDecision decision, MatchRule rule) = Judge(tweet, hit);
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
    private bool IsBestSpelling(int index)
    {
        ref readonly AliasHit hit = ref hits[index];
        Alias alias = Matcher.Lexicon.Aliases[hit.Alias];
        int own = Rank(hit, alias);
        for (int i = 0; i < hitCount; i++)
        {
            ref readonly AliasHit other = ref hits[i];
            if (other.Alias == hit.Alias || other.Dropped || other.Field != hit.Field || other.InText != hit.InText
                || other.Start != hit.Start || other.End != hit.End)
                continue;
            Alias rival = Matcher.Lexicon.Aliases[other.Alias];
            // Names are one target's in whatever form; of listed spellings a place and a label remain two.
            if (Matcher.TargetOf[other.Alias] != Matcher.TargetOf[hit.Alias] || rival.IsName != alias.IsName
                || (!alias.IsName && (rival.Match != alias.Match || rival.Kind != alias.Kind)))
                continue;
            int rank = Rank(other, rival);
            if (rank > own || (rank == own && other.Alias < hit.Alias))
                return false;
        }

        return true;
    }

    private int Rank(in AliasHit hit, Alias alias)
    {
        bool literal = buffer.AsSpan(hit.BufferStart, hit.BufferLength).SequenceEqual(Matcher.Literal[hit.Alias]);
        if (!alias.IsName)
            return (literal ? 2 : 0) + (languages.Mark != 0 && LanguageCode.Of(alias.Language) == languages.Mark ? 1 : 0);
        int[] own = Matcher.LanguagesOf(hit.Alias);
        return (own.AsSpan().Contains(languages.Best) ? 12 : own.Length == 0 ? 4 : 0) + (alias.IsOfOneLanguage ? 0 : 3)
            + (hit.IsSmall || hit.IsReading ? 0 : 2) + (literal ? 1 : 0);
    }
}
