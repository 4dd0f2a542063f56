namespace TweetArchive.Jobs;

/// <summary>A run was stopped, but some of its work is done and kept; the message says how to continue.</summary>
/// <param name="inner">What stopped it.</param>
public sealed class InterruptedRunException(string message, Exception inner) : Exception(message, inner);

/// <summary>No input could be read, so there is nothing to make a dataset of. The message says why of each.</summary>
public sealed class NothingReadException(string message) : Exception(message);
