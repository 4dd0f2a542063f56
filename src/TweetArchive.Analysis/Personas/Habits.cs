using System.Collections.Concurrent;
using System.Text;
using TweetArchive.Analysis.Reading;

namespace TweetArchive.Analysis.Personas;

/// <summary>What is known of one tweet's when and how.</summary>
internal readonly record struct HabitEvent(int Account, int Minute, long TweetId, ushort Language, ushort Client) : IComparable<HabitEvent>
{
    public int CompareTo(HabitEvent other)
    {
        int order = Account.CompareTo(other.Account);
        order = order != 0 ? order : Minute.CompareTo(other.Minute);
        return order != 0 ? order : TweetId.CompareTo(other.TweetId);
    }
}

/// <summary>
/// Names by number, for several threads. Which name gets which number depends on the threads: nothing that is written may.
/// </summary>
internal sealed class SharedNames
{
    private readonly ConcurrentDictionary<string, ushort> numbers = new(StringComparer.Ordinal);
    private readonly List<string> names = [""];

    /// <summary>0 for an empty name.</summary>
    public ushort Number(ReadOnlySpan<byte> name)
    {
        if (name.IsEmpty)
            return 0;
        string text = Encoding.UTF8.GetString(name);
        if (numbers.TryGetValue(text, out ushort number))
            return number;
        lock (names)
        {
            if (numbers.TryGetValue(text, out number))
                return number;
            // Beyond what a number holds, rare names are one.
            number = (ushort)Math.Min(names.Count, ushort.MaxValue);
            if (number == names.Count)
                names.Add(text);
            numbers[text] = number;
            return number;
        }
    }

    public string this[int number] => number < names.Count ? names[number] : "(other)";
}

/// <summary>One account's tweets by hour, client and language.</summary>
internal sealed class Habit(int account)
{
    public const int HoursOfWeek = 168;

    private static readonly TimeZoneInfo Tehran =
        TimeZoneInfo.FindSystemTimeZoneById(OperatingSystem.IsWindows() ? "Iran Standard Time" : "Asia/Tehran");

    private ushort lastLanguage;

    public int Account => account;

    public int Tweets { get; private set; }

    /// <summary>By weekday (from Monday) × 24 + hour.</summary>
    public int[] Utc { get; } = new int[HoursOfWeek];

    public int[] Local { get; } = new int[HoursOfWeek];

    /// <summary>Tweets by client; those without one are not among them.</summary>
    public Dictionary<int, int> Clients { get; } = [];

    public Dictionary<int, int> Languages { get; } = [];

    /// <summary>Neighbouring tweets with a language each, and those of them whose languages differ.</summary>
    public int Steps { get; private set; }

    public int Switches { get; private set; }

    /// <summary>Tweets of Saturday to Wednesday, 8:00 to 17:59 in Tehran.</summary>
    public int Office =>
        Enumerable.Range(0, HoursOfWeek).Where(h => (h / 24) is 5 or 6 or 0 or 1 or 2 && h % 24 is >= 8 and < 18).Sum(h => Local[h]);

    public void Add(in HabitEvent tweet)
    {
        Tweets++;
        long utc = tweet.Minute;
        Utc[HourOfWeek(utc)]++;
        Local[HourOfWeek(utc + Offset(tweet.Minute))]++;
        if (tweet.Client != 0)
            Clients[tweet.Client] = Clients.GetValueOrDefault(tweet.Client) + 1;
        if (tweet.Language == 0)
            return;
        Languages[tweet.Language] = Languages.GetValueOrDefault(tweet.Language) + 1;
        if (lastLanguage != 0)
        {
            Steps++;
            Switches += tweet.Language != lastLanguage ? 1 : 0;
        }

        lastLanguage = tweet.Language;
    }

    /// <summary>Monday 0:00 is 0.</summary>
    internal static int HourOfWeek(long minutesSince1970) => (int)((minutesSince1970 + (3 * 1440)) / 60 % HoursOfWeek);

    /// <summary>Minutes that Tehran is ahead of UTC: 210, in summer until 2022 270.</summary>
    internal static int Offset(int minute) => (int)Tehran.GetUtcOffset(DateTime.UnixEpoch.AddMinutes(minute)).TotalMinutes;
}

/// <summary>Reads tweets account by account, in as many passes as memory asks for.</summary>
internal static class HabitReading
{
    private const int BytesPerTweet = 48;

    public static IEnumerable<Habit> Read(AnalysisContext context, SharedNames clients, SharedNames languages)
    {
        AccountIndex accounts = context.Accounts;
        int passes = (int)Math.Clamp(
            (context.Dataset.TweetCount * BytesPerTweet / Math.Max(1, context.Options.Memory)) + 1, 1, Math.Max(1, accounts.Count));
        for (int pass = 0; pass < passes; pass++)
        {
            int from = (int)((long)accounts.Count * pass / passes), to = (int)((long)accounts.Count * (pass + 1) / passes);
            context.Progress.Begin("personas: habits", context.Dataset.TweetCount);
            var threads = context.Dataset.ReadTweets(context.Options.Threads,
                () => (Events: new List<HabitEvent>(), Accounts: new TweetAccounts(accounts)), (state, tweets, firstRow) =>
                {
                    for (int row = 0; row < tweets.Rows; row++)
                    {
                        int account = state.Accounts.Of(tweets.Texts(0), tweets.Texts(1), row);
                        if (account >= from && account < to)
                        {
                            // Without ids the order of tweets/ is that of a minute, whatever the threads.
                            state.Events.Add(new HabitEvent(account, (int)(tweets.Numbers(2)[row] / 60_000),
                                tweets.Numbers(3).IsNull(row) ? firstRow + row : tweets.Numbers(3)[row],
                                languages.Number(tweets.Texts(4)[row]), clients.Number(tweets.Texts(5)[row])));
                        }
                    }
                }, context.Progress.Add, context.Cancelled, "dataset", "userid", "tweet_time", "tweetid", "tweet_language",
                    "tweet_client_name");
            List<HabitEvent> events = [.. threads.SelectMany(t => t.Events)];
            events.Sort();
            Habit? habit = null;
            foreach (HabitEvent tweet in events)
            {
                if (habit?.Account != tweet.Account)
                {
                    if (habit is not null)
                        yield return habit;
                    habit = new Habit(tweet.Account);
                }

                habit!.Add(tweet);
            }

            if (habit is not null)
                yield return habit;
        }
    }
}
