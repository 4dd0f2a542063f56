using System.IO.Compression;
using TweetArchive.Archives;
using Xunit;

namespace TweetArchive.Tests.Archives;

/// <summary>The entries of one file, under whatever it is packed in.</summary>
public sealed class EntryListerTests : IDisposable
{
    private static readonly byte[] Table = [.. "\"tweetid\",\"userid\"\n"u8, .. "\"1\",\"2\"\n"u8];

    private readonly string folder = Directory.CreateTempSubdirectory("tweetarchive-lister").FullName;

    public void Dispose() => Directory.Delete(folder, true);

    [Fact]
    public void Layers_are_found_by_their_bytes_and_not_by_names()
    {
        using ArchiveCatalog catalog = List("table.dat", Gzip(Gzip(Zip(("in/a_tweets.csv", Table), ("b.csv", Gzip(Table))))));
        Assert.Empty(catalog.Problems);
        Assert.Equal(["table.dat!in/a_tweets.csv", "table.dat!b.csv"], catalog.Entries.Select(e => e.SourceName));
        Assert.Equal([ContainerKind.Gzip, ContainerKind.Gzip, ContainerKind.Zip], catalog.Entries[0].Layers.Select(l => l.Kind));
        Assert.Equal(Table.Length, catalog.Entries[0].Bytes);
        Assert.False(catalog.Entries[0].Estimated);
        Assert.Equal([ContainerKind.Gzip, ContainerKind.Gzip, ContainerKind.Zip, ContainerKind.Gzip],
            catalog.Entries[1].Layers.Select(l => l.Kind));
        Assert.True(catalog.Entries[1].Estimated);
    }

    [Fact]
    public void One_bad_entry_is_a_problem_of_its_own_and_its_neighbours_are_listed()
    {
        using ArchiveCatalog catalog = List("x.zip",
            Zip(("a_tweets.csv", Table), ("page.csv", [.. "%PDF-1.7 \n1 0 obj"u8]), ("notes.docx", [1]), ("c_tweets.csv", Table)));
        Assert.Equal(["x.zip!a_tweets.csv", "x.zip!c_tweets.csv"], catalog.Entries.Select(e => e.SourceName));
        Assert.Equal("x.zip!page.csv", Assert.Single(catalog.Problems).SourceName);
        Assert.Contains("notes.docx is not a table and was skipped", Assert.Single(catalog.Notes), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("x.zip", 0, "the file is empty")]
    [InlineData("x.zip", 40, "its list of entries")]
    [InlineData("x.gz", 20, "does not start like one")]
    public void A_file_that_was_cut_is_refused_and_says_what_to_do(string name, int bytes, string reason)
    {
        byte[] whole = name.EndsWith(".gz", StringComparison.Ordinal) ? new byte[50] : Zip(("a_tweets.csv", Table));
        ArchiveException refused = Assert.Throws<ArchiveException>(() => List(name, whole[..bytes]).Dispose());
        Assert.Contains(reason, refused.Message, StringComparison.Ordinal);
        Assert.Contains("Download it again", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_that_leads_out_of_the_archive_is_no_path()
    {
        using ArchiveCatalog catalog = List("x.zip", Zip(("../../etc/a_tweets.csv", Table)));
        Assert.DoesNotContain("..", Assert.Single(catalog.Entries).SourceName, StringComparison.Ordinal);
        Assert.Contains("points outside the archive", Assert.Single(catalog.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void Archives_in_archives_have_a_deepest_one()
    {
        byte[] packed = Table;
        for (int i = 0; i <= ArchiveLimits.Layers; i++)
            packed = Gzip(packed);
        ArchiveException refused = Assert.Throws<ArchiveException>(() => List("deep.gz", packed).Dispose());
        Assert.Contains("deep", refused.Message, StringComparison.Ordinal);
    }

    private ArchiveCatalog List(string name, byte[] bytes)
    {
        string path = Path.Combine(folder, name);
        File.WriteAllBytes(path, bytes);
        ArchiveCatalog catalog = ArchiveCatalog.Open([]);
        new EntryLister(path, name, catalog).List();
        return catalog;
    }

    private static byte[] Gzip(byte[] bytes)
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            gzip.Write(bytes);
        return packed.ToArray();
    }

    private static byte[] Zip(params (string Name, byte[] Bytes)[] entries)
    {
        var packed = new MemoryStream();
        using (var zip = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach ((string name, byte[] bytes) in entries)
            {
                using Stream to = zip.CreateEntry(name).Open();
                to.Write(bytes);
            }
        }

        return packed.ToArray();
    }
}
