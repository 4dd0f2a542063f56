namespace TweetArchive.Archives;

/// <summary>What a file is by its first bytes.</summary>
public enum ContainerKind : byte { Plain, Zip }

/// <summary>
/// One stream of records: a plain file, or one entry of a zip. A unit of work.
/// </summary>
/// <param name="Path">The file on disk.</param>
/// <param name="EntryName">The entry's name inside a zip, never used as a path; null for a plain file.</param>
/// <param name="SourceName">The name in the tables (column source_file): no folders of this machine in it.</param>
/// <param name="Bytes">Size in bytes, unpacked.</param>
/// <param name="Crc32">The checksum that a zip states for the entry.</param>
public sealed record ArchiveEntry(string Path, string? EntryName, string SourceName, ContainerKind Kind, long Bytes, uint Crc32)
{
    /// <summary>Which of the zip's entries it is; names may repeat.</summary>
    public int EntryIndex { get; init; }

    /// <summary>The release or collection that the file belongs to, from its name.</summary>
    public string Dataset { get; init; } = DatasetName.From(SourceName);
}

/// <summary>Input that cannot be read; the message names the file and says what is wrong and what to do.</summary>
public sealed class ArchiveException : Exception
{
    public ArchiveException(string message)
        : base(message)
    {
    }

    public ArchiveException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
