using System.Text;
using TweetArchive.Archives;
using TweetArchive.Releases;
using TweetArchive.Text;
using Xunit;

namespace TweetArchive.Tests.Releases;

/// <summary>What is known of the releases: the shipped table, and what it is compared with.</summary>
public class ReleaseRegistryTests
{
    private const string Header =
        "dataset\talso_named\tcampaign\tfolder\treleased\torigin\ttweets\taccounts\ttweets_source\taccounts_source\tnote\n";

    [Fact]
    public void The_48_released_sets_and_the_merged_copy_are_known_under_the_names_of_their_files()
    {
        IReadOnlyList<Release> all = ReleaseRegistry.Shipped.Releases;
        Assert.Equal(48, all.Count(r => r.Folder.Length > 0));
        Assert.Equal("ioa", Assert.Single(all, r => r.Folder.Length == 0).Dataset);
        foreach (Release release in all)
        {
            foreach (string name in release.AlsoNamed.Prepend(release.Dataset))
            {
                Assert.Equal(release.Dataset, DatasetName.From($"{name}_tweets_csv_hashed.zip"));
                Assert.Equal(release.Dataset, DatasetName.From($"hashed/{release.Folder}/{release.Dataset}/{name}_tweets_csv_hashed.zip"));
                Assert.Equal(release.Dataset,
                    DatasetName.From(
                        $"hashed_{(release.Folder.Length > 0 ? release.Folder
                            : "2024_01")}_{release.Dataset}_{name}_users_csv_hashed.zip"));
            }

            Assert.True(release.Folder.Length == 0 || string.CompareOrdinal(release.Folder.Replace('_', '-'), release.Released) <= 0,
                release.Dataset + " was published before its folder's month");
        }
    }

    [Fact]
    public void Every_figure_has_a_source_and_every_source_is_described()
    {
        string folder = Path.Combine(Repository.Root, "data", "releases");
        HashSet<string> sources = [.. File.ReadLines(Path.Combine(folder, "sources.tsv")).Skip(1).Select(l => l.Split('\t')[0])];
        foreach (Release release in ReleaseRegistry.Shipped.Releases)
        {
            Assert.Equal(release.Tweets is not null, sources.Contains(release.TweetsSource));
            Assert.Equal(release.Accounts is not null, sources.Contains(release.AccountsSource));
        }

        Assert.True(ReleaseRegistry.Shipped.Releases.Count(r => r.Accounts is not null) == 48, "a release without a figure of accounts");
    }

    [Fact]
    public void Figures_measured_on_real_files_are_those_of_the_table()
    {
        Release thailand = ReleaseRegistry.Shipped.Find("Thailand_092020")!;
        Assert.Equal((21_385L, 926L, "October 2020"), (thailand.Tweets, thailand.Accounts, thailand.ReleasedInWords));
        Assert.Equal((1_122_936L, 770L),
            (ReleaseRegistry.Shipped.Find("iranian")!.Tweets, ReleaseRegistry.Shipped.Find("iranian")!.Accounts));
        Assert.Null(ReleaseRegistry.Shipped.Find("iran"));
    }

    [Theory]
    [InlineData("a\tb\tA\t\t2020-01\t\t\t\t\t\t\nb\t\tB\t\t2020-01\t\t\t\t\t\t\n", "line 3", "'b' occurs twice")]
    [InlineData("a\t\tA\t\t2020-13\t\t\t\t\t\t\n", "line 2", "not a month")]
    [InlineData("a\t\tA\t\t2020-01\t\t1,000\t\t\t\t\n", "line 2", "not a number")]
    public void A_table_with_a_mistake_says_where(string rows, params string[] words)
    {
        string message = Assert.Throws<TsvException>(() => new ReleaseRegistry(Encoding.UTF8.GetBytes(Header + rows))).Message;
        Assert.All(words, word => Assert.Contains(word, message, StringComparison.Ordinal));
    }

    [Fact]
    public void What_was_read_is_compared_in_plain_words()
    {
        Assert.Empty(PublishedFigures.Of("thailand_092020", 21_385, 926)!.Differences());
        Assert.Equal(
            ["published were 21,385 tweets, 385 more than were read: is a part of the release missing?",
                "published were 926 accounts, 471 more than were read: was its users file among the input?"],
            PublishedFigures.Of("thailand_092020", 21_000, 455)!.Differences());
        Assert.Equal(["published were 21,385 tweets, 1 fewer than were read"],
            PublishedFigures.Of("thailand_092020", 21_386, 926)!.Differences());
        Assert.Null(PublishedFigures.Of("uganda_0621", 5, 418)!.TweetsDifference);
        Assert.Empty(PublishedFigures.Of("uganda_0621", 5, 418)!.Differences());
        Assert.Null(PublishedFigures.Of("demo", 1, 1));
    }
}
