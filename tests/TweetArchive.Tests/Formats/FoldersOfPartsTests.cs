using System.IO.Compression;
using System.Text;
using TweetArchive.Archives;
using TweetArchive.Dataset;
using TweetArchive.Inspecting;
using Xunit;

namespace TweetArchive.Tests.Formats;

/// <summary>Folders as clusters and people with spreadsheets leave them: parts without a row, tables under other names.</summary>
public sealed class FoldersOfPartsTests : IDisposable
{
    private readonly TempDatasets temp = new();

    public void Dispose() => temp.Dispose();

    [Theory]
    [InlineData("part-00000-x.csv", "part-00001-x.csv")]
    [InlineData("part-00001-x-c000.csv.gz", "part-00000-x-c000.csv.gz")]
    [InlineData("part-r-00000", "part-r-00001")]
    [InlineData("000000_0.csv", "000001_0.csv")]
    [InlineData("tweets-000000000000.csv.gz", "tweets-000000000001.csv.gz")]
    [InlineData("tweets-00000-of-00002.csv", "tweets-00001-of-00002.csv")]
    [InlineData("part-00000.csv", "part-00001.json")]
    public void Parts_without_a_byte_are_nothing_to_complain_of(string full, string empty)
    {
        Directory.CreateDirectory(temp.File("parts"));
        Put(Path.Combine("parts", full), Plain());
        Put(Path.Combine("parts", empty), "");
        File.WriteAllText(temp.File("parts/_SUCCESS"), "");
        Check(temp.Run([temp.File("parts")]));
        ZipFile.CreateFromDirectory(temp.File("parts"), temp.File("parts.zip"));
        if (Path.GetExtension(full).Length > 0)
            Check(temp.Run([temp.File("parts.zip")]));

        File.Delete(temp.File(Path.Combine("parts", full)));
        Assert.Contains("is empty", Assert.ThrowsAny<Exception>(() => temp.Run([temp.File("parts/" + empty)])).Message,
            StringComparison.Ordinal);

        static void Check(FinishedRun run)
        {
            Assert.Equal(8, run.Result.Counts.Tweets);
            Assert.Empty(run.Result.Problems);
            Assert.Single(run.Result.Notes, n => n.StartsWith("parts without a byte", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void A_damaged_part_is_not_an_empty_one_and_one_with_a_header_alone_is_no_trouble()
    {
        Directory.CreateDirectory(temp.File("parts"));
        Put("parts/part-00000.csv.gz", Plain());
        File.WriteAllBytes(temp.File("parts/part-00001.csv.gz"), [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 0xFF, 0xFF, 0xFF, 0xFF]);
        Assert.NotEqual(RunOutcome.Done, temp.Run([temp.File("parts")]).Result.Outcome);
        File.WriteAllText(temp.File("part-00002.csv"), Plain()[..(Plain().IndexOf('\n', StringComparison.Ordinal) + 1)]);
        Assert.Empty(Inspect("part-00002.csv").Trouble);
    }

    [Theory]
    [InlineData("export.xls")]
    [InlineData("export.xlsx")]
    [InlineData("export.ods")]
    public void Tables_that_are_called_as_spreadsheets_are_read_from_folders(string name)
    {
        Directory.CreateDirectory(temp.File("folder"));
        foreach (string separator in (string[])["\t", ",", ";"])
        {
            string text = EightRows.Table(separator, (c, v) => EightRows.Quoted(
                EightRows.IsList(c) ? EightRows.Python(v) : v, separator));
            File.WriteAllText(temp.File("folder/" + name), text, Encoding.Unicode);
            File.WriteAllText(temp.File("folder/~$" + name), "\u0003Ana");
            FinishedRun run = temp.Run([temp.File("folder")]);
            Assert.Equal(8, run.Result.Counts.Tweets);
            Assert.Empty(run.Result.Notes);
        }

        // A workbook stays one.
        File.WriteAllText(temp.File("folder/a_tweets.csv"), Plain());
        using (ZipArchive zip = ZipFile.Open(temp.File("folder/book.xlsx"), ZipArchiveMode.Create))
            zip.CreateEntry("xl/workbook.xml").Open().Close();
        Assert.Contains("Save it as CSV", Assert.Single(temp.Run([temp.File("folder")]).Result.Notes), StringComparison.Ordinal);
    }

    private static string Plain() =>
        EightRows.Table(",", (c, v) => EightRows.Quoted(EightRows.IsList(c) ? EightRows.Python(v) : v, ","));

    private void Put(string name, string text)
    {
        using FileStream file = File.Create(temp.File(name));
        using Stream to = name.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionLevel.Fastest) : file;
        to.Write(Encoding.UTF8.GetBytes(text));
    }

    private EntryInspection Inspect(string name)
    {
        using ArchiveCatalog catalog = ArchiveCatalog.Open([temp.File(name)]);
        return Inspector.Inspect(catalog.Entries.Single(), CancellationToken.None);
    }
}
