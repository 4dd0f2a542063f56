using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Text;

namespace TweetArchive.Dataset;

/// <summary>Files that are there whole or not at all, also after a loss of power. What cannot be made sure of fails the program.</summary>
internal static partial class Durable
{
    // EINVAL: this file system has no such call for what was opened. Linux and macOS have the same number.
    private const int NotSupported = 22;

    private const int Interrupted = 4;

    /// <summary>Writes a small text aside, makes sure of it, and gives it its name.</summary>
    /// <exception cref="IOException">It is not on the disk for sure.</exception>
    public static void WriteText(string path, string text) => Write(path, to => to.Write(Encoding.UTF8.GetBytes(text)));

    /// <summary>The same for what is written piece by piece, since the description of very many inputs is not small.</summary>
    /// <exception cref="IOException">It is not on the disk for sure.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        string aside = path + ".tmp";
        using (FileStream to = File.Create(aside))
            write(to);
        SyncFile(aside);
        File.Move(aside, path, overwrite: true);
        SyncFolder(Path.GetDirectoryName(path)!);
    }

    /// <exception cref="IOException">The bytes of the file are not on the disk for sure.</exception>
    public static void SyncFile(string path)
    {
        using var file = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        Sync(file, path);
    }

    /// <inheritdoc cref="SyncFile"/>
    public static void Sync(Microsoft.Win32.SafeHandles.SafeFileHandle file, string path)
    {
        // The library swallows errors, and a system tells of one only once, so our own call comes first.
        if (!OperatingSystem.IsWindows())
            Call(file, path);
        // On macOS this also empties the disk's own cache.
        if (!OperatingSystem.IsLinux())
            RandomAccess.FlushToDisk(file);
    }

    /// <summary>Makes sure that what was renamed in a folder stays renamed. Windows has no such call and needs none.</summary>
    /// <exception cref="IOException">The names are not on the disk for sure.</exception>
    public static void SyncFolder(string path)
    {
        if (OperatingSystem.IsWindows())
            return;
        int folder = Open(path, 0);
        if (folder < 0)
            throw Failed(path);
        using var handle = new Microsoft.Win32.SafeHandles.SafeFileHandle(folder, ownsHandle: true);
        Call(handle, path);
    }

    private static void Call(Microsoft.Win32.SafeHandles.SafeFileHandle handle, string path)
    {
        while (Sync(handle) < 0)
        {
            int error = Marshal.GetLastPInvokeError();
            if (error == NotSupported)
                return;
            if (error != Interrupted)
                throw Failed(path);
        }
    }

    private static IOException Failed(string path) =>
        new($"{path}: the disk did not take what was written ({new Win32Exception(Marshal.GetLastPInvokeError()).Message}).");

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Sync(Microsoft.Win32.SafeHandles.SafeFileHandle file);
}
