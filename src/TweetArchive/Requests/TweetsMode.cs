namespace TweetArchive.Requests;

/// <summary>Which tweets tweets/ holds.</summary>
public enum TweetsMode : byte { Tagged, All, None }
