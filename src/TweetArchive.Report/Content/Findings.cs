using System.Text.Json;
using TweetArchive.Report.Dataset;
using TweetArchive.Report.Page;
using TweetArchive.Text;

namespace TweetArchive.Report.Content;

/// <summary>The few sentences at the top of the page: each from a table, with what it does not say, and where it leads.</summary>
internal static class Findings
{
    private static readonly string[] Weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

    private static readonly string[] BurstColumns = ["dataset", "period", "period_start", "accounts", "expected"];

    private static readonly string[] ClusterColumns =
        ["dataset", "tweets", "accounts", "originals", "original_accounts", "first_seen", "last_seen", "example_text", "cluster_id"];

    private static readonly string[] GroupColumns = ["dataset", "method", "accounts", "edges"];

    private static readonly string[] SpikeColumns =
        ["dataset", "target_id", "period", "period_start", "accounts", "expected_accounts", "tweets", "accounts_z", "carried_by"];

    /// <summary>More would not be read.</summary>
    private const int Limit = 8;

    /// <summary>
    /// findings: [{ says, in which {language} is the name of language, caveat, go: an address in the page }]. Those of `analyze` come
    /// before those that every dataset has.
    /// </summary>
    public static void Write(
        Utf8JsonWriter json, ReportScope scope, WeeklyCounts weekly, AccountBook accounts, Hours hours, TopTexts clients)
    {
        json.WriteStartArray("findings");
        (string, string, string)?[] found = [MostNamed(scope, weekly, accounts), Creation(scope, accounts), Spike(scope), Copied(scope),
            Group(scope), Busiest(hours), Day(weekly), Language(weekly), Client(weekly, clients)];
        foreach ((string says, string caveat, string go) in found.OfType<(string, string, string)>().Take(Limit))
        {
            json.WriteStartObject();
            json.WriteString("says", TweetText.Defang(says));
            json.WriteString("caveat", caveat);
            json.WriteString("go", go);
            if (says.Contains("{language}", StringComparison.Ordinal))
                json.WriteString("language", weekly.CommonestLanguage!.Value.Language);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        // The tweets of the day that a finding leads to: the page has no other figures by day.
        json.WriteStartObject("largest_day");
        json.WriteString("day", weekly.LargestDay is { } day ? ReportCalendar.Date(day.Day) : "");
        json.WriteNumber("tweets", weekly.LargestDay?.Tweets ?? 0);
        json.WriteEndObject();
    }

    private static (string, string, string)? MostNamed(ReportScope scope, WeeklyCounts weekly, AccountBook accounts)
    {
        // Of one release, since another may have been searched for other targets, and its accounts cannot be added to these.
        var most = scope.Datasets.SelectMany((d, release) => weekly.Targets.Select(target =>
            (Target: target, Release: release, d.Dataset, Tweets: weekly.Mentions(target, true, null, release))))
            .OrderByDescending(m => m.Tweets).ThenBy(m => m.Release).ThenBy(m => m.Target, StringComparer.Ordinal).FirstOrDefault();
        if (most.Tweets is 0)
            return null;
        return (Say($"{scope.Describe(most.Target).DisplayName} is named most{Of(scope, most.Dataset, " in the release ")}: in "
            + $"{Counted.Of(most.Tweets, "tweet")} of {Counted.Of(accounts.AccountsOf(most.Target, most.Release), "account")}; "
            + $"{Counted.Of(weekly.Mentions(most.Target, true, true, most.Release), "retweet")} among them."),
            "Only targets that were searched for. Being mentioned says nothing about a target, good or bad.",
            $"target={most.Target}{ReleaseAddress(scope, most.Dataset)}&at=weekly");
    }

    /// <summary>
    /// The largest burst that `analyze` found, with what it expected there; where it was not run, the largest week and the median around.
    /// </summary>
    private static (string, string, string)? Creation(ReportScope scope, AccountBook accounts)
    {
        const string Caveat = "Releases were chosen, and accounts made together are easier to find together.";
        if (DatasetTable.Find(scope.Folder, "account_bursts") is null)
        {
            if (accounts.Creation.Largest is not { Accounts: >= 5 } most)
                return null;
            double around = accounts.Creation.MedianAround(most.Dataset, most.Week);
            return (Say($"{most.Accounts:N0} of {most.Dated:N0} accounts{Of(scope, most.Dataset)} were created in the week from "
                + $"{ReportCalendar.Date(ReportCalendar.WeekStart(most.Week))}; the median of the weeks around it is {around:N0}."),
                Caveat, "creation");
        }

        var best = Best(scope, "account_bursts", BurstColumns, "accounts",
            (rows, i) => (Dataset: (string)rows[0][i]!, Period: (string)rows[1][i]!, Start: (DateTime)rows[2][i]!,
            Accounts: (long)rows[3][i]!, Expected: (double)rows[4][i]!));
        if (best is not { } burst)
            return null;
        return (Say($"{burst.Accounts:N0} of {accounts.Creation.Dated(burst.Dataset):N0} accounts{Of(scope, burst.Dataset)} were created "
            + $"{(burst.Period == "week" ? "in the week from" : "on")} {burst.Start:yyyy-MM-dd}, where {burst.Expected:N1} were expected "
            + $"from the {burst.Period}s around it."), Caveat, "creation");
    }

    private static (string, string, string)? Spike(ReportScope scope)
    {
        var best = Best(scope, "spikes", SpikeColumns, "accounts_z",
            (rows, i) => (Target: (string)rows[1][i]!, Period: (string)rows[2][i]!, Start: (DateTime)rows[3][i]!,
            Accounts: (long)rows[4][i]!, Expected: (double?)rows[5][i], Tweets: (long)rows[6][i]!, Carried: (string)rows[8][i]!,
            Dataset: (string)rows[0][i]!));
        if (best is not { } spike)
            return null;
        string when = spike.Period == "week" ? $"In the week from {spike.Start:yyyy-MM-dd}" : $"On {spike.Start:yyyy-MM-dd}";
        int day = ReportCalendar.Day(spike.Start);
        return (Say($"{when}, {Counted.Of(spike.Accounts, "account")}{Of(scope, spike.Dataset)} named "
            + $"{scope.Describe(spike.Target).DisplayName} in {Counted.Of(spike.Tweets, "tweet")}, where {spike.Expected:N1} accounts were "
            + $"expected from the weeks around it: the strongest spike."),
            spike.Carried == "retweets" ? "It says when, not why. Retweets carry it: a tweet, or a few, that went round."
                : "It says when, not why.",
            $"target={spike.Target}{ReleaseAddress(scope, spike.Dataset)}&"
                + (spike.Period == "week" ? "week=" : "only=day:") + ReportCalendar.Date(day));
    }

    /// <summary>The text of the most authors; retweets of one tweet have only one.</summary>
    private static (string, string, string)? Copied(ReportScope scope)
    {
        var best = Best(scope, "narrative_clusters", ClusterColumns, "original_accounts",
            (rows, i) => (Dataset: (string)rows[0][i]!, Tweets: (long)rows[1][i]!, Accounts: (long)rows[2][i]!,
            Originals: (long)rows[3][i]!, Authors: (long)rows[4][i]!, First: (DateTime)rows[5][i]!, Last: (DateTime)rows[6][i]!,
            Text: (string?)rows[7][i] ?? "", Cluster: (long)rows[8][i]!));
        if (best is not { Authors: > 1 } copy)
            return null;
        string text = copy.Text.Length <= 90 ? copy.Text : copy.Text[..(char.IsHighSurrogate(copy.Text[89]) ? 89 : 90)] + "…";
        return (Say($"The text{Of(scope, copy.Dataset)} with the most authors was written, the same or nearly so, by {copy.Authors:N0} "
            + $"accounts in {copy.Originals:N0} tweets, from {copy.First:yyyy-MM-dd} to {copy.Last:yyyy-MM-dd}; with retweets "
            + $"{Counted.Of(copy.Tweets, "tweet")} of {Counted.Of(copy.Accounts, "account")}: “{text}”"),
            "In lower case and without links, as it was compared. Quotes, software, games and campaigns all make copies.",
            $"target=*{ReleaseAddress(scope, copy.Dataset)}&only="
                + Uri.EscapeDataString(Say($"of:narrative_clusters {copy.Dataset} {copy.Cluster}")));
    }

    private static (string, string, string)? Group(ReportScope scope)
    {
        var best = Best(scope, "coordination_components", GroupColumns, "accounts",
            (rows, i) => (Method: (string)rows[1][i]!, Accounts: (long)rows[2][i]!, Edges: (long)rows[3][i]!,
            Dataset: (string)rows[0][i]!));
        if (best is not { } group)
            return null;
        return (Say($"The largest group of accounts that did the same{Of(scope, group.Dataset)} has {group.Accounts:N0} accounts and "
            + $"{Counted.Of(group.Edges, "pair")} ({group.Method.Replace('_', ' ')})."),
            "Above chance is not planned: accounts of one side, or online at the same hours, meet too. The archive has no ordinary "
                + "accounts to compare with.", "analysis-coordination_components");
    }

    private static (string, string, string)? Busiest(Hours hours)
    {
        if (!hours.ByTarget.TryGetValue(ReportScope.Everything, out long[]? cells) || cells.Sum() == 0)
            return null;
        long most = cells.Max();
        int hour = Array.IndexOf(cells, most);
        double times = most / (cells.Sum() / 168.0);
        return (Say($"The busiest hour of the week is {Weekdays[hour / 24]}, {hour % 24}:00 to {(hour % 24) + 1}:00 UTC, with "
            + $"{Counted.Of(most, "tweet")}, {times:0.0} times an even share."),
            "Over all years; another time zone can be chosen above the chart.", Say($"target=*&zone=0&only=hour:{hour}&at=hours"));
    }

    private static (string, string, string)? Day(WeeklyCounts weekly) => weekly.LargestDay is not { } most
        ? null
        : (Say($"The day with the most tweets is {ReportCalendar.Date(most.Day)}: {most.Tweets:N0} of {weekly.AllTweets:N0}, on "
            + $"{Counted.Of(weekly.Days, "day")} with a tweet."),
            "UTC. A release has what was attributed and kept, so a day may be large because more of it was found.",
            $"target=*&only=day:{ReportCalendar.Date(most.Day)}");

    private static (string, string, string)? Language(WeeklyCounts weekly) => weekly.CommonestLanguage is not { } most
        ? null
        : (Say($"{100.0 * most.Tweets / weekly.AllTweets:0.0} % of the tweets ({most.Tweets:N0} of {weekly.AllTweets:N0}) have the "
            + $"language {{language}}, more than any other."),
            "As Twitter guessed it from the text; short texts and mixed ones are guessed badly.",
            $"target=*&language={Uri.EscapeDataString(most.Language)}&at=languages");

    private static (string, string, string)? Client(WeeklyCounts weekly, TopTexts clients) => clients.Most is not { } most
        ? null
        : (Say($"{100.0 * most.Tweets / weekly.AllTweets:0.0} % of the tweets ({most.Tweets:N0} of {weekly.AllTweets:N0}) were sent with "
            + $"{(most.Text.Length > 0 ? most.Text : "a client that is not given")}, more than with any other client."),
            "A client is named by its maker, and most people use a few of them.",
            $"target=*&only=client:{Uri.EscapeDataString(most.Text)}&at=lists");

    /// <summary>The row of a table with the most of a column; null if the dataset has no such table, or not these columns.</summary>
    private static T? Best<T>(ReportScope scope, string table, string[] columns, string by, Func<object?[][], int, T> read)
        where T : struct
    {
        (double Most, T Row)? best = null;
        foreach (TableRows rows in DatasetTable.Find(scope.Folder, table)?.RowGroups() ?? [])
        {
            if (!columns.All(rows.Columns.Contains))
                return null;
            object?[][] cells = [.. columns.Select(rows.Cells)];
            double?[] order = rows.Numbers(by);
            for (int i = 0; i < rows.Count; i++)
            {
                if (scope.Covers(cells[0][i] as string) && order[i] is { } value && (best is null || value > best.Value.Most))
                    best = (value, read(cells, i));
            }
        }

        return best?.Row;
    }

    private static string ReleaseAddress(ReportScope scope, string dataset) =>
        scope.Datasets.Count > 1 ? "&release=" + Uri.EscapeDataString(dataset) : "";

    private static string Of(ReportScope scope, string dataset, string preposition = " of the release ") =>
        scope.Datasets.Count > 1 ? $"{preposition}“{ReleaseNames.Name(scope.Datasets.First(d => d.Dataset == dataset))}”" : "";

    private static string Say(InvariantText text) => text.ToString();
}
