using Xunit;

namespace TweetArchive.Tests.Cli;

/// <summary>Rejects: how many are allowed, and what the run says about them.</summary>
public sealed class RejectLimitTests : IDisposable
{
    private readonly CommandFolder folder = new();
    private readonly string csv;

    public RejectLimitTests() =>
        csv = folder.Csv(CommandFolder.Row(1), CommandFolder.Row(2, time: "22/06/2017 16:03"), CommandFolder.Row(3),
            CommandFolder.Row(4, idText: "1.01421E+18"), CommandFolder.Row(5));

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("", 0)]
    [InlineData("--max-rejects=2", 0)]
    [InlineData("--max-rejects=1", 4)]
    [InlineData("--max-rejects=0", 4)]
    [InlineData("--max-rejects=40%", 0)]
    [InlineData("--max-rejects=39.9%", 4)]
    [InlineData("--max-rejects=0%", 4)]
    public void More_than_allowed_is_code_4_and_the_dataset_is_there(string option, int code)
    {
        CommandResult result = folder.Run([csv, "--no-report", .. option.Length == 0 ? [] : (string[])[option]]);
        result.AssertSaid(code, "rejected: x_tweets_csv_hashed.csv: 2 records, the first: record 2, line 3, byte ", "unreadable_time",
            "22/06/2017 16:03", "rejects.parquet");
        Assert.Equal(code == 4, result.Error.Contains("more rejects than --max-rejects", StringComparison.Ordinal));
        folder.AssertCounts(5, 3, 2);
        Assert.Equal(["2|unreadable_time", "4|unreadable_id"], folder.Query("record, reason", "rejects", "ORDER BY record"));
        Assert.Equal(["1|1", "3|3", "5|5"], folder.Query("tweetid, record", "tweets", "ORDER BY 1"));
    }

    [Fact]
    public void Strict_stops_at_the_first_reject_and_writes_nothing()
    {
        folder.Run(csv, "--strict")
            .AssertFailed(4, "x_tweets_csv_hashed.csv: record 2, line 3, byte", "unreadable_time", "nothing was written");
        folder.AssertNothingWritten();
    }

    [Fact]
    public void Strict_does_not_mind_clean_files()
    {
        folder.Run(folder.Csv(CommandFolder.Row(1)), "--strict").AssertSaid(0);
        folder.AssertCounts(1, 1, 0);
    }
}
