using System.Globalization;
using System.Text.Json;
using TweetArchive.Dataset;
using TweetArchive.Report.Content;
using TweetArchive.Report.Dataset;
using TweetArchive.Report.Page;
using TweetArchive.Targets.Explain;
using TweetArchive.Text;

namespace TweetArchive.Report.Coding;

/// <summary>
/// Draws tweets for people to read and writes the page in which they read them. The same dataset and seed give the same bytes.
/// </summary>
public static class SampleJob
{
    /// <exception cref="UsageException">No dataset is there, it holds no tweets, or an option cannot be used.</exception>
    /// <exception cref="DatasetException">A table cannot be read.</exception>
    /// <exception cref="IOException">The page cannot be written.</exception>
    public static SampleResult Write(SampleOptions options, CancellationToken cancel)
    {
        DatasetManifest manifest = DatasetFolder.OpenWhole(options.Dataset).Manifest;
        if (manifest.Options.Tweets == "none")
            throw new UsageException($"{options.Dataset} holds no tweets to read. Make it again with: tweetarchive run --tweets all");
        WholeFile.RefuseForeign(options.Out, PageText.Generator);
        var scope = new ReportScope(new ReportOptions { Dataset = options.Dataset, Only = options.Only }, manifest);
        CodingSample sample = CodingSample.Draw(scope, options, cancel);
        if (options.Targets.Where(t => sample.Units.All(u => u.Target != t)).ToArray() is { Length: > 0 } unknown)
            throw new UsageException(NotFound(scope, unknown));
        if (sample.Units.Count == 0)
            throw new UsageException(
                $"{options.Dataset}: no tweet mentions a target, and other tweets were not kept. There is nothing to draw from.");
        bool hasLexicon = options.Lexicon is { } given && given.Checksum == manifest.Lexicon.Sha256;
        TargetExplainer? explainer = hasLexicon ? new TargetExplainer(Targets.Matching.TargetMatcher.Of(options.Lexicon!)) : null;
        CodingTexts texts = CodingTexts.Read(scope, sample.Units, explainer);
        cancel.ThrowIfCancellationRequested();
        byte[] page = Page(scope, options, sample, texts, SampleName(manifest, options), hasLexicon);
        if (Path.GetDirectoryName(Path.GetFullPath(options.Out)) is { } folder)
            Directory.CreateDirectory(folder);
        WholeFile.Write(options.Out, stream => stream.Write(page));
        int Of(string decision) => sample.Units.Count(u => u.Stratum.Decision == decision);
        return new SampleResult(options.Out, sample.Units.DistinctBy(u => u.Stratum).Count(), Of("tag"), Of("candidate"),
            Of(Stratum.Untagged), hasLexicon || !HasContexts(scope) ? sample.Notes
                : [.. sample.Notes, "the page cannot show the words that the rules looked at, since the run had other targets. Give the "
                    + "same ones to this command: --targets"]);
    }

    /// <summary>Of targets without a tweet: which of them the run did not look for, and which it looked for in vain.</summary>
    private static string NotFound(ReportScope scope, string[] targets)
    {
        HashSet<string?> known = [.. DatasetTable.Open(scope.Folder, "targets").RowGroups().SelectMany(rows => rows.Texts("target_id"))];
        ILookup<bool, string> looked = targets.ToLookup(known.Contains);
        string[] said = [
            .. looked[false].Select(t => $"--target {t}: the run knew no target of this name."),
            .. looked[true].Select(t => $"--target {t}: no tweet was found to mention it."),
            $"All targets, with their counts: tweetarchive query {scope.Folder} \"SELECT target_id, decision, sum(tweets) FROM "
                + "daily_mentions GROUP BY ALL\""];
        return string.Join(' ', said);
    }

    /// <summary>Seed and mentions that the sample is of: labels of another dataset are then known as such.</summary>
    private static string SampleName(DatasetManifest manifest, SampleOptions options) => string.Create(CultureInfo.InvariantCulture,
        $"seed{options.Seed}-{manifest.Files.FirstOrDefault(f => f.Name == "mentions.parquet")?.Sha256[..12] ?? ""}");

    private static byte[] Page(ReportScope scope, SampleOptions options, CodingSample sample, CodingTexts texts, string name,
        bool hasLexicon)
    {
        Stratum[] strata = [.. sample.Units.Select(u => u.Stratum).Distinct().Order()];
        var numbers = strata.Select((s, i) => (s, i)).ToDictionary(s => s.s, s => s.i);
        string[] targets = [.. sample.Units.Select(u => u.Target).Where(t => t.Length > 0).Distinct().Order(StringComparer.Ordinal)];
        string data = PageText.Json(json =>
        {
            json.WriteStartObject();
            json.WriteString("sample", name);
            json.WriteBoolean("words", hasLexicon);
            json.WriteStartArray("targets");
            foreach (string target in targets)
            {
                json.WriteStartObject();
                json.WriteString("id", target);
                json.WriteString("name", TweetText.Defang(scope.Describe(target).DisplayName));
                json.WriteEndObject();
            }

            json.WriteEndArray();
            WriteStrata(json, strata, sample);
            json.WriteStartArray("units");
            foreach (SampledUnit unit in sample.Units)
                WriteUnit(json, unit, numbers[unit.Stratum], texts.Of(unit), targets);
            json.WriteEndArray();
            json.WriteEndObject();
        });
        return ReportPage.Build(Assets.Text("page/coding.html"), Assets.Style, [Assets.Wrap("dom.js", "tweet.js", "coding.js")],
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["version"] = PageText.Html(scope.Manifest.ProgramVersion),
                ["sample"] = PageText.Html(name),
                ["says"] = PageText.Html(string.Create(CultureInfo.InvariantCulture,
                $"{Counted.Of(sample.Units.Count, "tweet")}, drawn at random with the seed {options.Seed} from "
                    + $"{Counted.Of(strata.Length, "stratum", "strata")} of "
                    + $"{string.Join(", ", scope.Datasets.Select(d => d.Dataset))}.")),
            }, data);
    }

    /// <summary>Whether aliases of the dataset look at context words; those of a simple list do not.</summary>
    private static bool HasContexts(ReportScope scope) => DatasetTable.Find(scope.Folder, "aliases")?.RowGroups()
        .Any(rows => rows.Texts("context_id").Any(id => id is { Length: > 0 })) ?? false;

    private static void WriteStrata(Utf8JsonWriter json, Stratum[] strata, CodingSample sample)
    {
        var sizes = sample.Units.GroupBy(u => u.Stratum).ToDictionary(g => g.Key, g => g.First().StratumSize);
        json.WriteStartArray("strata");
        foreach (Stratum stratum in strata)
        {
            json.WriteStartObject();
            json.WriteString("decision", stratum.Decision);
            json.WriteString("rule", stratum.Rule);
            json.WriteString("language", stratum.Language);
            json.WriteNumber("size", sizes[stratum]);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteUnit(Utf8JsonWriter json, SampledUnit unit, int stratum, CodingText text, string[] targets)
    {
        json.WriteStartObject();
        json.WriteString("id", unit.TweetId.ToString(CultureInfo.InvariantCulture));
        json.WriteString("d", unit.Dataset);
        json.WriteString("g", unit.Target);
        json.WriteNumber("s", stratum);
        if (text.Text is not null)
            JsonColumns.Texts(json, "x", text.Text);
        json.WriteString("a", text.Account);
        json.WriteString("t", text.Time);
        json.WriteString("l", text.Language);
        WritePairs(json, "m", text.Evidence.Select(e => (e.Alias, e.Field)));
        WritePairs(json, "w", text.Words);
        if (text.Found.Intersect(targets).ToArray() is { Length: > 0 } found)
            JsonColumns.Texts(json, "f", found);
        json.WriteEndObject();
    }

    private static void WritePairs(Utf8JsonWriter json, string name, IEnumerable<(string First, string Second)> pairs)
    {
        json.WriteStartArray(name);
        foreach ((string first, string second) in pairs)
        {
            json.WriteStartArray();
            json.WriteStringValue(first);
            json.WriteStringValue(second);
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }
}
