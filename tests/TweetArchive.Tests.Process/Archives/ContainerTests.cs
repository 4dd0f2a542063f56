using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using SharpCompress.Compressors.BZip2;
using TweetArchive.Archives;
using Xunit;
using CompressionMode = SharpCompress.Compressors.CompressionMode;

namespace TweetArchive.Tests.Archives;

/// <summary>Archives built by the libraries, found by their bytes and read to their end.</summary>
public sealed class ContainerTests : IDisposable
{
    private static readonly byte[] Table = Encoding.UTF8.GetBytes(
        "tweetid,text\n" + string.Concat(Enumerable.Range(0, 20_000).Select(i => $"{i},some text {i * 7919L}\n")));

    private readonly string folder = Directory.CreateTempSubdirectory("tweetarchive-containers").FullName;

    public void Dispose() => Directory.Delete(folder, true);

    [Theory]
    [InlineData("x_tweets.csv.gz", "gz")]
    [InlineData("x_tweets.csv.bz2", "bz2")]
    [InlineData("x_tweets.csv.zst", "zst")]
    [InlineData("x_tweets.csv", "gz")]
    [InlineData("x_tweets.zip", "bz2")]
    [InlineData("x_tweets.csv.gz", "zst gz")]
    [InlineData("x_tweets.tar", "tar")]
    [InlineData("x_tweets.tgz", "tar gz")]
    [InlineData("x_tweets.tar.bz2", "tar bz2")]
    [InlineData("x_tweets.tar.zst", "tar zst")]
    [InlineData("x_tweets.zip", "zip")]
    [InlineData("x_tweets.zip", "gz zip")]
    [InlineData("x_tweets.zip", "tar gz zip")]
    [InlineData("x_tweets.tar", "zip tar")]
    [InlineData("x_tweets.tar.gz", "gz tar gz")]
    [InlineData("x_tweets.csv.gz", "")]
    public void Whatever_it_is_packed_in_and_called(string name, string packers)
    {
        byte[] bytes = packers.Split(' ', StringSplitOptions.RemoveEmptyEntries).Aggregate(Table, Pack);
        using ArchiveCatalog catalog = ArchiveCatalog.Open([Write(name, bytes)]);
        Assert.Empty(catalog.Problems);
        ArchiveEntry entry = Assert.Single(catalog.Entries);
        Assert.Equal("x", entry.Dataset);
        Assert.Equal(packers.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length, entry.Layers.Count);
        Assert.Equal(Table, Read(entry, out ArchiveException? problem));
        Assert.Null(problem);
        if (!entry.Estimated)
            Assert.Equal(Table.Length, entry.Bytes);
    }

    [Theory]
    [InlineData("gz")]
    [InlineData("bz2")]
    [InlineData("zst")]
    [InlineData("zip")]
    [InlineData("tar")]
    [InlineData("tar gz")]
    public void Cut_or_damaged_keeps_what_came_before_and_tells(string packers)
    {
        byte[] bytes = packers.Split(' ').Aggregate(Table, Pack);
        var random = new Random(3);
        for (int n = 0; n < 20; n++)
        {
            bool cut = n % 2 == 0;
            byte[] damaged = cut ? bytes[..random.Next(600, bytes.Length - 1)] : [.. bytes];
            if (!cut)
                damaged.AsSpan(random.Next(600, bytes.Length - 700), 500).Fill(0xFF);
            if (packers == "zst" && !cut)
                continue; // Without a checksum, which zstd may have but need not, some damage is a text like others.
            if ((packers == "tar" && (!cut || damaged.Length >= 1024 + Table.Length))
                || (packers.StartsWith("tar", StringComparison.Ordinal) && cut && damaged.Length > bytes.Length - 100))
                continue; // Tar has no checksum of what it holds, and may lack the zeros at its end.
            using ArchiveCatalog catalog = ArchiveCatalog.Open([Write("x_tweets.dat", damaged)]);
            bool told = catalog.Problems.Count > 0;
            foreach (ArchiveEntry entry in catalog.Entries)
            {
                byte[] found = Read(entry, out ArchiveException? problem);
                told |= problem is not null;
                Assert.True(Table.AsSpan().CommonPrefixLength(found) == found.Length || !cut,
                    $"{packers} {n}: right up to {Table.AsSpan().CommonPrefixLength(found)} of {found.Length}, {problem?.Message}");
                Assert.True(problem is null || problem.Message.StartsWith(entry.SourceName + ": ", StringComparison.Ordinal));
            }

            Assert.True(told, $"{packers} {n}: nobody was told");
        }
    }

    [Theory]
    [InlineData("gz")]
    [InlineData("bz2")]
    [InlineData("zst")]
    public void Streams_behind_each_other_are_one(string packer)
    {
        byte[] packed = Pack(Table, packer);
        using ArchiveCatalog catalog = ArchiveCatalog.Open([Write("x_tweets.csv." + packer, [.. packed, .. packed])]);
        Assert.Equal([.. Table, .. Table], Read(Assert.Single(catalog.Entries), out ArchiveException? problem));
        Assert.Null(problem);
    }

    /// <summary>Nothing is made for a member that holds nothing, so a file of many costs no more than its bytes.</summary>
    [Theory]
    [InlineData("gz")]
    [InlineData("bz2")]
    [InlineData("zst")]
    public void Thousands_of_empty_streams_cost_next_to_nothing(string packer)
    {
        const int Many = 5_000;
        byte[] empty = Pack([], packer), packed = Pack(Table, packer);
        byte[] nothing = [.. Enumerable.Repeat(empty, Many).SelectMany(b => b)];
        using ArchiveCatalog catalog =
            ArchiveCatalog.Open([Write("x_tweets.csv." + packer, [.. nothing, .. packed, .. nothing, .. packed, .. nothing])]);
        ArchiveEntry entry = Assert.Single(catalog.Entries);
        Read(entry, out _);
        long before = GC.GetAllocatedBytesForCurrentThread();
        TimeSpan start = Environment.CpuUsage.TotalTime;
        Assert.Equal([.. Table, .. Table], Read(entry, out ArchiveException? problem));
        double microseconds = (Environment.CpuUsage.TotalTime - start).TotalMicroseconds / (3 * Many);
        Assert.Null(problem);
        long bytes = (GC.GetAllocatedBytesForCurrentThread() - before) / (3 * Many);
        Assert.True(bytes < 5_000 && microseconds < 50, $"{bytes} bytes and {microseconds:0} µs for each member");
    }

    [Fact]
    public void Empty_streams_alone_are_an_empty_file_and_half_of_one_is_damage()
    {
        byte[] empty = Pack([], "bz2");
        using ArchiveCatalog none = ArchiveCatalog.Open([Write("x_tweets.csv.bz2", [.. empty, .. empty])]);
        Assert.Empty(none.Entries.SelectMany(e => Read(e, out _)));
        using ArchiveCatalog half = ArchiveCatalog.Open([Write("y_tweets.csv.bz2", [.. Pack(Table, "bz2"), .. empty, .. empty[..9]])]);
        Read(Assert.Single(half.Entries), out ArchiveException? problem);
        Assert.NotNull(problem);
    }

    [Fact]
    public void Entries_of_a_packed_tar_are_read_in_their_order_and_out_of_it()
    {
        var tar = new MemoryStream();
        using (var writer = new TarWriter(tar, TarEntryFormat.Pax, leaveOpen: true))
        {
            foreach (string name in new[] { "a_tweets.csv", "readme.txt", "../b_tweets.csv", "__MACOSX/c.csv", "c/c_tweets.csv" })
                writer.WriteEntry(
                    new PaxTarEntry(TarEntryType.RegularFile,
                        name)
                    { DataStream = new MemoryStream([.. Table, .. Encoding.UTF8.GetBytes(name)]) });
        }

        using ArchiveCatalog catalog = ArchiveCatalog.Open([Write("all.tar.gz", Pack(tar.ToArray(), "gz"))]);
        Assert.Equal(["all.tar.gz!a_tweets.csv", "all.tar.gz!b_tweets.csv", "all.tar.gz!c/c_tweets.csv"],
            catalog.Entries.Select(e => e.SourceName));
        Assert.Equal(2, catalog.Notes.Count);
        using var opener = new SourceOpener();
        foreach (int i in new[] { 0, 1, 2, 1, 0, 2 })
        {
            using ByteSource source = opener.Open(catalog.Entries[i]);
            Assert.EndsWith(new[] { "a_tweets.csv", "../b_tweets.csv", "c/c_tweets.csv" }[i], Encoding.UTF8.GetString(Read(source)),
                StringComparison.Ordinal);
        }
    }

    [Fact]
    public void What_is_packed_too_deep_or_expands_too_much_is_refused()
    {
        byte[] deep = Enumerable.Repeat("gz", 5).Aggregate(Table, Pack);
        using ArchiveCatalog deepCatalog = ArchiveCatalog.Open([Write("deep.gz", deep)]);
        Assert.Contains("deep", Assert.Single(deepCatalog.Problems).Message, StringComparison.Ordinal);

        var bomb = new MemoryStream();
        using (var gzip = new GZipStream(bomb, CompressionLevel.Optimal, leaveOpen: true))
        {
            gzip.Write("tweetid,text\n"u8);
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 300; i++)
                gzip.Write(zeros);
        }

        using ArchiveCatalog catalog = ArchiveCatalog.Open([Write("bomb.csv.gz", bomb.ToArray())]);
        using ByteSource source = ByteSource.Open(Assert.Single(catalog.Entries));
        byte[] part = new byte[1 << 20];
        Assert.Contains("250 times", Assert.Throws<ArchiveException>(() =>
        {
            while (source.Read(part) > 0)
            {
            }
        }).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_zip_in_a_zip_is_kept_in_a_file_while_it_is_read()
    {
        using ArchiveCatalog catalog = ArchiveCatalog.Open([Write("x.zip", Pack(Pack(Table, "zip"), "zip"))]);
        using ByteSource source = ByteSource.Open(Assert.Single(catalog.Entries));
        byte[] bytes = new byte[Table.Length + 1];
        int length = 0;
        while (source.Read(bytes.AsSpan(length)) is > 0 and int read)
            length += read;
        Assert.Equal(Table, bytes[..length]);
    }

    [Fact]
    public void A_zip_that_says_another_number_of_entries_is_read()
    {
        byte[] zip = Pack(Table, "zip");
        int end = zip.AsSpan().LastIndexOf("PK\u0005\u0006"u8);
        (zip[end + 8], zip[end + 10]) = (3, 3);
        using ArchiveCatalog catalog = ArchiveCatalog.Open([Write("x.zip", zip)]);
        Assert.Single(catalog.Entries);
        Assert.Empty(catalog.Problems);
    }

    private static byte[] Pack(byte[] bytes, string packer)
    {
        var packed = new MemoryStream();
        switch (packer)
        {
            case "gz":
                using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
                    gzip.Write(bytes);
                break;
            case "bz2":
                using (var bzip2 = BZip2Stream.Create(packed, CompressionMode.Compress, decompressConcatenated: false))
                    bzip2.Write(bytes);
                break;
            case "zst":
                using (var zstd = new ZstdSharp.CompressionStream(packed, 3, leaveOpen: true))
                    zstd.Write(bytes);
                break;
            case "zip":
                using (var zip = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
                using (Stream entry = zip.CreateEntry("x_tweets.csv").Open())
                    entry.Write(bytes);
                break;
            default:
                using (var tar = new TarWriter(packed, TarEntryFormat.Ustar, leaveOpen: true))
                    tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, "x_tweets.csv") { DataStream = new MemoryStream(bytes) });
                break;
        }

        return packed.ToArray();
    }

    private static byte[] Read(ArchiveEntry entry, out ArchiveException? problem)
    {
        var to = new MemoryStream();
        problem = null;
        try
        {
            using ByteSource source = ByteSource.Open(entry);
            byte[] part = new byte[10_000];
            while (source.Read(part) is > 0 and int read)
                to.Write(part, 0, read);
        }
        catch (ArchiveException e)
        {
            problem = e;
        }

        return to.ToArray();
    }

    private static byte[] Read(ByteSource source)
    {
        var to = new MemoryStream();
        byte[] part = new byte[10_000];
        while (source.Read(part) is > 0 and int read)
            to.Write(part, 0, read);
        return to.ToArray();
    }

    private string Write(string name, byte[] bytes)
    {
        string path = Path.Combine(folder, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }
}
