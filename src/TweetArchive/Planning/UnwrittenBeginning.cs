using System.Globalization;
using TweetArchive.Archives;
using TweetArchive.Csv;
using TweetArchive.Tweets;

namespace TweetArchive.Planning;

/// <summary>Zero bytes where a file should begin: room that was never written (<see cref="ZeroRuns"/>).</summary>
internal static class UnwrittenBeginning
{
    // Fewer may be the first letter of UTF-32.
    private const int Fewest = 4;

    /// <summary>Goes over them.</summary>
    /// <param name="skipped">How many.</param>
    /// <exception cref="ArchiveException">There is nothing else.</exception>
    public static IEnumerable<Remark> Skip(BlockReader reader, string sourceName, out int skipped)
    {
        int zeros = reader.Head.IndexOfAnyExcept((byte)0);
        if (zeros < 0)
            throw new ArchiveException(string.Create(CultureInfo.InvariantCulture,
                $"{sourceName}: its first {reader.Head.Length:N0} bytes are zero: {ZeroRuns.Unwritten}. Get it again."));
        skipped = zeros < Fewest ? 0 : zeros;
        if (skipped == 0)
            return [];
        reader.Skip(skipped);
        return [new("zero_bytes", string.Create(CultureInfo.InvariantCulture,
            $"its first {skipped:N0} bytes are zero and were skipped: {ZeroRuns.Unwritten}"))];
    }
}
