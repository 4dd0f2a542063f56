using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace TweetArchive.Archives;

/// <summary>What the system says that a path leads to.</summary>
internal enum FileKind : byte { Nothing, File, Folder, Pipe, Other }

/// <summary>
/// Which file it is and in which state: its place on its device, its size, and when it was written to last. Where the system is not
/// Linux, size and time alone.
/// </summary>
/// <param name="Modified">Nanoseconds since 1970, as exact as the file system has it.</param>
internal readonly partial record struct FileIdentity(ulong Device, ulong Number, long Bytes, long Modified)
{
    private const int CurrentFolder = -100;
    private const int OfHandle = 0x1000;
    private const uint BasicFacts = 0x7FF;

    // The system library has the call: what it does not find is not there.
    private static volatile bool canAsk;

    /// <summary>Of an open file.</summary>
    public static FileIdentity Of(SafeFileHandle file)
    {
        if (OperatingSystem.IsLinux() && TryAsk(file.DangerousGetHandle().ToInt32(), "", OfHandle, out Facts facts))
            return Of(facts);
        return new FileIdentity(0, 0, RandomAccess.GetLength(file), Nanoseconds(File.GetLastWriteTimeUtc(file)));
    }

    /// <summary>Of the file that a path leads to; null if there is none.</summary>
    public static FileIdentity? Of(string path)
    {
        if (OperatingSystem.IsLinux() && TryAsk(CurrentFolder, path, 0, out Facts facts))
            return Of(facts);
        if (canAsk)
            return null;
        var file = new FileInfo(path);
        return file.Exists ? new FileIdentity(0, 0, file.Length, Nanoseconds(file.LastWriteTimeUtc)) : null;
    }

    /// <summary>What a path leads to, links followed.</summary>
    public static FileKind KindOf(string path)
    {
        if (OperatingSystem.IsLinux() && TryAsk(CurrentFolder, path, 0, out Facts facts))
            return KindOf(facts);
        if (canAsk)
            return FileKind.Nothing;
        return Directory.Exists(path) ? FileKind.Folder : File.Exists(path) ? FileKind.File : FileKind.Nothing;
    }

    /// <summary>
    /// What standard input is; a terminal and the null device are <see cref="FileKind.Pipe"/>, as bytes come from them one after the other.
    /// </summary>
    public static FileKind KindOfStandardInput()
    {
        if (!OperatingSystem.IsLinux())
            return FileKind.Pipe;
        if (!TryAsk(0, "", OfHandle, out Facts facts) || IsClosedForReading())
            return FileKind.Nothing;
        return (facts.Mode & 0xF000) == 0x2000 ? FileKind.Pipe : KindOf(facts);
    }

    /// <summary>As <see cref="StandardHandles"/> leaves it where nobody gave one.</summary>
    private static bool IsClosedForReading()
    {
        const int AccessMode = 3;
        const int WriteOnly = 1;
        try
        {
            string? flags = File.ReadLines("/proc/self/fdinfo/0").FirstOrDefault(l => l.StartsWith("flags:", StringComparison.Ordinal));
            return flags is not null && (Convert.ToInt32(flags[6..].Trim(), 8) & AccessMode) == WriteOnly;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // No /proc: what is there is taken for standard input.
            return false;
        }
    }

    private static FileIdentity Of(in Facts facts) =>
        new(((ulong)facts.HolderMajor << 32) | facts.HolderMinor, facts.Number, (long)facts.Bytes,
            (facts.ModifiedSeconds * 1_000_000_000) + facts.ModifiedNanoseconds);

    private static FileKind KindOf(in Facts facts) => (facts.Mode & 0xF000) switch
    {
        0x8000 => FileKind.File,
        0x4000 => FileKind.Folder,
        0x1000 or 0xC000 => FileKind.Pipe,
        _ => FileKind.Other,
    };

    private static long Nanoseconds(DateTime utc) => (utc - DateTime.UnixEpoch).Ticks * 100;

    private static bool TryAsk(int folder, string path, int flags, out Facts facts)
    {
        try
        {
            bool answered = Ask(folder, path, flags, BasicFacts, out facts) == 0;
            canAsk = true;
            return answered;
        }
        catch (EntryPointNotFoundException)
        {
            // An old system library.
            facts = default;
            return false;
        }
    }

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Ask(int folder, string path, int flags, uint mask, out Facts facts);

    /// <summary>The system's struct statx; its layout is the same on all processors.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct Facts
    {
        [FieldOffset(28)]
        public ushort Mode;

        [FieldOffset(32)]
        public ulong Number;

        [FieldOffset(40)]
        public ulong Bytes;

        [FieldOffset(112)]
        public long ModifiedSeconds;

        [FieldOffset(120)]
        public uint ModifiedNanoseconds;

        [FieldOffset(136)]
        public uint HolderMajor;

        [FieldOffset(140)]
        public uint HolderMinor;
    }
}
