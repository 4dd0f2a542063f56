using TweetArchive.Text;

namespace TweetArchive.Targets.Matching;

/// <summary>What a form is besides a name, in one language.</summary>
internal enum HomographKind : byte
{
    /// <summary>An ordinary word, written small where a script has case.</summary>
    Word,

    /// <summary>A given name or family name.</summary>
    PersonName,

    /// <summary>A family name that many have: of a person, context must decide.</summary>
    Surname,

    /// <summary>Another place.</summary>
    Place,

    /// <summary>Another sense that is written just like the name: context must always decide.</summary>
    Sense,
}

/// <summary>The values of one rule, folded; a star represents any ending or, in front, any beginning.</summary>
internal readonly record struct WordPattern(byte[] Letters, bool AnyBeginning, bool AnyEnding)
{
    public bool Fits(ReadOnlySpan<byte> word) => (AnyBeginning, AnyEnding) switch
    {
        (false, false) => word.SequenceEqual(Letters),
        (false, true) => word.StartsWith(Letters),
        (true, false) => word.EndsWith(Letters),
        _ => word.IndexOf(Letters) >= 0,
    };
}

/// <summary>Small words by language, classes of words, given names and homographs, folded and ready to be looked up.</summary>
internal sealed class WordTables
{
    private readonly ByteIndex functionWords;
    private readonly int[] functionLanguages;
    private readonly Dictionary<string, ByteIndex> classes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, WordPattern[]> endings = new(StringComparer.Ordinal);
    private readonly ByteIndex givenNames;
    private readonly int[][] givenWordIn;
    private readonly ByteIndex homographs;
    private readonly (int Language, HomographKind Kind)[] homographKinds;
    private readonly WordPattern[][] ruleValues;
    private readonly string[][] ruleLetters;

    public WordTables(Lexicon lexicon)
    {
        LexiconWords words = lexicon.Words;
        functionLanguages = [.. words.FunctionWords.Select(list => LanguageCode.Of(list.Key))];
        functionWords = Index(words.FunctionWords.SelectMany((list, n) => list.Words.Select(word => (word, n))));
        foreach (LexiconWordList list in words.Classes)
        {
            endings[list.Key] = [.. list.Words.Where(word => word.StartsWith('*')).Select(ToPattern)];
            classes[list.Key] = Index(list.Words.Select(word => (word, 0)));
        }

        // The classes were read by hand: at the beginning of a sentence, too, they are names.
        IEnumerable<string> sure =
            words.Classes.Where(list => list.Key.StartsWith("given", StringComparison.Ordinal)).SelectMany(list => list.Words);
        var codes = new Dictionary<string, int[]>(StringComparer.Ordinal) { [""] = [] };
        givenWordIn = [[], .. words.GivenNames.Select(name => CodesOf(name.WordIn, codes))];
        givenNames = Index(
            sure.Select(name => (name, 0)).Concat(words.GivenNames.Select((name, n) => (name.Name, n + 1))), words.GivenNames.Count);
        Homograph[] single = [.. words.Homographs.Where(h => h.Kind != "longer")];
        homographKinds = [.. single.Select(h => (LanguageCode.Of(h.Language), KindOf(h.Kind)))];
        homographs = Index(single.Select((h, n) => (h.Form, n)));
        ruleValues = [.. words.Rules.Select(
            rule => rule.Test is SenseTest.Phrase or SenseTest.Text ? [] : rule.Values.Select(ToPattern).ToArray())];
        ruleLetters = [.. words.Rules.Select(rule => rule.Test == SenseTest.Needs ? rule.Values.ToArray() : [])];
        RuleLanguages = [.. words.Rules.Select(rule => rule.Test is SenseTest.Lang or SenseTest.NotLang or SenseTest.OnlyLang
            ? rule.Values.SelectMany(v => v.Split(' ')).Select(LanguageCode.Of).ToArray() : [])];
    }

    /// <summary>Per rule: the languages of <c>lang</c>, <c>not_lang</c>, <c>only_lang</c>.</summary>
    public int[][] RuleLanguages { get; }

    public int LanguageCount => functionLanguages.Length;

    public int LanguageAt(int index) => functionLanguages[index];

    public ReadOnlySpan<int> LanguagesOf(ReadOnlySpan<byte> word) => functionWords.Find(word);

    public bool IsFunctionWord(ReadOnlySpan<byte> word) => !functionWords.Find(word).IsEmpty;

    public bool IsGivenName(ReadOnlySpan<byte> word) => !givenNames.Find(word).IsEmpty;

    /// <summary>Whether a word that begins a sentence is a given name, and no word of the language (0: of any).</summary>
    public bool IsGivenNameAtStart(ReadOnlySpan<byte> word, int language)
    {
        foreach (int n in givenNames.Find(word))
        {
            if (language == 0 ? givenWordIn[n].Length == 0 : !givenWordIn[n].AsSpan().Contains(language))
                return true;
        }

        return false;
    }

    public bool IsIn(string @class, ReadOnlySpan<byte> word) =>
        classes.TryGetValue(@class, out ByteIndex? list) && !list.Find(word).IsEmpty;

    /// <summary>Whether a word has an ending that the class lists with a star in front.</summary>
    public bool IsLike(string @class, ReadOnlySpan<byte> word)
    {
        if (!endings.TryGetValue(@class, out WordPattern[]? list))
            return false;
        foreach (WordPattern ending in list)
        {
            if (ending.Fits(word))
                return true;
        }

        return false;
    }

    /// <summary>Whether a value of rule number <paramref name="rule"/> is the word.</summary>
    public bool IsValue(int rule, ReadOnlySpan<byte> word)
    {
        foreach (WordPattern value in ruleValues[rule])
        {
            if (value.Fits(word))
                return true;
        }

        return false;
    }

    /// <summary>The values of a rule as written.</summary>
    public string[] LettersOf(int rule) => ruleLetters[rule];

    /// <summary>What else a form is in a language; in a tweet of unknown language (0) in any of them.</summary>
    public bool IsHomograph(ReadOnlySpan<byte> form, int language, HomographKind kind)
    {
        foreach (int n in homographs.Find(form))
        {
            if (homographKinds[n].Kind == kind && (language == 0 || homographKinds[n].Language == language))
                return true;
        }

        return false;
    }

    private static ByteIndex Index(IEnumerable<(string Word, int Value)> words, int count = 64)
    {
        var index = new ByteIndex.Builder(count);
        foreach ((string word, int value) in words)
            index.Add(Folding.Fold(word), value);
        return index.Build();
    }

    /// <summary>Languages with spaces between them, of which there are few combinations.</summary>
    private static int[] CodesOf(string languages, Dictionary<string, int[]> known)
    {
        if (!known.TryGetValue(languages, out int[]? of))
            known[languages] = of = [.. languages.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(LanguageCode.Of)];
        return of;
    }

    private static WordPattern ToPattern(string value)
    {
        string plain = value.Trim();
        return new WordPattern(Folding.Fold(plain.Trim('*')).ToArray(), plain.StartsWith('*'), plain.EndsWith('*'));
    }

    private static HomographKind KindOf(string kind) => kind switch
    {
        "given_name" => HomographKind.PersonName,
        "surname" => HomographKind.Surname,
        "place" => HomographKind.Place,
        "sense" => HomographKind.Sense,
        _ => HomographKind.Word,
    };
}
