namespace TweetArchive.Dataset;

/// <summary>How a job ended that left a dataset, or a shard's part of one. The command line makes an exit code of it.</summary>
public enum RunOutcome : byte
{
    /// <summary>All input was read.</summary>
    Done,

    /// <summary>Some input could not be read, or not to its end; it is named, and the rest is there.</summary>
    SomeInputUnread,

    /// <summary>All is there, but there were more rejects than allowed.</summary>
    TooManyRejects,
}
