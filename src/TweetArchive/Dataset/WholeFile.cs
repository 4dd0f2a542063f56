using System.Security.Cryptography;

namespace TweetArchive.Dataset;

/// <summary>A file that is written aside and then gets its name, so that it is there whole or not at all.</summary>
public static class WholeFile
{
    /// <summary>A name next to a file's own that nobody else has: what other programs keep there is not written over.</summary>
    public static string NameAside(string path) =>
        Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!,
            $".{Path.GetFileName(path)}.{RandomNumberGenerator.GetHexString(12, lowercase: true)}.part");

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
