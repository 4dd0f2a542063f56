using System.Globalization;
using System.Text;
using TweetArchive.Synth.Random;
using TweetArchive.Synth.Words;

namespace TweetArchive.Synth.Tweets;

/// <summary>
/// The accounts: a few write most tweets (power law), none before it was created, and those with tweets by year of
/// creation as in the October 2018 Iranian set. All are made up.
/// </summary>
internal sealed class AccountSet
{
    private const string Base64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static readonly int[] CreatedUntilYear = [3, 6, 11, 25, 38, 52, 135, 211, 480, 660];
    private static readonly DateOnly OldestDay = new(2009, 4, 1);

    private readonly SynthOptions options;
    private readonly FillerGuard guard;
    private readonly Vocabulary[] vocabularies;
    private readonly WeightedTable languages = new(Calendar.LanguageWeights(0));
    private readonly WeightedTable clients = new(ClientNames.Weights);
    private readonly long[] weightUntil;
    private readonly HashSet<string> ids = new(StringComparer.Ordinal);
    private readonly List<Account> accounts;

    public AccountSet(SynthOptions options, FillerGuard guard, Vocabulary[] vocabularies, SynthRandom random)
    {
        this.options = options;
        this.guard = guard;
        this.vocabularies = vocabularies;
        int tweeting = options.AccountsWithTweets;
        var days = Enumerable.Range(0, options.AccountsListed).Select(n => DayOfCreation(n % tweeting, tweeting, random)).ToArray();
        Array.Sort(days, 0, tweeting);
        accounts = [.. days.Select((day, number) => NewAccount(number, day, random))];
        WithTweets = tweeting;

        long[] weights = [.. WeightedTable.PowerLawWeights(tweeting, 5)];
        Shuffle(weights, random);
        weightUntil = new long[tweeting];
        long sum = 0;
        for (int i = 0; i < tweeting; i++)
            weightUntil[i] = sum += weights[i];
    }

    public IReadOnlyList<Account> All => accounts;

    /// <summary>How many of <see cref="All"/>, from the first, have tweets.</summary>
    public int WithTweets { get; }

    /// <summary>An account that exists on the day, if possible one that writes the language.</summary>
    public Account Draw(DateOnly day, int language, SynthRandom random)
    {
        int existing = ExistingOn(day);
        Account account = All[0];
        for (int tries = 0; tries < 4; tries++)
        {
            long at = (long)random.BelowLong((ulong)weightUntil[existing - 1]);
            int index = Array.BinarySearch(weightUntil, 0, existing, at);
            // weightUntil is the first weight that is no longer the account's own.
            account = All[index < 0 ? ~index : index + 1];
            if (account.Language == language)
                break;
        }

        return account;
    }

    private int ExistingOn(DateOnly day)
    {
        int low = 1, high = WithTweets;
        while (low < high)
        {
            int middle = (low + high + 1) / 2;
            if (All[middle - 1].Created <= day)
                low = middle;
            else
                high = middle - 1;
        }

        return low;
    }

    private DateOnly DayOfCreation(int number, int count, SynthRandom random)
    {
        int share = (int)((long)number * CreatedUntilYear[^1] / count);
        int year = 2009 + Array.FindIndex(CreatedUntilYear, until => share < until);
        var first = year == 2009 ? OldestDay : new DateOnly(year, 1, 1);
        var last = year == 2018 ? new DateOnly(2018, 8, 1) : new DateOnly(year, 12, 31);
        DateOnly day = first.AddDays(random.Below(last.DayNumber - first.DayNumber + 1));
        if (number > 0 && day <= options.To)
            return day;
        // The oldest account must exist on the first day, and none may be newer than the last.
        DateOnly limit = number == 0 ? options.From : options.To;
        DateOnly before = limit.AddDays(-1 - random.Below(300));
        return before < OldestDay ? OldestDay : number == 0 && day < limit ? day : before;
    }

    private Account NewAccount(int number, DateOnly created, SynthRandom random)
    {
        bool hashed = random.PerMille(960);
        int language = languages.Draw(random);
        if (WordList.Codes[language] == "und")
            language = 0;
        string id = NewId(hashed, random);
        string given = random.Of(WordList.GivenNames);
        string name = hashed ? id : string.Create(CultureInfo.InvariantCulture, $"{given} Synth {number}");
        string handle = hashed ? id : string.Create(CultureInfo.InvariantCulture, $"synth_{given.ToLowerInvariant()}{number % 10_000}");
        long followers = hashed ? 4_999 / (1 + (random.Below(70) * random.Below(70) / 8)) : random.Between(5_000, 42_000);
        return Make(number, created, language, id, name, handle, followers, random);
    }

    /// <summary>An account of a story, after all others: the tweets of the rest stay what they are.</summary>
    /// <param name="name">Display name; null for the hash that it is given.</param>
    /// <param name="handle">As <paramref name="name"/>.</param>
    public Account AddForStory(DateOnly created, int language, string? name, string? handle, SynthRandom random)
    {
        string id = NewId(hashed: name is null, random);
        Account account = Make(accounts.Count, created, language, id, name ?? id, handle ?? id, name is null ? 100 : 6_000, random);
        accounts.Add(account);
        return account;
    }

    private Account Make(int number, DateOnly created, int language, string id, string name, string handle, long followers,
        SynthRandom random)
    {
        var cells = new CellWriter(options.Quoting);
        cells.Field(Encoding.UTF8.GetBytes(id));
        cells.Field(Encoding.UTF8.GetBytes(name));
        cells.Field(Encoding.UTF8.GetBytes(handle));
        cells.Field(Encoding.UTF8.GetBytes(random.Of(WordList.Places)));
        cells.Field(Description(vocabularies[language], random));
        cells.Field(random.PerMille(300) ? Encoding.UTF8.GetBytes("https://t.co/" + Letters(10, random)) : []);
        cells.Number(followers);
        cells.Number(random.Below(4_000));
        cells.Field(Encoding.ASCII.GetBytes(created.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));
        // Most of the set kept an English interface; regional codes come in both cases.
        string interfaceLanguage = random.PerMille(840) ? "en" : random.PerMille(40) ? "en-GB" : random.PerMille(40) ? "en-gb"
            : WordList.Codes[language];
        cells.Field(Encoding.ASCII.GetBytes(interfaceLanguage));
        return new Account
        {
            Number = number,
            UserId = Encoding.UTF8.GetBytes(id),
            ScreenName = Encoding.UTF8.GetBytes(handle),
            Language = language,
            Client = clients.Draw(random),
            Created = created,
            ProfileCells = cells.Bytes.ToArray(),
        };
    }

    private static byte[] Description(Vocabulary vocabulary, SynthRandom random)
    {
        if (random.PerMille(250))
            return [];
        var text = new ByteText();
        bool twoLines = random.PerMille(40);
        int words = random.Between(4, 14);
        for (int i = 0; i < words; i++)
        {
            if (i > 0)
                text.Add(twoLines && i == words / 2 ? "\n"u8 : random.PerMille(100) ? ", "u8 : " "u8);
            text.Add(i == 0 ? vocabulary.Draw(random).Capital : vocabulary.Draw(random).Utf8);
        }

        return text.Bytes.ToArray();
    }

    private string NewId(bool hashed, SynthRandom random)
    {
        while (true)
        {
            string id = !hashed ? random.BelowLong(4_000_000_000).ToString(CultureInfo.InvariantCulture)
                : options.Dialect == SynthDialect.Ira201810 ? Hex(random)
                : Hash(random);
            if (id.Length > 6 && guard.AllowsHandle(id) && ids.Add(id))
                return id;
        }
    }

    private static string Hex(SynthRandom random) => string.Create(64, random, static (text, random) =>
    {
        for (int i = 0; i < text.Length; i++)
            text[i] = "0123456789abcdef"[random.Below(16)];
    });

    /// <summary>40 to 44 characters: letters, digits, at times a plus, and one equals sign at the end.</summary>
    private static string Hash(SynthRandom random)
    {
        int cut = random.Below(100) is int p && p < 50 ? 0 : p < 83 ? 1 : p < 94 ? 2 : p < 99 ? 3 : 4;
        char[] letters = Letters(43 - cut, random).ToCharArray();
        // A plus splits the hash for word-splitting readers, so it is far from both ends.
        if (random.PerMille(450))
            letters[random.Between(14, 24)] = '+';
        return new string(letters) + "=";
    }

    private static string Letters(int length, SynthRandom random) => string.Create(length, random, static (text, random) =>
    {
        for (int i = 0; i < text.Length; i++)
            text[i] = Base64[random.Below(Base64.Length)];
    });

    private static void Shuffle(long[] items, SynthRandom random)
    {
        for (int i = items.Length - 1; i > 0; i--)
        {
            int j = random.Below(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }
}
