using System.IO.Compression;
using TweetArchive.Dataset;

namespace TweetArchive.Synth;

/// <summary>
/// The files of one run. They are written aside, under names that nobody else has, and appear together at the end; an interrupted run
/// leaves nothing.
/// </summary>
internal sealed class OutputFiles : IDisposable
{
    /// <summary>Zip entries carry a fixed time, so that the same tweets give the same archive.</summary>
    private static readonly DateTimeOffset EntryTime = new(2018, 10, 17, 0, 0, 0, TimeSpan.Zero);

    private readonly List<(string Aside, string Path)> files = [];

    public void Write(string path, string? entryName, Action<Stream> write)
    {
        string aside = WholeFile.NameAside(path);
        files.Add((aside, path));
        using FileStream file = new(aside, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1);
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
        foreach ((string aside, string path) in files)
            File.Move(aside, path, overwrite: true);
        files.Clear();
    }

    public void Dispose()
    {
        foreach ((string aside, _) in files)
            File.Delete(aside);
    }
}
