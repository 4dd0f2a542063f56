namespace TweetArchive.Archives;

/// <summary>A zip of pictures and videos.</summary>
/// <param name="Path">The file on disk.</param>
/// <param name="SourceName">The name in the tables (column archive): no folders of this machine in it.</param>
public sealed record MediaArchive(string Path, string SourceName)
{
    /// <summary>The release or collection that the file belongs to, from its name.</summary>
    public string Dataset { get; init; } = DatasetName.From(SourceName);
}
