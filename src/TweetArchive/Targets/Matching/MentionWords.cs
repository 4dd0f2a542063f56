namespace TweetArchive.Targets.Matching;

/// <summary>The words that tables, commands and lexicon files use for a field, a decision and a way of matching.</summary>
public static class MentionWords
{
    public static string Word(this MentionField field) => field switch
    {
        MentionField.Text => "text",
        MentionField.Hashtag => "hashtag",
        MentionField.Handle => "handle",
        MentionField.ReplyTo => "reply_to",
        MentionField.RetweetOf => "retweet_of",
        MentionField.UrlDomain => "url_domain",
        MentionField.UrlHandle => "url_handle",
        _ => "flag",
    };

    public static string Word(this MentionDecision decision) => decision == MentionDecision.Tag ? "tag" : "candidate";

    public static string Word(this MatchKind kind) => kind switch
    {
        MatchKind.Token => "token",
        MatchKind.TokenStrict => "token_strict",
        MatchKind.Stem => "stem",
        MatchKind.CaseSensitiveAcronym => "cs_acronym",
        MatchKind.Hashtag => "hashtag",
        MatchKind.HashtagPrefix => "hashtag_prefix",
        MatchKind.Handle => "handle",
        MatchKind.Domain => "domain",
        _ => "flag",
    };
}
