using TweetArchive.Collections.JsonFiles;
using TweetArchive.Collections.Layouts;
using Xunit;

namespace TweetArchive.Tests.Formats;

/// <summary>Posts of other networks, and files about tweets without any, are named; no tweet of a known program is taken for one.</summary>
public sealed class OtherNetworksTests : IDisposable
{
    private readonly TempDatasets temp = new();

    public void Dispose() => temp.Dispose();

    [Theory]
    [InlineData("Page Name,User Name,Facebook Id,Likes at Posting,Post Created,Message,URL\nA,a,1,2,2020-03-01 10:11:12 EST,x,https://x\n",
        "Facebook")]
    [InlineData("Account,User Name,Followers at Posting,Post Created,Description\nA,a,1,2020-03-01,x\n", "CrowdTangle")]
    [InlineData("canonical_url,from_user_id,to_user_id,tweet_created_at,tweet_id,tweet_type,title\nx,1,2,2021-02-03,970001234567890123,"
        + "origin,a title\n", "Hoaxy")]
    [InlineData("start,end,day_count\n2021-05-01T00:00:00.000Z,2021-05-02T00:00:00.000Z,100\n", "tweet counts")]
    [InlineData("end,hour_count,start\n2021-05-01T01:00:00.000Z,7,2021-05-01T00:00:00.000Z\n", "tweet counts")]
    [InlineData("id,created_at,content,account,reblogs_count,favourites_count\n105000123456789012,2021-01-03T10:11:12Z,a text,karl,1,2\n",
        "Mastodon")]
    [InlineData("id,created_at,author,subreddit,body\n970001234567890123,2021-01-03,karl,news,a text of somebody\n", "Reddit")]
    [InlineData("uri,cid,handle,text,created_at,like_count\nat://did:plc:x/app.bsky.feed.post/3k,b,ana,a text,2023-11-02,3\n", "Bluesky")]
    [InlineData("video_id,channel_title,text,author,published_at\nx,y,a text,karl,2021-01-03\n", "YouTube")]
    public void Tables_are_named(string table, string word)
    {
        Assert.Contains(word, Refused("t.csv", table), StringComparison.Ordinal);
        Assert.Contains(word, Refused("t.csv", table.Replace(',', ';')), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"@context\": \"https://www.w3.org/ns/activitystreams\", \"id\": \"outbox.json\", \"type\": \"OrderedCollection\", "
        + "\"orderedItems\": [{\"id\": \"https://social.example/1\", \"object\": {\"type\": \"Note\", \"content\": \"a\"}}]}",
        "Mastodon")]
    [InlineData("[{\"id\": \"105000123456789012\", \"content\": \"a text\", \"account\": {\"username\": \"karl\"}, \"reblogs_count\": 1, "
        + "\"favourites_count\": 2}]", "Mastodon")]
    [InlineData("{\"feed\": [{\"post\": {\"uri\": \"at://did:plc:x/app.bsky.feed.post/3k\", \"record\": {"
        + "\"$type\": \"app.bsky.feed.post\", \"text\": \"a text\", "
        + "\"createdAt\": \"2023-11-02T10:11:12.345Z\"}, \"likeCount\": 3}}]}", "Bluesky")]
    [InlineData("{\"kind\": \"youtube#commentThreadListResponse\", \"items\": [{\"snippet\": {\"text\": \"a text\"}}]}", "YouTube")]
    [InlineData("{\"name\": \"a group\", \"messages\": [{\"id\": 1, \"from_id\": \"user1\", \"text\": \"a text\"}]}", "Telegram")]
    [InlineData("{\"kind\": \"Listing\", \"data\": {\"children\": [{\"data\": {\"subreddit\": \"news\", \"body\": \"a text\"}}]}}",
        "Reddit")]
    public void Objects_are_named(string json, string word)
    {
        Assert.Contains(word, Refused("o.json", json), StringComparison.Ordinal);
        string folder = Directory.CreateDirectory(temp.File("folder")).FullName;
        File.WriteAllText(Path.Combine(folder, "o.json"), json);
        Assert.Contains(word, Assert.ThrowsAny<Exception>(() => temp.Run([folder])).Message, StringComparison.Ordinal);
    }

    /// <summary>Of every known layout, with one of each name that may be one of several.</summary>
    [Fact]
    public void No_known_program_is_taken_for_one()
    {
        foreach (CollectorLayout layout in CollectorLayouts.Shipped.Append(CollectorLayouts.Release))
            Assert.Null(OtherNetworks.OfTable([.. layout.Needed.SelectMany(n => n.Split('|')), .. layout.Names]));
    }

    [Theory]
    [InlineData("{\"topic\": \"t\", \"offset\": 1, \"key\": \"k\", \"payload\": TWEET}\n{\"topic\": \"t\", \"payload\": null}\n",
        ".payload")]
    [InlineData("{\"value\": {\"schema\": {}, \"data\": TWEET}}\n", ".value.data")]
    [InlineData("{\"messages\": [{\"body\": TWEET}]}\n", ".messages[].body")]
    [InlineData("[{\"value\": TWEET}, {\"value\": TWEET}]\n", ".value")]
    [InlineData("{\"pay'; touch x; '\": TWEET}\n", ".pay'; touch x; '")]
    public void Tweets_in_strings_are_said_where_they_are(string envelope, string path)
    {
        string tweet = EightRows.Text("{\"id_str\": \"970001234567890123\", \"text\": \"a text\", \"user\": {\"id_str\": \"7\"}}");
        Assert.EndsWith($"(below {path}). Take them out: jq -c '.. | strings | fromjson? | objects' FILE > FILE.jsonl",
            Refused("queue.jsonl", envelope.Replace("TWEET", tweet, StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(",", ";")]
    [InlineData(";", ",")]
    [InlineData("\t", ",")]
    public void Rows_in_one_cell_are_said_to_be(string inner, string outer)
    {
        string table = EightRows.Table(inner, (c, v) => EightRows.Quoted(
            EightRows.IsList(c) ? EightRows.Python(v) : v.ReplaceLineEndings(" "), inner, always: true));
        string Cells(string line) => string.Join(outer, line.Split(outer).Select(cell => EightRows.Quoted(cell, outer, always: true)));
        string saved = string.Concat(table.TrimEnd().Split('\n').Select(line => Cells(line) + "\r\n"));
        Assert.Contains($"delimiter=\"{outer}\"", Refused("cells.csv", saved), StringComparison.Ordinal);
        Assert.Contains($"delimiter=\"{outer}\"", Refused("cells.csv", "\uFEFF" + saved), StringComparison.Ordinal);
    }

    /// <summary>People's archives, each given by itself: datasets of two accounts are not one.</summary>
    [Theory]
    [InlineData("")]
    [InlineData("data")]
    [InlineData("data/tweets.js")]
    public void Personal_archives_are_told_apart_by_their_folders(string below)
    {
        var inputs = new List<string>();
        foreach ((string name, int user) in ((string, int)[])[("anna", 7), ("bo", 8), ("x/anna", 9)])
        {
            string folder = Directory.CreateDirectory(temp.File($"{name}/data")).FullName;
            File.WriteAllText(Path.Combine(folder, "account.js"),
                $"window.YTD.account.part0 = [{{\"account\": {{\"accountId\": \"{user}\", \"username\": \"u{user}\"}}}}]");
            foreach ((string script, int n) in ((string, int)[])[("tweets", 1), ("deleted-tweets", 2)])
            {
                File.WriteAllText(Path.Combine(folder, script + ".js"), $"window.YTD.tweets.part0 = [{{\"tweet\": {{\"id_str\": "
                    + $"\"9700012345678901{user}{n}\", \"full_text\": \"a text\", \"created_at\": \"Sun Mar 04 05:01:17 +0000 2018\"}}}}]");
            }

            inputs.Add(temp.File($"{name}/{below}"));
        }

        FinishedRun run = temp.Run(inputs);
        using var duck = new DuckDb();
        int each = below.EndsWith(".js", StringComparison.Ordinal) ? 1 : 2;
        Assert.Equal([$"anna|7|{each}", $"anna_2|9|{each}", $"bo|8|{each}"], duck.Lines(
            $"SELECT dataset, userid, count(*) FROM {run.Table("tweets")} GROUP BY ALL ORDER BY dataset"));
        Assert.Equal(each == 1 ? 0 : 3, run.Result.Inputs.Count(i => i.Remarks.Any(r => r.Code == "deleted_tweets")));
    }

    private string Refused(string name, string text)
    {
        File.WriteAllText(temp.File(name), text);
        return Assert.ThrowsAny<Exception>(() => temp.Run([temp.File(name)])).Message;
    }
}
