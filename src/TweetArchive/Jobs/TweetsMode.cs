namespace TweetArchive.Jobs;

/// <summary>Which tweets tweets/ holds.</summary>
public enum TweetsMode : byte { Tagged, All, None }
