using System.IO.Hashing;
using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;

namespace TweetArchive.Archives;

/// <summary>Checksums of files on disk.</summary>
public static class FileHash
{
    private const int StepBytes = 256 * 1024;
    private const int EndBytes = 64 * 1024;

    /// <summary>SHA-256 (hex) of a whole file, and what the checksums of its parts must come to.</summary>
    internal static (string Sha256, RangeChecksum Checksum) Of(SafeFileHandle file, CancellationToken cancelled)
    {
        var parts = new RunningChecksum();
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] step = GC.AllocateUninitializedArray<byte>(StepBytes);
        long position = 0;
        while (true)
        {
            cancelled.ThrowIfCancellationRequested();
            int read = RandomAccess.Read(file, step, position);
            if (read == 0)
                return (Convert.ToHexStringLower(hash.GetHashAndReset()), parts.Result);
            hash.AppendData(step, 0, read);
            parts.Append(step.AsSpan(0, read));
            position += read;
        }
    }

    /// <summary>A checksum (hex) of a file's first and last 64 KiB: enough to notice another file, at no cost.</summary>
    public static string OfEnds(string path)
    {
        using SafeFileHandle file = File.OpenHandle(path);
        var hash = new XxHash128();
        byte[] end = new byte[EndBytes];
        long length = RandomAccess.GetLength(file);
        foreach (long from in new[] { 0, Math.Max(0, length - EndBytes) })
        {
            int read = RandomAccess.Read(file, end, from);
            hash.Append(end.AsSpan(0, read));
        }

        return Convert.ToHexStringLower(hash.GetCurrentHash());
    }
}
