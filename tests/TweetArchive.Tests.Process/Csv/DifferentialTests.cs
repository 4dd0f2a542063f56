using System.Text;
using CsvHelper;
using TweetArchive.Csv;
using Xunit;
using Xunit.Abstractions;

namespace TweetArchive.Tests.Csv;

/// <summary>
/// More than a million generated records, hostile ones, each read by CsvHelper, by the record oracle, and by every strategy of the
/// scanner in blocks and windows from 64 bytes up: all see the same fields.
/// </summary>
public sealed class DifferentialTests(ITestOutputHelper output)
{
    private const int Parts = 4;
    private const int RecordsPerPart = 260_000;

    public static TheoryData<int> PartNumbers() => new(Enumerable.Range(0, Parts));

    [Theory]
    [MemberData(nameof(PartNumbers))]
    public void Well_formed_records_of_every_style(int part)
    {
        int records = 0;
        int files = 0;
        for (int seed = part * 100_000; records < RecordsPerPart; seed++)
        {
            var random = new Random(seed);
            CsvStyle style = CsvStyle.Any(random);
            byte[] csv = RandomCsv.Write(style, random.Next(1, style.Columns == 31 ? 600 : 4000), random.Next());
            var shape = new RecordShape(style.Columns, style.AllQuoted, FirstField.Digits);
            RecordOracle oracle = RecordOracle.Read(csv, shape);
            Assert.True(oracle.Rejects.Count == 0, $"{style}, seed {seed}: the oracle rejects");
            AssertSame(ByCsvHelper(csv), [.. oracle.Records.Select(r => r.Fields)], $"{style}, seed {seed}: CsvHelper against the oracle");
            foreach (Tokeniser tokeniser in Tokeniser.Supported)
            {
                int blockSize = 64 << random.Next(15);
                int window = random.Next(3) == 0 ? 64 << random.Next(9) : RecordScanner.WindowBytes;
                blockSize += random.Next(blockSize);
                // Long fields in tiny blocks are read by doubling the block, over and over.
                HashedFile found = HashedFile.Read(csv, shape, style.LongFields ? Math.Max(4096, blockSize) : blockSize, tokeniser, window);
                string where = $"{style}, seed {seed}, {tokeniser.Name}, blocks of {blockSize}, windows of {window}";
                Assert.True(found.Rejects.Count == 0, $"{where}: {found.Rejects.FirstOrDefault()}");
                AssertSame(oracle.Records, found.Records, where);
            }

            records += oracle.Records.Count;
            files++;
        }

        output.WriteLine($"{records} records in {files} files, {Tokeniser.Supported.Count} strategies");
        Assert.True(records >= RecordsPerPart);
    }

    /// <summary>What means something in CSV, and characters of several bytes, across every border of steps and windows.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Hostile_texts_across_every_border(bool allQuoted)
    {
        string[] texts = ["\"\"", "\",\"", "\",\"\"\"", "\"\"\"\"\"\"", "\"\r\n\"7\",\"", "\r\n", "日", "🙂", "é\"\"é", "\n\"\"1\"\",",
            "\0"];
        foreach (int border in new[] { 64, 128, 2048, RecordScanner.WindowBytes, 2 * RecordScanner.WindowBytes })
        {
            foreach (string text in texts)
            {
                byte[] hostile = Encoding.UTF8.GetBytes(text);
                byte[] start = Encoding.UTF8.GetBytes(allQuoted ? "\"1\",\"" : "1,\"");
                byte[] rest = Encoding.UTF8.GetBytes(allQuoted ? "end\"\n\"2\",\"b\"\n\"3\",\"c\"\"\"\n" : "end\"\n2,b\n3,\"c\"\"\"\n");
                for (int at = border - hostile.Length - 3; at <= border + 2; at++)
                {
                    byte[] csv = [.. start, .. Enumerable.Repeat((byte)'a', at - start.Length), .. hostile, .. rest];
                    var shape = new RecordShape(2, allQuoted, FirstField.Digits);
                    RecordOracle oracle = RecordOracle.Read(csv, shape);
                    foreach (Tokeniser tokeniser in Tokeniser.Supported)
                    {
                        HashedFile found = HashedFile.Read(csv, shape, csv.Length + 1, tokeniser);
                        string where = $"{Convert.ToHexString(hostile)} at {at}, {tokeniser.Name}";
                        AssertSame(oracle.Records, found.Records, where);
                        AssertSame(oracle.Rejects, [.. found.Rejects.Select(r => (r.Offset, r.Length))], where);
                    }
                }
            }
        }
    }

    /// <summary>
    /// The rules in docs/definitions.md ("Which records can be read"): what CsvHelper makes of the same bytes, and what we make of them.
    /// </summary>
    [Theory]
    [InlineData("1,a\rb\n2,c\n", "1|a\rb / 2|c", "a carriage return alone is text")]
    [InlineData("1,a\"b\n2,c\n", "reject / 2|c", "a quote inside a field without quotes is damage")]
    [InlineData("1,\"a\"b\n2,c\n", "reject / 2|c", "text behind a closing quote is damage")]
    [InlineData("1, \"a\"\n2,c\n", "reject / 2|c", "a space before a quote does not make it an opening one")]
    [InlineData("1,\"a\n2,c\n", "reject / 2|c", "a quote that is never closed costs its record")]
    [InlineData("1,a\n2\n3,c\n", "1|a / reject / 3|c", "a record with another number of fields is damage")]
    [InlineData("1,a\n \n3,c\n", "1|a / reject / 3|c", "a line of blanks is not a blank line")]
    [InlineData("1,a\n\r\n\n3,c\n", "1|a / 3|c", "blank lines are no records")]
    [InlineData("1,a\r", "1|a", "a carriage return at the end of the file is a line end")]
    [InlineData("1, a \n", "1| a ", "blanks around a field are its text")]
    [InlineData("1,\\\"\n2,c\n", "reject / 2|c", "a backslash is a backslash")]
    [InlineData("#1,a\n2,c\n", "#1|a / 2|c", "nothing starts a comment")]
    [InlineData("1,a\0b\n", "1|a\0b", "NUL is text")]
    public void Rules_of_reading(string csv, string wanted, string rule)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(csv);
        var shape = new RecordShape(2, false, FirstField.Digits);
        ScannedFile found = ScannedFile.Read(bytes, shape, 64);
        string read = string.Join(" / ", found.Records.Select(r => (r.Offset, Text: r.Fields.Replace(ScannedFile.Between, '|')))
            .Concat(found.Rejects.Select(r => (r.Offset, Text: "reject"))).OrderBy(r => r.Offset).Select(r => r.Text));
        output.WriteLine($"{rule}: {wanted}; CsvHelper: {CsvHelperSays(bytes)}");
        Assert.True(wanted == read, $"{rule}: {read} instead of {wanted}");
        found.AssertEveryByteIsAccountedFor(bytes, 0);
    }

    /// <summary>
    /// The last record ends with an empty field and no newline, quotes are out of place before it, and a quote of an earlier block comes
    /// after it.
    /// </summary>
    [Fact]
    public void An_empty_field_at_the_end_of_the_file_is_empty_whatever_lies_behind_it()
    {
        foreach (string last in new[] { "3,,", "3,\"\",", "3,b,\r" })
        {
            HashedFile found = HashedFile.Read(Encoding.ASCII.GetBytes("1,a\"b,c\n" + last), new RecordShape(3, false, FirstField.Digits),
                4096);
            HashedFile alone = HashedFile.Read(Encoding.ASCII.GetBytes(last + "\n"), new RecordShape(3, false, FirstField.Digits), 4096);
            Assert.Single(found.Rejects);
            Assert.Equal(Assert.Single(alone.Records).Fields, Assert.Single(found.Records).Fields);
        }
    }

    private static void AssertSame<T>(List<T> wanted, List<T> found, string where)
        where T : IEquatable<T>
    {
        for (int i = 0; i < Math.Min(wanted.Count, found.Count); i++)
        {
            if (!wanted[i].Equals(found[i]))
                Assert.Fail($"{where}: number {i} is {found[i]}, wanted {wanted[i]}");
        }

        Assert.True(wanted.Count == found.Count, $"{where}: {found.Count}, wanted {wanted.Count}");
    }

    private static List<ulong> ByCsvHelper(byte[] csv)
    {
        using CsvReader reader = CsvReader.Create(csv, RecordsAgainstCsvHelperTests.Options);
        var records = new List<ulong>();
        while (reader.Read())
        {
            ulong fields = 0;
            for (int i = 0; i < reader.FieldCount; i++)
                fields = HashedRecord.Add(fields, reader.GetSpan(i));
            records.Add(fields);
        }

        return records;
    }

    private static string CsvHelperSays(byte[] csv)
    {
        try
        {
            using CsvReader reader = CsvReader.Create(csv, RecordsAgainstCsvHelperTests.Options);
            var records = new List<string>();
            while (reader.Read())
                records.Add(
                    string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(i => Encoding.UTF8.GetString(reader.GetSpan(i)))));
            return string.Join(" / ", records);
        }
        catch (Exception e) when (e is CsvFormatException or CsvValidationException)
        {
            return e.GetType().Name;
        }
    }
}
