using System.Text;
using System.Text.Json;
using TweetArchive.Dataset;
using TweetArchive.Merging;
using Xunit;

namespace TweetArchive.Tests.Archives;

/// <summary>
/// Files as the merged copy, and parts of releases, have them: repeated headers, blank lines, headers alone, dates of a spreadsheet.
/// </summary>
public sealed class MergedCopyTests : IDisposable
{
    private const string UsersHeader =
        "userid,user_display_name,user_screen_name,user_reported_location,user_profile_description,user_profile_url,follower_count,"
        + "following_count,account_creation_date,account_language\n";

    private readonly TempDatasets temp = new();

    public void Dispose() => temp.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Headers_in_mid_file_and_blank_lines_cost_nothing_else(bool quoted)
    {
        string header = string.Join(',', OrderB.Columns.Select(c => quoted ? $"\"{c}\"" : c)) + "\n";
        var text = new StringBuilder(header);
        for (int i = 1; i <= 60; i++)
        {
            text.Append(OrderB.Row(i, quoted));
            if (i % 20 == 0)
                text.Append('\n').Append(header);
        }

        text.Append("\n\r\n\n");
        File.WriteAllText(temp.File("ioa_tweets.csv"), text.ToString());
        File.WriteAllText(temp.File("ioa_users.csv"),
            UsersHeader + "hash1=,n,n,,,,1,2,7/3/2018,en\n" + UsersHeader + "hash2=,n,n,,,,1,2,12/31/2009,en\n,,,,,,,,,\n\n");
        FinishedRun run = temp.Run([temp.File("ioa_tweets.csv"), temp.File("ioa_users.csv")]);

        Assert.Equal("ioa", Assert.Single(run.Result.Datasets).Name);
        InputResult tweets = run.Result.Inputs[0];
        Assert.Equal(("B", 63L, 60L, 3L), (tweets.Variant, tweets.Counts.Records, tweets.Counts.Tweets, tweets.Counts.Rejected));
        Assert.Equal([new("repeated_header", 3)], tweets.RejectReasons);
        InputResult users = run.Result.Inputs[1];
        Assert.Equal((2L, 2L), (users.Counts.Users, users.Counts.Rejected));
        Assert.Equal(1, users.RejectReasons["repeated_header"]);

        using var duck = new DuckDb();
        Assert.Equal(["hash1=|2018-07-03", "hash2=|2009-12-31"], duck.Lines("SELECT userid, CAST(account_creation_date AS VARCHAR) "
            + $"FROM {run.Table("accounts")} WHERE userid LIKE 'hash%' ORDER BY 1"));
    }

    [Fact]
    public void Year_files_one_of_them_a_header_alone_are_one_dataset_and_are_compared_with_what_was_published()
    {
        string header = string.Join(',', OrderB.Columns) + "\n";
        File.WriteAllText(temp.File("RNA_0621_tweets_csv_hashed_2015.csv"), header + OrderB.Row(1, false) + OrderB.Row(2, false));
        File.WriteAllText(temp.File("RNA_0621_tweets_csv_hashed_2016.csv"), header);
        File.WriteAllText(temp.File("RNA_0621_tweets_csv_hashed_2017.csv"), header + OrderB.Row(3, false));
        File.WriteAllText(temp.File("mine_tweets.csv"), header + OrderB.Row(4, false));
        FinishedRun run = temp.Run([temp.Path]);
        Assert.Equal([("mine", 1L), ("rna_0621", 3L)], run.Result.Datasets.Select(d => (d.Name, d.Tweets)));
        Assert.Equal(RunOutcome.Done, run.Result.Outcome);

        using JsonDocument manifest = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(run.Out, "manifest.json")));
        JsonElement[] datasets = [.. manifest.RootElement.GetProperty("datasets").EnumerateArray()];
        Assert.Equal(JsonValueKind.Null, datasets[0].GetProperty("published").ValueKind);
        JsonElement published = datasets[1].GetProperty("published");
        Assert.Equal(("Russia", "2021-12", 50, -49),
            (published.GetProperty("stated_origin").GetString(), published.GetProperty("released").GetString(),
            published.GetProperty("accounts").GetInt32(), published.GetProperty("accounts_difference").GetInt32()));
        Assert.Equal(JsonValueKind.Null, published.GetProperty("tweets").ValueKind);
    }
}
