using System.IO.Compression;
using TweetArchive.Targets;
using Xunit;

namespace TweetArchive.Tests.Jobs;

/// <summary>A user's own target in a script without spaces is found wherever its letters are, as DuckDB counts them in the CSV.</summary>
public sealed class ThaiOwnTargetTests : IDisposable
{
    private const string Sample = "thailand_2020_09";

    private readonly TempDatasets temp = new();

    public void Dispose() => temp.Dispose();

    [SampleFact(Sample)]
    public void A_name_is_tagged_in_every_tweet_that_holds_it()
    {
        string folder = Path.Combine(Repository.Samples, Sample), csv = temp.File("thailand.csv"), lexicon = temp.File("mine.tsv");
        string zip = Assert.Single(Directory.GetFiles(folder, "*_tweets_csv_hashed.zip"));
        using (ZipArchive archive = ZipFile.OpenRead(zip))
            Assert.Single(archive.Entries, e => e.Length > 0).ExtractToFile(csv);
        (string Target, string Name)[] own = [("party", "อนาคตใหม่"), ("army", "กองทัพบก"), ("thanathorn", "ธนาธร"), ("soldier", "ทหาร")];
        File.WriteAllLines(lexicon, ["target_id\talias", .. own.Select(o => $"{o.Target}\t{o.Name}")]);
        FinishedRun run = temp.Run([zip], o => o with { Lexicon = Lexicon.LoadFrom(lexicon) });

        using var duck = new DuckDb();
        foreach ((string target, string name) in own)
        {
            string tagged = $"SELECT DISTINCT tweetid FROM {run.Table("mentions")} "
                + $"WHERE target_id = '{target}' AND decision = 'tag' AND field IN ('text', 'hashtag')";
            // Two things differ from a plain search: some write a space without width, U+200B, between the words of a name, and it is
            // dropped; and a hashtag that the end of a retweet cuts off does not count, since its last letters are not known.
            string plain = Held(text => text), known = Held(text => $"regexp_replace(replace({text}, chr(8203), ''), '#[^\\s#]*…$', '')");
            Assert.Equal(duck.Lines($"{known} ORDER BY 1"), duck.Lines($"{tagged} ORDER BY 1"));
            Assert.InRange(duck.Long($"SELECT count(*) FROM (({known}) EXCEPT ({plain}))"), 0, 20);
            Assert.InRange(duck.Long($"SELECT count(*) FROM (({plain}) EXCEPT ({known}))"), 0, 20);
            Assert.True(duck.Long($"SELECT count(*) FROM ({plain})") > 100, $"few tweets hold {name}: not a test of much");

            string Held(Func<string, string> cell) =>
                "SELECT CAST(tweetid AS BIGINT) AS tweetid "
                + $"FROM read_csv({DuckDb.Quote(csv)}, all_varchar = true, quote = '\"', escape = '\"') "
                + $"WHERE contains({cell("tweet_text")}, {DuckDb.Quote(name)}) OR contains({cell("hashtags")}, {DuckDb.Quote(name)})";
        }
    }
}
