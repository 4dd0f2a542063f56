using System.Formats.Tar;

namespace TweetArchive.Archives.Containers;

/// <summary>An entry of a tar that holds bytes.</summary>
/// <param name="Offset">Where its bytes start in the tar.</param>
/// <param name="Data">Its bytes, until the next entry is asked for.</param>
internal readonly record struct TarMember(string Name, long Offset, long Bytes, Stream Data);

/// <summary>Tar in its usual forms (ustar, GNU, pax).</summary>
internal static class TarContainer
{
    private const int HeaderBytes = 512;
    private const int ChecksumAt = 148;
    private const int ChecksumBytes = 8;

    /// <summary>The magic is there and the header's own checksum holds; a CSV may well have "ustar" in a text.</summary>
    public static bool IsTar(ReadOnlySpan<byte> head)
    {
        if (head.Length < HeaderBytes || !head[257..].StartsWith("ustar"u8))
            return false;
        int sum = ChecksumBytes * ' ';
        foreach (byte b in head[..ChecksumAt])
            sum += b;
        foreach (byte b in head[(ChecksumAt + ChecksumBytes)..HeaderBytes])
            sum += b;
        int stated = 0;
        foreach (byte b in head.Slice(ChecksumAt, ChecksumBytes))
        {
            if (b is >= (byte)'0' and <= (byte)'7')
                stated = (stated * 8) + (b - '0');
        }

        return sum == stated;
    }

    /// <summary>Its files in their order. A packed tar is read through for it: it has no list of its entries.</summary>
    /// <param name="tar">At its start; its position must be right also if it cannot seek.</param>
    /// <exception cref="InvalidDataException">It is damaged from here on.</exception>
    public static IEnumerable<TarMember> Members(Stream tar)
    {
        using var reader = new TarReader(tar, leaveOpen: true);
        while (Next(reader) is { } entry)
        {
            if (entry.EntryType is not (TarEntryType.RegularFile or TarEntryType.V7RegularFile or TarEntryType.ContiguousFile))
                continue;
            // The reader of a stream that cannot seek is after the header just read.
            long offset = tar.CanSeek ? entry.DataOffset : tar.Position;
            yield return new TarMember(entry.Name, offset, entry.Length, entry.DataStream ?? Stream.Null);
        }
    }

    private static TarEntry? Next(TarReader reader)
    {
        try
        {
            return reader.GetNextEntry();
        }
        catch (Exception e) when (e is IOException or FormatException or ArgumentException)
        {
            throw new InvalidDataException(e.Message, e);
        }
    }
}
