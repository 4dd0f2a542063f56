namespace TweetArchive.Targets;

/// <summary>What a rule of rules.tsv looks at; data/targets/README.md says when each holds.</summary>
public enum SenseTest : byte
{
    CaseCap, CaseCapMixed, CaseUpper, CaseMixedUpper, Phrase, Prev, Next, PrevLike, PrevPron, Lang, NotLang, OnlyLang, Shout, LowerForm,
    NameLike, OtherBearer, Plural, NoArticle, SingularBare, Text, Needs, Exact, NoHyphen, Capitals,
}

/// <summary>What follows when the test holds.</summary>
public enum SenseEffect : byte { Reject, High, Tag, RejectIfCapitals }

/// <summary>One row of rules.tsv.</summary>
public sealed record SenseRule(string Id, SenseTest Test, IReadOnlyList<string> Values, SenseEffect Effect, string ContextId, int Line)
{
    internal static SenseTest? ParseTest(string test, IReadOnlyList<string> values) => test switch
    {
        "case" => (values.Count > 0 ? values[0] : "") switch
        {
            "cap" => SenseTest.CaseCap,
            "cap_mixed" => SenseTest.CaseCapMixed,
            "upper" => SenseTest.CaseUpper,
            "mixed_upper" => SenseTest.CaseMixedUpper,
            _ => null
        },
        "phrase" => SenseTest.Phrase,
        "prev" => SenseTest.Prev,
        "next" => SenseTest.Next,
        "prev_like" => SenseTest.PrevLike,
        "prev_pron" => SenseTest.PrevPron,
        "lang" => SenseTest.Lang,
        "not_lang" => SenseTest.NotLang,
        "only_lang" => SenseTest.OnlyLang,
        "shout" => SenseTest.Shout,
        "lower_form" => SenseTest.LowerForm,
        "name_like" => SenseTest.NameLike,
        "other_bearer" => SenseTest.OtherBearer,
        "plural" => SenseTest.Plural,
        "no_article" => SenseTest.NoArticle,
        "singular_bare" => SenseTest.SingularBare,
        "text" => SenseTest.Text,
        "needs" => SenseTest.Needs,
        "exact" => SenseTest.Exact,
        "no_hyphen" => SenseTest.NoHyphen,
        "capitals" => SenseTest.Capitals,
        _ => null,
    };
}

/// <summary>A form that is something else in a language (homographs.tsv): an ordinary word, a given name, a place, a longer word.</summary>
public sealed record Homograph(string Form, string Language, string Kind, string Source, int Line);

/// <summary>A given name, and the languages (parted by spaces) in which it is an ordinary word as well.</summary>
public readonly record struct GivenName(string Name, string WordIn);

/// <summary>A list of words in one language (function_words.tsv, hashtag_words.tsv), or of one class (word_classes.tsv).</summary>
public sealed record LexiconWordList(string Key, IReadOnlyList<string> Words);
