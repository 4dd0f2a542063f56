using TweetArchive.Archives;
using TweetArchive.Releases;
using Xunit;

namespace TweetArchive.Tests.Archives;

/// <summary>The dataset of a file, from the names under which the releases travel.</summary>
public class DatasetNameTests
{
    [Theory]
    [InlineData("thailand_092020_tweets_csv_hashed.zip", "thailand_092020")]
    [InlineData("thailand_092020_users_csv_hashed.zip", "thailand_092020")]
    [InlineData("thailand_092020_tweets_csv_unhashed.zip", "thailand_092020")]
    [InlineData("hashed_2020_09_thailand_092020_thailand_092020_tweets_csv_hashed.zip", "thailand_092020")]
    [InlineData("unhashed_2020_09_thailand_092020_thailand_092020_users_csv_unhashed.csv", "thailand_092020")]
    [InlineData("hashed_2018_10_ira_ira_tweets_csv_hashed.zip", "ira")]
    [InlineData("iranian_tweets_csv_hashed.zip", "iranian")]
    [InlineData("iran_201901_1_tweets_csv_hashed_2.csv", "iran_201901_1")]
    [InlineData("china_082019_3_tweets_csv_hashed_part1.csv", "china_082019_3")]
    [InlineData("turkey_052020_tweets_csv_hashed_2016_01.csv", "turkey_052020")]
    [InlineData("sa_eg_ae_022020_tweets_csv_hashed_10.csv", "sa_eg_ae_022020")]
    [InlineData("GRU_202012_tweets_csv_hashed.csv", "gru_202012")]
    [InlineData("RNA_0621_users_csv_hashed.csv", "rna_0621")]
    [InlineData("ira_2018_10_tweets_raw_2rows.csv", "ira_2018_10")]
    [InlineData("ira_users_csv_hashed", "ira")]
    [InlineData("hashed/2019_08/uae_082019_1/uae_082019_1_tweets_csv_hashed.zip", "uae_082019_1")]
    [InlineData("iran_201901_1_tweets_csv_hashed.zip!iran_201901_1_tweets_csv_hashed_2.csv", "iran_201901_1")]
    [InlineData("russia_201901_1_tweets_csv_hashed.zip!russian_linked_tweets_csv_hashed.csv", "russia_201901_1")]
    [InlineData("egypt_032020_tweets_csv_hashed.zip!032020_tweets_csv_hashed.csv", "egypt_032020")]
    [InlineData("download.zip!qatar_082020/qatar_082020_tweets_csv_hashed.csv", "qatar_082020")]
    [InlineData("download.zip!a.csv", "download")]
    [InlineData("my notes.csv", "my notes")]
    [InlineData("iran_retweets_2019.csv", "iran_retweets_2019")]
    // What browsers and archivers do to names.
    [InlineData("iranian_tweets_csv_hashed (1).zip", "iranian")]
    [InlineData("hashed%2F2020_09%2Fthailand_092020%2Fthailand_092020_tweets_csv_hashed.zip", "thailand_092020")]
    [InlineData("2020_09_thailand_092020_thailand_092020_users_csv_hashed.zip", "thailand_092020")]
    [InlineData("hashed_2020_12_GRU_202012_GRU_202012_tweets_csv_hashed.csv", "gru_202012")]
    // Names that differ from the folder's.
    [InlineData("ecuador_082019_tweets_csv_hashed.csv", "ecuador_082019_1")]
    [InlineData("hashed_2019_08_ecuador_082019_1_ecuador_082019_tweets_csv_hashed.csv", "ecuador_082019_1")]
    [InlineData("ecuador_082019_1_tweets_csv_hashed.zip!ecuador_082019_tweets_csv_hashed.csv", "ecuador_082019_1")]
    [InlineData("russian_linked_tweets_csv_hashed.csv", "russia_201901_1")]
    [InlineData("bangladesh_linked_users_csv_hashed.csv", "bangladesh_201901_1")]
    [InlineData("venezuela_201901_2_tweets_csv_hashed.zip!venezuela_linked_tweets_csv_hashed.csv", "venezuela_201901_2")]
    [InlineData("unhashed_2020_03_ghana_nigeria_032020_tweets_csv_unhashed.csv.gz", "032020")]
    [InlineData("my_tweets.zip!iran_201901_1_tweets_csv_hashed_4.csv", "iran_201901_1")]
    // Every kind of part.
    [InlineData("saudi_arabia_112019/saudi_arabia_112019_tweets_csv_hashed_9.csv", "saudi_arabia_112019")]
    [InlineData("serbia_022020_tweets_csv_hashed_13.csv", "serbia_022020")]
    [InlineData("turkey_052020_tweets_csv_unhashed_2009.csv.gz", "turkey_052020")]
    [InlineData("RNA_0621_tweets_csv_hashed.zip!RNA_0621_tweets_csv_hashed_2016.csv", "rna_0621")]
    [InlineData("turkey_052020/all.csv", "turkey_052020")]
    // The merged copy.
    [InlineData("ioa_tweets.csv", "ioa")]
    [InlineData("ioa_users.csv", "ioa")]
    // Media.
    [InlineData("ira_tweet_media_hashed_1.zip", "ira")]
    [InlineData("china_082019_2_tweet_media_unhashed/x.zip", "china_082019_2")]
    [InlineData("china_052020_hashed_017.zip", "china_052020")]
    [InlineData("iranian_periscope_hashed.zip", "iranian")]
    [InlineData("hashed_2020_05_china_052020_china_052020_tweet_media_hashed_china_052020_hashed_001.zip", "china_052020")]
    // Pages and shards of one collection.
    [InlineData("data_1214732204558769128.json", "data")]
    [InlineData("elections/data_1214732204558769128.json", "elections")]
    [InlineData("elections/data/data_1214732204558769128.json", "elections")]
    [InlineData("my_export-000000000012.json.gz", "my_export")]
    [InlineData("export/tweets-000000000012.json.gz", "export")]
    [InlineData("tweets-00001-of-00010.jsonl", "tweets")]
    [InlineData("2015/07/14/08_10_activities.json.gz", "2015")]
    [InlineData("job/2015/07/14/08_10_activities.json.gz", "job")]
    [InlineData("20150714-20150715_ab12_2015_07_14_08_10_activities.json.gz", "20150714-20150715_ab12")]
    [InlineData("08_10_activities.json.gz", "08_10_activities")]
    [InlineData("tweets-202003011200.csv", "tweets-202003011200")]
    [InlineData("search-970001234567890123.json", "search-970001234567890123")]
    // Unknown ones keep the name they come with.
    [InlineData("iran_201906_tweets_csv_hashed.csv", "iran_201906")]
    [InlineData("2020_03_protest_tweets.csv", "2020_03_protest")]
    [InlineData("newset_202203_tweet_media_hashed_1.zip", "newset_202203")]
    [InlineData("my_media_notes.csv", "my_media_notes")]
    public void Name(string file, string wanted) => Assert.Equal(wanted, DatasetName.From(file));

    /// <summary>The one release whose files carry no campaign: its tweets and users are one dataset all the same.</summary>
    [Theory]
    [InlineData("hashed/2020_03/032020_tweets_csv_hashed.zip")]
    [InlineData("032020_users_csv_hashed.zip")]
    [InlineData("032020_tweets_csv_hashed.zip!032020_tweets_csv_hashed.csv")]
    [InlineData("hashed_2020_03_032020_tweets_csv_hashed.zip")]
    public void A_name_without_campaign(string file) => Assert.Equal("032020", DatasetName.From(file));

    [SampleFact("release_archive_names.txt")]
    public void Every_released_archive()
    {
        var files = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (string path in File.ReadLines(Path.Combine(Repository.Samples, "release_archive_names.txt")).Where(l => l.Length > 0))
        {
            string dataset = DatasetName.From(path);
            // The folder is the campaign, except for the month that had none.
            string folder = path.Split('/')[^2].ToLowerInvariant();
            Assert.Equal(folder == "2020_03" ? "032020" : folder, dataset);
            Assert.Equal(dataset, DatasetName.From(path.Split('/')[^1]));
            Assert.Equal(dataset, DatasetName.From(path.Replace('/', '_')));
            Assert.Equal(dataset, ReleaseRegistry.Shipped.Find(dataset)?.Dataset);
            Assert.Equal(path.Split('/')[1], ReleaseRegistry.Shipped.Find(dataset)!.Folder);
            files.TryAdd(dataset, []);
            files[dataset].Add(path);
        }

        Assert.Equal(48, files.Count);
        Assert.All(files.Values, f => Assert.Equal(2, f.Count));
    }
}
