using TweetArchive.Text;

namespace TweetArchive.Targets.Matching;

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

/// <summary>Small words by language, classes of words and the values of rules, folded and ready to be looked up.</summary>
internal sealed class WordTables
{
    private readonly int[] wordAcronymLanguages, smallPeoplesLanguages;
    private readonly ByteIndex functionWords;
    private readonly int[] functionLanguages;
    private readonly Dictionary<string, ByteIndex> classes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, WordPattern[]> endings = new(StringComparer.Ordinal);
    private readonly OtherMeanings others;
    private readonly WordPattern[][] ruleValues;
    private readonly string[][] ruleLetters;

    public WordTables(LexiconWords words, OtherMeanings others)
    {
        this.others = others;
        functionLanguages = [.. words.FunctionWords.Select(list => LanguageCode.Of(list.Key))];
        functionWords = OtherMeanings.Index(words.FunctionWords.SelectMany((list, n) => list.Words.Select(word => (word, n))));
        foreach (LexiconWordList list in words.Classes)
        {
            endings[list.Key] = [.. list.Words.Where(word => word.StartsWith('*') || word.EndsWith('*')).Select(ToPattern)];
            classes[list.Key] = OtherMeanings.Index(list.Words.Select(word => (word, 0)));
        }

        wordAcronymLanguages = LanguagesIn("acronym_words");
        smallPeoplesLanguages = LanguagesIn("nick_language");
        ruleValues = [.. words.Rules.Select(
            rule => rule.Test is SenseTest.Phrase or SenseTest.Text ? [] : rule.Values.Select(ToPattern).ToArray())];
        ruleLetters = [.. words.Rules.Select(rule => rule.Test == SenseTest.Needs ? rule.Values.ToArray() : [])];
        RuleLanguages = [.. words.Rules.Select(
            rule => rule.Test is SenseTest.Lang or SenseTest.NotLang or SenseTest.OnlyLang or SenseTest.SingularBare or SenseTest.NoHyphen
                or SenseTest.Capitals
            ? rule.Values.SelectMany(v => v.Split(' ')).Select(LanguageCode.Of).ToArray() : [])];

        int[] LanguagesIn(string @class)
            => [.. words.Classes.Where(list => list.Key == @class).SelectMany(list => list.Words).Select(LanguageCode.Of)];
    }

    /// <summary>Per rule: the languages of <c>lang</c>, <c>not_lang</c>, <c>only_lang</c>.</summary>
    public int[][] RuleLanguages { get; }

    /// <summary>Whether the language writes acronyms like names: Otan, Cnn.</summary>
    public bool WritesAcronymsAsWords(int language) => wordAcronymLanguages.AsSpan().Contains(language);

    /// <summary>Whether the language writes peoples and adjectives of nations small.</summary>
    public bool WritesPeoplesSmall(int language) => smallPeoplesLanguages.AsSpan().Contains(language);

    public int LanguageCount => functionLanguages.Length;

    public int LanguageAt(int index) => functionLanguages[index];

    public ReadOnlySpan<int> LanguagesOf(ReadOnlySpan<byte> word) => functionWords.Find(word);

    public bool IsFunctionWord(ReadOnlySpan<byte> word) => !functionWords.Find(word).IsEmpty;

    /// <summary>Whether what is written so is something else in the language, or somebody's given name.</summary>
    public bool IsWordOf(ReadOnlySpan<byte> form, int language)
        => IsFunctionWord(form) || IsGivenName(form) || IsHomograph(form, language, HomographKind.Word)
            || IsHomograph(form, language, HomographKind.Sense);

    public bool IsGivenName(ReadOnlySpan<byte> word) => others.IsGivenName(word);

    /// <inheritdoc cref="OtherMeanings.IsGivenNameAtStart"/>
    public bool IsGivenNameAtStart(ReadOnlySpan<byte> word, int language) => others.IsGivenNameAtStart(word, language);

    /// <inheritdoc cref="OtherMeanings.IsHomograph"/>
    public bool IsHomograph(ReadOnlySpan<byte> form, int language, HomographKind kind) => others.IsHomograph(form, language, kind);

    public bool IsIn(string @class, ReadOnlySpan<byte> word) =>
        classes.TryGetValue(@class, out ByteIndex? list) && !list.Find(word).IsEmpty;

    /// <summary>Whether the class lists a word, as it is or by a star.</summary>
    public bool Has(string @class, ReadOnlySpan<byte> word) => IsIn(@class, word) || IsLike(@class, word);

    /// <summary>Whether a word has an ending that the class lists with a star in front, or a beginning with a star after it.</summary>
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

    private static WordPattern ToPattern(string value)
    {
        string plain = value.Trim();
        return new WordPattern(Folding.Fold(plain.Trim('*')).ToArray(), plain.StartsWith('*'), plain.EndsWith('*'));
    }
}
