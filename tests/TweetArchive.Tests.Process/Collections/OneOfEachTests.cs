using System.IO.Compression;
using System.Text;
using SharpCompress.Compressors.BZip2;
using TweetArchive.Dataset;
using Xunit;

namespace TweetArchive.Tests.Collections;

/// <summary>A folder with one of each, one command, one dataset of each, and right counts for every input.</summary>
public sealed class OneOfEachTests : IDisposable
{
    private readonly TempDatasets temp = new();

    public void Dispose() => temp.Dispose();

    [Fact]
    public void Counts_for_every_input_whatever_the_threads_and_blocks()
    {
        Fill();
        FinishedRun run = temp.Run([temp.File("in")]);
        Assert.Equal(
            ["2019/09/28/18/04.json.bz2: API v1.1 300 = 300 + 0, 300 notices",
                "2019/09/28/18/05.json.gz: API v1.1 301 = 300 + 1, 0 notices",
             "FiveThirtyEight/IRAhandle_tweets_1.csv: FiveThirtyEight v1 200 = 200 + 0, 0 notices",
             "collected.jsonl: API v2 300 = 300 + 0, 0 notices",
             "demo_tweets_csv_hashed.csv: A 500 = 500 + 0, 0 notices", "own.zip!data/tweets.js: personal archive 300 = 300 + 0, 0 notices"],
            run.Result.Inputs.Where(i => i.Kind == TweetArchive.Tweets.RowKind.Tweets).Select(i =>
                $"{i.Entry.SourceName}: {i.Variant} {i.Counts.Records} = {i.Counts.Tweets} + {i.Counts.Rejected}, {i.Counts.Notices} "
                + "notices"));
        Assert.Equal(["2019", "collected", "demo", "irahandle", "own"], run.Result.Datasets.Select(d => d.Name));
        Assert.Empty(run.Result.Problems);
        Assert.All(run.Result.Inputs, i => Assert.Null(i.Problem));
        Assert.Equal(RunOutcome.Done, run.Result.Outcome);
        Assert.Equal(run.Checksums, temp.Run([temp.File("in")], o => o with { Threads = 1, BlockSize = 4096 }).Checksums);
        Assert.Equal(run.Checksums, temp.Run([temp.File("in")], o => o with { Memory = 1 << 20, BlockSize = 64 * 1024 }).Checksums);
    }

    private void Fill()
    {
        Directory.CreateDirectory(temp.File("in/2019/09/28/18"));
        Directory.CreateDirectory(temp.File("in/FiveThirtyEight"));
        temp.Synth(500, "in/demo_tweets_csv_hashed.csv");
        string tweets = string.Concat(Enumerable.Range(1, 300).Select(i => V1(i) + "\n"));
        using (var gzip = new GZipStream(File.Create(temp.File("in/2019/09/28/18/05.json.gz")), CompressionLevel.Fastest))
            gzip.Write(Encoding.UTF8.GetBytes(tweets + "{\"id_str\":\n"));
        using (var to = BZip2Stream.Create(
            File.Create(temp.File("in/2019/09/28/18/04.json.bz2")), SharpCompress.Compressors.CompressionMode.Compress, false))
            to.Write(Encoding.UTF8.GetBytes(
                string.Concat(Enumerable.Range(1001, 300).Select(i => "{\"delete\":{\"status\":{\"id\":7}}}\r\n" + V1(i) + "\r\n"))));
        File.WriteAllText(temp.File("in/collected.jsonl"), string.Concat(Enumerable.Range(0, 30).Select(page =>
            $"{{\"data\":[{string.Join(',', Enumerable.Range(page * 10, 10).Select(V2))}]}}\n")));
        File.WriteAllText(temp.File("in/FiveThirtyEight/IRAhandle_tweets_1.csv"),
            "external_author_id,author,content,region,language,publish_date,harvested_date,following,followers,updates,post_type,"
                + "account_type,retweet,account_category,new_june_2018\n"
            + string.Concat(Enumerable.Range(0, 200).Select(i => $"9.06E+17,A{i % 9},\"Maryam "
                + $"Rajavi,\n{i % 3}\",x,English,10/{1 + (i % 5)}/2017 19:58,x,5,6,7,,Right,0,RightTroll,0\n")));
        using ZipArchive zip = ZipFile.Open(temp.File("in/own.zip"), ZipArchiveMode.Create);
        Write(zip, "data/account.js", """window.YTD.account.part0 = [ { "account" : { "accountId" : "1", "username" : "me" } } ]""");
        Write(zip, "data/tweets.js", "window.YTD.tweets.part0 = [\n"
            + string.Join(",\n", Enumerable.Range(1, 300)
            .Select(i => $"  {{\n    \"tweet\" : {V1(i).Replace("\"user\"", "\"nobody\"", StringComparison.Ordinal)}\n  }}")) + "\n]");
    }

    private static string V1(int i) => $$$"""
        {"id_str":"{{{i}}}","created_at":"Sat Sep 28 18:05:{{{i % 60:00}}} +0000 2019","text":"مجاهدین خلق {{{i}}} \"}{\\","user":{"id_str":"{{{i % 11}}}","screen_name":"u"}}
        """;

    private static string V2(int i) =>
        $$"""{"id":"{{2000 + i}}","author_id":"{{i % 7}}","created_at":"2021-01-02T03:04:05.000Z","text":"MEK {{i}}"}""";

    private static void Write(ZipArchive zip, string name, string text)
    {
        using var to = new StreamWriter(zip.CreateEntry(name).Open());
        to.Write(text);
    }
}
