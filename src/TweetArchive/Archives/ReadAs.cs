namespace TweetArchive.Archives;

/// <summary>What a user, or a first look, says about an input that its bytes alone do not.</summary>
/// <param name="Encoding">The code page of its text; null for UTF-8, or what its first bytes say.</param>
/// <param name="ColumnNames">Names of its columns: <c>tweetid=status_id,tweet_text=text</c>.</param>
/// <param name="Mixed">Several programs wrote it, with other headers or separators: it must be read in order.</param>
/// <param name="Lines">So did they with other encodings: each line must be looked at.</param>
public sealed record ReadAs(string? Encoding = null, string? ColumnNames = null, bool Mixed = false, bool Lines = false)
{
    public static readonly ReadAs Itself = new();
}
