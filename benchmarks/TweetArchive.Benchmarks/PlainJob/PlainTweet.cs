namespace TweetArchive.Benchmarks.PlainJob;

/// <summary>A tweet to be written in full.</summary>
/// <param name="Cells">All 31, by <see cref="Tweets.TweetColumn"/>.</param>
/// <param name="Targets">Whom it mentions, sorted; none for an untagged tweet under <c>--tweets all</c>.</param>
internal sealed record PlainTweet(string[] Cells, long Id, DateTime Time, bool IsRetweet, string[] Targets);

/// <summary>A row of the mentions table.</summary>
internal sealed record PlainMention(long TweetId, string User, DateTime Time, string Language, bool IsRetweet, string Target, string Alias);
