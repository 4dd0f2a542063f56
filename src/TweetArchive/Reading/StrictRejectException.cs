namespace TweetArchive.Reading;

/// <summary>A run under --strict met a reject; nothing was written.</summary>
public sealed class StrictRejectException(string message) : Exception(message);
