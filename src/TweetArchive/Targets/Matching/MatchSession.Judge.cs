using TweetArchive.Text;

namespace TweetArchive.Targets.Matching;

// How sure a hit is: its level, what makes it less sure, and the context that makes it sure again.
public sealed partial class MatchSession
{
    /// <summary>Letters of a form that is found in many languages' words, in Latin and in Arabic script.</summary>
    private const int ShortForm = 4, ShortArabicForm = 6;

    private (MentionDecision Decision, MatchRule Rule) Judge(in TweetText tweet, in AliasHit hit)
    {
        Alias alias = Matcher.Lexicon.Aliases[hit.Alias];
        if (hit.Field == MentionField.Flag)
            return (MentionDecision.Tag, MatchRule.Flag);
        return alias.IsName && hit.IsWords ? JudgeName(tweet, hit, alias) : JudgeSpelling(tweet, hit, alias);
    }

    /// <summary>A spelling of lexicon.tsv, an account, a domain.</summary>
    private (MentionDecision Decision, MatchRule Rule) JudgeSpelling(in TweetText tweet, in AliasHit hit, Alias alias)
    {
        bool acronym = alias.Match == MatchKind.CaseSensitiveAcronym && hit.IsWords;
        // In a text of capitals US may be "us" and UN the French article.
        if (acronym && alias.Text.Length <= 3 && analysis.IsAllCaps(tweet.Text))
            return High(tweet, hit, Matcher.ContextOf[hit.Alias], MatchRule.AllCapsPositiveContext);
        if (alias.Ambiguity == Ambiguity.Low)
            return (MentionDecision.Tag, hit.LeadingMention ? MatchRule.LeadingMention : MatchRule.LowAmbiguity);
        // A medium domain is surely that domain; that it belongs to the target is what others say.
        if (alias.Match == MatchKind.Domain && alias.Ambiguity == Ambiguity.Medium)
            return (MentionDecision.Tag, MatchRule.DomainAffiliation);
        if (alias.Ambiguity == Ambiguity.High)
            return High(tweet, hit, Matcher.ContextOf[hit.Alias], MatchRule.HighPositiveContext);
        if (alias.Match is MatchKind.Token or MatchKind.TokenStrict or MatchKind.Stem && Matcher.OneWord[hit.Alias])
        {
            int own = LanguageCode.Of(alias.Language);
            if (own != 0 && languages.Mark != 0 && own != languages.Mark)
                return High(tweet, hit, Matcher.ContextOf[hit.Alias], MatchRule.LanguageGatePositiveContext);
        }

        return Medium(tweet, hit);
    }

    /// <summary>A name of names.tsv: what its rules say, then whether its form is a word of the language, then its level.</summary>
    private (MentionDecision Decision, MatchRule Rule) JudgeName(in TweetText tweet, in AliasHit hit, Alias alias)
    {
        if (hit.IsEdge)
            return (MentionDecision.Candidate, MatchRule.HashtagEdge);
        if (hit.Verdict == SenseVerdict.Tag)
            return (MentionDecision.Tag, MatchRule.SenseTag);
        int context = Matcher.ContextOf[hit.Alias];
        if (hit.Verdict == SenseVerdict.OtherBearer || HasPlaceWord(tweet, hit, alias))
            return (MentionDecision.Candidate, MatchRule.OtherBearer);
        if (IsKindOfThing(tweet, hit, alias) || HasHonorific(tweet, hit, alias))
            return (MentionDecision.Candidate, MatchRule.OtherBearer);
        if (IsNamedSo(hit, alias) || IsNickname(tweet, hit, alias))
            return (MentionDecision.Candidate, MatchRule.OtherBearer);
        if (IsStageName(hit, alias) && !HasGeneralContext(tweet, hit))
            return (MentionDecision.Candidate, MatchRule.OtherBearer);
        // A name in small letters in a language that is not its own: most likely a word of it.
        if (hit.Verdict == SenseVerdict.High && hit.Rule >= 0
            && Matcher.Lexicon.Words.Rules[hit.Rule].Test is SenseTest.CaseCap or SenseTest.CaseCapMixed && IsForeign(hit, alias))
            return (MentionDecision.Candidate, MatchRule.LanguageGateNoContext);
        // No context makes a name of an ordinary word in small letters: mala kina are small cinemas, no matter who else is in the text.
        if (hit.Pattern >= 0 && IsSmallWord(tweet, hit, alias))
            return (MentionDecision.Candidate, MatchRule.HomographPositiveContext + 1);
        if (hit.Verdict == SenseVerdict.High)
            return High(tweet, hit, hit.RuleContext >= 0 ? hit.RuleContext : context, MatchRule.SensePositiveContext);
        if (hit.Pattern >= 0 && (IsOtherWord(tweet, hit)
            || (!hit.IsReading && Matcher.OneWord[hit.Alias] && Matcher.Patterns[hit.Pattern].HasOtherMarks(Original(tweet, hit)))))
            return High(tweet, hit, context, MatchRule.HomographPositiveContext, isHomograph: true);
        if (hit.IsDemanded)
            return Medium(tweet, hit);
        bool isSpelt = hit.Pattern >= 0 && alias.Ambiguity == Ambiguity.High && (Matcher.Patterns[hit.Pattern].Dotted || hit.IsReading);
        if (alias.Ambiguity == Ambiguity.High && !isSpelt)
            return High(tweet, hit, context, MatchRule.HighPositiveContext);
        // In a text whose language is known no context makes another language's form sure: Polish kino is not a Kina.
        if (hit.Pattern >= 0 && IsForeign(hit, alias) && languages.Best != 0 && HasCase(hit.FoldedStart)
            && !Matcher.Patterns[hit.Pattern].IsCitation)
        {
            return (MentionDecision.Candidate, MatchRule.LanguageGateNoContext);
        }

        if (hit.Pattern >= 0 && IsForeign(hit, alias))
            return High(tweet, hit, context, MatchRule.LanguageGatePositiveContext, isHomograph: true);
        if (alias.Ambiguity == Ambiguity.Medium || hit.IsSmall || isSpelt)
            return Medium(tweet, hit);
        return (MentionDecision.Tag, MatchRule.LowAmbiguity);
    }

    private (MentionDecision Decision, MatchRule Rule) Medium(in TweetText tweet, in AliasHit hit)
    {
        Context(tweet, hit, Matcher.ContextOf[hit.Alias], out bool positive, out bool negative);
        if (positive)
            return (MentionDecision.Tag, MatchRule.MediumPositiveContext);
        return negative ? (MentionDecision.Candidate, MatchRule.MediumNegativeContext) : (MentionDecision.Tag, MatchRule.MediumDefault);
    }

    /// <summary>
    /// High ambiguity: a tag only with positive and without negative context. The three rules of a kind follow each other.
    /// </summary>
    private (MentionDecision Decision, MatchRule Rule) High(
        in TweetText tweet, in AliasHit hit, int context, MatchRule positiveRule, bool isHomograph = false)
    {
        Context(tweet, hit, context, out bool positive, out bool negative, isHomograph);
        if (negative)
            return (MentionDecision.Candidate, positiveRule + 2);
        return positive ? (MentionDecision.Tag, positiveRule) : (MentionDecision.Candidate, positiveRule + 1);
    }

    /// <summary>
    /// Whether the form is something else in the tweet's language (homographs.tsv). A capital inside a sentence speaks against an
    /// ordinary word, except in German; one that begins a sentence says nothing.
    /// </summary>
    private bool IsOtherWord(in TweetText tweet, in AliasHit hit)
    {
        ReadOnlySpan<byte> folded = Folded;
        int from = hit.FoldedStart, to = WordBounds.End(folded, hit.FoldedEnd);
        return IsOtherWord(tweet, hit, folded[from..to]) || (to > hit.FoldedEnd && IsOtherWord(tweet, hit, folded[from..hit.FoldedEnd]));
    }

    private bool IsOtherWord(in TweetText tweet, in AliasHit hit, ReadOnlySpan<byte> form)
    {
        int from = hit.FoldedStart;
        WordTables words = Matcher.Words;
        int language = languages.Best;
        // An acronym is written like no word: what it means elsewhere does not matter where the language is not known.
        bool isAcronym = Matcher.Patterns[hit.Pattern].IsAcronym;
        if ((!isAcronym || language != 0) && words.IsHomograph(form, language, HomographKind.Sense))
            return true;
        // A hashtag is about somebody whom everybody knows; so is a name with a title of state or honour.
        if (Matcher.Lexicon.Aliases[hit.Alias].IsPerson && hit.Field == MentionField.Text
            && words.IsHomograph(form, language, HomographKind.Surname) && !HasTitle(hit))
            return true;
        // Němec and Francouz are players as well.
        if (words.IsHomograph(form, language, HomographKind.Surname) && HasStage(hit))
            return true;
        if ((words.IsHomograph(form, language, HomographKind.PersonName) || words.IsHomograph(form, language, HomographKind.Surname)
            || words.IsGivenName(form)) && IsNameLike(tweet, hit))
            return true;
        if (!words.IsHomograph(form, language, HomographKind.Word))
            return false;
        ReadOnlySpan<byte> original = Original(tweet, hit);
        return !HasCase(from) || language == LanguageCode.German || IsSmallFirst(original) || IsShouted(tweet, hit)
            || (language != 0 && !isAcronym && !hit.IsReading && hit.Field == MentionField.Text && IsSentenceStart(tweet, from)
                && !IsSetOff(hit));
    }

    /// <summary>Whether an apostrophe parts the name from its ending, as only names have it: Gülen'i.</summary>
    private bool IsSetOff(in AliasHit hit)
    {
        ReadOnlySpan<byte> after = Folded[hit.FoldedEnd..];
        return after.Length > 1 && after[0] == '\'' && (WordBounds.ClassAt(after, 1) & CharacterClass.Word) != 0;
    }

    /// <summary>
    /// Whether the name is in small letters, though it has a capital and so have other words of the text, and what is written so is a
    /// word of the language or a stem that any letters may follow.
    /// </summary>
    private bool IsSmallWord(in TweetText tweet, in AliasHit hit, Alias alias)
    {
        if (hit.Field != MentionField.Text || !IsSmallFirst(Original(tweet, hit)) || IsSmallFirst(Matcher.Literal[hit.Alias])
            || !HasUpper(tweet.Text))
            return false;
        ReadOnlySpan<byte> folded = Folded;
        int end = WordBounds.End(folded, hit.FoldedEnd);
        if (end > hit.FoldedEnd && alias.Ending is { IsAny: true })
            return true;
        return Matcher.Words.IsHomograph(folded[hit.FoldedStart..end], languages.Best, HomographKind.Word)
            || Matcher.Words.IsHomograph(folded[hit.FoldedStart..hit.FoldedEnd], languages.Best, HomographKind.Word);
    }

    /// <summary>A title of state before the name, or of honour after it.</summary>
    private bool HasTitle(in AliasHit hit)
        => (TryBefore(hit, out int from, out int to) && Matcher.Words.IsIn("state_title", Folded[from..to]))
            || (TryAfter(hit, out from, out to) && Matcher.Words.IsIn("honour_after", Folded[from..to]));

    /// <summary>A street, a district, a factory that bears the name: Demirtaş OSB, rua Almagro.</summary>
    private bool HasPlaceWord(in TweetText tweet, in AliasHit hit, Alias alias)
    {
        if (hit.Pattern < 0 || hit.Field != MentionField.Text || alias.Sense is "acronym" or "label" or "hashtag" or "media")
            return false;
        if (IsOfStreet(tweet, hit))
            return true;
        WordTables words = Matcher.Words;
        return (TryAfter(hit, out int from, out int to) && (words.Has("place_ending", Folded[from..to])
                || (alias.IsPerson && words.Has("place_of_person", Folded[from..to]))
                || (words.IsIn("place_after", Folded[from..to]) && IsCapitalised(tweet, from, to) && !IsSmallFirst(Original(tweet, hit))
                    && !analysis.IsAllCaps(tweet.Text))))
            || (TryBefore(hit, out from, out to) && words.IsIn("place_before", Folded[from..to]) && !IsSmallFirst(Original(tweet, hit)));
    }

    /// <summary>A family name or an office next to words of sport and stage: Kerry, the Casa Blanca.</summary>
    private bool IsStageName(in AliasHit hit, Alias alias) =>
        (alias.Sense == "office" || (alias.Sense == "person" && Matcher.OneWord[hit.Alias])) && HasStage(hit);

    /// <summary>Words of sport and stage near a family name: most likely somebody else's.</summary>
    private bool HasStage(in AliasHit hit)
    {
        foreach (ref readonly PatternHit word in scan.Hits)
        {
            if (Matcher.Patterns[word.Pattern].Role == PatternRole.StageWord
                && (word.End <= hit.FoldedStart || word.Start >= hit.FoldedEnd))
                return true;
        }

        return false;
    }

    /// <summary>
    /// Whether the name is written in a language that is not its own, and is of a kind that other languages have words like.
    /// </summary>
    private bool IsForeign(in AliasHit hit, Alias alias)
    {
        int[] own = Matcher.Patterns[hit.Pattern].Languages;
        if (own.Length == 0)
            return false;
        // English hashtags are written in every language.
        bool isOwn = hit.Field == MentionField.Hashtag && own.AsSpan().Contains(LanguageCode.English), isSurely = isOwn;
        foreach (int language in own)
        {
            isOwn |= languages.Is(language);
            isSurely |= languages.IsSurely(language);
        }

        ReadOnlySpan<byte> form = Folded[hit.FoldedStart..hit.FoldedEnd];
        int letters = System.Text.Encoding.UTF8.GetCharCount(form);
        bool isUnknown = languages.Best == 0;
        if (alias.Match == MatchKind.CaseSensitiveAcronym)
            return letters <= 3 && !own.AsSpan().Contains(LanguageCode.English) && !isOwn && (!isUnknown || letters <= 2);
        if (alias.Ambiguity == Ambiguity.Medium && Matcher.OneWord[hit.Alias] && !isOwn && !isUnknown)
            return true;
        bool isArabic = form[0] is >= 0xD8 and <= 0xDB;
        bool isCased = form[0] < 0xD4;
        if (alias.IsOfOneLanguage)
            return !isOwn && (!isUnknown || isCased);
        if (isArabic)
            return letters <= ShortArabicForm && !isOwn && !isUnknown;
        if (alias.Ambiguity != Ambiguity.Low && alias.Sense is "person" or "media" or "office")
            return !isOwn && !isUnknown;
        if (!isCased)
            return false;
        bool isDeclined = !Matcher.Patterns[hit.Pattern].IsCitation || hit.IsOpen;
        if (isUnknown)
            return letters <= ShortForm ? isDeclined || alias.Sense == "demonym" : isDeclined && letters <= ShortForm + 1;
        if (letters <= ShortForm || alias.Sense == "demonym")
            return !isSurely && !(isOwn && letters > ShortArabicForm);
        return isDeclined && !isOwn;
    }
}
