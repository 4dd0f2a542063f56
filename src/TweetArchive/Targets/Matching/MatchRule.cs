namespace TweetArchive.Targets.Matching;

/// <summary>Which rule made the decision of a mention (the column <c>rule</c>).</summary>
public enum MatchRule : byte
{
    None,
    LowAmbiguity,
    LeadingMention,
    DomainAffiliation,
    MediumDefault,
    MediumPositiveContext,
    MediumNegativeContext,
    HighPositiveContext,
    HighNoContext,
    HighNegativeContext,
    LanguageGatePositiveContext,
    LanguageGateNoContext,
    LanguageGateNegativeContext,
    AllCapsPositiveContext,
    AllCapsNoContext,
    AllCapsNegativeContext,

    /// <summary>A rule of sense asks for context.</summary>
    SensePositiveContext,
    SenseNoContext,
    SenseNegativeContext,

    /// <summary>The form is another word in the tweet's language.</summary>
    HomographPositiveContext,
    HomographNoContext,
    HomographNegativeContext,

    /// <summary>A rule of sense makes it a mention.</summary>
    SenseTag,

    /// <summary>A sure name at the end of a hashtag that is otherwise not understood.</summary>
    HashtagEdge,
    Flag,

    /// <summary>A family name that another given name, or words of sport and stage, speak against.</summary>
    OtherBearer,
}

/// <summary>The words of <see cref="MatchRule"/> as written into the tables; docs/matching.md explains them.</summary>
public static class MatchRules
{
    public static string Name(MatchRule rule) => rule switch
    {
        MatchRule.LowAmbiguity => "low_ambiguity",
        MatchRule.LeadingMention => "leading_mention",
        MatchRule.DomainAffiliation => "domain_affiliation",
        MatchRule.MediumDefault => "medium_default",
        MatchRule.MediumPositiveContext => "medium_positive_context",
        MatchRule.MediumNegativeContext => "medium_negative_context",
        MatchRule.HighPositiveContext => "high_positive_context",
        MatchRule.HighNoContext => "high_no_context",
        MatchRule.HighNegativeContext => "high_negative_context",
        MatchRule.LanguageGatePositiveContext => "language_gate_positive_context",
        MatchRule.LanguageGateNoContext => "language_gate_no_context",
        MatchRule.LanguageGateNegativeContext => "language_gate_negative_context",
        MatchRule.AllCapsPositiveContext => "all_caps_positive_context",
        MatchRule.AllCapsNoContext => "all_caps_no_context",
        MatchRule.AllCapsNegativeContext => "all_caps_negative_context",
        MatchRule.SensePositiveContext => "sense_positive_context",
        MatchRule.SenseNoContext => "sense_no_context",
        MatchRule.SenseNegativeContext => "sense_negative_context",
        MatchRule.HomographPositiveContext => "homograph_positive_context",
        MatchRule.HomographNoContext => "homograph_no_context",
        MatchRule.HomographNegativeContext => "homograph_negative_context",
        MatchRule.SenseTag => "sense_tag",
        MatchRule.HashtagEdge => "hashtag_edge",
        MatchRule.Flag => "flag",
        MatchRule.OtherBearer => "other_bearer",
        _ => "none",
    };
}
