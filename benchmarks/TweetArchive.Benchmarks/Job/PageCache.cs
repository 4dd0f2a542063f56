using System.IO.MemoryMappedFiles;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace TweetArchive.Benchmarks.Job;

/// <summary>A file in the system's page cache, and out of it.</summary>
internal static partial class PageCache
{
    /// <summary>Reads the file, so that it is there.</summary>
    public static void Fill(string path)
    {
        using FileStream stream = File.OpenRead(path);
        stream.CopyTo(Stream.Null, 1 << 20);
    }

    /// <summary>Drops the file from the page cache; on a virtual machine its host may still hold it.</summary>
    /// <returns>Why it could not be dropped; null if it was.</returns>
    public static string? Drop(string path)
    {
        if (!OperatingSystem.IsLinux())
            return "only Linux can drop one file from the page cache";
        const int DontNeed = 4; // POSIX_FADV_DONTNEED
        using SafeFileHandle handle = File.OpenHandle(path);
        // What is not on disk yet cannot be dropped.
        if (Synchronise(handle) != 0)
            return $"fsync: error {Marshal.GetLastPInvokeError()}";
        if (Advise(handle, 0, 0, DontNeed) is int error and not 0)
            return $"posix_fadvise: error {error}";
        double left = ResidentShare(path);
        return left <= 0.01 ? null : FormattableString.Invariant($"{left:P0} of the file stayed in the page cache");
    }

    /// <summary>The share of the file's pages that are in memory, by mincore(2).</summary>
    private static unsafe double ResidentShare(string path)
    {
        long length = new FileInfo(path).Length;
        if (length == 0)
            return 0;
        using var map = MemoryMappedFile.CreateFromFile(path, FileMode.Open, null, 0, MemoryMappedFileAccess.Read);
        using MemoryMappedViewAccessor view = map.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read);
        var pages = new byte[(length + Environment.SystemPageSize - 1) / Environment.SystemPageSize];
        byte* start = null;
        view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
        try
        {
            return InCore(start, (nuint)length, pages) == 0 ? (double)pages.Count(p => (p & 1) != 0) / pages.Length : 1;
        }
        finally
        {
            view.SafeMemoryMappedViewHandle.ReleasePointer();
        }
    }

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Synchronise(SafeFileHandle file);

    [LibraryImport("libc", EntryPoint = "posix_fadvise")]
    private static partial int Advise(SafeFileHandle file, nint offset, nint length, int advice);

    [LibraryImport("libc", EntryPoint = "mincore", SetLastError = true)]
    private static unsafe partial int InCore(byte* start, nuint length, byte[] pages);
}
