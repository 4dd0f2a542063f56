namespace TweetArchive.Targets;

/// <summary>The words that tables and commands write for a field and a decision.</summary>
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
        _ => "url_handle",
    };

    public static string Word(this MentionDecision decision) => decision == MentionDecision.Tag ? "tag" : "candidate";
}
