using System.Globalization;
using System.Text.Json.Nodes;
using TweetArchive.Collections;
using TweetArchive.Inspecting;
using Xunit;

namespace TweetArchive.Tests.Formats;

/// <summary>Properties of JSON that hold something of another type than they should: null, and counted, never a tweet lost.</summary>
public sealed class WrongTypesTests : IDisposable
{
    private const string V1 = """
        {"created_at": "Sun Mar 04 05:01:17 +0000 2018", "full_text": "MEK", "user": {"id_str": "7", "name": "n", "screen_name": "s",
        "followers_count": 1}, "entities": {"hashtags": [{"text": "a"}], "urls": [{"expanded_url": "http://a.example/"}],
        "user_mentions": [{"id_str": "8", "screen_name": "t"}]}, "coordinates": {"type": "Point", "coordinates": [1.5, 2.5]},
        "retweet_count": 1, "favorite_count": 2, "lang": "en"}
        """;

    private const string V2 = """
        {"created_at": "2018-03-04T05:01:17.000Z", "text": "MEK", "author_id": "7", "author": {"id": "7", "username": "s", "name": "n"},
        "lang": "en", "public_metrics": {"like_count": 2, "retweet_count": 1}, "entities": {"hashtags": [{"tag": "a"}],
        "urls": [{"expanded_url": "http://a.example/"}], "mentions": [{"username": "t", "id": "8"}]},
        "referenced_tweets": [{"type": "quoted", "id": "12"}], "geo": {"coordinates": {"coordinates": [1.5, 2.5]}}}
        """;

    private const string Flat = """
        {"tweet_time": "2018-03-04 05:01", "tweet_text": "MEK", "userid": "7", "hashtags": ["a"], "urls": ["http://a.example/"],
        "user_mentions": ["8"], "tweet_language": "en", "user_display_name": "n"}
        """;

    private static readonly string[] Nothings = ["null", "\"\"", "[]", "{}"];

    private readonly TempDatasets temp = new();

    public void Dispose() => temp.Dispose();

    /// <summary>What each property is, and so what it is not.</summary>
    public static TheoryData<string, string, string, string> Cases => new()
    {
        { V1, "id_str", "user.name user.screen_name user.followers_count lang retweet_count favorite_count", "{\"a\": 1}|[\"a\", \"b\"]" },
        { V1, "id_str", "entities coordinates", "5|true|\"a word\"|[1]" },
        { V1, "id_str", "entities.hashtags entities.urls entities.user_mentions coordinates.coordinates", "5|\"a word\"|{\"0\": \"a\"}" },
        { V2, "id", "lang author.name author.username public_metrics.like_count", "{\"a\": 1}|[\"a\", \"b\"]" },
        { V2, "id", "public_metrics entities geo geo.coordinates author", "5|true|\"a word\"" },
        { V2, "id", "entities.hashtags entities.urls entities.mentions referenced_tweets geo.coordinates.coordinates",
            "5|\"a word\"|{\"0\": \"a\"}" },
        { Flat, "tweetid", "tweet_language user_display_name hashtags urls user_mentions", "{\"a\": 1}|[{\"a\": 1}]" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Costs_the_property_and_is_counted(string tweet, string id, string properties, string wrong)
    {
        foreach (string property in properties.Split(' '))
        {
            string[] values = wrong.Split('|');
            Assert.Equal((values.Length, values.Length), Read(tweet, id, property, values));
            Assert.Equal((Nothings.Length, 0), Read(tweet, id, property, Nothings));
        }
    }

    [Fact]
    public void Inspect_foretells_what_run_counts()
    {
        Write(V1, "id_str", "entities", ["5", "true"]);
        Assert.Contains(Inspector.Inspect(TweetInputs.Open([temp.File("w.jsonl")]).Entries[0], default).Trouble,
            t => t.Code == "unreadable_cells" && t.Message.Contains("2 cells of entities", StringComparison.Ordinal));
    }

    /// <summary>Tweets that were read, and cells that were not.</summary>
    private (int Tweets, int Unreadable) Read(string tweet, string id, string property, string[] values)
    {
        Write(tweet, id, property, values);
        FinishedRun run = temp.Run([temp.File("w.jsonl")]);
        Assert.Equal(0, run.Result.Counts.Rejected);
        // The file has one whole tweet first, by which its format is told.
        return ((int)run.Result.Counts.Tweets - 1,
            (int)run.Result.Inputs[0].Conversions.Where(c => c.Key.StartsWith("unreadable:", StringComparison.Ordinal)).Sum(c => c.Value));
    }

    private void Write(string tweet, string id, string property, string[] values)
    {
        var lines = new List<string>();
        foreach (string? value in (string?[])[null, .. values])
        {
            JsonObject whole = JsonNode.Parse(tweet)!.AsObject();
            whole.Insert(0, id, (970001234567890123 + lines.Count).ToString(CultureInfo.InvariantCulture));
            string[] steps = property.Split('.');
            JsonObject holder = steps[..^1].Aggregate(whole, (o, step) => o[step]!.AsObject());
            if (value is not null)
                holder[steps[^1]] = JsonNode.Parse(value);
            lines.Add(whole.ToJsonString());
        }

        File.WriteAllLines(temp.File("w.jsonl"), lines);
    }
}
