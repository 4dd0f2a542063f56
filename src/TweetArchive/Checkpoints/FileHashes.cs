using TweetArchive.Archives;

namespace TweetArchive.Checkpoints;

/// <summary>Checksums of the input files, by path.</summary>
/// <param name="Sha256">Of those that could be read.</param>
/// <param name="Checksums">Of the same: what the checksums of their parts must come to.</param>
/// <param name="Failures">Why another one could not be.</param>
internal sealed record FileHashes(IReadOnlyDictionary<string, string> Sha256, IReadOnlyDictionary<string, RangeChecksum> Checksums,
    IReadOnlyDictionary<string, string> Failures)
{
    public static FileHashes None { get; } =
        new(new Dictionary<string, string>(), new Dictionary<string, RangeChecksum>(), new Dictionary<string, string>());

    /// <summary>Why there is no checksum of a file that was read; null if there is one, or if another shard takes it.</summary>
    public string? Problem(string sourceName, string path) => Failures.TryGetValue(path, out string? why)
        ? $"{sourceName}: reading failed while its checksum was taken, so nobody can tell whether what was counted is the file: {why} "
            + "Run again."
        : null;
}
