namespace TweetArchive.Tweets;

/// <summary>Something about an input that a reader should know before using the numbers.</summary>
/// <param name="Code">For programs: a word that stays the same.</param>
/// <param name="Message">For people.</param>
public sealed record Remark(string Code, string Message);
