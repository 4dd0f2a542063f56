namespace TweetArchive.Report.Suggestions;

/// <summary>Something frequent that no target has: for a person to read.</summary>
/// <param name="Kind">handle, hashtag or name.</param>
/// <param name="Tweets">In which it occurs.</param>
/// <param name="Accounts">Of releases added up: an account of two counts twice.</param>
/// <param name="Like">Target and alias that are spelt almost like it; empty if none is.</param>
/// <param name="ExampleId">A tweet that has it, with its text, links defanged; empty where tweets/ has none.</param>
public sealed record Suggestion(string Kind, string Text, long Tweets, long Accounts, string Like, string ExampleId, string Example);
