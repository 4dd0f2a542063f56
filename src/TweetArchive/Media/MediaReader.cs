using System.Globalization;
using System.IO.Compression;
using System.IO.Hashing;
using System.Security.Cryptography;
using TweetArchive.Archives;
using TweetArchive.Tables.Spills;

namespace TweetArchive.Media;

/// <summary>
/// Reads media archives into runs of <see cref="MediaRow"/>: their lists of entries alone, or with <paramref name="hash"/> every file.
/// </summary>
internal sealed class MediaReader(bool hash, Scratch scratch, CancellationToken cancelled)
{
    // A run is sorted in memory; what is longer becomes several.
    private const long RunBytes = 4 << 20;

    // Twitter took pictures up to 5 MB and GIFs up to 15 MB.
    private const long MostPictureBytes = 64 << 20;

    private readonly byte[] step = new byte[128 * 1024];
    private readonly SpillBuilder rows = new();
    private readonly List<RowStore> runs = [];

    /// <summary>The runs of one archive, and what was wrong in it.</summary>
    public MediaArchiveRows Read(MediaArchive archive)
    {
        runs.Clear();
        var row = new MediaRow { Dataset = archive.Dataset, Archive = archive.SourceName };
        var found = new MediaArchiveRows(archive, []);
        try
        {
            using ZipArchive zip = ZipFile.OpenRead(archive.Path);
            for (int i = 0; i < zip.Entries.Count; i++)
            {
                ZipArchiveEntry entry = zip.Entries[i];
                if (!MediaName.IsMedia(entry.FullName))
                    continue;
                cancelled.ThrowIfCancellationRequested();
                Read(entry, i, row, found);
                row.AddTo(rows);
                if (rows.Bytes > RunBytes)
                    rows.SealInto(runs, scratch);
            }
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            found.Problem = $"{archive.SourceName}: the media archive cannot be read, or not to its end: {e.Message} Download it again.";
        }

        rows.SealInto(runs, scratch);
        return found with { Runs = [.. runs] };
    }

    private void Read(ZipArchiveEntry entry, int place, MediaRow row, MediaArchiveRows found)
    {
        row.Entry = string.Concat(entry.FullName.Where(c => !char.IsControl(c)).Take(4096));
        row.Place = place;
        row.Name = MediaName.Parse(entry.FullName);
        row.Bytes = entry.Length;
        row.Crc32 = entry.Crc32;
        (row.Sha256, row.DifferenceHash, row.Problem) = (null, null, null);
        found.Files++;
        if (!hash)
            return;
        if (entry.IsEncrypted)
        {
            row.Problem = "encrypted";
            found.AddDamaged(row);
            return;
        }

        try
        {
            byte[]? picture = Hash(entry, row);
            if (picture is null)
                return;
            if (DifferenceHash.TryCompute(picture, out ulong difference, out string? problem))
                row.DifferenceHash = difference;
            row.Problem = problem;
            found.Undecoded += problem is null ? 0 : 1;
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            row.Problem = "damaged: " + e.Message;
            found.AddDamaged(row);
        }
    }

    /// <summary>Sets the row's SHA-256; returns the bytes of a picture.</summary>
    /// <exception cref="InvalidDataException">The bytes are not those that were packed.</exception>
    private byte[]? Hash(ZipArchiveEntry entry, MediaRow row)
    {
        using Stream stream = entry.Open();
        using var sha256 = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var crc = new Crc32();
        using MemoryStream? picture = row.Name.Type != "video" && entry.Length <= MostPictureBytes ? new MemoryStream((int)entry.Length)
            : null;
        long length = 0;
        for (int read; (read = stream.Read(step)) > 0;)
        {
            cancelled.ThrowIfCancellationRequested();
            length += read;
            if (length > entry.Length)
                break;
            sha256.AppendData(step, 0, read);
            crc.Append(step.AsSpan(0, read));
            picture?.Write(step, 0, read);
        }

        if (length != entry.Length)
            throw new InvalidDataException(
                string.Create(CultureInfo.InvariantCulture,
                    $"the archive states {entry.Length} bytes, there are {(length > entry.Length ? "more" : length)}."));
        if (crc.GetCurrentHashAsUInt32() != entry.Crc32)
            throw new InvalidDataException("its checksum does not match.");
        row.Sha256 = sha256.GetHashAndReset();
        return picture?.ToArray();
    }
}

/// <summary>What one media archive gave.</summary>
internal sealed record MediaArchiveRows(MediaArchive Archive, IReadOnlyList<RowStore> Runs)
{
    private string? firstDamaged;

    public long Files { get; set; }

    /// <summary>Files whose bytes are not those that were packed.</summary>
    public long Damaged { get; private set; }

    /// <summary>Pictures in whole files that no picture could be made of.</summary>
    public long Undecoded { get; set; }

    /// <summary>Why the archive could not be read, or not all of it.</summary>
    public string? Problem { get; set; }

    public void AddDamaged(MediaRow row)
    {
        firstDamaged ??= $"{row.Entry}: {row.Problem}";
        Damaged++;
        Problem = string.Create(CultureInfo.InvariantCulture,
            $"{Archive.SourceName}: {Damaged:N0} of its files are damaged, the first: {firstDamaged} All others are in media.parquet "
                + $"as they should be. Download the archive again.");
    }
}
