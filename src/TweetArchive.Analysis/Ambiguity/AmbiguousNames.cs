using System.Text;
using TweetArchive.Targets;
using TweetArchive.Targets.Matching;

namespace TweetArchive.Analysis.Ambiguity;

/// <summary>The ambiguous names of a lexicon, by target; what counts as one.</summary>
internal sealed class AmbiguousNames
{
    /// <summary>Groups are bits of a number.</summary>
    public const int MostGroups = 64;

    private readonly int[][] ofTarget;
    private readonly int[] languages;

    public AmbiguousNames(TargetMatcher matcher)
    {
        Matcher = matcher;
        Lexicon lexicon = matcher.Lexicon;
        Groups = [.. lexicon.Targets.Select(t => t.Group).Distinct().Order(StringComparer.Ordinal)];
        GroupOf = [.. lexicon.Targets.Select(t => Array.IndexOf(Groups, t.Group))];
        languages = [.. lexicon.Aliases.Select(a => LanguageCode.Of(a.Language))];
        ofTarget = [.. Enumerable.Range(0, lexicon.Targets.Count).Select(t => lexicon.Aliases
            .Where(a => matcher.TargetOf[a.Index] == t && a.Ambiguity != Targets.Ambiguity.Low
                && a.Match is not (MatchKind.Handle or MatchKind.Domain)).Select(a => a.Index).ToArray())];
    }

    public TargetMatcher Matcher { get; }

    /// <summary>Names of the groups of targets, in order; more than <see cref="MostGroups"/> cannot be told apart.</summary>
    public string[] Groups { get; }

    /// <summary>Group of each target.</summary>
    public int[] GroupOf { get; }

    /// <summary>Whether the rules had to weigh this mention: a word that means other things too.</summary>
    public static bool IsAmbiguous(in Mention mention) =>
        mention.Field <= MentionField.Hashtag
            && mention.Rule is not (MatchRule.LowAmbiguity or MatchRule.LeadingMention or MatchRule.DomainAffiliation);

    /// <summary>Whether a mention is beyond doubt, in the words of the tweet.</summary>
    public static bool IsSure(in Mention mention) => mention.Field <= MentionField.Hashtag && mention.Rule == MatchRule.LowAmbiguity;

    /// <summary>One of the target's ambiguous names that a tweet in the language could hold; −1 where there is none.</summary>
    /// <param name="language">See <see cref="LanguageCode"/>; 0 is not known.</param>
    /// <param name="hash">Chooses among several.</param>
    public int Fit(int target, int language, ulong hash)
    {
        int fits = 0;
        foreach (int alias in ofTarget[target])
            fits += Fits(alias, language) ? 1 : 0;
        if (fits == 0)
            return -1;
        int chosen = (int)(hash % (ulong)fits);
        foreach (int alias in ofTarget[target])
        {
            if (Fits(alias, language) && chosen-- == 0)
                return alias;
        }

        return -1;
    }

    /// <summary>One of the group's ambiguous names; −1 where none fits.</summary>
    public int FitGroup(int group, int language, ulong hash)
    {
        int targets = GroupOf.Length, from = (int)(hash % (ulong)targets);
        for (int i = 0; i < targets; i++)
        {
            int target = (from + i) % targets;
            if (GroupOf[target] == group && Fit(target, language, hash >> 16) is >= 0 and int alias)
                return alias;
        }

        return -1;
    }

    /// <summary>A tweet's language, from its cell or else its letters, as matching sees it.</summary>
    public static string LanguageOf(ReadOnlySpan<byte> cell, ReadOnlySpan<byte> text) =>
        LanguageCode.Of(cell) != 0 ? Encoding.UTF8.GetString(cell) : TextAnalysis.LanguageOfLetters(text);

    private bool Fits(int alias, int language) => languages[alias] == 0 || languages[alias] == language;
}
