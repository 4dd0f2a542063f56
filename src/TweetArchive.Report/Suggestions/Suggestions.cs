namespace TweetArchive.Report.Suggestions;

/// <summary>Candidates, and of each kind what they are chosen from.</summary>
/// <param name="TweetsInFull">Which tweets the dataset has in full: all, tagged or none. Names and examples are of these.</param>
public sealed record Suggestions(IReadOnlyList<SuggestedKind> Kinds, string TweetsInFull, IReadOnlyList<Suggestion> Found);

/// <param name="Kind">handle, hashtag or name.</param>
/// <param name="All">Different ones in the dataset.</param>
/// <param name="Listed">Those that are candidates.</param>
/// <param name="Compared">The most frequent ones, which were compared with the targets.</param>
/// <param name="LeftOut">Those of the compared that belong to a target already, the most frequent first.</param>
public sealed record SuggestedKind(string Kind, int All, int Listed, int Compared, IReadOnlyList<string> LeftOut);
