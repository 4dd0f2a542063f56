using System.IO.Compression;

namespace TweetArchive.Benchmarks.Job;

/// <summary>A synthetic archive as the sides read it: plain, or packed once with the ordinary deflate level and kept.</summary>
internal sealed class JobInput(string plain)
{
    /// <summary>Bytes of the CSV, unpacked: what MB/s count.</summary>
    public long Bytes { get; } = new FileInfo(plain).Length;

    /// <summary>The file of that kind; it is made if it is not there yet.</summary>
    public string Get(InputKind kind)
    {
        if (kind == InputKind.Plain)
            return plain;
        string path = $"{plain}.{kind.Word()}";
        if (File.Exists(path))
            return path;
        Console.Error.WriteLine($"making {path}");
        string aside = path + ".part";
        using (FileStream input = File.OpenRead(plain))
        using (FileStream output = File.Create(aside))
            Pack(input, output, kind);
        File.Move(aside, path);
        return path;
    }

    private void Pack(FileStream input, FileStream output, InputKind kind)
    {
        if (kind == InputKind.Gz)
        {
            using var gz = new GZipStream(output, CompressionLevel.Optimal);
            input.CopyTo(gz, 1 << 20);
            return;
        }

        using var zip = new ZipArchive(output, ZipArchiveMode.Create);
        using Stream entry = zip.CreateEntry(Path.GetFileName(plain), CompressionLevel.Optimal).Open();
        input.CopyTo(entry, 1 << 20);
    }
}
