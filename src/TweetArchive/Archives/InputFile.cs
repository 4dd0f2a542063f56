using Microsoft.Win32.SafeHandles;

namespace TweetArchive.Archives;

/// <summary>An input is not what it was when the run began: replaced, written to, cut or grown. The message says which.</summary>
public sealed class InputChangedException(string message) : Exception(message);

/// <summary>
/// The file of an entry, opened only as what it was when it was listed: a run reads a file many times, and its counts mean
/// something only if all of it was one state of the file.
/// </summary>
internal static class InputFile
{
    /// <exception cref="InputChangedException">It is another file by now, or has changed.</exception>
    public static SafeFileHandle Open(ArchiveEntry entry)
    {
        SafeFileHandle file;
        try
        {
            file = File.OpenHandle(
                entry.Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, FileOptions.SequentialScan);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException && entry.File is not null)
        {
            throw Changed(entry, entry.File!.Value, null);
        }

        try
        {
            Check(entry, FileIdentity.Of(file));
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Makes sure, once all is read, that nothing was changed meanwhile.</summary>
    /// <exception cref="InputChangedException">Something was.</exception>
    public static void CheckAll(IEnumerable<ArchiveEntry> entries)
    {
        foreach (ArchiveEntry entry in entries.DistinctBy(e => e.Path))
            Check(entry, FileIdentity.Of(entry.Path));
    }

    /// <summary>
    /// The failure is the machine's and not the file's: other files would fail as well, so it must not pass for a damaged input.
    /// </summary>
    public static bool IsOfMachine(Exception failure)
    {
        const int OutOfMemory = 12;
        const int TooManyOpenInSystem = 23;
        const int TooManyOpen = 24;
        return failure is OutOfMemoryException || (!OperatingSystem.IsWindows() && failure is IOException && failure.HResult is OutOfMemory
            or TooManyOpenInSystem or TooManyOpen);
    }

    private static void Check(ArchiveEntry entry, FileIdentity? now)
    {
        if (entry.File is { } then && then != now)
            throw Changed(entry, then, now);
    }

    private static InputChangedException Changed(ArchiveEntry entry, FileIdentity then, FileIdentity? now)
    {
        string what = now is not { } found ? "it is gone"
            : found.Bytes != then.Bytes ? FormattableString.Invariant($"it had {then.Bytes} bytes and has {found.Bytes}")
            : found.Number != then.Number || found.Device != then.Device ? "another file has taken its place"
            : "it was written to";
        return new InputChangedException($"{entry.SourceName}: the file changed while it was read: {what} ({entry.Path}).");
    }
}
