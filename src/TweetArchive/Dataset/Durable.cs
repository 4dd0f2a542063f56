using System.Runtime.InteropServices;
using System.Text;

namespace TweetArchive.Dataset;

/// <summary>Files that are there whole or not at all, also after a loss of power.</summary>
internal static partial class Durable
{
    /// <summary>Writes a small text aside, makes sure of it, and gives it its name.</summary>
    public static void WriteText(string path, string text)
    {
        string aside = path + ".tmp";
        File.WriteAllText(aside, text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        SyncFile(aside);
        File.Move(aside, path, overwrite: true);
        SyncFolder(Path.GetDirectoryName(path)!);
    }

    public static void SyncFile(string path)
    {
        using var file = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        RandomAccess.FlushToDisk(file);
    }

    /// <summary>Makes sure that what was renamed in a folder stays renamed. Windows has no such call and needs none.</summary>
    public static void SyncFolder(string path)
    {
        if (OperatingSystem.IsWindows())
            return;
        int folder = Open(path, 0);
        if (folder < 0)
            return;
        _ = Sync(folder);
        _ = Close(folder);
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync")]
    private static partial int Sync(int file);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int file);
}
