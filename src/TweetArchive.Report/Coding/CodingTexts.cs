using TweetArchive.Report.Content;
using TweetArchive.Report.Dataset;
using TweetArchive.Report.Page;
using TweetArchive.Targets.Explain;

namespace TweetArchive.Report.Coding;

/// <summary>What a coder is shown of a tweet.</summary>
/// <param name="Text">In pieces, every other one marked; null if the dataset does not hold it.</param>
/// <param name="Evidence">What matched in it, where: the alias and the field, by target.</param>
internal sealed record CodingText(IReadOnlyList<string>? Text, string Account, string Time, string Language,
    IReadOnlyList<(string Target, string Alias, string Field)> Evidence)
{
    /// <summary>Words of the text that the rules of the target's aliases look at, and what they are: positive or negative.</summary>
    public IReadOnlyList<(string Term, string Role)> Words { get; init; } = [];

    /// <summary>For a tweet that is read for missed mentions: the targets that were found in it.</summary>
    public IReadOnlyList<string> Found { get; init; } = [];
}

/// <summary>Looks the sampled tweets up: their texts in tweets/, their matches in mentions.parquet.</summary>
internal sealed class CodingTexts
{
    private TargetExplainer? explainer;
    private readonly Dictionary<(string Dataset, long Id), List<(string Target, string Alias, string Field, int? Start,
        string Matched)>> matches = [];
    private readonly Dictionary<(string Dataset, long Id), (string Text, string Account, DateTime Time, string Language)> tweets = [];

    /// <param name="explainer">Of the dataset's lexicon; null leaves out the words that rules look at.</param>
    public static CodingTexts Read(ReportScope scope, IReadOnlyList<SampledUnit> units, TargetExplainer? explainer)
    {
        var texts = new CodingTexts { explainer = explainer };
        HashSet<(string, long)> wanted = [.. units.Select(u => (u.Dataset, u.TweetId))];
        foreach (TableRows rows in DatasetTable.Open(scope.Folder, "mentions").RowGroups())
        {
            (string?[] dataset, long[] id, string?[] target) = (rows.Texts("dataset"), rows.Longs("tweetid"), rows.Texts("target_id"));
            int[] here = [.. Enumerable.Range(0, rows.Count).Where(i => wanted.Contains((dataset[i]!, id[i])))];
            if (here.Length == 0)
                continue;
            (string?[] alias, string?[] field, long?[] start, string?[] matched) =
                (rows.Texts("alias"), rows.Texts("field"), rows.LongsOrNull("match_start"), rows.Texts("matched_text"));
            foreach (int i in here)
            {
                if (!texts.matches.TryGetValue((dataset[i]!, id[i]), out var list))
                    texts.matches.Add((dataset[i]!, id[i]), list = []);
                list.Add((target[i]!, alias[i] ?? "", field[i] ?? "", (int?)start[i], matched[i] ?? ""));
            }
        }

        foreach (TableRows rows in DatasetTable.Open(scope.Folder, "tweets").RowGroups())
        {
            (string?[] dataset, long[] id) = (rows.Texts("dataset"), rows.Longs("tweetid"));
            int[] here = [.. Enumerable.Range(0, rows.Count).Where(i => wanted.Contains((dataset[i]!, id[i])))];
            if (here.Length == 0)
                continue;
            (string?[] text, string?[] user, string?[] screen) =
                (rows.Texts("tweet_text"), rows.Texts("userid"), rows.Texts("user_screen_name"));
            (DateTime?[] time, string?[] language) = (rows.Times("tweet_time"), rows.Texts("tweet_language"));
            foreach (int i in here)
                texts.tweets.TryAdd((dataset[i]!, id[i]),
                    (text[i] ?? "", screen[i] is { Length: > 0 } name && name != user[i] ? "@" + name : user[i] ?? "", time[i] ?? default,
                    language[i] ?? ""));
        }

        return texts;
    }

    /// <summary>Marked is what matched of the unit's own target; of a tweet without a mention nothing.</summary>
    public CodingText Of(SampledUnit unit)
    {
        var all = matches.GetValueOrDefault((unit.Dataset, unit.TweetId), []);
        var own = all.Where(m => m.Target == unit.Target).ToArray();
        (string, string, string)[] evidence = [.. own.Select(
            m => (m.Target, m.Field == "url_domain" ? TweetText.DefangHost(m.Alias) : TweetText.Defang(m.Alias), m.Field)).Distinct()];
        if (!tweets.TryGetValue((unit.Dataset, unit.TweetId), out var tweet))
            return new CodingText(null, "", "", "", evidence);
        (int, int)[] marks = [.. own.Where(m => m.Start is not null)
            .Select(m => (m.Start!.Value, m.Matched.Length - m.Matched.Count(char.IsLowSurrogate))).Distinct()];
        return new CodingText(TweetText.Segments(tweet.Text, marks), TweetText.Defang(tweet.Account), ReportCalendar.Minute(tweet.Time),
            tweet.Language, evidence)
        {
            Words = unit.Target.Length == 0 ? [] : Words(unit.Target, tweet.Text, tweet.Language),
            Found = unit.Target.Length > 0 ? [] : [.. all.Select(m => m.Target).Distinct().Order(StringComparer.Ordinal)],
        };
    }

    private (string Term, string Role)[] Words(string target, string text, string language)
    {
        if (explainer?.Explain(text, language) is not { } told)
            return [];
        HashSet<string> contexts = [.. told.Mentions.Where(m => m.TargetId == target).Select(m => m.ContextId)];
        return [.. told.ContextTerms.Where(t => contexts.Contains(t.ContextId)).Select(t => (TweetText.Defang(t.Term), t.Role)).Distinct()];
    }
}
