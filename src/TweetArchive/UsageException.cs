namespace TweetArchive;

/// <summary>A command that cannot be done as asked; nothing was written. The message says what to change.</summary>
public sealed class UsageException(string message) : Exception(message);
