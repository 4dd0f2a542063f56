using TweetArchive.Text;
using TweetArchive.Tweets;

namespace TweetArchive.Targets.Matching;

// Words and hashtags: from places in the folded text to hits.
public sealed partial class MatchSession
{
    /// <summary>Letters of an Arabic stem before an open ending may follow it.</summary>
    private const int ShortestOpenStem = 4;

    /// <summary>Letters of an acronym that a text without capitals writes small.</summary>
    private const int ShortestSmallAcronym = 3;

    /// <summary>Letters of an acronym that is likely to be spoken, and written, like a word.</summary>
    private const int ShortestSpokenAcronym = 4;

    /// <summary>Bytes of a stem that any letters may follow, in a tweet of unknown and of another language.</summary>
    private const int ShortestAnyStem = 6, ShortestForeignStem = 9;

    private readonly HashtagSegments.Scratch segments = new();

    private void AddPatternHits(in TweetText tweet)
    {
        foreach (ref readonly PatternHit hit in scan.Hits)
        {
            Pattern pattern = Matcher.Patterns[hit.Pattern];
            if (pattern.Role != PatternRole.Alias)
                continue;
            FoldedSource source = analysis.SourceAt(hit.Start);
            if (source == FoldedSource.Handle || (hit.IsOpen && !MayDecline(hit, pattern)))
                continue;
            int start = analysis.Folded.OriginalStart(hit.Start);
            int end = analysis.Folded.OriginalEnd(hit.End - 1);
            bool inText = source != FoldedSource.ColumnHashtag;
            ReadOnlySpan<byte> matched = (inText ? tweet.Text : tweet.Hashtags)[start..end];
            bool isSmall = false;
            bool isReading = source == FoldedSource.Reading;
            if (isReading && (!Matcher.Lexicon.Aliases[pattern.Aliases[0]].IsName || (pattern.IsAcronym && HasSmall(matched))))
                continue;
            if (pattern.Exact.Length > 0 && !isReading && !pattern.HasExactCase(matched))
            {
                // A listed spelling is meant as it is.
                if (!Matcher.Lexicon.Aliases[pattern.Aliases[0]].IsName
                    || !((pattern.MayBeSmall && languages.IsEnglish) || IsOfSmallText(tweet, pattern) || IsAsWord(matched, pattern))
                    || HasUpper(matched[1..])
                    || !IsWrittenSo(matched, pattern))
                    continue;
                isSmall = true;
            }

            MentionField field = source is not (FoldedSource.Text or FoldedSource.Reading) || analysis.IsInHashtag(start, end)
                ? MentionField.Hashtag
                : MentionField.Text;
            AddHit(BestAlias(pattern, matched), field, matched, start, inText);
            ref AliasHit added = ref hits[hitCount - 1];
            added.Pattern = hit.Pattern;
            added.FoldedStart = hit.Start;
            added.FoldedEnd = hit.End;
            added.Prefix = hit.Prefix;
            added.IsOpen = hit.IsOpen;
            added.IsSmall = isSmall;
            added.IsReading = isReading;
        }
    }

    /// <summary>
    /// Whether the text has no capitals at all, and the acronym is of its language and no word of it: в оон, l'onu.
    /// </summary>
    private bool IsOfSmallText(in TweetText tweet, Pattern pattern)
    {
        int language = languages.Best;
        return language != 0 && !HasUpper(tweet.Text) && pattern.Languages.AsSpan().Contains(language)
            && IsNoWord(pattern.Folded, language);
    }

    /// <summary>
    /// Whether an acronym is written like a name, and is not a word of the language: la Cnn, l'Otan. A long one is so in
    /// all of its languages: Нато, Игил.
    /// </summary>
    private bool IsAsWord(ReadOnlySpan<byte> matched, Pattern pattern)
        => !IsSmallFirst(matched) && IsNoWord(pattern.Folded, languages.Best)
            && (Matcher.Words.WritesAcronymsAsWords(languages.Best)
                || (System.Text.Encoding.UTF8.GetCharCount(pattern.Folded) >= ShortestSpokenAcronym
                    && pattern.Languages.AsSpan().Contains(languages.Best)));

    private bool IsNoWord(ReadOnlySpan<byte> acronym, int language)
    {
        WordTables words = Matcher.Words;
        return System.Text.Encoding.UTF8.GetCharCount(acronym) >= ShortestSmallAcronym && !words.IsFunctionWord(acronym)
            && !words.IsHomograph(acronym, language, HomographKind.Word) && !words.IsHomograph(acronym, language, HomographKind.Sense)
            && !words.IsGivenName(acronym);
    }

    /// <summary>An open ending is of the same language: the tweet's, or unknown and not in Latin letters.</summary>
    private bool MayDecline(in PatternHit hit, Pattern pattern)
    {
        byte first = pattern.Folded[0];
        if ((CharacterTables.ClassOf(CodePoints.Decode(pattern.Folded, 0, out _)) & CharacterClass.Arabic) != 0
            && System.Text.Encoding.UTF8.GetCharCount(analysis.Folded.Bytes[hit.Start..hit.End]) < ShortestOpenStem)
            return false;
        foreach (int alias in pattern.Aliases)
        {
            int[] own = Matcher.LanguagesOf(alias);
            if (own.Length == 0)
                return true;
            foreach (int language in own)
            {
                if (languages.Is(language) || (first >= 0xC8 && languages.Mark == 0))
                    return true;
                // Any letters after a long stem are of whatever language takes the name.
                if (pattern.Ending is { IsAny: true }
                    && hit.End - hit.Start >= (languages.Best == 0 ? ShortestAnyStem : ShortestForeignStem))
                    return true;
            }
        }

        return false;
    }

    /// <summary>
    /// Of the names that share a form the one in the tweet's language counts, then the one written so, then one of any language.
    /// </summary>
    private int BestAlias(Pattern pattern, ReadOnlySpan<byte> matched)
    {
        int best = pattern.Aliases[0], bestRank = -1;
        foreach (int alias in pattern.Aliases)
        {
            int[] own = Matcher.LanguagesOf(alias);
            int rank = (Matcher.Lexicon.Aliases[alias].IsOfOneLanguage ? 0 : 2) + (own.Length == 0 ? 1 : 0)
                + (matched.SequenceEqual(Matcher.Literal[alias]) ? 1 : 0);
            foreach (int language in own)
                rank += languages.Is(language) ? 8 : 0;
            if (rank > bestRank)
                (best, bestRank) = (alias, rank);
        }

        return best;
    }

    /// <summary>Aliases that the folded, joined body of a hashtag equals, begins with, or is made of.</summary>
    private void AddHashtags(in TweetText tweet)
    {
        foreach (ref readonly TextEntity entity in analysis.Entities)
        {
            if (entity.Kind != EntityKind.Hashtag || TextEntities.IsCut(tweet.Text, entity))
                continue;
            ReadOnlySpan<byte> body = entity.Body(tweet.Text);
            AddHashtag(body, entity.Start + entity.Length - body.Length, inText: true);
        }

        foreach (ReadOnlySpan<byte> item in new ListCell(tweet.Hashtags))
        {
            if (TextEntities.IsRedactedHashtag(item))
                continue;
            _ = tweet.Hashtags.Overlaps(item, out int offset);
            AddHashtag(item, offset, inText: false);
        }
    }

    private void AddHashtag(ReadOnlySpan<byte> body, int start, bool inText)
    {
        ReadOnlySpan<byte> folded = FoldHashtag(body);
        int before = hitCount;
        foreach (int alias in Matcher.Hashtags.Find(folded))
            AddHit(alias, MentionField.Hashtag, body, start, inText);
        foreach (int length in Matcher.PrefixLengths)
        {
            if (length > folded.Length)
                break;
            foreach (int alias in Matcher.HashtagPrefixes.Find(folded[..length]))
                AddHit(alias, MentionField.Hashtag, body, start, inText);
        }

        if (hitCount == before && Matcher.Segments.HasName(folded) && !HasWordHit(start, start + body.Length, inText))
            AddSegments(folded, body, start, inText);
    }

    /// <summary>Whether a name was already found among the words of a hashtag.</summary>
    private bool HasWordHit(int start, int end, bool inText)
    {
        foreach (ref readonly AliasHit hit in hits.AsSpan(0, hitCount))
        {
            if (hit.IsWords && hit.InText == inText && hit.Start >= start && hit.End <= end)
                return true;
        }

        return false;
    }

    private void AddSegments(ReadOnlySpan<byte> folded, ReadOnlySpan<byte> body, int start, bool inText)
    {
        Matcher.Segments.Divide(folded, segments);
        foreach (int number in segments.Names)
        {
            Pattern pattern = Matcher.Patterns[number];
            int alias = BestAlias(pattern, body);
            bool isShort = pattern.Folded.Length == HashtagSegments.AcronymLetters && pattern.IsAcronym;
            if ((segments.IsEdge && !MayBeEdge(alias)) || (isShort && !HashtagSegments.IsWrittenAsOne(body, pattern.Folded)))
                continue;
            AddHit(alias, MentionField.Hashtag, body, start, inText);
            hits[hitCount - 1].IsEdge = segments.IsEdge;
            hits[hitCount - 1].IsDemanded = isShort && segments.IsStrong;
        }
    }

    /// <summary>Whether a name may be at the end of a hashtag that is not understood: one of one language only in that language.</summary>
    private bool MayBeEdge(int alias)
    {
        if (Matcher.Lexicon.Aliases[alias].Ambiguity != Ambiguity.Low)
            return false;
        if (!Matcher.Lexicon.Aliases[alias].IsOfOneLanguage)
            return true;
        foreach (int language in Matcher.LanguagesOf(alias))
        {
            if (languages.Is(language))
                return true;
        }

        return false;
    }

    /// <summary>Two regional indicators are a flag.</summary>
    private void AddFlags(in TweetText tweet)
    {
        ReadOnlySpan<byte> text = tweet.Text;
        for (int at = 0; ;)
        {
            int step = text[at..].IndexOf("\U0001F1E6"u8[..3]);
            if (step < 0)
                return;
            at += step;
            if (at + 8 > text.Length || text[at + 3] is < 0xA6 or > 0xBF
                || !text[(at + 4)..].StartsWith("\U0001F1E6"u8[..3]) || text[at + 7] is < 0xA6 or > 0xBF)
            {
                at += 3;
                continue;
            }

            int alias = Matcher.Flags[((text[at + 3] - 0xA6) * 26) + text[at + 7] - 0xA6];
            if (alias >= 0)
                AddHit(alias, MentionField.Flag, text.Slice(at, 8), at, inText: true);
            at += 8;
        }
    }
}
