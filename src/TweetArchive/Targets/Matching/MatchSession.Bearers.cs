using TweetArchive.Text;

namespace TweetArchive.Targets.Matching;

// Whose name it is: a given name or title before it, a family name after it.
public sealed partial class MatchSession
{
    /// <summary>
    /// The name of a person: Israel Adesanya, cousin Israel. Not in headlines, and not in German, which writes nouns large.
    /// </summary>
    private bool IsNameLike(in TweetText tweet, in AliasHit hit)
    {
        ReadOnlySpan<byte> folded = Folded;
        WordTables words = Matcher.Words;
        if (hit.Field != MentionField.Text || IsSmallFirst(Original(tweet, hit)) || analysis.IsAllCaps(tweet.Text)
            || languages.Best == LanguageCode.German || IsHeadline(tweet))
            return false;
        bool hasBefore = TryBefore(hit, out int from, out int to);
        if (hasBefore)
        {
            ReadOnlySpan<byte> before = folded[from..to];
            if (words.IsIn("place_prep", before))
                return false;
            if (words.IsIn("kin_title", before))
                return true;
            if (IsGivenNameBefore(tweet, from, to) && !IsName(from, to) && !words.IsFunctionWord(before)
                && !words.IsIn("after_state", before))
                return true;
        }

        return TryAfter(hit, out from, out to) && WordBounds.End(folded, hit.FoldedEnd) == hit.FoldedEnd && IsCapitalised(tweet, from, to)
            && !words.IsIn("after_state", folded[from..to]) && !words.IsFunctionWord(folded[from..to]) && !IsName(from, to)
            && (!hasBefore || !IsName(Before(hit).From, Before(hit).To));
    }

    /// <summary>
    /// A given name in large letters where its script has them; where every word begins large, only if it is not a word of the language.
    /// </summary>
    private bool IsGivenNameBefore(in TweetText tweet, int from, int to)
    {
        ReadOnlySpan<byte> word = Folded[from..to];
        if (!Matcher.Words.IsGivenName(word))
            return false;
        if (!HasCase(from))
            return true;
        if (!HasUpper(tweet.Text))
            return Matcher.Words.IsGivenNameAtStart(word, languages.Best);
        return IsCapitalised(tweet, from, to)
            && ((!IsSentenceStart(tweet, from) && !IsHeadline(tweet) && !analysis.IsAllCaps(tweet.Text))
                || Matcher.Words.IsGivenNameAtStart(word, languages.Best));
    }

    private (int From, int To) Before(in AliasHit hit) => TryBefore(hit, out int from, out int to) ? (from, to) : (0, 0);

    /// <summary>
    /// Somebody else's family name: before it a given name that is not among the target's own, or in the middle of a sentence any
    /// capitalised word that is not a title, no small word and no name of the lexicon.
    /// </summary>
    private bool HasOtherBearer(in TweetText tweet, in AliasHit hit, int rule)
    {
        if (!TryBefore(hit, out int from, out int to))
            return false;
        ReadOnlySpan<byte> before = Folded[from..to];
        WordTables words = Matcher.Words;
        if (words.IsValue(rule, before) || words.IsIn("after_state", before) || words.IsFunctionWord(before)
            || words.IsIn("office", before) || words.IsIn("kin_title", before) || words.IsIn("place_prep", before))
            return false;
        bool hasCase = HasCase(from);
        if (IsGivenNameBefore(tweet, from, to) && !IsName(from, to))
            return true;
        return hasCase && languages.Best != LanguageCode.German && IsCapitalised(tweet, from, to) && !IsSentenceStart(tweet, from)
            && !IsName(from, to)
            && !IsSmallFirst(Original(tweet, hit)) && !analysis.IsAllCaps(tweet.Text) && !IsHeadline(tweet)
            && hit.Field == MentionField.Text
            && !analysis.IsInHashtag(analysis.Folded.OriginalStart(from), analysis.Folded.OriginalEnd(to - 1));
    }

    /// <summary>
    /// A person's name without a given name, for which no rule is written, after a given name that no name of the target has, or
    /// inside a sentence after any capitalised word that could be one.
    /// </summary>
    private bool IsAnotherPerson(in TweetText tweet, in AliasHit hit, Pattern pattern)
    {
        Alias alias = Matcher.Lexicon.Aliases[hit.Alias];
        // Of states and places only a given name before them tells: Renato Russo. No organisation is a family name, unless its acronym is
        // written like one: Hiroshi Wada.
        bool mayBePerson = hit.IsSmall || (alias.Sense is "name" or "demonym" or "place"
            && Matcher.Lexicon.Targets[Matcher.TargetOf[hit.Alias]].Type is "state" or "place" or "community");
        if (!(alias.IsPerson || (mayBePerson && Matcher.OneWord[hit.Alias] && HasCase(hit.FoldedStart) && hit.Field == MentionField.Text)))
            return false;
        WordTables words = Matcher.Words;
        if (IsAfterMiddleDot(hit, alias))
            return true;
        if (!TryBefore(hit, out int from, out int to) || hit.Prefix is not PatternPrefix.None)
            return false;
        // A name of several words brings its own given name, unless it begins with the particle of a family name: bin Salman.
        int space = pattern.Folded.AsSpan().IndexOf((byte)' ');
        if (alias.IsPerson && space > 0 && !words.IsIn("name_particle", pattern.Folded.AsSpan(0, space)))
            return false;
        ReadOnlySpan<byte> before = Folded[from..to];
        // Diego de Almagro: the particle of a family name between it and the given name.
        if (alias.IsPerson && words.IsIn("name_particle", before) && TryBefore(from, out int given, out int end)
            && IsGivenNameBefore(tweet, given, end) && !IsName(given, end)
            && !Matcher.IsOwnWord(Matcher.TargetOf[hit.Alias], Folded[given..end]))
            return true;
        if (words.IsFunctionWord(before) || words.IsIn("office", before) || words.IsIn("kin_title", before)
            || words.IsIn("place_prep", before)
            || words.IsIn("after_state", before) || IsName(from, to) || Matcher.IsOwnWord(Matcher.TargetOf[hit.Alias], before))
            return false;
        if (IsGivenNameBefore(tweet, from, to) && (alias.IsPerson || !IsSmallFirst(Original(tweet, hit))))
            return true;
        return alias.IsPerson && space < 0 && HasCase(from) && languages.Best != LanguageCode.German && languages.Best != 0
            && IsCapitalised(tweet, from, to)
            && HasSmall(OriginalOf(tweet, from, to)) && !IsSentenceStart(tweet, from) && !IsSmallFirst(Original(tweet, hit))
            && !IsHeadline(tweet)
            && hit.Field == MentionField.Text
            && !analysis.IsInHashtag(analysis.Folded.OriginalStart(from), analysis.Folded.OriginalEnd(to - 1));
    }

    /// <summary>
    /// A family name that is not sure by itself, at the beginning of a sentence after one large word that nothing is known of: most
    /// likely a person's other name.
    /// </summary>
    private bool MayBeAnotherPerson(in TweetText tweet, in AliasHit hit)
    {
        Alias alias = Matcher.Lexicon.Aliases[hit.Alias];
        if (!alias.IsPerson || alias.Ambiguity == Ambiguity.Low || !Matcher.OneWord[hit.Alias] || hit.Field != MentionField.Text
            || !TryBefore(hit, out int from, out int to) || !HasCase(from) || !IsSentenceStart(tweet, from))
            return false;
        WordTables words = Matcher.Words;
        ReadOnlySpan<byte> before = Folded[from..to];
        return IsCapitalised(tweet, from, to) && HasSmall(OriginalOf(tweet, from, to)) && !IsHeadline(tweet)
            && !IsSmallFirst(Original(tweet, hit))
            && !words.IsFunctionWord(before) && !words.IsIn("office", before) && !words.IsIn("kin_title", before)
            && !words.IsIn("place_prep", before)
            && !words.IsIn("after_state", before) && !IsName(from, to) && !Matcher.IsOwnWord(Matcher.TargetOf[hit.Alias], before);
    }

    /// <summary>A nation or a state for a family name: Mr Turk, pan Niemiec, gospa Rus.</summary>
    private bool HasHonorific(in TweetText tweet, in AliasHit hit, Alias alias)
        => alias.Sense is "name" or "demonym" && hit.Pattern >= 0 && hit.Field == MentionField.Text && Matcher.OneWord[hit.Alias]
            && HasCase(hit.FoldedStart) && !IsSmallFirst(Original(tweet, hit)) && !analysis.IsAllCaps(tweet.Text)
            && TryBefore(TitleEnd(hit), out int from, out int to) && Matcher.Words.IsIn("honorific", Folded[from..to]);

    /// <summary>
    /// A people with a capital, in a language that writes peoples small, between an article and a large word that nothing is known of: a
    /// nickname and a family name, el Chino Recoba.
    /// </summary>
    private bool IsNickname(in TweetText tweet, in AliasHit hit, Alias alias)
        => alias.Sense == "demonym" && hit.Pattern >= 0 && hit.Field == MentionField.Text && languages.Best != 0
            && Matcher.Words.WritesPeoplesSmall(languages.Best) && !IsSmallFirst(Original(tweet, hit))
            && TryBefore(hit, out int from, out int to) && Matcher.Words.IsIn("nick_article", Folded[from..to])
            && TryAfter(hit, out from, out to) && IsCapitalised(tweet, from, to) && HasSmall(OriginalOf(tweet, from, to))
            && !IsName(from, to) && !IsHeadline(tweet) && !analysis.IsAllCaps(tweet.Text);

    /// <summary>Where the word before the hit ends, without the dot of an abbreviated title.</summary>
    private int TitleEnd(in AliasHit hit)
    {
        ReadOnlySpan<byte> folded = Folded;
        int at = WordBounds.Start(folded, hit.FoldedStart);
        return folded[..at].EndsWith(". "u8) ? at - 2 : at;
    }

    /// <summary>A street that bears the name, with words between: rue de Russie, carrer de la Xina.</summary>
    private bool IsOfStreet(in TweetText tweet, in AliasHit hit)
    {
        if (!HasCase(hit.FoldedStart) || IsSmallFirst(Original(tweet, hit)))
            return false;
        int at = WordBounds.Start(Folded, hit.FoldedStart);
        for (int links = 0; links < 3 && TryBefore(at, out int from, out int to); links++)
        {
            if (links > 0 && Matcher.Words.IsIn("street", Folded[from..to]))
                return true;
            if (!Matcher.Words.IsIn("street_of", Folded[from..to]))
                return false;
            at = from;
        }

        return false;
    }

    /// <summary>Words say that somebody bears the name: a boy <em>namens</em> Assad, Асад <em>есімді</em> бала.</summary>
    private bool IsNamedSo(in AliasHit hit, Alias alias)
        => alias.IsPerson && hit.Pattern >= 0 && hit.Field == MentionField.Text && Matcher.OneWord[hit.Alias]
            && ((TryBefore(hit, out int from, out int to) && Matcher.Words.IsIn("named_before", Folded[from..to]))
                || (TryAfter(hit, out from, out to) && Matcher.Words.IsIn("named_after", Folded[from..to])));

    /// <summary>A given name and a patronymic: Израиль Моисеевич.</summary>
    private bool HasPatronymic(in AliasHit hit)
        => TryAfter(hit, out int from, out int to) && Matcher.Words.IsLike("patronymic", Folded[from..to]) && !IsName(from, to);

    /// <summary>An adjective next to a thing that is called after the nation: francuska salata, tyrkisk peber, hindistan cevizi.</summary>
    private bool IsKindOfThing(in TweetText tweet, in AliasHit hit, Alias alias)
    {
        if (hit.Pattern < 0 || alias.Sense is not ("demonym" or "name")
            || Matcher.Lexicon.Targets[Matcher.TargetOf[hit.Alias]].Type is "person" or "organisation" or "media")
            return false;
        // A name in large letters is the state, unless every sentence begins so: Hindistan cevizi is the coconut.
        bool isLarge = alias.Sense == "name" && !IsSmallFirst(Original(tweet, hit));
        if (isLarge && !IsSentenceStart(tweet, hit.FoldedStart))
            return false;
        bool hasBefore = TryBefore(hit, out _, out int before), hasAfter = TryAfter(hit, out int after, out int afterEnd);
        // A pronoun leans on the adjective: ινδικό μου χοιρίδιο is the guinea pig of somebody.
        if (hasAfter && Matcher.Words.IsIn("enclitic", Folded[after..afterEnd]))
            hasAfter = TryAfter(afterEnd, out after, out _);
        bool namesDishes = Matcher.NamesDishes[Matcher.TargetOf[hit.Alias]];
        foreach (ref readonly PatternHit word in scan.Hits)
        {
            PatternRole role = Matcher.Patterns[word.Pattern].Role;
            if ((role == PatternRole.ThingWord || (namesDishes && !isLarge && role == PatternRole.DishWord))
                && ((hasBefore && word.End == before) || (hasAfter && word.Start == after)))
                return true;
        }

        return false;
    }

    private bool HasCase(int at) => WordBounds.ClassAt(Folded, at) is var k && (k & (CharacterClass.Lower | CharacterClass.Upper)) != 0;

    private bool IsCapitalised(in TweetText tweet, int from, int to)
    {
        ReadOnlySpan<byte> word = OriginalOf(tweet, from, to);
        return !word.IsEmpty && (CharacterTables.ClassOf(CodePoints.Decode(word, 0, out _)) & CharacterClass.Upper) != 0;
    }

    /// <summary>Whether nothing, the end of a sentence or the end of a line is before the word.</summary>
    private bool IsSentenceStart(in TweetText tweet, int from)
    {
        ReadOnlySpan<byte> folded = Folded;
        int at = from;
        while (at > 0 && (folded[at - 1] is (byte)' ' or (byte)'"' or (byte)'\'' or (byte)'(' or (byte)'#' || IsQuote(folded, at)))
            at -= folded[at - 1] < 0x80 ? 1 : folded[at - 2] is 0xC2 ? 2 : 3;
        if (at == 0 || folded[at - 1] is (byte)'.' or (byte)'!' or (byte)'?' or (byte)':' or FoldedText.Barrier)
            return true;
        // Folded, the end of a line is a space.
        int end = analysis.Folded.OriginalEnd(at - 1), start = analysis.Folded.OriginalStart(from);
        if (end < start && start <= tweet.Text.Length && tweet.Text[end..start].IndexOf((byte)'\n') >= 0)
            return true;
        return (WordBounds.ClassBefore(folded, at) & CharacterClass.Word) == 0 && folded[at - 1] >= 0x80;
    }

    /// <summary>Whether a quotation mark beyond ASCII ends at <paramref name="at"/>.</summary>
    private static bool IsQuote(ReadOnlySpan<byte> folded, int at)
    {
        ReadOnlySpan<byte> before = folded[..at];
        return before.EndsWith("«"u8) || before.EndsWith("»"u8)
            || (before.Length >= 3 && before[^3] == 0xE2 && before[^2] == 0x80 && before[^1] is >= 0x98 and <= 0x9F);
    }

    /// <summary>Whether most words of a text of several words begin with a capital.</summary>
    private static bool IsHeadline(in TweetText tweet)
    {
        int words = 0, large = 0;
        ReadOnlySpan<byte> text = tweet.Text;
        bool before = false;
        for (int i = 0; i < text.Length;)
        {
            CharacterClass k = CharacterTables.ClassOf(CodePoints.Decode(text, i, out int size));
            i += size;
            bool letter = (k & CharacterClass.Word) != 0;
            if (letter && !before)
            {
                words++;
                large += (k & CharacterClass.Upper) != 0 ? 1 : 0;
            }

            before = letter;
        }

        return words >= 5 && 10 * large > 6 * words;
    }
}
