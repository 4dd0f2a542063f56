using System.Text.RegularExpressions;

namespace TweetArchive.Tests.English;

/// <summary>
/// What a native speaker would not write, and what to write instead. Most of these are German idioms in English words. To add one: a
/// pattern for text with single spaces, in any case; leave out the uses that are good English.
/// </summary>
internal static class AvoidedPhrases
{
    public static readonly IReadOnlyList<(Regex Pattern, string Instead)> All =
    [
        // Where things are.
        New(@"(?<!\bleft |\bfalls? )\bbehind\b(?! (every|each|a|the) (number|figure))", "after"),
        New(@"\bbeside\b", "next to, besides, with"),
        New(@"\bstands?\b(?! out\b| alone\b)", "is, are, appears; represents"),
        New(@"\b(lie|lies|lay)\b", "is, are"),
        New(@"\binside of\b", "inside"),
        New(@"\bmid-file\b", "in the middle of the file"),
        New(@"\bat hand\b", "current, these, available"),
        New(@"\bin work\b", "in progress"),

        // What things are, and whose.
        New(@"(?<!\bthere (may |can |will )?)\b(is|are|was|were|be) no (?!longer|more|less|better|worse|wider|farther|one\b)\w",
            "is not a"),
        New(@"(?<!\bno )\b\w+ of (its|their|his|our|her|one's) own\b", "its own …, a separate …"),
        New(@"\bwhoever\b", "who; the reader that"),
        New(@"\b(all else|what else there is)\b", "everything else"),
        New(@"\bso it (goes|is) (for|with)\b", "the same is true of"),
        New(@"\bthe same holds\b", "the same is true"),
        New(@"\bis nobody's\b", "is arbitrary"),
        New(@"\bbut for\b", "except for"),
        New(@"\b(counted|stands?) apart\b", "separately"),
        New(@"\bso (many|few) (?!that\b|\w+ that\b|tweets can)", "this many"),

        // What is done.
        New(@"\b(go|goes|went|gone) on\b", "continue, resume"),
        New(@"\b(go|goes) by\b", "use, depend on"),
        New(@"\b(hold|holds|held|holding)( [\w`*]+){0,4} against\b", "compare with, check with"),
        New(@"\bpass(es|ed) over\b(?! (the|it,|this|its)\b)", "skip, ignore"),
        New(@"\bforetell|\bforetold\b", "predict"),
        New(@"\bmend(s|ed|ing)?\b", "fix, correct"),
        New(@"\bsought\b", "searched for"),
        New(@"\bserves? for\b", "is used for"),
        New(@"\basked about\b", "searched for"),
        New(@"\b(is|are|was|were) said\b(?! to\b)", "is reported; the summary says"),
        New(@"\b(is|are) worth\b", "how good … is"),
        New(@"\b(can(not)?|could|to) be had\b", "is available"),

        // Small words.
        New(@"\blikewise\b", "also, in the same way"),
        New(@"\banew\b", "again"),
        New(@"(?<!`)[,;:.] else (?=[a-z`])", "otherwise"),
        New(@", also (of|in|from|where|if|when|with|at|on|inside)\b", "even, as well"),
        New(@"\bby turns\b", "alternating"),
        New(@", with commas\b", "comma-separated"),
        New(@"\b(there|where)(of|by|with|upon|in)\b", "of it, so"),
        New(@"\b(hence|thus|whence|upon|ere|albeit|amongst|whilst)\b", "so, on, while"),
    ];

    private static (Regex Pattern, string Instead) New(string pattern, string instead) =>
        (new(pattern, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant), instead);
}
