using System.IO.Compression;

namespace TweetArchive.Synth;

/// <summary>
/// The files of one run. They are written aside under a name with ".partial" and appear together at the end; an
/// interrupted run leaves nothing.
/// </summary>
internal sealed class OutputFiles : IDisposable
{
    private const string Aside = ".partial";

    /// <summary>Zip entries carry a fixed time, so that the same tweets give the same archive.</summary>
    private static readonly DateTimeOffset EntryTime = new(2018, 10, 17, 0, 0, 0, TimeSpan.Zero);

    private readonly List<string> paths = [];

    public void Write(string path, string? entryName, Action<Stream> write)
    {
        paths.Add(path);
        using FileStream file = new(path + Aside, FileMode.Create, FileAccess.Write, FileShare.None, 1);
        if (entryName is null)
        {
            write(file);
            return;
        }

        using var archive = new ZipArchive(file, ZipArchiveMode.Create);
        ZipArchiveEntry entry = archive.CreateEntry(entryName, CompressionLevel.Optimal);
        entry.LastWriteTime = EntryTime;
        // The default differs between Windows and Unix.
        entry.ExternalAttributes = Convert.ToInt32("100644", 8) << 16;
        using Stream content = entry.Open();
        write(content);
    }

    /// <summary>Gives the files their names.</summary>
    public void Publish()
    {
        foreach (string path in paths)
            File.Move(path + Aside, path, overwrite: true);
        paths.Clear();
    }

    public void Dispose()
    {
        foreach (string path in paths)
            File.Delete(path + Aside);
    }
}
