using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Text;
using TweetArchive.Analysis.Learning;
using TweetArchive.Analysis.Reading;
using TweetArchive.Dataset.Reading;

namespace TweetArchive.Analysis.Language;

/// <summary>
/// The user's own rows that have a language, sampled: of each language the texts with the smallest hashes, each text once.
/// </summary>
internal sealed class LanguageSample
{
    public const int MostRows = 30_000;
    public const int MostOfLanguage = 2_000;

    /// <summary>A language with fewer different texts is not learned.</summary>
    public const int FewestRows = 50;

    /// <summary>Texts with fewer letters are neither learned from nor told.</summary>
    public const int FewestLetters = 8;

    private readonly SortedDictionary<string, SmallestByHash<LanguageRow>> byLanguage = new(StringComparer.Ordinal);
    private readonly LanguageText text = new();

    private LanguageSample()
    {
    }

    /// <summary>Languages with enough rows.</summary>
    public IReadOnlyList<string> Languages { get; private set; } = [];

    /// <summary>Languages with too few rows, and how many each has.</summary>
    public IReadOnlyList<(string Language, int Rows)> TooFew { get; private set; } = [];

    /// <summary>Rows of <see cref="Languages"/>, by language and hash.</summary>
    public IReadOnlyList<LanguageRow> Rows { get; private set; } = [];

    /// <summary>Tweets without a language.</summary>
    public long Blank { get; private set; }

    /// <summary>Tweets with one.</summary>
    public long Given { get; private set; }

    /// <summary>Goes through all tweets once.</summary>
    public static LanguageSample Read(AnalysisContext context)
    {
        context.Progress.Begin("language: rows to learn from", context.Dataset.TweetCount);
        AccountIndex accounts = context.Accounts;
        var states = context.Dataset.ReadTweets(context.Options.Threads,
            () => (Sample: new LanguageSample(), Accounts: new TweetAccounts(accounts)), (state, tweets, firstRow) =>
            {
                for (int row = 0; row < tweets.Rows; row++)
                    state.Sample.Add(tweets, row, firstRow + row, state.Accounts);
            }, context.Progress.Add, context.Cancelled, "dataset", "userid", "tweet_time", "tweet_language", "tweet_text");
        var all = new LanguageSample();
        foreach (LanguageSample sample in states.Select(s => s.Sample))
            all.AddAll(sample);
        all.Choose();
        return all;
    }

    /// <summary>The language of a cell with old codes replaced; null for one that says that none was found (und, zxx, q…).</summary>
    public static string? Known(string given) => given switch
    {
        "in" => "id",
        "iw" => "he",
        "ji" => "yi",
        "und" or "zxx" or "art" => null,
        _ when given.Length == 3 && given[0] == 'q' => null,
        _ when given.IndexOf('-', StringComparison.Ordinal) is > 0 and int dash => given[..dash],
        _ => given,
    };

    private void Add(TableReader tweets, int row, long number, TweetAccounts accounts)
    {
        if (tweets.Texts(3)[row].IsEmpty)
        {
            Blank++;
            return;
        }

        Given++;
        if (Known(Encoding.UTF8.GetString(tweets.Texts(3)[row])) is not { } language)
            return;
        string words = text.Read(tweets.Texts(4)[row]);
        if (text.Letters < FewestLetters || !LanguageScripts.Allows(language, text.Scripts))
            return;
        ulong hash = XxHash3.HashToUInt64(MemoryMarshal.AsBytes(words.AsSpan()));
        if (!byLanguage.TryGetValue(language, out SmallestByHash<LanguageRow>? sample))
            byLanguage.Add(language, sample = new SmallestByHash<LanguageRow>(MostOfLanguage));
        if (sample.Wants(hash))
            sample.Add(hash, new LanguageRow(number, accounts.Of(tweets.Texts(0), tweets.Texts(1), row), tweets.Numbers(2)[row], language,
                tweets.Texts(4)[row].ToArray()));
    }

    private void AddAll(LanguageSample other)
    {
        Blank += other.Blank;
        Given += other.Given;
        foreach ((string language, SmallestByHash<LanguageRow> sample) in other.byLanguage)
        {
            if (!byLanguage.TryGetValue(language, out SmallestByHash<LanguageRow>? mine))
                byLanguage.Add(language, mine = new SmallestByHash<LanguageRow>(MostOfLanguage));
            mine.AddAll(sample);
        }
    }

    private void Choose()
    {
        Languages = [.. byLanguage.Where(l => l.Value.Count >= FewestRows).Select(l => l.Key)];
        TooFew = [.. byLanguage.Where(l => l.Value.Count < FewestRows).Select(l => (l.Key, l.Value.Count))];
        int most = MostRows / Math.Max(Languages.Count, 1);
        Rows = [.. Languages.SelectMany(l => byLanguage[l].Items.Take(most))];
    }
}
