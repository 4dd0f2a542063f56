using TweetArchive.Archives;
using TweetArchive.Checkpoints;
using TweetArchive.Reading;
using Xunit;

namespace TweetArchive.Tests.Archives;

/// <summary>A file that cannot be read while its checksum is taken.</summary>
public sealed class InputHashesTests : IDisposable
{
    private readonly string file = Path.GetTempFileName();

    public void Dispose() => File.Delete(file);

    [Fact]
    public void A_read_error_is_a_problem_with_its_reason()
    {
        // The first byte of this process's memory cannot be read: EIO.
        const string Unreadable = "/proc/self/mem";
        if (!File.Exists(Unreadable))
            return;
        File.WriteAllText(file, "x");
        using var hashing = new InputHashes(
            [new ArchiveEntry(Unreadable, "bad.csv", 1), new ArchiveEntry(file, "good.csv", 1)], 1, CancellationToken.None);
        FileHashes hashes = hashing.Result;
        Assert.Equal([file], hashes.Sha256.Keys);
        Assert.StartsWith("bad.csv: reading failed while its checksum was taken", hashes.Problem("bad.csv", Unreadable),
            StringComparison.Ordinal);
        Assert.EndsWith("Run again.", hashes.Problem("bad.csv", Unreadable), StringComparison.Ordinal);
        Assert.Null(hashes.Problem("good.csv", file));
    }
}
