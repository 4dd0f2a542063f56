namespace TweetArchive.Report.Coding;

/// <summary>A group of units of which a simple random sample is drawn.</summary>
/// <param name="Target">Empty for tweets without a mention.</param>
/// <param name="Decision">tag or candidate; untagged for tweets that are read for missed mentions.</param>
/// <param name="Rule">
/// Of the match that decided; for untagged tweets whether their account names a sampled target elsewhere, or that another target of the
/// sample was found in the tweet itself.
/// </param>
/// <param name="Language">As Twitter gave it; rarer ones are put together.</param>
internal readonly record struct Stratum(string Dataset, string Target, string Decision, string Rule, string Language) : IComparable<Stratum>
{
    public const string Untagged = "untagged", Other = "other", AnotherTarget = "another_target";

    /// <summary>Within it the sample is proportional to the sizes of its strata.</summary>
    public Stratum Component => this with { Language = "", Rule = Decision == Untagged ? Rule : "" };

    public int CompareTo(Stratum other)
    {
        ReadOnlySpan<string> own = [Dataset, Target, Decision, Rule, Language];
        ReadOnlySpan<string> others = [other.Dataset, other.Target, other.Decision, other.Rule, other.Language];
        for (int i = 0; i < own.Length; i++)
        {
            if (string.CompareOrdinal(own[i], others[i]) is not 0 and int order)
                return order;
        }

        return 0;
    }
}

/// <summary>Which strata of a component are too small to stand alone, and what they are called then.</summary>
internal sealed class Grouping
{
    /// <summary>A language with a smaller share of a component is put together with the others.</summary>
    private const double LeastLanguage = 0.05;

    /// <summary>The same for a rule.</summary>
    private const double LeastRule = 0.02;

    private readonly HashSet<(Stratum Component, string Language)> languages = [];
    private readonly HashSet<(Stratum Component, string Rule)> rules = [];

    /// <param name="counts">Units by stratum, before any are put together.</param>
    public Grouping(IReadOnlyDictionary<Stratum, long> counts)
    {
        foreach (var component in counts.GroupBy(c => c.Key.Component))
        {
            double all = component.Sum(c => c.Value);
            foreach (var language in component.GroupBy(c => c.Key.Language).Where(g => g.Sum(c => c.Value) >= LeastLanguage * all))
                languages.Add((component.Key, language.Key));
            foreach (var rule in component.GroupBy(c => c.Key.Rule).Where(g => g.Sum(c => c.Value) >= LeastRule * all))
                rules.Add((component.Key, rule.Key));
        }
    }

    public Stratum Of(Stratum fine)
    {
        Stratum component = fine.Component;
        return fine with
        {
            Language = languages.Contains((component, fine.Language)) ? fine.Language : Stratum.Other,
            Rule = rules.Contains((component, fine.Rule)) ? fine.Rule : Stratum.Other,
        };
    }
}
