using System.Text;
using System.Text.RegularExpressions;
using TweetArchive.Targets;
using TweetArchive.Targets.Matching;
using TweetArchive.Text;

namespace TweetArchive.Tests.Targets;

/// <summary>
/// Where the names of names.tsv are in a text, once more, slow and obvious (docs/matching.md §4): forms are looked up as strings,
/// endings and prefixes are regular expressions. No filter, no trie, no bytes. Shared with the engine: paradigms, the tables for one
/// character, the finding of entities, and which language the tweet is in. Disguises, hashtags that are divided, accounts and links are
/// not its business, nor what the rules decide.
/// </summary>
internal sealed class ReferenceNames
{
    private readonly Dictionary<string, List<Name>> names = new(StringComparer.Ordinal);
    private readonly HashSet<string> beginnings = new(StringComparer.Ordinal);

    /// <summary>A form of a target, of one or more of its names.</summary>
    private sealed record Name(string Target, string Form, Regex? Ending, bool AnyEnding, string? Exact, string Variant)
    {
        public (string, string, Regex?, bool, string?, string) Key => (Target, Form, Ending, AnyEnding, Exact, Variant);

        public List<Alias> Aliases { get; } = [];

        /// <summary>Arabic and Hebrew names, and those of any language, take more than و.</summary>
        public bool TakesPrefixes => Aliases.Any(a => a.Language.Split(',').Any(l => l is "ar" or "he" or "und"));

        public bool IsArabic => Is(Form[0], CharacterClass.Arabic);

        // Other letters of Arabic fold to its main block; Thaana, which is of the same kind, takes no particle of it.
        public bool TakesParticles => Form[0] is >= '\u0600' and <= '\u06FF' && IsArabic;
    }

    private sealed record Tweet(string Text, string Cell, List<ReferenceEntity> Entities, TweetLanguages Languages);

    // What an acronym in small letters may be instead: small words, given names, and by language what homographs are.
    private readonly HashSet<string> ordinary;
    private readonly HashSet<(string Form, int Language)> homographs;
    private readonly int[] writtenAsWords;

    public ReferenceNames(Lexicon lexicon)
    {
        LexiconWords words = lexicon.Words;
        ordinary =
        [
            .. words.FunctionWords.Concat(words.Classes.Where(c => c.Key.StartsWith("given", StringComparison.Ordinal)))
                .SelectMany(list => list.Words).Concat(words.GivenNames.Select(name => name.Name)).Select(word => Folding.FoldText(word)),
        ];
        homographs = [.. words.Homographs.Where(h => h.Kind is "word" or "sense")
            .Select(h => (Folding.FoldText(h.Form), LanguageCode.Of(h.Language)))];
        writtenAsWords = [.. words.Classes.Where(c => c.Key == "acronym_words").SelectMany(c => c.Words).Select(LanguageCode.Of)];
        Dictionary<string, Regex> endings = File.ReadLines(Path.Combine(Repository.Root, "data", "targets", "open_endings.tsv")).Skip(1)
            .Select(line => line.Split('\t'))
            .ToDictionary(f => f[0], f => new Regex($"^(?:{FoldedLetters(f[1])})$", RegexOptions.CultureInvariant));
        foreach (Alias alias in lexicon.Aliases.Where(a => a.Paradigm.Length > 0 && a.Match is not MatchKind.Hashtag))
        {
            bool acronym = alias.Match == MatchKind.CaseSensitiveAcronym;
            foreach (string form in alias.Forms)
            {
                string fold = Folding.FoldText(form);
                string? exact = acronym ? form : null;
                Add(fold, "");
                if (fold.Contains('\'', StringComparison.Ordinal))
                    Add(string.Join(' ', fold.Split([' ', '\''], StringSplitOptions.RemoveEmptyEntries)), "");
                if (fold.StartsWith("ال", StringComparison.Ordinal) && fold.Length > 4)
                    Add("لل" + fold[2..], "contracted");
                if (acronym && fold.Length > 1 && fold.All(char.IsLetter))
                {
                    Add(string.Join('.', fold.ToCharArray()), "dotted");
                    Add(string.Join('.', fold.ToCharArray()) + ".", "dotted");
                }

                void Add(string text, string variant)
                {
                    Regex? ending = alias.Ending is { IsAny: false } ? endings[alias.Ending.Key] : null;
                    var name = new Name(alias.TargetId, text, ending, alias.Ending is { IsAny: true }, exact, variant);
                    if (!names.TryGetValue(text, out List<Name>? all))
                        names.Add(text, all = []);
                    if (all.Find(other => other.Key == name.Key) is { } known)
                        name = known;
                    else
                        all.Add(name);
                    name.Aliases.Add(alias);
                    for (int length = 1; length <= text.Length; length++)
                        beginnings.Add(text[..length]);
                }
            }
        }
    }

    /// <summary>Target, place and letters of every name, one a line.</summary>
    /// <param name="cell">The cell of hashtags in the form <c>['a', 'b']</c>.</param>
    /// <param name="languages">Of the tweet.</param>
    public SortedSet<string> Find(string text, string cell, TweetLanguages languages)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(text);
        TextEntity[] buffer = [];
        int count = TextEntities.ScanAll(utf8, ref buffer);
        List<ReferenceEntity> entities = [.. buffer[..count].Select(e => ReferenceEntity.From(utf8, text, e))];
        Group[] items = [.. ReferenceMatcher.CellItem().Matches(cell).Select(m => m.Groups[1])];
        var tweet = new Tweet(text, cell, entities, languages);
        var found = new SortedSet<string>(StringComparer.Ordinal);
        foreach (ReferenceText folded in ReferenceMatcher.Texts(text, entities, cell, items).Where(t => t.Source != FoldedSource.Handle))
            Find(folded, tweet, found);
        return found;
    }

    private void Find(ReferenceText text, Tweet tweet, SortedSet<string> found)
    {
        string folded = text.Folded;
        for (int word = 0; word < folded.Length; word++)
        {
            if (folded[word] <= ' ' || (word > 0 && ReferenceText.IsInside(folded, word)))
                continue;
            // A prefix has at most six letters.
            for (int at = word; at < folded.Length && at <= word + 6 && (at == word || ReferenceText.IsInside(folded, at)); at++)
            {
                foreach ((Name name, int end) in Read(folded, at, at, ""))
                {
                    if (MayPrecede(folded[word..at], name) && MayFollow(folded, at, end, name, tweet.Languages))
                        Add(text, tweet, name, at, end, found);
                }
            }
        }
    }

    /// <summary>
    /// Every name that begins at a place. Its words may be parted by an apostrophe or a dot, with a space after it, as by a space.
    /// </summary>
    private IEnumerable<(Name Name, int End)> Read(string folded, int start, int at, string read)
    {
        if (at > start && names.TryGetValue(read, out List<Name>? all))
        {
            foreach (Name name in all)
                yield return (name, at);
        }

        if (at == folded.Length)
            yield break;
        if (folded[at] is '\'' or '.' && beginnings.Contains(read + " "))
        {
            int next = at + 1 < folded.Length && folded[at + 1] == ' ' ? at + 2 : at + 1;
            foreach ((Name, int) found in Read(folded, start, next, read + " "))
                yield return found;
        }

        if (beginnings.Contains(read + folded[at]))
        {
            foreach ((Name, int) found in Read(folded, start, at + 1, read + folded[at]))
                yield return found;
        }
    }

    private static bool MayPrecede(string before, Name name)
    {
        if (before.Length == 0)
            return true;
        if (name.Form[0] is >= '\u05C0' and <= '\u05FF')
            return name.TakesPrefixes && ReferenceMatcher.HebrewPrefix().IsMatch(before);
        if (!name.TakesParticles)
            return false;
        if (name.Variant == "contracted")
            return before is "و" or "ف";
        return before == "و" || (name.TakesPrefixes && ReferenceMatcher.ArabicPrefix().IsMatch(before));
    }

    private static bool MayFollow(string folded, int at, int end, Name name, TweetLanguages languages)
    {
        int after = end;
        while (after < folded.Length && after > 0 && ReferenceText.IsInside(folded, after))
            after++;
        string rest = folded[end..after];
        if (rest.Length == 0)
            return true;
        if (name.Ending is null && !name.AnyEnding)
            return false;
        if (name.Ending is not null && (!name.Ending.IsMatch(rest) || Encoding.UTF8.GetByteCount(rest) > 62))
            return false;
        bool isLatin = Encoding.UTF8.GetBytes(name.Form)[0] < 0xC8;
        if (name.IsArabic && end - at < 4)
            return false;
        int stem = Encoding.UTF8.GetByteCount(folded[at..end]);
        return name.Aliases.Any(alias =>
        {
            int[] own = [.. alias.Language.Split(',').Select(LanguageCode.Of).Where(code => code != 0)];
            return own.Length == 0 || own.Any(languages.Is) || (!isLatin && languages.Mark == 0)
                || (name.AnyEnding && stem >= (languages.Best == 0 ? 6 : 9));
        });
    }

    private void Add(ReferenceText text, Tweet tweet, Name name, int at, int end, SortedSet<string> found)
    {
        bool inText = text.Source != FoldedSource.ColumnHashtag;
        (int from, int to) = text.Original(at, end - at);
        string matched = (inText ? tweet.Text : tweet.Cell)[from..to];
        if (name.Exact is not null
            && ReferenceMatcher.Cased(matched, name.Variant == "dotted") != ReferenceMatcher.Cased(name.Exact, dotted: false)
            && !IsSmallAcronym(matched, name, tweet))
            return;
        found.Add($"{name.Target} {(inText ? "text" : "hashtags")} {from} {matched}");
    }

    /// <summary>
    /// From four letters on, running English may write an acronym small; from three on also a text of its language without any capital,
    /// languages that write acronyms like names, and from four letters on all languages of the acronym, if it is not another word.
    /// </summary>
    private bool IsSmallAcronym(string matched, Name name, Tweet tweet)
    {
        if (matched.Skip(1).Any(c => Is(c, CharacterClass.Upper))
            || !name.Aliases.Exists(alias => string.Equals(matched, alias.Text, StringComparison.OrdinalIgnoreCase)))
            return false;
        if (tweet.Languages.IsEnglish && name.Variant.Length == 0 && name.Form.Length >= 4)
            return true;
        int language = tweet.Languages.Best;
        bool isNoWord = name.Form.Length >= 3 && !ordinary.Contains(name.Form) && (language == 0
            ? !homographs.Any(h => h.Form == name.Form) : !homographs.Contains((name.Form, language)));
        bool isOwn = name.Aliases.TrueForAll(a => Codes(a).Length > 0) && name.Aliases.Exists(a => Codes(a).Contains(language));
        return isNoWord && ((language != 0 && isOwn && !HasUpper(tweet.Text))
            || (!Is(matched[0], CharacterClass.Lower)
                && (writtenAsWords.Contains(language) || (language != 0 && isOwn && name.Form.Length >= 4))));
    }

    private static bool HasUpper(string text)
        => text.EnumerateRunes().Any(rune => (CharacterTables.ClassOf(rune.Value) & CharacterClass.Upper) != 0);

    private static int[] Codes(Alias alias) => [.. alias.Language.Split(',').Select(LanguageCode.Of).Where(code => code != 0)];

    private static bool Is(char c, CharacterClass k) => (CharacterTables.Class[c] & k) != 0;

    /// <summary>A pattern of endings with its letters folded; letters in brackets are classes and stay.</summary>
    private static string FoldedLetters(string pattern)
    {
        var folded = new StringBuilder();
        bool isClass = false;
        foreach (char c in pattern)
        {
            isClass = c == '[' || (isClass && c != ']');
            // A nukta folds to nothing.
            if (Folding.FoldOne(c) != CharacterTables.Delete)
                folded.Append(isClass || !char.IsLetter(c) ? c : (char)Folding.FoldOne(c));
        }

        return folded.ToString();
    }
}
