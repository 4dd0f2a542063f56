using System.Text;
using TweetArchive.Csv;
using Xunit;

namespace TweetArchive.Tests.Formats;

/// <summary>Of a file with room that was never written, as after a crash, each whole record is read, and the room is a reject.</summary>
public sealed class ZeroBytesTests : IDisposable
{
    private static readonly string[] Header = [.. EightRows.Columns, "poll_choices"];

    private readonly TempDatasets temp = new();

    public void Dispose() => temp.Dispose();

    public static TheoryData<string, string, int> Cases
    {
        get
        {
            var all = new TheoryData<string, string, int>();
            foreach (string format in (string[])["quoted", "bare", "semicolons", "lines", "array"])
            {
                foreach (string where in (string[])["first", "between", "within", "for a line end", "last", "last, without a line end"])
                {
                    // Before a table are its names, so that zero bytes there are of a file that has none.
                    if (where != "first" || format == "lines")
                    {
                        foreach (int length in (int[])[4, 7, 300])
                            all.Add(format, where, length);
                    }
                }
            }

            return all;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Cost_no_whole_record(string format, string where, int length)
    {
        string[] records = [.. EightRows.Rows.Select(r => Record(format, r))];
        string between = format == "array" ? ",\n" : "\n";
        string zeros = new('\0', length);
        int expected = 8;
        string text;
        switch (where)
        {
            case "first":
                text = zeros + string.Join(between, records);
                break;
            case "between":
                text = string.Join(between, records[..4]) + between + zeros + string.Join(between, records[4..]);
                break;
            case "within":
                // The one is lost after its id, and where the next begins the writing was taken up again.
                text = string.Join(between, records[..4]) + between + records[4][..40] + zeros + string.Join(between, records[5..]);
                expected = 7;
                break;
            case "for a line end":
                text = string.Join(between, records[..4]) + (format == "array" ? "," : "") + zeros + string.Join(between, records[4..]);
                break;
            default:
                text = string.Join(between, records) + (where == "last" ? "\n" : "") + (format == "array" ? "]" : "") + zeros;
                break;
        }

        string name = format is "lines" or "array" ? "z.json" : "z.csv";
        string end = where.StartsWith("last", StringComparison.Ordinal) ? "" : format == "array" ? "]\n" : "\n";
        File.WriteAllText(temp.File(name), Before(format) + text + end, new UTF8Encoding(false));
        FinishedRun run = temp.Run([temp.File(name)]);
        Assert.Equal(expected, run.Result.Counts.Tweets);
        // At the beginning of the file they are a remark.
        string reason = RejectReasons.Name(RejectReason.ZeroBytes);
        Assert.Equal(where == "first" ? 0 : 1, run.Result.Inputs[0].RejectReasons.GetValueOrDefault(reason));
        Assert.Equal(where == "first", run.Result.Inputs[0].Remarks.Any(r => r.Code == "zero_bytes"));
        Assert.Equal(run.Result.Counts.Records, run.Result.Counts.Tweets + run.Result.Counts.Rejected);
    }

    [Fact]
    public void Alone_are_a_file_that_was_never_written()
    {
        File.WriteAllBytes(temp.File("n.csv"), new byte[5000]);
        Assert.Contains("are zero", Assert.Throws<Jobs.NothingReadException>(() => temp.Run([temp.File("n.csv")])).Message,
            StringComparison.Ordinal);
    }

    private static string Before(string format) => format switch
    {
        "lines" => "",
        "array" => "[",
        "quoted" => string.Join(',', Header.Select(h => $"\"{h}\"")) + "\n",
        "bare" => string.Join(',', Header) + "\n",
        _ => string.Join(';', Header) + "\n",
    };

    private static string Record(string format, string[] row)
    {
        if (format is "lines" or "array")
            return EightRows.Json(row);
        string separator = format == "semicolons" ? ";" : ",";
        return string.Join(separator, row.Select((c, i) => EightRows.IsList(EightRows.Columns[i])
            ? $"[{string.Join(", ", EightRows.Items(c))}]" : c).Append("").Select(c => EightRows.Quoted(c, separator, format == "quoted")));
    }
}
