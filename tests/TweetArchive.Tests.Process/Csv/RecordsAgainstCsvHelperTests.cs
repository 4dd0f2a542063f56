using System.Text;
using CsvHelper;
using TweetArchive.Csv;
using Xunit;

namespace TweetArchive.Tests.Csv;

/// <summary>
/// Generated records through blocks and scanner, against CsvHelper: the same fields in the same order, whatever the block size.
/// </summary>
public class RecordsAgainstCsvHelperTests
{
    private static readonly CsvStyle[] Styles =
    [
        new(AllQuoted: true), new(AllQuoted: false),
        new(AllQuoted: true, LineEnd: "\r\n"), new(AllQuoted: false, LineEnd: "\r\n"),
        new(AllQuoted: true, FinalLineEnd: false), new(AllQuoted: false, FinalLineEnd: false),
        new(AllQuoted: true, Bom: true), new(AllQuoted: false, Bom: true, LineEnd: "\r\n", FinalLineEnd: false),
        new(AllQuoted: true, BlankLines: true), new(AllQuoted: false, BlankLines: true, LineEnd: "\r\n"),
        new(AllQuoted: true, Columns: 31), new(AllQuoted: false, Columns: 2),
    ];

    internal static CsvReaderOptions Options { get; } = CsvReaderOptions.Default with
    {
        Separator = ',',
        HasHeader = false,
        Mode = CsvMode.Rfc4180,
        AllowLineBreaksInQuotes = true,
        SkipEmptyLines = true,
        MalformedData = CsvMalformedDataHandling.Throw,
        FieldCountMismatch = CsvFieldCountHandling.Throw,
    };

    public static TheoryData<int> StyleNumbers() => new(Enumerable.Range(0, Styles.Length));

    [Theory]
    [MemberData(nameof(StyleNumbers))]
    public void Same_fields_in_the_same_order(int number)
    {
        CsvStyle style = Styles[number];
        byte[] csv = RandomCsv.Write(style, 120_000 / style.Columns, seed: 100 + number);
        List<string> wanted = ByCsvHelper(csv);
        var shape = new RecordShape(style.Columns, style.AllQuoted, FirstField.Digits);
        foreach (Tokeniser tokeniser in Tokeniser.Supported)
        {
            foreach (int blockSize in tokeniser == Tokeniser.Best ? new[] { 64, 100, 1000, 4096, 65_536, 1 << 20 } : [333, 65_536])
            {
                ScannedFile found = ScannedFile.Read(csv, shape, blockSize, skip: style.Bom ? 3 : 0, tokeniser: tokeniser);
                Assert.True(found.Rejects.Count == 0,
                    $"{style}, {tokeniser.Name}, blocks of {blockSize}: {found.Rejects.FirstOrDefault()}");
                Assert.Equal(wanted.Count, found.Records.Count);
                for (int i = 0; i < wanted.Count; i++)
                {
                    if (wanted[i] != found.Records[i].Fields)
                        Assert.Fail(
                            $"{style}, {tokeniser.Name}, blocks of {blockSize}: record {i} is {found.Records[i]}, wanted {wanted[i]}");
                }

                found.AssertEveryByteIsAccountedFor(csv, style.Bom ? 3 : 0);
            }
        }
    }

    /// <summary>Every block size from the smallest, so that every boundary falls on every byte of some record.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Every_block_size_from_64_bytes(bool allQuoted)
    {
        byte[] csv = RandomCsv.Write(new CsvStyle(allQuoted, Columns: 4), 400, seed: 9);
        List<string> wanted = ByCsvHelper(csv);
        for (int blockSize = 64; blockSize < 700; blockSize++)
        {
            ScannedFile found = ScannedFile.Read(csv, new RecordShape(4, allQuoted, FirstField.Digits), blockSize);
            Assert.Equal(wanted, found.Records.Select(r => r.Fields));
            Assert.Empty(found.Rejects);
        }
    }

    private static List<string> ByCsvHelper(byte[] csv)
    {
        using CsvReader reader = CsvReader.Create(csv, Options);
        var records = new List<string>();
        var joined = new StringBuilder();
        while (reader.Read())
        {
            joined.Clear();
            for (int i = 0; i < reader.FieldCount; i++)
            {
                if (i > 0)
                    joined.Append(ScannedFile.Between);
                joined.Append(Encoding.Latin1.GetString(reader.GetSpan(i)));
            }

            records.Add(joined.ToString());
        }

        return records;
    }
}
