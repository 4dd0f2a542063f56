using System.Text;
using System.Text.Json;
using TweetArchive.Dataset.Reading;
using TweetArchive.Report.Dataset;

namespace TweetArchive.Report.Content;

/// <summary>
/// The hashtags, domains or clients with the most tweets for each target. Where a folder has several releases, a row is of one of them:
/// their accounts cannot be added up.
/// </summary>
internal sealed class TopTexts
{
    public const int Limit = 25;

    private readonly record struct Row(string Dataset, string Text, long Tweets, long? Retweets, long Accounts);

    private readonly SortedDictionary<string, TopRows<Row>> byTarget = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, TopRows<Row>>[] byRelease;
    private readonly string[] releases;

    private readonly Func<string, string> display;

    private TopTexts(string name, string[] releases, Func<string, string> display)
    {
        Name = name;
        this.display = display;
        this.releases = releases;
        byRelease = [.. releases.Select(_ => new SortedDictionary<string, TopRows<Row>>(StringComparer.Ordinal))];
    }

    /// <summary>Of the table.</summary>
    public string Name { get; }

    /// <summary>The text with the most tweets of the whole dataset, and the tweets that the table has of it; null without any.</summary>
    public (string Text, long Tweets)? Most => byTarget.TryGetValue(ReportScope.Everything, out TopRows<Row>? rows)
        ? rows.Rows().GroupBy(r => r.Text, StringComparer.Ordinal).Select(g => ((string, long)?)(display(g.Key), g.Sum(r => r.Tweets)))
            .OrderByDescending(g => g!.Value.Item2).ThenBy(g => g!.Value.Item1, StringComparer.Ordinal).FirstOrDefault()
        : null;

    /// <param name="column">The one that holds the text.</param>
    /// <param name="display">How a text is written into the page, such as defanged.</param>
    public static TopTexts Read(ReportScope scope, string name, string column, Func<string, string> display)
    {
        var top = new TopTexts(name, [.. scope.Datasets.Select(d => d.Dataset)], display);
        (RepeatedText dataset, RepeatedText target) = (new(), new());
        foreach (TableRows rows in DatasetTable.Find(scope.Folder, name)?.RowGroups() ?? [])
        {
            (TextColumn datasets, TextColumn targets, TextColumn texts) =
                (rows.Text("dataset"), rows.Text("target_id"), rows.Text(column));
            (NumberColumn tweets, NumberColumn accounts) = (rows.Number("tweets"), rows.Number("accounts"));
            NumberColumn? retweets = rows.Has("retweets") ? rows.Number("retweets") : null;
            for (int i = 0; i < rows.Count; i++)
            {
                string release = dataset.Of(datasets[i]);
                if (!scope.Covers(release))
                    continue;
                TopRows<Row> all = Best(top.byTarget, target.Of(targets[i]));
                TopRows<Row>? ofRelease = top.releases.Length > 1
                    ? Best(top.byRelease[Array.IndexOf(top.releases, release)], target.Of(targets[i]))
                    : null;
                // Of a million rows a few hundred are shown: only their texts become strings.
                (bool inAll, bool inRelease) = (all.Count(tweets[i], texts[i]), ofRelease?.Count(tweets[i], texts[i]) ?? false);
                if (!inAll && !inRelease)
                    continue;
                var row = new Row(release, Encoding.UTF8.GetString(texts[i]), tweets[i], retweets?[i], accounts[i]);
                if (inAll)
                    all.Add(row);
                if (inRelease)
                    ofRelease!.Add(row);
            }
        }

        return top;
    }

    /// <summary>
    /// name, of all releases, and name_by_release, of each of several: target → { n: distinct texts, rows: [[text, tweets, retweets or
    /// null, accounts, dataset]] }.
    /// </summary>
    public void Write(Utf8JsonWriter json)
    {
        json.WritePropertyName(Name);
        Write(json, byTarget);
        json.WriteStartArray(Name + "_by_release");
        foreach (SortedDictionary<string, TopRows<Row>> release in releases.Length > 1 ? byRelease : [])
            Write(json, release);
        json.WriteEndArray();
    }

    private static TopRows<Row> Best(SortedDictionary<string, TopRows<Row>> targets, string target)
    {
        if (!targets.TryGetValue(target, out TopRows<Row>? best))
            targets.Add(target, best = new TopRows<Row>(Limit, r => r.Tweets, r => r.Text + "\0" + r.Dataset));
        return best;
    }

    private void Write(Utf8JsonWriter json, SortedDictionary<string, TopRows<Row>> targets)
    {
        json.WriteStartObject();
        foreach ((string target, TopRows<Row> rows) in targets)
        {
            json.WriteStartObject(target);
            json.WriteNumber("n", rows.Seen);
            json.WriteStartArray("rows");
            foreach (Row row in rows.Rows())
            {
                json.WriteStartArray();
                json.WriteStringValue(display(row.Text));
                json.WriteNumberValue(row.Tweets);
                if (row.Retweets is { } retweets)
                    json.WriteNumberValue(retweets);
                else
                    json.WriteNullValue();
                json.WriteNumberValue(row.Accounts);
                json.WriteStringValue(row.Dataset);
                json.WriteEndArray();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }
}
