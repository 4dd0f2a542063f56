using System.IO.Compression;
using System.Text;
using System.Xml.Linq;
using TweetArchive.Query;
using Xunit;

namespace TweetArchive.Tests.Query;

/// <summary>Results for spreadsheets: ids keep all their digits, and letters are those of the dataset.</summary>
public sealed class SpreadsheetTests(SampleDataset sample) : IClassFixture<SampleDataset>, IDisposable
{
    private const string Sql = "SELECT 970001234567890123 AS id, 12 AS n, 1.5 AS share, sum(7) AS total, true AS flag, 'مجاهدین "
        + "<b>\"&' AS text, NULL AS nothing, DATE '2018-03-04' AS day";
    private static readonly XNamespace Sheet = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private readonly string folder = Directory.CreateTempSubdirectory("tweetarchive-sheet").FullName;

    public void Dispose() => Directory.Delete(folder, true);

    [Fact]
    public void A_workbook_holds_what_was_asked()
    {
        string path = Path.Combine(folder, "x.xlsx");
        sample.Ask(Sql, o => o with { Format = QueryFormat.Xlsx, Out = path });
        using ZipArchive zip = ZipFile.OpenRead(path);
        Assert.All(zip.Entries.Where(
            e => e.Name.EndsWith(".xml", StringComparison.Ordinal) || e.Name.EndsWith(".rels", StringComparison.Ordinal)), e => Load(e));
        XElement[] rows = [.. Load(zip.GetEntry("xl/worksheets/sheet1.xml")!).Descendants(Sheet + "row")];
        Assert.Equal(2, rows.Length);
        Assert.Equal(["id", "n", "share", "total", "flag", "text", "nothing", "day"], rows[0].Elements().Select(c => c.Value));
        XElement[] cells = [.. rows[1].Elements()];
        Assert.Equal(["970001234567890123", "12", "1.5", "7", "1", "مجاهدین <b>\"&", "", "2018-03-04"], cells.Select(c => c.Value));
        // An id is a text; what a sheet keeps exactly is a number.
        Assert.Equal(["inlineStr", null, null, null, "b", "inlineStr", null, "inlineStr"], cells.Select(c => c.Attribute("t")?.Value));
    }

    [Fact]
    public void A_workbook_is_the_same_each_time()
    {
        string[] paths = [Path.Combine(folder, "1.xlsx"), Path.Combine(folder, "2.xlsx")];
        foreach (string path in paths)
            sample.Ask("SELECT tweetid, tweet_text, hashtags FROM tweets ORDER BY 1 LIMIT 50",
                o => o with { Format = QueryFormat.Xlsx, Out = path });
        Assert.Equal(File.ReadAllBytes(paths[0]), File.ReadAllBytes(paths[1]));
    }

    [Fact]
    public void Csv_for_a_spreadsheet_has_a_mark_and_ids_as_text()
    {
        string plain = Path.Combine(folder, "plain.csv");
        string marked = Path.Combine(folder, "marked.csv");
        sample.Ask(Sql, o => o with { Format = QueryFormat.Csv, Out = plain });
        sample.Ask(Sql, o => o with { Format = QueryFormat.Csv, Out = marked, ForSpreadsheet = true });
        Assert.Equal((byte)'i', File.ReadAllBytes(plain)[0]);
        Assert.Equal([0xEF, 0xBB, 0xBF], File.ReadAllBytes(marked)[..3]);
        string text = Encoding.UTF8.GetString(File.ReadAllBytes(marked)[3..]);
        Assert.Contains("=\"\"970001234567890123\"\"", text, StringComparison.Ordinal);
        Assert.Contains("مجاهدین <b>\"\"&", text, StringComparison.Ordinal);
        Assert.Contains("970001234567890123,12,", File.ReadAllText(plain), StringComparison.Ordinal);
    }

    private static XElement Load(ZipArchiveEntry entry)
    {
        using Stream stream = entry.Open();
        return XElement.Load(stream);
    }
}
