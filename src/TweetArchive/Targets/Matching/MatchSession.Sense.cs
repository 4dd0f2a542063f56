using System.Buffers;
using System.Globalization;
using System.Text;
using TweetArchive.Text;

namespace TweetArchive.Targets.Matching;

// Senses: the rules of rules.tsv, each a small test on case, neighbours, language and text.
public sealed partial class MatchSession
{
    private const int ShortestShout = 4;

    /// <summary>What the rules of each hit's form say: reject before tag before high.</summary>
    private void ApplyRules(in TweetText tweet)
    {
        foreach (ref AliasHit hit in hits.AsSpan(0, hitCount))
        {
            if (hit.Pattern < 0 || hit.Blocked)
                continue;
            Pattern pattern = Matcher.Patterns[hit.Pattern];
            // What rules look at is not in a disguised word, and a listed spelling is meant as it is, inside longer words too.
            if (hit.IsReading || !Matcher.Lexicon.Aliases[hit.Alias].IsName)
                continue;
            if (IsInsideLongerWord(hit) || IsAcrossWords(hit))
            {
                hit.Verdict = SenseVerdict.Rejected;
                continue;
            }

            foreach (int r in pattern.SenseRules)
            {
                SenseRule rule = Matcher.Lexicon.Words.Rules[r];
                if (!Holds(tweet, hit, pattern, r, rule))
                    continue;
                SenseVerdict verdict = rule.Effect switch
                {
                    SenseEffect.Reject => SenseVerdict.Rejected,
                    SenseEffect.Tag => SenseVerdict.Tag,
                    SenseEffect.High => SenseVerdict.High,
                    _ => IsShouted(tweet, hit) ? SenseVerdict.Rejected : SenseVerdict.None,
                };
                bool isStronger = verdict == SenseVerdict.Rejected || (verdict == SenseVerdict.Tag && hit.Verdict != SenseVerdict.Rejected)
                    || (verdict == SenseVerdict.High && hit.Verdict == SenseVerdict.None);
                if (!isStronger)
                    continue;
                hit.Verdict = verdict;
                hit.Rule = r;
                hit.RuleContext = Matcher.Contexts.TryGetValue(rule.ContextId, out int context) ? context : -1;
            }

            if (hit.Verdict is SenseVerdict.None or SenseVerdict.High)
            {
                if (HasPatronymic(hit) && !Matcher.Lexicon.Aliases[hit.Alias].IsPerson)
                    hit.Verdict = SenseVerdict.Rejected;
                else if (IsAnotherPerson(tweet, hit, pattern))
                    hit.Verdict = SenseVerdict.OtherBearer;
                else if (hit.Verdict == SenseVerdict.None && MayBeAnotherPerson(tweet, hit))
                    hit.Verdict = SenseVerdict.High;
            }
        }
    }

    private bool Holds(in TweetText tweet, in AliasHit hit, Pattern pattern, int number, SenseRule rule)
    {
        WordTables words = Matcher.Words;
        switch (rule.Test)
        {
            case SenseTest.CaseCap:
                return IsSmallFirst(Original(tweet, hit));
            case SenseTest.CaseCapMixed:
                return IsSmallFirst(Original(tweet, hit)) && HasUpper(tweet.Text);
            case SenseTest.CaseUpper:
                return HasSmall(Original(tweet, hit));
            case SenseTest.CaseMixedUpper:
                return HasSmall(Original(tweet, hit)) && CountUpper(Original(tweet, hit)) < 2;
            case SenseTest.Phrase:
                return IsCovered(hit, PatternRole.Phrase, number);
            case SenseTest.Text:
                return HasTextWord(hit, number);
            case SenseTest.Prev or SenseTest.PrevLike or SenseTest.PrevPron:
                return TryBefore(hit, out int from, out int to) && words.IsValue(number, Folded[from..to]);
            case SenseTest.Next:
                return TryAfter(hit, out from, out to) && words.IsValue(number, Folded[from..to]);
            case SenseTest.Lang or SenseTest.NotLang:
                return IsAmong(words.RuleLanguages[number]);
            case SenseTest.OnlyLang:
                return IsSmallFirst(Original(tweet, hit)) && !IsAmong(words.RuleLanguages[number]);
            case SenseTest.Shout:
                return IsShouted(tweet, hit);
            case SenseTest.LowerForm:
                return !HasUpper(Original(tweet, hit)) && words.IsValue(number, Folded[hit.FoldedStart..hit.FoldedEnd]);
            case SenseTest.NameLike:
                return IsNameLike(tweet, hit);
            case SenseTest.OtherBearer:
                return HasOtherBearer(tweet, hit, number);
            case SenseTest.Plural:
                return HasPersianPlural(hit);
            case SenseTest.NoArticle:
                return HasArticle(hit);
            case SenseTest.SingularBare:
                return pattern.Node == Matcher.NodeOf[hit.Alias] && !HasArticle(hit) && MayBeIn(words.RuleLanguages[number]);
            case SenseTest.Needs:
                return LacksLetters(tweet, hit, number);
            case SenseTest.NoHyphen:
                return MayBeIn(words.RuleLanguages[number]) && !IsFirstPart(tweet, hit);
            case SenseTest.Capitals:
                return !IsAmong(words.RuleLanguages[number]) && LacksCapitals(Original(tweet, hit), Matcher.Literal[hit.Alias]);
            default:
                return !IsWrittenSo(Original(tweet, hit), pattern);
        }
    }

    private ReadOnlySpan<byte> Folded => analysis.Folded.Bytes;

    private static ReadOnlySpan<byte> Original(in TweetText tweet, in AliasHit hit) =>
        (hit.InText ? tweet.Text : tweet.Hashtags)[hit.Start..hit.End];

    /// <summary>Whether the tweet may be in one of the languages, or no language is asked for.</summary>
    private bool MayBeIn(int[] codes) => codes.Length == 0 || languages.Best == 0 || IsAmong(codes);

    /// <summary>
    /// Whether a hyphen and another word follow without a space: the first part of a compound, as in <i>franco-allemand</i>.
    /// </summary>
    private static bool IsFirstPart(in TweetText tweet, in AliasHit hit)
    {
        ReadOnlySpan<byte> after = (hit.InText ? tweet.Text : tweet.Hashtags)[hit.End..];
        return Rune.DecodeFromUtf8(after, out Rune sign, out int length) == OperationStatus.Done
            && Rune.GetUnicodeCategory(sign) == UnicodeCategory.DashPunctuation
            && Rune.DecodeFromUtf8(after[length..], out Rune next, out _) == OperationStatus.Done && Rune.IsLetter(next);
    }

    private bool IsAmong(int[] codes) =>
        codes.AsSpan().Contains(languages.Best) || (languages.ByWords != 0 && codes.AsSpan().Contains(languages.ByWords));

    /// <summary>Whether a phrase of the rule is over the hit, in the text or in a hashtag.</summary>
    private bool IsCovered(in AliasHit hit, PatternRole role, int rule)
    {
        foreach (ref readonly PatternHit phrase in scan.Hits)
        {
            Pattern pattern = Matcher.Patterns[phrase.Pattern];
            if (pattern.Role == role && pattern.Rule == rule && IsOfText(pattern) && phrase.Start <= hit.FoldedStart
                && phrase.End >= hit.FoldedEnd
                && (role == PatternRole.Phrase || phrase.End - phrase.Start > hit.FoldedEnd - hit.FoldedStart))
                return true;
        }

        return IsUnspaced(hit) && IsCoveredUnspaced(hit, role, rule);
    }

    /// <summary>Whether a longer word is of the text's language, as far as that is known.</summary>
    private bool IsOfText(Pattern pattern)
        => pattern.Languages.Length == 0 || languages.Best == 0 || pattern.Languages.AsSpan().Contains(languages.Best)
            || pattern.Languages.AsSpan().Contains(languages.ByWords);

    private bool IsInsideLongerWord(in AliasHit hit) => IsCovered(hit, PatternRole.LongerWord, -1);

    private bool HasTextWord(in AliasHit hit, int rule)
    {
        foreach (ref readonly PatternHit word in scan.Hits)
        {
            Pattern pattern = Matcher.Patterns[word.Pattern];
            if (pattern.Role == PatternRole.TextWord && pattern.Rule == rule
                && (word.End <= hit.FoldedStart || word.Start >= hit.FoldedEnd))
                return true;
        }

        return false;
    }

    /// <summary>The word before the hit's own word, with nothing but a space or an apostrophe between.</summary>
    private bool TryBefore(in AliasHit hit, out int from, out int to) =>
        TryBefore(WordBounds.Start(Folded, hit.FoldedStart), out from, out to);

    private bool TryBefore(int at, out int from, out int to)
    {
        ReadOnlySpan<byte> folded = Folded;
        to = at;
        while (to > 0 && folded[to - 1] is (byte)' ' or (byte)'\'')
            to--;
        from = WordBounds.Start(folded, to);
        return from < to;
    }

    private bool TryAfter(in AliasHit hit, out int from, out int to) => TryAfter(WordBounds.End(Folded, hit.FoldedEnd), out from, out to);

    private bool TryAfter(int at, out int from, out int to)
    {
        ReadOnlySpan<byte> folded = Folded;
        from = at;
        while (from < folded.Length && folded[from] is (byte)' ' or (byte)'\'')
            from++;
        to = WordBounds.End(folded, from);
        return from < to;
    }

    /// <summary>
    /// Most letters of the text are capitals, or the hit is in a run of capitals with another long word that is not an acronym.
    /// </summary>
    private bool IsShouted(in TweetText tweet, in AliasHit hit)
    {
        if (analysis.IsAllCaps(tweet.Text))
            return true;
        return (TryBefore(hit, out int from, out int to) && IsLoudWord(tweet, from, to))
            || (TryAfter(hit, out from, out to) && IsLoudWord(tweet, from, to));
    }

    private bool IsLoudWord(in TweetText tweet, int from, int to)
    {
        ReadOnlySpan<byte> word = OriginalOf(tweet, from, to);
        return CountUpper(word) >= ShortestShout && !HasSmall(word) && !IsName(from, to);
    }

    private ReadOnlySpan<byte> OriginalOf(in TweetText tweet, int from, int to)
    {
        ReadOnlySpan<byte> text = analysis.SourceAt(from) == FoldedSource.ColumnHashtag ? tweet.Hashtags : tweet.Text;
        int start = analysis.Folded.OriginalStart(from), end = analysis.Folded.OriginalEnd(to - 1);
        return start < end && end <= text.Length ? text[start..end] : default;
    }

    /// <summary>Whether a name of the lexicon covers the word.</summary>
    private bool IsName(int from, int to)
    {
        foreach (ref readonly PatternHit other in scan.Hits)
        {
            if (Matcher.Patterns[other.Pattern].Role == PatternRole.Alias && other.Start <= from && WordBounds.End(Folded, other.End) >= to)
                return true;
        }

        return false;
    }

    private bool HasPersianPlural(in AliasHit hit)
    {
        ReadOnlySpan<byte> folded = Folded;
        int end = WordBounds.End(folded, hit.FoldedEnd);
        ReadOnlySpan<byte> rest = folded[hit.FoldedEnd..end];
        if (rest.StartsWith("ها"u8) || rest.StartsWith("یها"u8))
            return true;
        return rest.IsEmpty && TryAfter(hit, out int from, out int to) && folded[from..to].StartsWith("ها"u8);
    }

    /// <summary>Whether the Arabic article, or لل, is before the hit.</summary>
    private bool HasArticle(in AliasHit hit)
    {
        ReadOnlySpan<byte> before = Folded[..hit.FoldedStart];
        return hit.Prefix != PatternPrefix.None && (before.EndsWith("ال"u8) || before.EndsWith("لل"u8));
    }

    private bool LacksLetters(in TweetText tweet, in AliasHit hit, int rule)
    {
        ReadOnlySpan<byte> original = Original(tweet, hit);
        Span<byte> wanted = stackalloc byte[16];
        foreach (string letters in Matcher.Words.LettersOf(rule))
        {
            if (System.Text.Encoding.UTF8.TryGetBytes(letters, wanted, out int length) && original.IndexOf(wanted[..length]) >= 0)
                return false;
        }

        return true;
    }

    /// <summary>Whether the hit is written with the marks of one of its names, in any case.</summary>
    private bool IsWrittenSo(ReadOnlySpan<byte> original, Pattern pattern)
    {
        foreach (int alias in pattern.Aliases)
        {
            if (EqualsAnyCase(original, Matcher.Literal[alias]))
                return true;
        }

        return false;
    }
}
