using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using TweetArchive.Archives;
using Xunit;

namespace TweetArchive.Tests.Archives;

/// <summary>What the arguments of a command come to.</summary>
public sealed class ArchiveCatalogTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("tweetarchive-catalog").FullName;

    public void Dispose() => Directory.Delete(folder, true);

    [Fact]
    public void An_archive_of_too_many_entries_is_refused_before_anything_of_it_is_read()
    {
        string many = Zip("many.zip", [.. Enumerable.Range(0, ArchiveLimits.Entries + 1).Select(i => $"{i}_tweets.csv")]);
        using ArchiveCatalog catalog = ArchiveCatalog.Open([many, Write("good_tweets.csv")]);
        Assert.Equal("good_tweets.csv", Assert.Single(catalog.Entries).SourceName);
        Assert.Contains("nothing of it was read", Assert.Single(catalog.Problems).Message, StringComparison.Ordinal);
    }

    /// <summary>In another order it would be unpacked from its start for nearly each.</summary>
    [Theory]
    [InlineData("x.tar", "a_tweets.csv b_tweets.csv c_tweets.csv")]
    [InlineData("x.tar.gz", "c_tweets.csv a_tweets.csv b_tweets.csv")]
    [InlineData("x.tar.gz.zip", "c_tweets.csv a_tweets.csv b_tweets.csv")]
    public void Entries_of_a_packed_tar_are_read_in_the_order_in_which_it_holds_them(string name, string expected)
    {
        var bytes = new MemoryStream();
        using (var tar = new TarWriter(bytes, leaveOpen: true))
        {
            foreach (string entry in (string[])["c_tweets.csv", "a_tweets.csv", "b_tweets.csv"])
                tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, entry) { DataStream = new MemoryStream("tweetid\n"u8.ToArray()) });
        }

        var gz = new MemoryStream();
        using (var pack = new GZipStream(gz, CompressionLevel.Fastest, leaveOpen: true))
            pack.Write(bytes.ToArray());
        string path = Path.Combine(folder, name);
        if (name.EndsWith(".zip", StringComparison.Ordinal))
        {
            using ZipArchive zip = ZipFile.Open(path, ZipArchiveMode.Create);
            using Stream inner = zip.CreateEntry("x.tar.gz").Open();
            inner.Write(gz.ToArray());
        }
        else
        {
            File.WriteAllBytes(path, name.EndsWith(".gz", StringComparison.Ordinal) ? gz.ToArray() : bytes.ToArray());
        }

        using ArchiveCatalog catalog = ArchiveCatalog.Open([path, Write("y_tweets.csv"), Write("a_tweets.csv")]);
        Assert.Equal($"a_tweets.csv {expected} y_tweets.csv",
            string.Join(' ', catalog.Entries.Select(e => e.SourceName[(e.SourceName.LastIndexOf('!') + 1)..])));
    }

    [Fact]
    public void Files_folders_and_globs_give_each_file_once_in_the_order_of_names()
    {
        string b = Write("b_tweets.csv");
        string a = Write("deep/er/a_tweets.csv");
        Write("deep/.hidden.csv");
        Write("deep/__MACOSX/c.csv");
        Write("notes.txt");
        ArchiveCatalog catalog = ArchiveCatalog.Open([b, folder, Path.Combine(folder, "*.csv"), a]);
        Assert.Equal(["b_tweets.csv", "deep/er/a_tweets.csv"], catalog.Entries.Select(e => e.SourceName));
        Assert.Empty(catalog.Problems);
    }

    [Fact]
    public void Files_of_one_name_are_told_apart_and_stay_in_one_dataset()
    {
        ArchiveCatalog catalog = ArchiveCatalog.Open([Write("one/x_tweets.csv"), Write("two/x_tweets.csv")]);
        Assert.Equal(["x_tweets.csv", "x_tweets.csv#2"], catalog.Entries.Select(e => e.SourceName));
        Assert.All(catalog.Entries, e => Assert.Equal("x", e.Dataset));
    }

    [Fact]
    public void Entries_of_a_zip_are_named_after_it_and_other_files_in_it_are_noted()
    {
        string zip = Zip("x_tweets_csv_hashed.zip", "a.csv", "readme.txt", "__MACOSX/a.csv", ".DS_Store", "folder/", "no_extension");
        ArchiveCatalog catalog = ArchiveCatalog.Open([zip]);
        Assert.Equal(["x_tweets_csv_hashed.zip!a.csv", "x_tweets_csv_hashed.zip!no_extension"], catalog.Entries.Select(e => e.SourceName));
        Assert.Contains("readme.txt", Assert.Single(catalog.Notes), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../../evil_tweets.csv", "evil_tweets.csv")]
    [InlineData("/etc/evil.csv", "etc/evil.csv")]
    [InlineData("..\\evil.csv", "evil.csv")]
    [InlineData("\u001B[31mred.csv", "[31mred.csv")]
    public void A_name_that_leads_out_of_the_archive_is_no_path_and_is_noted(string name, string shown)
    {
        ArchiveCatalog catalog = ArchiveCatalog.Open([Zip("x.zip", name)]);
        Assert.Equal("x.zip!" + shown, Assert.Single(catalog.Entries).SourceName);
        Assert.DoesNotContain('\u001B', Assert.Single(catalog.Notes));
    }

    [Fact]
    public void A_zip_without_tables_an_empty_file_and_a_false_name_are_problems_and_the_rest_is_there()
    {
        string empty = Path.Combine(folder, "empty_tweets.csv");
        File.WriteAllBytes(empty, []);
        string gzip = Path.Combine(folder, "x_tweets.csv.gz");
        File.WriteAllText(gzip, "<html>404</html>");
        ArchiveCatalog catalog = ArchiveCatalog.Open([empty, gzip, Zip("texts.zip", "a.txt"), Write("good_tweets.csv")]);
        Assert.Single(catalog.Entries);
        Assert.Equal(3, catalog.Problems.Count);
        Assert.All(catalog.Problems, p => Assert.StartsWith(p.SourceName + ": ", p.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void A_zip_of_pictures_is_a_media_archive_whatever_its_name_and_an_empty_one_of_broadcasts_is_noted()
    {
        ArchiveCatalog catalog = ArchiveCatalog.Open(
        [
            Zip("ira_tweet_media_hashed_1.zip", "media/photo/1-x.jpg", "__MACOSX/media/._1-x.jpg", ".DS_Store", "readme.txt"),
            Zip("b.zip", "2-y.MP4"),
            Zip("ira_periscope_hashed.zip"), Zip("x.zip", "a_tweets.csv", "3.png"), Zip("mac.zip", "__MACOSX/._1.jpg", "a_tweets.csv"),
        ]);
        Assert.Equal([("b.zip", "b"), ("ira_tweet_media_hashed_1.zip", "ira"), ("x.zip", "x")],
            catalog.Media.Select(m => (m.SourceName, m.Dataset)));
        Assert.Equal(["mac.zip!a_tweets.csv", "x.zip!a_tweets.csv"], catalog.Entries.Select(e => e.SourceName));
        Assert.Empty(catalog.Problems);
        Assert.Contains(catalog.Notes, n => n.Contains("ira_periscope_hashed.zip: the zip is empty", StringComparison.Ordinal));
    }

    [Fact]
    public void Media_are_not_counted_against_the_limit_of_entries()
    {
        string zip = Zip("media.zip", [.. Enumerable.Range(0, ArchiveLimits.Entries + 1).Select(i => $"{i}-x.jpg"), "a_tweets.csv"]);
        ArchiveCatalog catalog = ArchiveCatalog.Open([zip]);
        Assert.Empty(catalog.Problems);
        Assert.Single(catalog.Media);
        Assert.Single(catalog.Entries);
    }

    [Fact]
    public void Media_in_a_packed_zip_are_passed_over_with_one_note()
    {
        string inner = Zip("inner.zip", "1-x.jpg", "2-y.mp4", "a_tweets.csv");
        string outer = Path.Combine(folder, "outer.tar");
        using (var tar = new TarWriter(File.Create(outer)))
            tar.WriteEntry(inner, "inner.zip");
        ArchiveCatalog catalog = ArchiveCatalog.Open([outer]);
        Assert.Empty(catalog.Media);
        Assert.Equal("outer.tar!inner.zip!a_tweets.csv", Assert.Single(catalog.Entries).SourceName);
        Assert.StartsWith("outer.tar!inner.zip: pictures and videos", Assert.Single(catalog.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void A_path_that_names_nothing_is_an_error()
    {
        foreach (string path in new[] { "nothing.csv", "nothing*.csv", "no_folder/x.csv" })
            Assert.Contains("no such file",
                Assert.Throws<ArchiveException>(() => ArchiveCatalog.Open([Path.Combine(folder, path)])).Message, StringComparison.Ordinal);
        Assert.Contains("no .csv, .zip", Assert.Throws<ArchiveException>(() => ArchiveCatalog.Open([folder])).Message,
            StringComparison.Ordinal);
    }

    private string Write(string name)
    {
        string path = Path.Combine(folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, "tweetid\n1\n");
        return path;
    }

    private string Zip(string name, params string[] entries)
    {
        string path = Path.Combine(folder, name);
        using ZipArchive zip = ZipFile.Open(path, ZipArchiveMode.Create, Encoding.UTF8);
        foreach (string entry in entries)
        {
            using Stream stream = zip.CreateEntry(entry, CompressionLevel.NoCompression).Open();
            if (!entry.EndsWith('/'))
                stream.Write("tweetid\n1\n"u8);
        }

        return path;
    }
}
