using TweetArchive.Archives;
using TweetArchive.Csv;
using Xunit;

namespace TweetArchive.Tests.Archives;

/// <summary>An input is read only as what it was when it was listed, and only what can be read to its end.</summary>
public sealed class InputIdentityTests : IDisposable
{
    private const string Rows = "\"tweetid\",\"userid\"\n\"1\",\"a\"\n\"2\",\"b\"\n";
    private readonly string folder = Directory.CreateTempSubdirectory("tweetarchive-identity").FullName;

    public void Dispose() => Directory.Delete(folder, true);

    [Theory]
    [InlineData("replaced by another of the same size", "another file has taken its place")]
    [InlineData("grown", "bytes and has")]
    [InlineData("cut", "bytes and has")]
    [InlineData("written over", "it was written to")]
    [InlineData("removed", "it is gone")]
    public void A_file_that_changed_is_not_read_on(string how, string said)
    {
        string path = Write("x.csv", Rows);
        ArchiveEntry entry = Assert.Single(ArchiveCatalog.Open([path]).Entries);
        InputFile.CheckAll([entry]);
        switch (how)
        {
            case "grown":
                File.AppendAllText(path, "x");
                break;
            case "cut":
                File.WriteAllText(path, Rows[..10]);
                break;
            case "written over":
                File.WriteAllText(path, Rows);
                File.SetLastWriteTimeUtc(path, DateTime.UtcNow.AddDays(1));
                break;
            case "removed":
                File.Delete(path);
                break;
            default:
                DateTime time = File.GetLastWriteTimeUtc(path);
                File.Move(path, path + ".old");
                File.WriteAllText(path, Rows);
                File.SetLastWriteTimeUtc(path, time);
                break;
        }

        if (how.StartsWith("replaced", StringComparison.Ordinal) && !OperatingSystem.IsLinux())
            return;
        Assert.Contains(said, Assert.Throws<InputChangedException>(() => ByteSource.Open(entry)).Message, StringComparison.Ordinal);
        Assert.Contains(said, Assert.Throws<InputChangedException>(() => InputFile.CheckAll([entry])).Message, StringComparison.Ordinal);
    }

    [ProgramFact(false, "bash")]
    public void A_link_has_the_size_and_time_of_its_file()
    {
        string path = Write("there.csv", Rows);
        File.CreateSymbolicLink(Path.Combine(folder, "here.csv"), path);
        ArchiveEntry entry = Assert.Single(ArchiveCatalog.Open([Path.Combine(folder, "here.csv")]).Entries);
        Assert.Equal(("here.csv", (long)Rows.Length, path), (entry.SourceName, entry.Bytes, entry.Path));
    }

    [ProgramFact(false, "mkfifo")]
    public void Loops_of_links_pipes_and_devices_in_a_folder_are_passed_over_by_name()
    {
        Write("in/x.csv", Rows);
        string inside = Path.Combine(folder, "in");
        File.CreateSymbolicLink(Path.Combine(inside, "loop"), inside);
        File.CreateSymbolicLink(Path.Combine(inside, "up"), folder);
        File.CreateSymbolicLink(Path.Combine(inside, "zero.csv"), "/dev/zero");
        File.CreateSymbolicLink(Path.Combine(inside, "nowhere.csv"), "/nowhere/at/all");
        System.Diagnostics.Process.Start("mkfifo", [Path.Combine(inside, "pipe.csv")]).WaitForExit();
        using ArchiveCatalog catalog = ArchiveCatalog.Open([inside]);
        Assert.Equal("x.csv", Assert.Single(catalog.Entries).SourceName);
        foreach (string name in (string[])["loop: a link to a folder", "zero.csv: a device", "nowhere.csv: a link that leads nowhere",
            "pipe.csv: a pipe"])
            Assert.Contains(catalog.Notes, n => n.Contains(name, StringComparison.Ordinal));
    }

    /// <summary>
    /// What could not be read the first time was not looked through for duplicates; the second time it is not counted either.
    /// </summary>
    [Theory]
    [InlineData(5)]
    [InlineData(37)]
    [InlineData(300)]
    [InlineData(5000)]
    public void A_second_reading_breaks_off_where_the_first_did(int at)
    {
        string text = "\"tweetid\"\n" + string.Concat(Enumerable.Range(1, 900).Select(i => $"\"{i}\"\n"));
        ArchiveEntry entry = Assert.Single(ArchiveCatalog.Open([Write("x.csv", text)]).Entries);
        var shape = new RecordShape(1, Quoted: true, FirstField.Digits);
        using var pool = new BlockPool(3, 128);
        using var reader = new BlockReader(ByteSource.Open(entry), pool, 128, CancellationToken.None);
        var problem = new ArchiveException("the first time");
        reader.BreakOffAt(at, problem);
        long read = 0;
        while (reader.Next(shape) is { } block)
        {
            read += block.Length;
            pool.Return(block.Buffer);
        }

        Assert.Equal((at, problem), (read, reader.Broken));
    }

    private string Write(string name, string text)
    {
        string path = Path.Combine(folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }
}
