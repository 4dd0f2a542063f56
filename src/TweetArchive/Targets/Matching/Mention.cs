namespace TweetArchive.Targets.Matching;

/// <summary>Where in a tweet an alias was found (the column <c>field</c> of mentions.parquet).</summary>
public enum MentionField : byte { Text, Hashtag, Handle, ReplyTo, RetweetOf, UrlDomain, UrlHandle, Flag }

/// <summary>What the rules make of a hit; the best one of a tweet and target counts.</summary>
public enum MentionDecision : byte { Tag, Candidate }

/// <summary>The cells of one tweet that matching reads: UTF-8 as released, CSV quoting already undone.</summary>
public readonly ref struct TweetText
{
    public ReadOnlySpan<byte> Text { get; init; }

    /// <summary>The cell tweet_language; may be empty.</summary>
    public ReadOnlySpan<byte> Language { get; init; }

    /// <summary>The list cell hashtags.</summary>
    public ReadOnlySpan<byte> Hashtags { get; init; }

    /// <summary>The list cell urls.</summary>
    public ReadOnlySpan<byte> Urls { get; init; }

    /// <summary>The list cell user_mentions: ids, handles or hashes.</summary>
    public ReadOnlySpan<byte> UserMentions { get; init; }

    public ReadOnlySpan<byte> InReplyToUserId { get; init; }

    public ReadOnlySpan<byte> RetweetUserId { get; init; }

    public bool IsRetweet { get; init; }
}

/// <summary>One alias of one target found in one field of one tweet.</summary>
public struct Mention
{
    /// <summary>Index into <see cref="Lexicon.Aliases"/>.</summary>
    public int Alias;

    /// <summary>Index into <see cref="Lexicon.Targets"/>.</summary>
    public int Target;

    public MentionField Field;

    public MentionDecision Decision;

    /// <summary>Which rule decided; <see cref="MatchRules.Name"/> gives the word written out.</summary>
    public MatchRule Rule;

    /// <summary>Code points before the match in the tweet_text as released; −1 where the match is not in the text.</summary>
    public int MatchStart;

    /// <summary>Byte range of the matched text, as released, in the session's buffer; see <see cref="MatchSession.MatchedText"/>.</summary>
    internal int BufferStart;
    internal int BufferLength;

    /// <summary>Index into <see cref="MatchSession.Hits"/>.</summary>
    internal int Hit;
}
