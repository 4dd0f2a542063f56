namespace TweetArchive.Archives;

/// <summary>
/// One stream of records: a plain file, or what is in it under one or more layers of packing. A unit of work.
/// </summary>
/// <param name="Path">The file on disk.</param>
/// <param name="SourceName">The name in the tables (column source_file): no folders of this machine in it.</param>
/// <param name="Bytes">Size in bytes, unpacked; see <see cref="Estimated"/>.</param>
public sealed record ArchiveEntry(string Path, string SourceName, long Bytes)
{
    /// <summary>Unpacked bytes for one packed byte, where nothing says the size: what releases come to, roughly.</summary>
    public const int UsualRatio = 5;

    /// <summary>From the file inwards; none for a plain file.</summary>
    public IReadOnlyList<Layer> Layers { get; init; } = [];

    /// <summary>
    /// The size is not written anywhere before the end (gzip, bzip2, most of zstd): <see cref="Bytes"/> is
    /// <see cref="UsualRatio"/> times the packed size, good enough for plans and progress.
    /// </summary>
    public bool Estimated { get; init; }

    /// <summary>Another file that is needed to read this one; which, its format says (<see cref="IInputRules"/>).</summary>
    public ArchiveEntry? Companion { get; init; }

    /// <summary>Of tweets of a personal archive: the script with the whole texts of long posts.</summary>
    public ArchiveEntry? Notes { get; init; }

    /// <summary>What the user told of it.</summary>
    public ReadAs ReadAs { get; init; } = ReadAs.Itself;

    /// <summary>The release or collection that the file belongs to, from its name.</summary>
    public string Dataset { get; init; } = DatasetName.From(SourceName);

    /// <summary>The file as it was when it was listed; null for an entry of a job that was saved elsewhere.</summary>
    internal FileIdentity? File { get; init; }

    /// <summary>
    /// The file's path for people where <see cref="Path"/> is a link that this process made (<see cref="RawNames"/>); null elsewhere.
    /// </summary>
    public string? ShownPath { get; init; }

    /// <summary>The bytes of the file are the bytes of the records, so it can be read from any place.</summary>
    public bool IsPlain => Layers.Count == 0;
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
