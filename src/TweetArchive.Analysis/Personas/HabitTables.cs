using System.Text;
using TweetArchive.Analysis.Statistics;
using TweetArchive.Dataset;
using TweetArchive.Dataset.Parquet;

namespace TweetArchive.Analysis.Personas;

/// <summary>Posting hours, clients and languages of accounts with enough tweets, and of each dataset as a whole.</summary>
internal static class HabitTables
{
    public const int FewestTweets = 20;
    public const int MostCompared = 5_000;
    public const int Nearest = 5;
    public const double LargestDistance = 0.1;

    public static readonly Table<HoursRow> Hours = new("posting_hours", 5, columns => new HoursRow(columns));

    public static readonly Table<AccountRow> Accounts = new("account_habits", 2, columns => new AccountRow(columns));

    public static readonly Table<FingerprintRow> Fingerprints = new("client_fingerprints", 3, columns => new FingerprintRow(columns));

    public static readonly Table<PairRow> Pairs = new("client_pairs", 3, columns => new PairRow(columns));

    /// <summary>The row of all accounts together.</summary>
    private const string Everyone = "*";

    private sealed record Person(int Account, int Dataset, int Tweets, int[] Utc, int[] Local, int Office, int Steps, int Switches,
        SortedDictionary<string, int> Clients, SortedDictionary<string, int> Languages)
    {
        /// <summary>Of the tweets with a client.</summary>
        public Dictionary<string, double> Shares { get; } = SharesOf(Clients);
    }

    public static void Run(AnalysisContext context, bool skip)
    {
        AccountIndex accounts = context.Accounts;
        List<Person> people = [];
        Person[] sets = [.. Enumerable.Range(0, accounts.Datasets).Select(d => Nobody(d))];
        int[] tweets = new int[accounts.Datasets], office = new int[accounts.Datasets];
        var clients = new SharedNames();
        var languages = new SharedNames();
        foreach (Habit habit in skip ? [] : HabitReading.Read(context, clients, languages))
        {
            int d = accounts.DatasetOf(habit.Account);
            var person = new Person(habit.Account, d, habit.Tweets, habit.Utc, habit.Local, habit.Office, habit.Steps, habit.Switches,
                Named(habit.Clients, clients), Named(habit.Languages, languages));
            tweets[d] += habit.Tweets;
            office[d] += habit.Office;
            Add(sets[d], person);
            if (habit.Tweets >= FewestTweets)
                people.Add(person);
        }

        sets = [.. sets.Select((s, d) => s with { Tweets = tweets[d], Office = office[d] })];
        Dictionary<string, double>[] mixes = [.. sets.Select(s => SharesOf(s.Clients))];
        context.Note($"{people.Count:N0} accounts with at least {FewestTweets} tweets; their hours, clients and languages are counted, and "
            + $"nothing is claimed of them{(skip ? " (no tweets were kept: habits are left out)" : "")}");
        (string, object)[] parameters = [("fewest_tweets", FewestTweets),
            ("office_hours", "Saturday to Wednesday 08:00-17:59 Asia/Tehran (+03:30; +04:30 in summer until 2022)")];
        IEnumerable<(string Id, Person Person)> all = Enumerable.Range(0, accounts.Datasets)
            .SelectMany(d => people.Where(p => p.Dataset == d).Select(p => (accounts.IdText(p.Account), p)).Append((Everyone, sets[d]))
                .Where(p => p.Item2.Tweets > 0).OrderBy(p => p.Item1,
                    Comparer<string>.Create(
                    static (a, b) => Encoding.UTF8.GetBytes(a).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(b)))));
        (string Id, Person Person)[] rows = [.. all];
        context.Write(Hours, "Tweets by weekday (1 = Monday) and hour, in UTC and in Tehran's local time; userid * is the whole "
            + "dataset. An hour of the day is not proof of a place: tools post on schedule.", parameters, row =>
            WriteHours(row, rows, accounts));
        context.Write(Accounts, "Habits of accounts. Entropies are natural; busiest_hour_utc is the hour of the day; "
            + "language_switch_rate: share of neighbouring tweets with a language whose languages differ; client_distance_to_set: "
            + "Jensen-Shannon distance (base 2) of the client shares to those of the whole dataset. A blank client is none: shares are "
            + "of the tweets with a client; an account without any has 0 clients and a null distance.", parameters, row =>
            WriteAccounts(row, rows.Where(r => r.Id != Everyone), accounts, mixes));
        context.Write(Fingerprints, "Shares of an account's tweets with a client by client.", parameters,
            row => WriteFingerprints(row, rows.Where(r => r.Id != Everyone), accounts));
        context.Write(Pairs, "Accounts with at least two clients whose client shares are near: Jensen-Shannon distance (base 2) up to "
            + "largest_distance, the nearest of each account. Many people have the same two or three applications, so a "
            + "short distance says nothing of two "
            + "accounts; how many such pairs chance makes is not known.",
            [.. parameters, ("largest_distance", LargestDistance), ("nearest_of_each", Nearest), ("most_accounts_compared", MostCompared)],
            row => WritePairs(row, people, accounts, context.Cancelled));
    }

    private static Person Nobody(int dataset) =>
        new(-1, dataset, 1, new int[Habit.HoursOfWeek], new int[Habit.HoursOfWeek], 0, 0, 0, new(StringComparer.Ordinal),
            new(StringComparer.Ordinal));

    private static Dictionary<string, double> SharesOf(SortedDictionary<string, int> counts)
    {
        double sum = counts.Values.Sum();
        return counts.ToDictionary(c => c.Key, c => c.Value / sum, StringComparer.Ordinal);
    }

    private static SortedDictionary<string, int> Named(Dictionary<int, int> counts, SharedNames names)
    {
        var named = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach ((int number, int count) in counts)
            named[names[number]] = named.GetValueOrDefault(names[number]) + count;
        return named;
    }

    private static void Add(Person set, Person person)
    {
        for (int h = 0; h < Habit.HoursOfWeek; h++)
        {
            set.Utc[h] += person.Utc[h];
            set.Local[h] += person.Local[h];
        }

        foreach ((string client, int count) in person.Clients)
            set.Clients[client] = set.Clients.GetValueOrDefault(client) + count;
    }

    private static void WriteHours(HoursRow row, IEnumerable<(string Id, Person Person)> people, AccountIndex accounts)
    {
        foreach ((string id, Person person) in people)
        {
            foreach ((string zone, int[] hours) in (ReadOnlySpan<(string, int[])>)[("Asia/Tehran", person.Local), ("UTC", person.Utc)])
            {
                for (int h = 0; h < hours.Length; h++)
                {
                    if (hours[h] == 0)
                        continue;
                    row.Dataset.Append(accounts.DatasetName(person.Dataset));
                    row.UserId.Append(id);
                    row.Zone.Append(zone);
                    row.Weekday.Append((h / 24) + 1);
                    row.Hour.Append(h % 24);
                    row.Tweets.Append(hours[h]);
                    row.End();
                }
            }
        }
    }

    private static void WriteAccounts(
        AccountRow row, IEnumerable<(string Id, Person Person)> people, AccountIndex accounts, Dictionary<string, double>[] mixes)
    {
        foreach ((string id, Person person) in people)
        {
            int[] day = [.. Enumerable.Range(0, 24).Select(h => Enumerable.Range(0, 7).Sum(d => person.Utc[(d * 24) + h]))];
            row.Dataset.Append(accounts.DatasetName(person.Dataset));
            row.UserId.Append(id);
            row.Tweets.Append(person.Tweets);
            row.OfficeShareTehran.Append(person.Office / (double)person.Tweets);
            row.BusiestHourUtc.Append(Array.IndexOf(day, day.Max()));
            row.HourEntropy.Append(Distances.Entropy(day));
            row.Clients.Append(person.Clients.Count);
            row.TopClient.AppendOrNull(Top(person.Clients));
            row.ClientEntropy.Append(Distances.Entropy(person.Clients.Values));
            row.ClientDistanceToSet.AppendOrNull(
                person.Clients.Count == 0 ? null : Distances.JensenShannon(person.Shares, mixes[person.Dataset]));
            row.Languages.Append(person.Languages.Count);
            row.TopLanguage.AppendOrNull(Top(person.Languages));
            row.LanguageEntropy.Append(Distances.Entropy(person.Languages.Values));
            row.LanguageSwitchRate.AppendOrNull(person.Steps == 0 ? null : person.Switches / (double)person.Steps);
            row.End();
        }
    }

    private static void WriteFingerprints(FingerprintRow row, IEnumerable<(string Id, Person Person)> people, AccountIndex accounts)
    {
        foreach ((string id, Person person) in people)
        {
            foreach ((string client, int count) in person.Clients)
            {
                row.Dataset.Append(accounts.DatasetName(person.Dataset));
                row.UserId.Append(id);
                row.TweetClientName.Append(client);
                row.Tweets.Append(count);
                row.Share.Append(person.Shares[client]);
                row.End();
            }
        }
    }

    private static void WritePairs(PairRow row, List<Person> people, AccountIndex accounts, CancellationToken cancelled)
    {
        for (int d = 0; d < accounts.Datasets; d++)
        {
            Person[] some = [.. people.Where(p => p.Dataset == d && p.Clients.Count > 1).OrderByDescending(p => p.Tweets)
                .ThenBy(p => p.Account).Take(MostCompared)];
            var kept = new SortedDictionary<(int, int), double>();
            foreach (Person person in some)
            {
                cancelled.ThrowIfCancellationRequested();
                foreach ((Person other, double distance) in some.Where(o => o != person)
                    .Select(o => (o, Distances.JensenShannon(person.Shares, o.Shares)))
                    .Where(o => o.Item2 <= LargestDistance).OrderBy(o => o.Item2).ThenBy(o => o.o.Account).Take(Nearest))
                    kept[(Math.Min(person.Account, other.Account), Math.Max(person.Account, other.Account))] = distance;
            }

            Dictionary<int, Person> byAccount = some.ToDictionary(p => p.Account);
            foreach (((int a, int b), double distance) in kept)
            {
                row.Dataset.Append(accounts.DatasetName(d));
                row.AccountA.Append(accounts.Id(a));
                row.AccountB.Append(accounts.Id(b));
                row.JsDistance.Append(distance);
                row.SharedClients.Append((long)byAccount[a].Clients.Keys.Count(byAccount[b].Clients.ContainsKey));
                row.End();
            }
        }
    }

    private static string Top(SortedDictionary<string, int> counts) =>
        counts.OrderByDescending(c => c.Value).ThenBy(c => c.Key, StringComparer.Ordinal).Select(c => c.Key).FirstOrDefault() ?? "";

    internal sealed class HoursRow(ColumnSet columns) : TableRow(columns)
    {
        public readonly TextBuffer Dataset = columns.DictionaryText("dataset");
        public readonly TextBuffer UserId = columns.DictionaryText("userid");
        public readonly TextBuffer Zone = columns.DictionaryText("zone");
        public readonly IntegerBuffer Weekday = columns.Integer("weekday");
        public readonly IntegerBuffer Hour = columns.Integer("hour");
        public readonly LongBuffer Tweets = columns.Long("tweets");
    }

    internal sealed class AccountRow(ColumnSet columns) : TableRow(columns)
    {
        public readonly TextBuffer Dataset = columns.DictionaryText("dataset");
        public readonly TextBuffer UserId = columns.DictionaryText("userid");
        public readonly LongBuffer Tweets = columns.Long("tweets");
        public readonly NumberBuffer OfficeShareTehran = columns.Number("office_share_tehran");
        public readonly IntegerBuffer BusiestHourUtc = columns.Integer("busiest_hour_utc");
        public readonly NumberBuffer HourEntropy = columns.Number("hour_entropy");
        public readonly LongBuffer Clients = columns.Long("clients");
        public readonly TextBuffer TopClient = columns.DictionaryText("top_client", nullable: true);
        public readonly NumberBuffer ClientEntropy = columns.Number("client_entropy");
        public readonly NumberBuffer ClientDistanceToSet = columns.Number("client_distance_to_set", nullable: true);
        public readonly LongBuffer Languages = columns.Long("languages");
        public readonly TextBuffer TopLanguage = columns.DictionaryText("top_language", nullable: true);
        public readonly NumberBuffer LanguageEntropy = columns.Number("language_entropy");
        public readonly NumberBuffer LanguageSwitchRate = columns.Number("language_switch_rate", nullable: true);
    }

    internal sealed class FingerprintRow(ColumnSet columns) : TableRow(columns)
    {
        public readonly TextBuffer Dataset = columns.DictionaryText("dataset");
        public readonly TextBuffer UserId = columns.DictionaryText("userid");
        public readonly TextBuffer TweetClientName = columns.DictionaryText("tweet_client_name");
        public readonly LongBuffer Tweets = columns.Long("tweets");
        public readonly NumberBuffer Share = columns.Number("share");
    }

    internal sealed class PairRow(ColumnSet columns) : TableRow(columns)
    {
        public readonly TextBuffer Dataset = columns.DictionaryText("dataset");
        public readonly TextBuffer AccountA = columns.DictionaryText("account_a");
        public readonly TextBuffer AccountB = columns.DictionaryText("account_b");
        public readonly NumberBuffer JsDistance = columns.Number("js_distance");
        public readonly LongBuffer SharedClients = columns.Long("shared_clients");
    }
}
