using System.Globalization;
using System.IO.Compression;
using System.Numerics;
using System.Security;
using System.Text;

namespace TweetArchive.Query.Results;

/// <summary>
/// A workbook with one sheet (Office Open XML, ECMA-376), written as it streams. Numbers of more than 15 digits, such as ids, are texts: a
/// spreadsheet would round them. What a sheet cannot hold, rows beyond 1,048,576 and letters of a cell beyond 32,767, ends the writing with
/// an error.
/// </summary>
internal sealed class XlsxResult : IResultWriter, IDisposable
{
    private const int MostRows = 1_048_576;
    private const int MostLetters = 32_767;
    private const long LongestNumber = 999_999_999_999_999;
    private const int MostDigits = 15;

    private static readonly (string Name, string Text)[] Parts =
    [
        ("[Content_Types].xml", """<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>"""),
        ("_rels/.rels", """<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"""),
        ("xl/_rels/workbook.xml.rels", """<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"""),
        ("xl/workbook.xml", """<?xml version="1.0" encoding="UTF-8"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="query" sheetId="1" r:id="rId1"/></sheets></workbook>"""),
    ];

    private readonly ZipArchive zip;
    private readonly StreamWriter sheet;
    private int rows;

    public XlsxResult(Stream output)
    {
        zip = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true);
        foreach ((string name, string text) in Parts)
        {
            using var part = new StreamWriter(Entry(name));
            part.Write(text);
        }

        sheet = new StreamWriter(Entry("xl/worksheets/sheet1.xml"), new UTF8Encoding(false), 1 << 16);
        sheet.Write("""<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>""");
    }

    public void Begin(IReadOnlyList<ResultColumn> columns) => Row([.. columns.Select(c => (object?)c.Name)]);

    public bool Row(object?[] values)
    {
        if (++rows > MostRows)
            throw new IOException($"a sheet holds {MostRows:N0} rows and the result has more. Add LIMIT, or write csv or parquet.");
        sheet.Write("<row>");
        foreach (object? value in values)
            Cell(value);
        sheet.Write("</row>");
        return true;
    }

    public void End()
    {
        sheet.Write("</sheetData></worksheet>");
        Dispose();
    }

    public void Dispose()
    {
        sheet.Dispose();
        zip.Dispose();
    }

    /// <summary>The same bytes for the same result: no time of writing.</summary>
    private Stream Entry(string name)
    {
        ZipArchiveEntry entry = zip.CreateEntry(name);
        entry.LastWriteTime = new DateTimeOffset(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
        return entry.Open();
    }

    private void Cell(object? value)
    {
        switch (value)
        {
            case null:
                sheet.Write("<c/>");
                return;
            case bool flag:
                sheet.Write(flag ? "<c t=\"b\"><v>1</v></c>" : "<c t=\"b\"><v>0</v></c>");
                return;
            case sbyte or byte or short or ushort or int or uint
                or long when Math.Abs(Convert.ToDecimal(value, CultureInfo.InvariantCulture)) <= LongestNumber:
            case BigInteger sum when BigInteger.Abs(sum) <= LongestNumber:
            case decimal fraction when CellValue.Text(fraction).Count(char.IsAsciiDigit) <= MostDigits:
            case double number when double.IsFinite(number):
            case float single when float.IsFinite(single):
                sheet.Write("<c><v>");
                sheet.Write(CellValue.Text(value));
                sheet.Write("</v></c>");
                return;
        }

        string text = CellValue.Text(value);
        if (text.Length > MostLetters)
            throw new IOException(
                $"row {rows:N0}: a cell of a sheet holds {MostLetters:N0} letters and this one has {text.Length:N0}. Shorten it, "
                    + "left(column, 32767), or write csv or parquet.");
        sheet.Write("<c t=\"inlineStr\"><is><t xml:space=\"preserve\">");
        sheet.Write(
            SecurityElement.Escape(
                string.Concat(text.Select(c => char.IsControl(c) && c is not ('\n' or '\t') || c is '\uFFFE' or '\uFFFF' ? ' ' : c))));
        sheet.Write("</t></is></c>");
    }
}
