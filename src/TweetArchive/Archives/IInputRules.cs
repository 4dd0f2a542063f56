namespace TweetArchive.Archives;

/// <summary>
/// What the formats of tweets have to say about which files belong to the input. This room knows only files and how they are packed.
/// </summary>
internal interface IInputRules
{
    /// <summary>Whether a file that was found in a folder, not named by the user, holds something else than tweets.</summary>
    bool IsOther(string path);

    /// <summary>
    /// What such a file holds, in a sentence that begins with its name; null if nothing more is known than that it is not tweets.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="name">Its name in messages.</param>
    /// <param name="alone">Nothing else there can be read: it is described even if it is not likely to hold tweets.</param>
    string? Describe(string path, string name, bool alone);

    /// <summary>Whether a file that was found in a folder, a text file or one without an ending, is a known table after all.</summary>
    bool IsTable(string path);

    /// <summary>Whether these first bytes of a text in an archive may be those of a table.</summary>
    bool MayBeTable(ReadOnlySpan<byte> head);

    /// <summary>The entries to read: without those that others replace, and each with the file that goes with it.</summary>
    /// <param name="found">All entries, in the order in which they were found.</param>
    /// <param name="note">Takes what to tell about entries that were skipped.</param>
    IReadOnlyList<ArchiveEntry> Arrange(IReadOnlyList<ArchiveEntry> found, Action<string> note);
}
