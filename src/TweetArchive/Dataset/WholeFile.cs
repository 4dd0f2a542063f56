using System.Security.Cryptography;
using System.Text;

namespace TweetArchive.Dataset;

/// <summary>A file that is written aside and then gets its name, so that it is there whole or not at all.</summary>
public static class WholeFile
{
    /// <summary>A name next to a file's own that nobody else has: what other programs keep there is not written over.</summary>
    public static string NameAside(string path) =>
        Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!,
            $".{Path.GetFileName(path)}.{RandomNumberGenerator.GetHexString(12, lowercase: true)}.part");

    /// <summary>Nothing is written over a file that this program did not make; devices and empty files lose nothing.</summary>
    /// <param name="mark">What a file of ours has in its first 16 KiB.</param>
    /// <exception cref="UsageException">There is another file; nothing was touched.</exception>
    public static void RefuseForeign(string path, string mark)
    {
        if (!File.Exists(path) || new FileInfo(path).Length == 0)
            return;
        byte[] head = new byte[1 << 14];
        using FileStream file = File.OpenRead(path);
        int read = file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        if (head.AsSpan(0, read).IndexOf(Encoding.UTF8.GetBytes(mark)) < 0)
            throw new UsageException($"{path}: the file exists, and this command did not make it. Give another name, or move it away.");
    }

    /// <exception cref="IOException">The file cannot be written; what was there before is as it was.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        string aside = NameAside(path);
        try
        {
            using (var file = new FileStream(aside, FileMode.CreateNew, FileAccess.Write))
                write(file);
            File.Move(aside, path, overwrite: true);
        }
        finally
        {
            File.Delete(aside);
        }
    }
}
