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
        ["dataset", "tweets", "accounts", "originals", "original_accounts", "first_seen", "last_seen", "example_text"];

    private static readonly string[] GroupColumns = ["dataset", "method", "accounts", "edges"];

    private static readonly string[] SpikeColumns =
        ["dataset", "target_id", "period", "period_start", "accounts", "expected_accounts", "tweets", "accounts_z", "carried_by"];

    /// <summary>findings: [{ says, caveat, go: an address in the page }].</summary>
    public static void Write(Utf8JsonWriter json, ReportScope scope, WeeklyCounts weekly, AccountBook accounts, Hours hours)
    {
        json.WriteStartArray("findings");
        foreach ((string says, string caveat, string go) in new[] { MostNamed(scope, weekly, accounts), Creation(scope, accounts),
            Spike(scope), Copied(scope), Group(scope), Busiest(hours) }.OfType<(string, string, string)>())
        {
            json.WriteStartObject();
            json.WriteString("says", TweetText.Defang(says));
            json.WriteString("caveat", caveat);
            json.WriteString("go", go);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static (string, string, string)? MostNamed(ReportScope scope, WeeklyCounts weekly, AccountBook accounts)
    {
        string? target =
            weekly.Targets.OrderByDescending(t => weekly.Mentions(t, true)).ThenBy(t => t, StringComparer.Ordinal).FirstOrDefault();
        if (target is null || weekly.Mentions(target, true) is 0)
            return null;
        return (Say($"{scope.Describe(target).DisplayName} is named most: in {weekly.Mentions(target, true):N0} tweets of "
            + $"{accounts.AccountsOf(target):N0} accounts; {weekly.Mentions(target, true, true):N0} of them are retweets."),
            "Being mentioned says nothing about a target, good or bad.", $"target={target}");
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
                Caveat, "#creation");
        }

        var best = Best(scope, "account_bursts", BurstColumns, "accounts",
            (rows, i) => (Dataset: (string)rows[0][i]!, Period: (string)rows[1][i]!, Start: (DateTime)rows[2][i]!,
            Accounts: (long)rows[3][i]!, Expected: (double)rows[4][i]!));
        if (best is not { } burst)
            return null;
        return (Say($"{burst.Accounts:N0} of {accounts.Creation.Dated(burst.Dataset):N0} accounts{Of(scope, burst.Dataset)} were created "
            + $"{(burst.Period == "week" ? "in the week from" : "on")} {burst.Start:yyyy-MM-dd}, where {burst.Expected:N1} were expected "
            + $"from the {burst.Period}s around it."), Caveat, "#creation");
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
        return (Say($"{when}, {spike.Accounts:N0} accounts{Of(scope, spike.Dataset)} named {scope.Describe(spike.Target).DisplayName} in "
            + $"{spike.Tweets:N0} tweets, where {spike.Expected:N1} accounts were expected from the weeks around it: the strongest spike."),
            spike.Carried == "retweets" ? "It says when, not why. Retweets carry it: a tweet, or a few, that went round."
                : "It says when, not why.",
            $"target={spike.Target}&week={ReportCalendar.Date(ReportCalendar.WeekStart(ReportCalendar.Week(day)))}");
    }

    /// <summary>The text of the most authors; retweets of one tweet have only one.</summary>
    private static (string, string, string)? Copied(ReportScope scope)
    {
        var best = Best(scope, "narrative_clusters", ClusterColumns, "original_accounts",
            (rows, i) => (Dataset: (string)rows[0][i]!, Tweets: (long)rows[1][i]!, Accounts: (long)rows[2][i]!,
            Originals: (long)rows[3][i]!, Authors: (long)rows[4][i]!, First: (DateTime)rows[5][i]!, Last: (DateTime)rows[6][i]!,
            Text: (string?)rows[7][i] ?? ""));
        if (best is not { Authors: > 1 } copy)
            return null;
        string text = copy.Text.Length <= 90 ? copy.Text : copy.Text[..(char.IsHighSurrogate(copy.Text[89]) ? 89 : 90)] + "…";
        return (Say($"The text{Of(scope, copy.Dataset)} with the most authors was written, the same or nearly so, by {copy.Authors:N0} "
            + $"accounts in {copy.Originals:N0} tweets, from {copy.First:yyyy-MM-dd} to {copy.Last:yyyy-MM-dd}; with retweets "
            + $"{copy.Tweets:N0} tweets of {copy.Accounts:N0} accounts: “{text}”"),
            "In lower case and without links, as it was compared. Quotes, software, games and campaigns all make copies.",
            "#analysis-narrative_clusters");
    }

    private static (string, string, string)? Group(ReportScope scope)
    {
        var best = Best(scope, "coordination_components", GroupColumns, "accounts",
            (rows, i) => (Method: (string)rows[1][i]!, Accounts: (long)rows[2][i]!, Edges: (long)rows[3][i]!,
            Dataset: (string)rows[0][i]!));
        if (best is not { } group)
            return null;
        return (Say($"The largest group of accounts that did the same{Of(scope, group.Dataset)} has {group.Accounts:N0} accounts and "
            + $"{group.Edges:N0} pairs ({group.Method.Replace('_', ' ')})."),
            "Above chance is not planned: accounts of one side, or online at the same hours, meet too. The archive has no ordinary "
                + "accounts to compare with.", "#analysis-coordination_components");
    }

    private static (string, string, string)? Busiest(Hours hours)
    {
        if (!hours.ByTarget.TryGetValue(ReportScope.Everything, out long[]? cells) || cells.Sum() == 0)
            return null;
        long most = cells.Max();
        int hour = Array.IndexOf(cells, most);
        double times = most / (cells.Sum() / 168.0);
        return (Say($"The busiest hour of the week is {Weekdays[hour / 24]}, {hour % 24}:00 to {(hour % 24) + 1}:00 UTC, with "
            + $"{most:N0} tweets, {times:0.0} times an even share."),
            "Over all years; choose another time zone below the chart.", "#hours");
    }

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

    private static string Of(ReportScope scope, string dataset) =>
        scope.Datasets.Count > 1 ? $" of {ReleaseNames.Name(scope.Datasets.First(d => d.Dataset == dataset))}" : "";

    private static string Say(InvariantText text) => text.ToString();
}
