using TweetArchive.Text;

namespace TweetArchive.Targets;

/// <summary>What tells senses and languages apart: rules, classes of words, homographs; the same for every target.</summary>
public sealed class LexiconWords
{
    // The long ones are read when they are asked for: a matcher that was compiled before has them in another form.
    private readonly Lazy<IReadOnlyList<LexiconWordList>> hashtagWords;
    private readonly Lazy<IReadOnlyList<GivenName>> givenNames;
    private readonly Lazy<IReadOnlyList<Homograph>> homographs;

    /// <exception cref="TsvException">A row cannot be used.</exception>
    internal LexiconWords(Func<string, (string Name, byte[] Bytes)> read)
    {
        Rules = [.. Tsv.Rows(read("rules.tsv"), "rule", "test", "values", "effect").Select(Rule)];
        Classes = Lists(read("word_classes.tsv"), "class", ';');
        FunctionWords = Lists(read("function_words.tsv"), "language", ' ');
        Disguises = [.. Tsv.Rows(read("obfuscation.tsv"), "kind", "written", "read_as").Select(row => (row[0], row[1], row[2]))];
        hashtagWords = new(() => Lists(read("hashtag_words.tsv"), "language", ' '));
        givenNames = new(() => [.. Tsv.Rows(read("given_names.tsv"), "name", "word_in?").Select(row => new GivenName(row[0], row[1]))]);
        homographs = new(() =>
        [
            .. Tsv.Rows(read("homographs.tsv"), "form", "language", "kind", "source")
                .Concat(Tsv.Rows(read("homographs_curated.tsv"), "form", "language", "kind", "source"))
                .Select(row => new Homograph(row[0], row[1], row[2], row[3], row.Line)),
        ]);
    }

    public IReadOnlyList<SenseRule> Rules { get; }

    public IReadOnlyList<LexiconWordList> Classes { get; }

    public IReadOnlyList<LexiconWordList> FunctionWords { get; }

    public IReadOnlyList<LexiconWordList> HashtagWords => hashtagWords.Value;

    public IReadOnlyList<GivenName> GivenNames => givenNames.Value;

    public IReadOnlyList<Homograph> Homographs => homographs.Value;

    /// <summary>Letters and signs that represent other letters (obfuscation.tsv).</summary>
    internal IReadOnlyList<(string Kind, string Written, string ReadAs)> Disguises { get; }

    internal static readonly string[] Files =
        ["rules.tsv", "word_classes.tsv", "function_words.tsv", "hashtag_words.tsv", "given_names.tsv", "homographs.tsv",
            "homographs_curated.tsv", "obfuscation.tsv"];

    private static SenseRule Rule(TsvRow row)
    {
        string[] values = Split(row[2], ';');
        (SenseEffect effect, string context) = row[3] switch
        {
            "reject" => (SenseEffect.Reject, ""),
            "tag" => (SenseEffect.Tag, ""),
            "reject_if_capitals" => (SenseEffect.RejectIfCapitals, ""),
            "high" => (SenseEffect.High, ""),
            _ when row[3].StartsWith("high:", StringComparison.Ordinal) => (SenseEffect.High, row[3]["high:".Length..]),
            _ => throw row.Error($"effect '{row[3]}' is not one of reject, high, high:CONTEXT, tag, reject_if_capitals"),
        };
        SenseTest test = SenseRule.ParseTest(row[1], values)
            ?? throw row.Error($"test '{row[1]}' with '{row[2]}' is not known; data/targets/README.md lists the tests");
        return new SenseRule(row[0], test, values, effect, context, row.Line);
    }

    /// <summary>Reads what is otherwise read when it is asked for, so that an unusable row is known at once.</summary>
    internal void ReadAll() => _ = (HashtagWords, GivenNames, Homographs);

    internal static string[] Split(string cell, char separator) =>
        cell.Split(separator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static List<LexiconWordList> Lists((string, byte[]) file, string key, char separator)
        => [.. Tsv.Rows(file, key, "words").Select(row => new LexiconWordList(row[0], Split(row[1], separator)))];
}
