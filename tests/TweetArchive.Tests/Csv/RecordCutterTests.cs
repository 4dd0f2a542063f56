using TweetArchive.Csv;
using Xunit;

namespace TweetArchive.Tests.Csv;

/// <summary>A buffer is cut where a record ends, whatever its texts hold.</summary>
public sealed class RecordCutterTests
{
    /// <summary>Each prefix of a well-formed file: the cut is the last end of a record that can be judged.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Every_cut_of_a_whole_file_is_the_end_of_a_record(bool allQuoted)
    {
        int cuts = 0;
        for (int seed = 0; seed < 40; seed++)
        {
            var style = new CsvStyle(allQuoted, seed % 3 == 0 ? "\r\n" : "\n", Columns: 3 + (seed % 5));
            byte[] bytes = RandomCsv.Write(style, 60, seed);
            var shape = new RecordShape(style.Columns, allQuoted, FirstField.Digits);
            int[] starts = [.. RecordOracle.Read(bytes, shape).Records.Select(r => (int)r.Offset)];
            for (int length = 1; length <= bytes.Length; length += 1 + (seed % 7))
            {
                int cut = RecordCutter.Cut(bytes.AsSpan(0, length), shape, lastResort: false);
                if (cut <= 0)
                    continue;
                cuts++;
                Assert.True(Array.BinarySearch(starts, cut) >= 0, $"seed {seed}, {length} of {bytes.Length} bytes: cut at {cut}");
                if (allQuoted)
                    Assert.Equal(starts.Last(s => s <= length - RecordShape.Window), cut);
            }
        }

        Assert.True(cuts > 1_000, $"{cuts} cuts");
    }

    [Fact]
    public void A_stray_quote_does_not_shift_the_cuts_where_starts_are_proof()
    {
        byte[] bytes = RandomCsv.Write(new CsvStyle(AllQuoted: true), 50, 4);
        var shape = new RecordShape(7, Quoted: true, FirstField.Digits);
        int[] starts = [.. RecordOracle.Read(bytes, shape).Records.Select(r => (int)r.Offset)];
        int usual = RecordCutter.Cut(bytes, shape, lastResort: false);
        // In the middle of the first record, so that the number of quotes before every later newline is odd.
        byte[] stray = [.. bytes[..(starts[1] / 2)], (byte)'"', .. bytes[(starts[1] / 2)..]];
        Assert.Equal(usual + 1, RecordCutter.Cut(stray, shape, lastResort: false));
    }

    /// <summary>A line of a text looks like a record; only one that is whole, outside of quotes, is believed.</summary>
    [Theory]
    [InlineData("1,a,\"x\n55, or so\"\n", -1)]
    [InlineData("1,a,b\n2,\"one\n55,two,three\n", -1)]
    [InlineData("1,a,b\n2,c,d\n", 6)]
    public void A_line_that_looks_like_a_record_inside_of_a_text_is_none(string text, int wanted)
    {
        byte[] bytes = System.Text.Encoding.UTF8.GetBytes(text + new string('x', RecordShape.Window));
        // The last record has no end yet, and where a text is still open only more bytes can tell.
        Assert.Equal(wanted, RecordCutter.Cut(bytes, new RecordShape(3, Quoted: false, FirstField.Digits), lastResort: false));
    }

    /// <summary>A first column without a value, as some programs' index: the file is cut all the same, and nowhere in a text.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_file_whose_first_field_is_always_empty_is_cut(bool quoted)
    {
        string start = quoted ? "\"\",\"" : ",\"";
        string record = start + "a text\n" + start.Replace("\"", "\"\"", StringComparison.Ordinal) + " within it\",\"end\"\n";
        byte[] bytes = System.Text.Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(record, 20)));
        int cut = RecordCutter.Cut(bytes, new RecordShape(3, quoted, FirstField.Anything), lastResort: false);
        Assert.True(cut > bytes.Length - RecordShape.Window - (2 * record.Length), $"cut at {cut} of {bytes.Length}");
        Assert.Equal(0, cut % record.Length);
    }
}
