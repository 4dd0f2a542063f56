using System.Globalization;
using TweetArchive.Requests;
using TweetArchive.Synth.Stories;
using Xunit;

namespace TweetArchive.Tests.Analysis;

/// <summary>What was planted is found, and little else.</summary>
[Collection(nameof(PlantedDataset))]
public sealed class PlantedTruthTests(PlantedDataset planted)
{
    private readonly StoryTruth truth = planted.Truth;

    [Fact]
    public void The_archive_with_stories_still_agrees_with_its_truth_file() =>
        TruthCheck.AssertAgrees(planted.FinishedRun.Out, planted.Synth.TruthPath);

    [Fact]
    public void Copies_are_found_with_their_edits_and_near_misses_are_not()
    {
        using var db = new DuckDb();
        Dictionary<long, long> cluster = db.Rows($"select tweetid, cluster_id from {Table("narrative_copies")}")
            .ToDictionary(r => (long)r[0]!, r => Convert.ToInt64(r[1], CultureInfo.InvariantCulture));
        // Pairs of tweets of one planted text: found if they are in one cluster.
        int found = 0, pairs = 0;
        foreach (List<long> copies in truth.Copies)
        {
            foreach (long a in copies)
            {
                foreach (long b in copies.Where(b => b > a))
                {
                    pairs++;
                    found += cluster.TryGetValue(a, out long x) && cluster.TryGetValue(b, out long y) && x == y ? 1 : 0;
                }
            }
        }

        Assert.True(found >= 0.9 * pairs, $"recall {found} of {pairs}");
        Assert.DoesNotContain(truth.NearMisses, cluster.ContainsKey);
        // Two planted texts are never one cluster.
        Dictionary<long, int> storyOf = truth.Copies.SelectMany((c, i) => c.Select(id => (id, i))).ToDictionary(c => c.id, c => c.i);
        Assert.All(cluster.Where(c => storyOf.ContainsKey(c.Key)).GroupBy(c => c.Value),
            c => Assert.Single(c.Select(t => storyOf[t.Key]).Distinct()));
        Assert.Equal(0,
            db.Long($"select count(*) from {Table("narrative_copies")} where jaccard < 0 or jaccard > 1 or (exact and jaccard <> 1)"));
        Assert.Equal(cluster.Count, db.Long($"select sum(tweets)::bigint from {Table("narrative_clusters")}"));
        Assert.Equal(cluster.Count, db.Long($"select sum(originals + retweets)::bigint from {Table("narrative_clusters")}"));
    }

    [Fact]
    public void Languages_of_blank_cells_are_told()
    {
        using var db = new DuckDb();
        Dictionary<long, string> told = db.Rows($"select tweetid, predicted_language from {Table("tweet_languages")}")
            .ToDictionary(r => (long)r[0]!, r => (string)r[1]!);
        int all = truth.Languages.Sum(l => l.Tweetids.Count),
            right = truth.Languages.Sum(l => l.Tweetids.Count(id => told[id] == l.Language));
        int unsure = truth.Languages.Sum(l => l.Tweetids.Count(id => told[id] == "und"));
        Assert.True(right >= 0.95 * all, $"recall {right} of {all}");
        Assert.True(right >= 0.98 * (all - unsure), $"precision {right} of {all - unsure}");
        Assert.Equal(db.Long($"select count(*) from {Table("tweets/part-00001")} where tweet_language is null"), told.Count);
    }

    [Fact]
    public void Groups_are_found_by_their_method_and_alone()
    {
        using var db = new DuckDb();
        foreach (StoryGroup group in truth.Groups)
        {
            List<string> members = [
                .. db.Rows($"select unnest(userids) from {Table("coordination_components")} where method = '{group.Method}'")
                    .Select(r => (string)r[0]!)];
            // Everything was composed at random but the groups: precision and recall are 1.
            Assert.Equal(group.Userids.Order(StringComparer.Ordinal), members.Order(StringComparer.Ordinal));
            int n = group.Userids.Count;
            Assert.Equal((n * (n - 1) / 2, (long)group.Objects),
                (Convert.ToInt32(db.Long($"select count(*) from {Table("coordination_edges")} where method = '{group.Method}'"),
                    CultureInfo.InvariantCulture),
                db.Long($"select min(n_objects) from {Table("coordination_edges")} where method = '{group.Method}'")));
        }
    }

    [Fact]
    public void Every_edge_leads_to_its_tweets()
    {
        using var db = new DuckDb();
        foreach (StoryGroup group in truth.Groups)
        {
            string objects = $"(select * from {Table("coordination_objects")} where method = '{group.Method}')";
            int n = group.Userids.Count;
            Assert.Equal((long)group.Objects * n * (n - 1) / 2,
                db.Long($"select count(*) from {objects} where tweetid_a is not null and tweetid_b is not null"));
            Assert.Equal(0, db.Long($"""
                select count(*) from {objects} c left join {planted.FinishedRun.Table("tweets")} a on a.tweetid = c.tweetid_a left join {planted.FinishedRun.Table("tweets")} b on b.tweetid = c.tweetid_b
                where a.userid is distinct from c.account_a or b.userid is distinct from c.account_b or c.minutes > {group.Window}
                """));
            // Nobody else was active, so all is theirs; nothing is by chance of who shared what.
            Assert.Equal(0, db.Long($"select count(*) from {Table("coordination_edges")} where method = '{group.Method}' and (not "
                + "above_chance or share_by_chance > 0.05)"));
        }
    }

    [Fact]
    public void Near_copies_of_a_group_are_found_with_their_clusters()
    {
        using var db = new DuckDb();
        StoryGroup group = truth.Groups.Single(g => g.Method == "co_tweet");
        Assert.Equal(group.Userids.Order(StringComparer.Ordinal),
            db.Lines($"select unnest(userids) as u from {Table("coordination_components")} where method = 'similar_text' order by u"));
        int n = group.Userids.Count;
        Assert.Equal((long)group.Objects * n * (n - 1) / 2, db.Long($"""
            select count(*) from {Table("coordination_objects")} c
            where method = 'similar_text' and exists (select 1 from {Table("narrative_copies")} n where n.tweetid = c.tweetid_a and n.cluster_id::varchar = c.object and n.userid = c.account_a)
            """));
    }

    [Fact]
    public void Near_copies_are_left_out_where_nobody_looked_for_them()
    {
        FinishedRun again = planted.Again(TweetsMode.All);
        var alone = PlantedDataset.Analyze(again.Out, o => o with { Only = ["coordination"] });
        Assert.Contains(alone.Done.Single().Notes, n => n.StartsWith("similar_text: left out", StringComparison.Ordinal));
        PlantedDataset.Analyze(again.Out, o => o with { Only = ["narratives"] });
        var then = PlantedDataset.Analyze(again.Out, o => o with { Only = ["coordination"] });
        Assert.DoesNotContain(then.Done.Single().Notes, n => n.Contains("left out", StringComparison.Ordinal));
        // In one command or in two: the same pairs.
        Assert.Equal(planted.Result.Files.Single(f => f.Name == "coordination_edges.parquet"),
            then.Files.Single(f => f.Name == "coordination_edges.parquet"));
    }

    [Fact]
    public void A_window_of_nothing_is_the_same_minute()
    {
        FinishedRun again = planted.Again(TweetsMode.All);
        PlantedDataset.Analyze(again.Out, o => o with { Only = ["coordination"], WindowMinutes = 0 });
        using var db = new DuckDb();
        // In the same minute only every other member of a group.
        Assert.Equal(4L * (3 + 1),
            db.Long($"select count(*) from {again.Table("coordination_edges")} where method in ('co_retweet', 'co_tweet', 'co_link', "
                + "'co_reply')"));
        Assert.Equal("0",
            db.Scalar(
                "select decode(value) from "
                    + $"parquet_kv_metadata({DuckDb.Quote(Path.Combine(again.Out, "coordination_edges.parquet"))}) where decode(key) = "
                    + "'tweetarchive.parameter.window_minutes'"));
    }

    [Fact]
    public void Spikes_are_found_on_their_days()
    {
        using var db = new DuckDb();
        List<string> found = db.Lines(
            $"select target_id, strftime(period_start, '%Y-%m-%d') from {Table("spikes")} where period = 'day' order by 1");
        Assert.Equal(truth.Spikes.Select(s => $"{s.TargetId}|{s.Day}").Order(StringComparer.Ordinal), found);
        Assert.Equal(0,
            db.Long($"select count(*) from {Table("spikes")} where tweets <> originals + retweets or q_value < p_value or "
                + "len(top_tweetids) = 0 or len(top_userids) = 0"));
        // Ids in lists join as those in columns do.
        Assert.Equal(0, db.Long($"select count(*) from (select unnest(top_tweetids) as id from {Table("spikes")}) s "
            + $"anti join {planted.FinishedRun.Table("tweets")} t on t.tweetid = s.id"));
        Assert.Equal(["BIGINT[]"], db.Lines($"select distinct typeof(top_tweetids) from {Table("spikes")}"));
    }

    [Fact]
    public void Creation_bursts_are_found_with_their_accounts()
    {
        using var db = new DuckDb();
        foreach (StoryBurst burst in truth.Bursts)
        {
            List<string> members = [
                .. db.Rows(
                    $"select unnest(userids) from {Table("account_bursts")} where period = 'day' and period_start = date '{burst.Day}'")
                    .Select(r => (string)r[0]!)];
            Assert.Superset(burst.Userids.ToHashSet(StringComparer.Ordinal), members.ToHashSet(StringComparer.Ordinal));
        }

        Assert.Equal(truth.Bursts.Select(b => b.Day).Distinct().Count(),
            db.Long($"select count(*) from {Table("account_bursts")} where period = 'day'"));
    }

    [Fact]
    public void Lookalikes_are_found_and_ordinary_names_are_not()
    {
        using var db = new DuckDb();
        Assert.Equal(truth.Lookalikes.Select(l => $"{l.Kind}|{l.Found}|{l.Resembles}").Order(StringComparer.Ordinal),
            // The lexicon has a domain that the list calls a look-alike, and it is planted as an alias.
            db.Lines($"select kind, found, resembles from {Table("lookalikes")} where rule <> 'listed'").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_list_of_ones_own_is_used()
    {
        string list = planted.File("names.tsv");
        File.WriteAllText(list, "kind\tname\trole\nname\tAnna Exampel\tofficial\nhandle\tmountain_raeder\tjournalist\n");
        FinishedRun again = planted.Again(TweetsMode.None);
        PlantedDataset.Analyze(again.Out, o => o with { Only = ["personas"], Lookalikes = list });
        using var db = new DuckDb();
        Assert.Equal(["handle|mountain_reader|mountain_raeder|1", "name|Anna Example|Anna Exampel|1"],
            db.Lines($"select kind, found, resembles, distance from {again.Table("lookalikes")} order by 1"));
    }

    [Fact]
    public void Habits_add_up_to_the_tweets()
    {
        using var db = new DuckDb();
        Assert.Equal(planted.Synth.Tweets,
            db.Long($"select sum(tweets)::bigint from {Table("posting_hours")} where userid = '*' and zone = 'UTC'"));
        Assert.Equal(0, db.Long($"""
            select count(*) from (select weekday, hour, tweets from {Table("posting_hours")} where userid = '*' and zone = 'UTC') a
            full join (select weekday, hour, tweets from {planted.FinishedRun.Table("hours")} where target_id = '*') b using (weekday, hour) where a.tweets is distinct from b.tweets
            """));
        Assert.Equal(0,
            db.Long($"select count(*) from (select userid, sum(share) s from {Table("client_fingerprints")} group by 1) where abs(s - 1) "
                + "> 1e-9"));
        Assert.Equal(0, db.Long($"""
            with t as (select userid, tweet_language l, lag(tweet_language) over (partition by userid order by tweet_time, tweetid) b from {planted.FinishedRun.Table("tweets")} where tweet_language is not null),
            r as (select userid, avg((l <> b)::int) rate from t where b is not null group by 1)
            select count(*) from {Table("account_habits")} h join r using (userid) where abs(h.language_switch_rate - r.rate) > 1e-9
            """));
    }

    [Fact]
    public void Labels_are_counted_apart_from_mentions()
    {
        using var db = new DuckDb();
        Assert.Equal(0, db.Long($"""
            select count(*) from (select target_id, polarity, sum(tweets) n from {Table("label_used")} group by all) a
            full join (select target_id, polarity, count(distinct tweetid) n from {planted.FinishedRun.Table("mentions")} where decision = 'tag' group by all) b using (target_id, polarity) where a.n is distinct from b.n
            """));
    }

    private string Table(string name) => planted.FinishedRun.Table(name);
}
