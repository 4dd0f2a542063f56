namespace TweetArchive;

/// <summary>A command that cannot be done as asked; nothing was written. The message says what to change.</summary>
public class UsageException(string message) : Exception(message);

/// <summary>Another program is at work in the folder; nothing was touched.</summary>
public sealed class FolderInUseException(string folder)
    : UsageException($"{folder}: another run is at work in this folder. Wait for it, or give --out another folder.");
