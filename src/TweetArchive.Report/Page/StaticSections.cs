using System.Text.Json;
using TweetArchive.Dataset;
using TweetArchive.Report.Content;
using TweetArchive.Targets;
using TweetArchive.Text;
using TweetArchive.Tweets;

namespace TweetArchive.Report.Page;

/// <summary>What the page says without its script: accounting, releases, inputs, totals by target, and whom to cite.</summary>
internal sealed class StaticSections(ReportScope scope, WeeklyCounts weekly, AccountBook accounts)
{
    /// <summary>Inputs listed in the page; the manifest has all.</summary>
    public const int MaxInputs = 100;

    private const int InputsCited = 3, CountsCited = 3;

    public string Title => scope.Datasets.Count switch
    {
        0 => "Tweets and whom they mention: no tweets",
        <= 3 => "Tweets and whom they mention: " + string.Join("; ", scope.Datasets.Select(ReleaseNames.Name)),
        _ => $"Tweets and whom they mention: {scope.Datasets.Count} releases",
    };

    public string Lead()
    {
        Accounting all = scope.Manifest.Accounting;
        long tweets = scope.IsPart ? scope.Datasets.Sum(d => d.Tweets) : all.Tweets;
        string tagged = scope.IsPart ? "" : $" {Counted.Of(all.TaggedTweets, "tweet mentions", "tweets mention")} at least one target "
            + $"({HtmlTable.Percent(all.TaggedTweets, all.Tweets)}).";
        // Only of the releases that the registry knows is it known that Twitter made them.
        string whose = scope.Datasets.Count > 0 && scope.Datasets.All(d => d.Published is not null)
            ? "that Twitter attributed to state-linked information operations and released"
            : "in the archives that were read";
        return Html($"{Counted.Of(tweets, "tweet")} of {Counted.Of(scope.Datasets.Sum(d => d.AccountsWithTweets), "account")} "
            + $"{whose}.{tagged}");
    }

    public string AccountingSentence()
    {
        Accounting all = scope.Manifest.Accounting;
        string users = all.Users > 0 ? $" Rows of users files are counted separately: {HtmlTable.Number(all.Users)}." : "";
        string part = scope.IsPart ? " These are the figures of the whole folder, of which this report shows a part." : "";
        return $"<b>{HtmlTable.Number(all.Records)}</b> records = <b>{HtmlTable.Number(all.Tweets)}</b> tweets + "
            + $"<b>{HtmlTable.Number(all.Rejected)}</b> rejected + <b>{HtmlTable.Number(all.Duplicates)}</b> duplicates. "
            + Html($"Every record of the input is one of these.{users}{part}") + Costly();
    }

    public string Inputs() =>
        HtmlTable.Build("What was read, file by file",
            ["file", "release", "kind", "records", "tweets", "rejected", "duplicates", "SHA-256"], 3,
        scope.Manifest.Inputs.Where(i => scope.Covers(i.Dataset)).Take(MaxInputs).Select(i => (string[])
        [
            i.SourceFile + (i.Problem is { Length: > 0 } problem ? " — " + problem : ""), i.Dataset, i.Kind ?? "",
            HtmlTable.Number(i.Accounting.Records), HtmlTable.Number(i.Accounting.Tweets), HtmlTable.Number(i.Accounting.Rejected),
            HtmlTable.Number(i.Accounting.Duplicates), i.Sha256 ?? "",
        ]))
        + (scope.Manifest.Inputs.Count > MaxInputs
            ? $"<p>The first {MaxInputs} of {HtmlTable.Number(scope.Manifest.Inputs.Count)} inputs; manifest.json has all.</p>"
            : "")
        + Remarks()
        + string.Concat(scope.Manifest.UnreadableInputs.Select(u => $"<p class=\"warn\">Not read: {Html(u.SourceFile)}</p>"));

    /// <summary>What the files say of how they were written, the costly first; empty where there is nothing.</summary>
    private string Remarks()
    {
        (string File, ManifestRemark Remark)[] all = [.. scope.Manifest.Inputs.Where(i => scope.Covers(i.Dataset))
            .SelectMany(i => i.Remarks.Select(r => (i.SourceFile, r))).OrderBy(r => Remark.IsCostly(r.r.Code) ? 0 : 1)];
        if (all.Length == 0)
            return "";
        var lines = all.Take(MaxInputs).Select(r => $"<li{(Remark.IsCostly(r.Remark.Code) ? " class=\"warn\"" : "")}>"
            + $"<bdi>{Html(r.File)}</bdi>: <bdi>{Html(r.Remark.Message)}</bdi></li>");
        return $"<h3>What to know of these files before their figures are used</h3><ul>{string.Concat(lines)}</ul>";
    }

    /// <summary>How many files have times, ids or accounts that are wrong or uncertain; empty for none.</summary>
    private string Costly()
    {
        int files = scope.Manifest.Inputs.Count(i => scope.Covers(i.Dataset) && i.Remarks.Any(r => Remark.IsCostly(r.Code)));
        return files == 0 ? "" : $" <b>{Counted.Of(files, "file has", "files have")} times, ids or accounts that are wrong or "
            + "uncertain</b>: what was read, file by file, says which.";
    }

    public string Datasets() =>
        HtmlTable.Build("Releases, and what was published of them",
            ["release", "origin stated by Twitter", "released", "tweets read", "tweets published", "accounts with tweets",
            "accounts known", "accounts published"], 3,
        scope.Datasets.Select(d => (string[])
        [
            d.Dataset, d.Published?.StatedOrigin ?? "", d.Published?.Released ?? "", HtmlTable.Number(d.Tweets),
            HtmlTable.Number(d.Published?.Tweets), HtmlTable.Number(d.AccountsWithTweets), HtmlTable.Number(d.Accounts),
            HtmlTable.Number(d.Published?.Accounts),
        ]));

    /// <summary>The table below the chart of targets: all of them, the most tagged first.</summary>
    public string Targets() =>
        HtmlTable.Build("Targets: distinct tweets",
            ["target", "group", .. Several ? (string[])["searched for in"] : [], "mentions", "of these retweets", "share of all tweets",
            "possible mentions only", .. Several ? (string[])[] : ["accounts"]], Several ? 3 : 2,
        TargetTotals().Select(t => (string[])
        [
            t.Target.DisplayName, t.Target.Group, .. Several ? (string[])[AskedIn(t.Target.Id)] : [], HtmlTable.Number(t.Tag),
            HtmlTable.Number(t.Retweets), HtmlTable.Percent(t.Tag, TweetsAsked(t.Target.Id)), HtmlTable.Number(t.Candidate),
            .. Several ? (string[])[] : [HtmlTable.Number(t.Accounts)],
        ])) + NotAsked();

    /// <summary>Accounts of several releases cannot be added up.</summary>
    private bool Several => scope.Datasets.Count > 1;

    private string AskedIn(string target)
    {
        string[] asked = [.. scope.Datasets.Select(d => d.Dataset).Where(d => scope.IsAsked(target, d))];
        return asked.Length == scope.Datasets.Count ? "all releases" : string.Join(", ", asked);
    }

    /// <summary>Tweets of the releases that were searched for the target.</summary>
    private long TweetsAsked(string target) => scope.Datasets.Where(d => scope.IsAsked(target, d.Dataset)).Sum(d => d.Tweets);

    /// <summary>Which tweets the page has.</summary>
    public static string TweetsShown(bool all) => all
        ? "are those in which a target was found: all of them, unless the page says that it holds a part, which a fixed hash of their ids "
            + "chose. Tweets in which no target was found are in the tables alone."
        : "are chosen by a fixed hash of their ids, at most three for each target and week, not by what they say.";

    /// <summary>Targets that are not among them because their release was not searched for them.</summary>
    private string NotAsked() => string.Concat(scope.Datasets.Where(d => d.Targets is { NotAsked: > 0 }).Select(d =>
    {
        ManifestAskedTargets targets = d.Targets!;
        string most = string.Join(
            ", ", targets.LeftOut.Take(5).Select(t => $"{scope.Describe(t.Key).DisplayName} {HtmlTable.Number(t.Value)}"));
        string left = most.Length == 0
            ? "no tweet mentions them"
            : $"{Counted.Of(targets.TweetsLeftOut, "tweet mentions", "tweets mention")} one of them ({most})";
        string asked = $"{d.Dataset} was searched for the {targets.Asked} targets documented for {string.Join(", ", targets.Groups)}";
        return $"<p class=\"small\">{Html($"{asked}; {targets.NotAsked} others were not searched for: {left}.")}</p>\n";
    }));

    /// <summary>The most tagged first.</summary>
    public IReadOnlyList<(Target Target, long Tag, long Retweets, long Candidate, long Accounts)> TargetTotals() =>
        [.. weekly.Targets.Select(t => (scope.Describe(t), weekly.Mentions(t, true), weekly.Mentions(t, true, true),
            weekly.Mentions(t, false), accounts.AccountsOf(t)))
            .OrderByDescending(t => t.Item2).ThenByDescending(t => t.Item4).ThenBy(t => t.Item1.Id, StringComparer.Ordinal)];

    /// <summary>What people's labels say of the counts; empty where nobody has read a sample.</summary>
    public string Estimates()
    {
        if (estimates.Count == 0)
            return "";
        bool several = scope.Datasets.Count > 1;
        var lines = CountEstimates.Sentences(estimates)
            .Select(s => $"<li><b><bdi>{Html(scope.Describe(s.Target).DisplayName)}</bdi></"
            + $"b>{(several ? Html($", {s.Dataset}") : "")}: {Html(s.Says)}</li>");
        return $"<div id=\"estimates\"><h3>How accurate the counts are</h3><ul>{string.Concat(lines)}</ul><p class=\"small\">From a "
            + "random sample that people have read; by language and rule in estimates.parquet.</p></div>\n";
    }

    public string LexiconName()
    {
        DatasetManifest manifest = scope.Manifest;
        string shipped = manifest.Lexicon.Sha256 == Lexicon.LoadShipped().Checksum
            ? "the lexicon shipped with the program"
            : "a lexicon of the user's own";
        return Html($"{shipped}, {Counted.Of(manifest.Lexicon.Targets, "target")}, "
            + $"{Counted.Of(manifest.Lexicon.Aliases, "alias", "aliases")}, SHA-256 {manifest.Lexicon.Sha256}");
    }

    public string Citation()
    {
        string releases = string.Join(", ", scope.Datasets.Select(d => d.Dataset));
        string[] inputs = [.. InputSums()];
        string more = inputs.Length > InputsCited ? $" and {inputs.Length - InputsCited} more" : "";
        return Html($"TweetArchive {scope.Manifest.ProgramVersion}: mentions in Twitter's information operations archives, releases "
            + $"{releases}; lexicon {Short(scope.Manifest.Lexicon.Sha256)}; "
            + $"inputs {string.Join(", ", inputs.Take(InputsCited))}{more}.{string.Concat(EstimatesCited().Select(e => " " + e))}");
    }

    private IEnumerable<string> InputSums() =>
        scope.Manifest.Inputs.Where(i => scope.Covers(i.Dataset) && i.Kind == "tweets").Select(i => Short(i.Sha256 ?? ""));

    /// <summary>How accurate the counts of the first targets are; of how many others that is known is told too.</summary>
    private IEnumerable<string> EstimatesCited()
    {
        (string Target, string Dataset, string Says)[] all = [.. CountEstimates.Sentences(estimates)];
        IEnumerable<string> first = all.Take(CountsCited)
            .Select(s => $"{scope.Describe(s.Target).DisplayName}, {s.Dataset}: {s.Says}");
        return all.Length <= CountsCited ? first
            : first.Append($"Estimates of {all.Length - CountsCited} more counts are in estimates.parquet.");
    }

    /// <summary>citation: what BibTeX and APA are made of; the day is the reader's.</summary>
    public void WriteCitation(Utf8JsonWriter json)
    {
        json.WriteStartObject("citation");
        json.WriteString(
            "key", Short(scope.Manifest.Lexicon.Sha256) + "-" + string.Join('-', scope.Datasets.Take(3).Select(d => d.Dataset)));
        json.WriteString("title", Title);
        json.WriteString("version", scope.Manifest.ProgramVersion);
        json.WriteString("lexicon", Short(scope.Manifest.Lexicon.Sha256));
        JsonColumns.Texts(json, "inputs", InputSums());
        JsonColumns.Texts(json, "estimates", EstimatesCited());
        json.WriteEndObject();
    }

    private readonly IReadOnlyList<CountEstimate> estimates = CountEstimates.Read(scope);

    private static string Html(string text) => PageText.Html(text);

    private static string Short(string checksum) => checksum.Length > 12 ? checksum[..12] : checksum;
}
