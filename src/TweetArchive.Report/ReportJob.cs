using System.Text.Json;
using TweetArchive.Dataset;
using TweetArchive.Report.Content;
using TweetArchive.Report.Page;

namespace TweetArchive.Report;

/// <summary>Makes report.html of a finished dataset. The same dataset gives the same bytes.</summary>
public static class ReportJob
{
    public const string FileName = "report.html";

    /// <exception cref="UsageException">No dataset is there, or not one that this program reads.</exception>
    /// <exception cref="DatasetException">A table cannot be read.</exception>
    /// <exception cref="IOException">The page cannot be written.</exception>
    public static ReportResult Write(ReportOptions options, CancellationToken cancel)
    {
        WholeFile.RefuseForeign(options.Out ?? Path.Combine(options.Dataset, FileName), PageText.Generator);
        (int tweets, long found) = (0, 0L);
        byte[] page = [];
        if (options.Out is not { } path)
        {
            path = Path.Combine(options.Dataset, FileName);
            ReportFile.Put(options.Dataset, () => page = Make(options, cancel, out tweets, out found));
            return new ReportResult(path, page.Length, tweets, found);
        }

        page = Make(options, cancel, out tweets, out found);
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder)
            Directory.CreateDirectory(folder);
        WholeFile.Write(path, stream => stream.Write(page));
        return new ReportResult(path, page.Length, tweets, found);
    }

    /// <summary>The page's bytes.</summary>
    /// <param name="tweetCount">Tweets in the page.</param>
    /// <param name="found">Tweets in which a target was found, where all were asked for.</param>
    public static byte[] Make(ReportOptions options, CancellationToken cancel, out int tweetCount, out long found)
    {
        var scope = new ReportScope(options, DatasetFolder.OpenWhole(options.Dataset).Manifest);
        WeeklyCounts weekly = WeeklyCounts.Read(scope);
        AccountBook accounts = AccountBook.Read(scope);
        cancel.ThrowIfCancellationRequested();
        Hours hours = Hours.Read(scope);
        TopTexts[] lists =
        [
            TopTexts.Read(scope, "hashtags", "hashtag", h => h),
            TopTexts.Read(scope, "domains", "domain", TweetText.DefangHost),
            TopTexts.Read(scope, "clients", "tweet_client_name", TweetText.Defang),
        ];
        cancel.ThrowIfCancellationRequested();
        Network mentions = Network.Read(scope, "mention_edges", "mentioned");
        Network retweets = Network.Read(scope, "retweet_edges", "retweeted");
        cancel.ThrowIfCancellationRequested();
        var targetNumbers = weekly.Targets.Select((t, i) => (t, i)).ToDictionary(t => t.t, t => t.i, StringComparer.Ordinal);
        IReadOnlyList<AnalysisRows> analyses = AnalysisTables.Read(scope);
        var figures = new FigureTweets([.. mentions.Links(), .. retweets.Links()], analyses.SelectMany(a => a.Figures()));
        HashSet<(string, long)> ofFigures = figures.Choose(scope);
        cancel.ThrowIfCancellationRequested();
        AllTweets? all = options.AllTweets ? AllTweets.Read(scope, targetNumbers, figures) : null;
        Examples examples = Examples.Read(scope, all is null ? ExampleChoice.Choose(scope) : [],
            ofFigures.Where(t => all?.Has(t) != true), figures);
        (tweetCount, found) = (all?.Count ?? examples.Count, all?.Found ?? 0);
        cancel.ThrowIfCancellationRequested();
        SpikeMarks spikes = SpikeMarks.Read(scope);
        var sections = new StaticSections(scope, weekly, accounts);
        var models = new ModelSections(scope, weekly);

        string data = PageText.Json(json =>
        {
            json.WriteStartObject();
            WriteTargets(json, scope, weekly, sections);
            JsonColumns.Texts(json, "datasets", scope.Datasets.Select(d => d.Dataset));
            ReleaseNames.Write(json, scope);
            Findings.Write(json, scope, weekly, accounts, hours, lists.Single(l => l.Name == "clients"));
            accounts.Creation.Write(json, scope);
            sections.WriteCitation(json);
            json.WriteString("tweets_mode", scope.Manifest.Options.Tweets);
            weekly.Write(json);
            hours.Write(json);
            foreach (TopTexts list in lists)
                list.Write(json);
            accounts.WriteLists(json);
            mentions.Write(json, accounts, figures);
            retweets.Write(json, accounts, figures);
            var folding = new SearchFolding();
            examples.Write(json, accounts, targetNumbers, folding);
            folding.Write(json);
            spikes.Write(json);
            AnalysisTables.Write(json, analyses, figures);
            Announcements.Write(json);
            accounts.WriteShown(json);
            json.WriteEndObject();
        });
        Dictionary<string, string> values = Values(scope, sections, models);
        values["tweets_shown"] = StaticSections.TweetsShown(all is not null);
        values["all_tweets"] = all is null ? "" : PackedData.Of(json => all.Write(json, TaggingAccounts.Read(scope)));
        return ReportPage.Build(values, data);
    }

    /// <summary>In the order of their numbers, with what the page's chart of targets shows.</summary>
    private static void WriteTargets(Utf8JsonWriter json, ReportScope scope, WeeklyCounts weekly, StaticSections sections)
    {
        var totals = sections.TargetTotals().ToDictionary(t => t.Target.Id, StringComparer.Ordinal);
        json.WriteStartArray("targets");
        foreach (string id in weekly.Targets)
        {
            json.WriteStartObject();
            json.WriteString("id", id);
            json.WriteString("name", totals[id].Target.DisplayName);
            json.WriteString("group", totals[id].Target.Group);
            json.WriteNumber("tag", totals[id].Tag);
            json.WriteNumber("retweets", totals[id].Retweets);
            json.WriteNumber("candidate", totals[id].Candidate);
            json.WriteNumber("accounts", totals[id].Accounts);
            JsonColumns.Numbers(json, "asked",
                scope.Datasets.Select((d, i) => (d.Dataset, i)).Where(d => scope.IsAsked(id, d.Dataset)).Select(d => (long)d.i));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static Dictionary<string, string> Values(ReportScope scope, StaticSections sections, ModelSections models) =>
        new(StringComparer.Ordinal)
        {
            ["title"] = PageText.Html(sections.Title),
            ["lead"] = sections.Lead(),
            ["accounting"] = sections.AccountingSentence(),
            ["inputs"] = sections.Inputs(),
            ["releases"] = sections.Datasets(),
            ["targets"] = sections.Targets(),
            ["estimates"] = sections.Estimates(),
            ["language_guesses"] = models.Languages(),
            ["lexicon"] = sections.LexiconName(),
            ["citation"] = sections.Citation(),
            ["version"] = PageText.Html(scope.Manifest.ProgramVersion),
        };
}
