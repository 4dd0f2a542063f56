using System.Text.Json;
using TweetArchive.Report.Dataset;

namespace TweetArchive.Report.Content;

/// <summary>An account as its release gives it; hashed accounts stay hashed.</summary>
internal sealed record Account(
    string Dataset, string UserId, string DisplayName, string ScreenName, string Location, int? Created, string Language,
    long? Followers, long? Following, long Tweets, long Tagged, int? First, int? Last);

/// <summary>The accounts that the page shows, numbered as they come up; and for each target those with the most tweets on it.</summary>
internal sealed class AccountBook
{
    /// <summary>For each target, and for the whole dataset.</summary>
    public const int Limit = 25;

    private readonly record struct TargetRow(string Dataset, string UserId, long Tweets, int? First, int? Last);

    private readonly Dictionary<(string Dataset, string UserId), Account> all = [];
    private readonly Dictionary<(string Dataset, string Name), string> byScreenName = [];
    private readonly Dictionary<(string Dataset, string UserId), int> numbers = [];
    private readonly List<Account> shown = [];
    private readonly SortedDictionary<string, TopRows<TargetRow>> byTarget = new(StringComparer.Ordinal);
    private readonly List<SortedDictionary<string, TopRows<TargetRow>>> byRelease = [];

    private readonly CreationWeeks creation = new();

    /// <summary>When the accounts were created.</summary>
    public CreationWeeks Creation => creation;

    /// <summary>Accounts with at least one tweet decided tag.</summary>
    public long AccountsOf(string target) => byTarget.TryGetValue(target, out TopRows<TargetRow>? rows) ? rows.Seen : 0;

    /// <summary>The same in a release, by its number.</summary>
    public long AccountsOf(string target, int release) => byRelease.Count <= 1 ? AccountsOf(target)
        : byRelease[release].TryGetValue(target, out TopRows<TargetRow>? rows) ? rows.Seen : 0;

    public static AccountBook Read(ReportScope scope)
    {
        var book = new AccountBook();
        string[] releases = [.. scope.Datasets.Select(d => d.Dataset)];
        book.byRelease.AddRange(releases.Select(_ => new SortedDictionary<string, TopRows<TargetRow>>(StringComparer.Ordinal)));
        Top(book.byTarget, ReportScope.Everything);
        foreach (TableRows rows in DatasetTable.Find(scope.Folder, "accounts")?.RowGroups() ?? [])
        {
            foreach (Account account in Accounts(rows).Where(a => scope.Covers(a.Dataset)))
            {
                book.all.TryAdd((account.Dataset, account.UserId), account);
                if (account.ScreenName.Length > 0)
                    book.byScreenName.TryAdd((account.Dataset, account.ScreenName.ToLowerInvariant()), account.UserId);
                book.Offer(ReportScope.Everything, releases,
                    new TargetRow(account.Dataset, account.UserId, account.Tweets, account.First, account.Last));
                book.creation.Add(account);
            }
        }

        foreach (TableRows rows in DatasetTable.Find(scope.Folder, "account_targets")?.RowGroups() ?? [])
        {
            (string?[] dataset, string?[] userid, string?[] target) = (rows.Texts("dataset"), rows.Texts("userid"),
                rows.Texts("target_id"));
            (long[] tweets, int?[] first, int?[] last) = (rows.Longs("tweets"), rows.Days("first_seen"), rows.Days("last_seen"));
            for (int i = 0; i < rows.Count; i++)
            {
                if (!scope.Covers(dataset[i]))
                    continue;
                book.Offer(target[i]!, releases, new TargetRow(dataset[i]!, userid[i]!, tweets[i], first[i], last[i]));
            }
        }

        return book;
    }

    private void Offer(string target, string[] releases, TargetRow row)
    {
        Top(byTarget, target).Offer(row);
        if (releases.Length > 1)
            Top(byRelease[Array.IndexOf(releases, row.Dataset)], target).Offer(row);
    }

    private static TopRows<TargetRow> Top(SortedDictionary<string, TopRows<TargetRow>> targets, string target)
    {
        if (!targets.TryGetValue(target, out TopRows<TargetRow>? top))
            targets.Add(target, top = new TopRows<TargetRow>(Limit, r => r.Tweets, r => r.UserId + "\0" + r.Dataset));
        return top;
    }

    /// <summary>The account's number in the page.</summary>
    public int Number(string dataset, string userId)
    {
        if (numbers.TryGetValue((dataset, userId), out int number))
            return number;
        number = shown.Count;
        numbers.Add((dataset, userId), number);
        shown.Add(all.TryGetValue((dataset, userId), out Account? account)
            ? account
            : new Account(dataset, userId, "", "", "", null, "", null, null, 0, 0, null, null));
        return number;
    }

    /// <summary>The id of the account of this release that has an id or a handle; the name itself if none does.</summary>
    public string Identify(string dataset, string name) =>
        all.ContainsKey((dataset, name)) ? name : byScreenName.GetValueOrDefault((dataset, name.ToLowerInvariant()), name);

    public bool Knows(string dataset, string userId) => all.ContainsKey((dataset, userId));

    /// <summary>The lists by target; gives numbers to the accounts in them.</summary>
    public void WriteLists(Utf8JsonWriter json)
    {
        json.WritePropertyName("account_lists");
        WriteLists(json, byTarget);
        json.WriteStartArray("account_lists_by_release");
        foreach (SortedDictionary<string, TopRows<TargetRow>> release in byRelease.Count > 1 ? byRelease : [])
            WriteLists(json, release);
        json.WriteEndArray();
    }

    private void WriteLists(Utf8JsonWriter json, SortedDictionary<string, TopRows<TargetRow>> targets)
    {
        json.WriteStartObject();
        foreach ((string target, TopRows<TargetRow> rows) in targets)
        {
            json.WriteStartObject(target);
            json.WriteNumber("n", rows.Seen);
            json.WriteStartArray("rows");
            foreach (TargetRow row in rows.Rows())
            {
                json.WriteStartArray();
                json.WriteNumberValue(Number(row.Dataset, row.UserId));
                json.WriteNumberValue(row.Tweets);
                json.WriteStringValue(Date(row.First));
                json.WriteStringValue(Date(row.Last));
                json.WriteEndArray();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    /// <summary>All that have a number; to be called last.</summary>
    public void WriteShown(Utf8JsonWriter json)
    {
        json.WriteStartArray("accounts");
        foreach (Account account in shown)
        {
            json.WriteStartObject();
            WriteProfile(json, account);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    internal static void WriteProfile(Utf8JsonWriter json, Account account)
    {
        json.WriteString("id", account.UserId);
        json.WriteString("dataset", account.Dataset);
        json.WriteString("name", Page.TweetText.Defang(account.DisplayName));
        json.WriteString("screen", account.ScreenName);
        json.WriteString("location", Page.TweetText.Defang(account.Location));
        json.WriteString("created", Date(account.Created));
        json.WriteString("language", account.Language);
        JsonColumns.NumberOrNull(json, "followers", account.Followers);
        JsonColumns.NumberOrNull(json, "following", account.Following);
        json.WriteNumber("tweets", account.Tweets);
        json.WriteNumber("tagged", account.Tagged);
    }

    private static string Date(int? day) => day is { } known ? ReportCalendar.Date(known) : "";

    internal static IEnumerable<Account> Accounts(TableRows rows)
    {
        (string?[] dataset, string?[] userid, string?[] name, string?[] screen) = (rows.Texts("dataset"), rows.Texts("userid"),
            rows.Texts("user_display_name"), rows.Texts("user_screen_name"));
        (string?[] location, int?[] created, string?[] language) = (rows.Texts("user_reported_location"),
            rows.Days("account_creation_date"), rows.Texts("account_language"));
        (long?[] followers, long?[] following) = (rows.LongsOrNull("follower_count"), rows.LongsOrNull("following_count"));
        (long[] tweets, long[] tagged, int?[] first, int?[] last) = (rows.Longs("tweets"), rows.Longs("tagged_tweets"),
            rows.Days("first_seen"), rows.Days("last_seen"));
        for (int i = 0; i < rows.Count; i++)
        {
            yield return new Account(dataset[i]!, userid[i]!, name[i] ?? "", screen[i] ?? "", location[i] ?? "", created[i],
                language[i] ?? "",
                followers[i], following[i], tweets[i], tagged[i], first[i], last[i]);
        }
    }
}
