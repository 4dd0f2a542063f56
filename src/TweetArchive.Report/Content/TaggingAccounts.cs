using System.Text.Json;
using TweetArchive.Report.Dataset;
using TweetArchive.Report.Page;

namespace TweetArchive.Report.Content;

/// <summary>The accounts of the tweets in the page, with their profiles, by number.</summary>
internal sealed class TaggingAccounts
{
    private readonly Dictionary<(string Dataset, string UserId), (Account Account, string Description)> profiles = [];
    private readonly Dictionary<(string Dataset, string UserId), int> numbers = [];

    public static TaggingAccounts Read(ReportScope scope)
    {
        var accounts = new TaggingAccounts();
        foreach (TableRows rows in DatasetTable.Find(scope.Folder, "accounts")?.RowGroups() ?? [])
        {
            string?[] description = rows.Has("user_profile_description") ? rows.Texts("user_profile_description") : new string?[rows.Count];
            int row = 0;
            foreach (Account account in AccountBook.Accounts(rows))
            {
                string text = description[row++] ?? "";
                if (account.Tagged > 0 && scope.Covers(account.Dataset))
                    accounts.profiles.TryAdd((account.Dataset, account.UserId), (account, text));
            }
        }

        return accounts;
    }

    public int Number(string dataset, string userId)
    {
        numbers.TryAdd((dataset, userId), numbers.Count);
        return numbers[(dataset, userId)];
    }

    /// <summary>accounts: those that have a number, in its order.</summary>
    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartArray("accounts");
        foreach ((string Dataset, string UserId) key in numbers.Keys)
        {
            (Account Account, string Description) known = profiles.GetValueOrDefault(key,
                (new Account(key.Dataset, key.UserId, "", "", "", null, "", null, null, 0, 0, null, null), ""));
            json.WriteStartObject();
            AccountBook.WriteProfile(json, known.Account);
            json.WriteString("description", TweetText.Defang(known.Description));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
