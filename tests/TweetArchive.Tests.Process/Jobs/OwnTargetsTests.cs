using TweetArchive.Dataset;
using TweetArchive.Report.Suggestions;
using TweetArchive.Targets;
using Xunit;

namespace TweetArchive.Tests.Jobs;

/// <summary>A dataset of a person's own targets holds these, and candidates are looked for with them.</summary>
public sealed class OwnTargetsTests : IDisposable
{
    private readonly TempDatasets temp = new();

    public void Dispose() => temp.Dispose();

    [Fact]
    public void The_dataset_has_the_targets_of_the_list_and_suggestions_start_from_them()
    {
        string list = temp.File("mine.csv"), tweets = temp.File("x_tweets_csv_hashed.csv");
        File.WriteAllText(list, "target,alias\narmy,@army_th\narmy,Royal Army\nparty,Reform Party\n");
        IEnumerable<string> rows = Enumerable.Range(1, 6).Select(i => Row(i, i % 2 == 0
            ? "@army_th Royal Army and Maryam Rajavi #Reform" : "RT @other_name: Reform Party, @Other_Name again"));
        File.WriteAllText(tweets, CommandFolder.Header + string.Concat(rows));
        FinishedRun run = temp.Run([tweets], o => o with { Lexicon = Lexicon.LoadFrom(list) });

        using var duck = new DuckDb();
        Assert.Equal(["army", "party"], duck.Lines($"SELECT target_id FROM {run.Table("targets")} WHERE len(asked_in) = 1 ORDER BY 1"));
        Assert.Equal(2, duck.Long($"SELECT count(*) FROM {run.Table("targets")}"));
        DatasetManifest manifest = DatasetFolder.OpenWhole(run.Out).Manifest;
        Assert.Equal((2L, 3L), ((long)manifest.Lexicon.Targets, (long)manifest.Lexicon.Aliases));
        Assert.Equal((2L, 0L), (manifest.Datasets[0].Targets!.Asked, manifest.Datasets[0].Targets!.NotAsked));

        // Who is mentioned is given by numbers; the name is in the texts, once in each tweet, and the list's own is not suggested.
        Assert.Equal(0, duck.Long($"SELECT count(*) FROM {run.Table("mention_edges")} WHERE NOT regexp_full_match(mentioned, '\\d+')"));
        Suggestions all = SuggestJob.Find(run.Out, null, null, 10, CancellationToken.None);
        IReadOnlyList<Suggestion> found = all.Found;
        Suggestion handle = Assert.Single(found, s => s.Kind == "handle");
        Assert.Equal(("@other_name", 3L, 3L), (handle.Text.ToLowerInvariant(), handle.Tweets, handle.Accounts));
        // A target of the shipped list is none of the dataset's; the list's own names are not suggested.
        Assert.Equal(["Maryam Rajavi"], found.Where(s => s.Kind == "name").Select(s => s.Text));
        Assert.DoesNotContain(SuggestJob.Find(run.Out, null, Lexicon.LoadShipped(), 10, CancellationToken.None).Found,
            s => s.Text == "Maryam Rajavi");
        // What was left out, and of how many.
        Assert.Equal(["handle 2 1 2 @army_th", "hashtag 1 1 1 ", "name 3 1 3 Reform Party,Royal Army"], all.Kinds.Select(k =>
            $"{k.Kind} {k.All} {k.Listed} {k.Compared} {string.Join(',', k.LeftOut.Order(StringComparer.Ordinal))}"));
    }

    /// <summary>A tweet that mentions the account 123456789.</summary>
    private static string Row(int number, string text)
    {
        string row = CommandFolder.Row(1_000_000_000_000_000_000 + number, text, user: "user" + number);
        int mentions = row.LastIndexOf("\"[]\"", StringComparison.Ordinal);
        return row[..mentions] + "\"[123456789]\"" + row[(mentions + 4)..];
    }
}
