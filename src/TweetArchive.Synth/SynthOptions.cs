using TweetArchive.Targets;
using TweetArchive.Text;

namespace TweetArchive.Synth;

/// <summary>The order of the columns: A (2018-10), B (2019-01 to 2020-04), C (2020-05 and later, no poll_choices).</summary>
public enum SynthVariant { A, B, C }

/// <summary>How cells are written; each release had its own way. Any dialect goes with any variant.</summary>
public enum SynthDialect
{
    /// <summary>true/false, whole counts, <c>[a, b]</c> or empty, hex hashes, no coordinates, ids intact.</summary>
    Ira201810,

    /// <summary>
    /// True/False, counts as <c>0.0</c>, <c>[a, b]</c>, mentions as screen names, no tweet_language, rounded reference ids.
    /// </summary>
    Iran201901,

    /// <summary>true/false, whole counts, <c>['a', 'b']</c>, mentions as bare ids, rounded reference ids.</summary>
    Iran201906,

    /// <summary>true/false, quoted lists everywhere and never empty cells, ids intact, retweet_userid mostly blank.</summary>
    Thailand202009,

    /// <summary>True/False, quoted lists, reference ids such as <c>1.198473762313818e+18</c>, some blank languages.</summary>
    Rna202112,
}

/// <summary>Which fields are put in quotes: every one, as the original files do, or only those that need it.</summary>
public enum QuotingStyle { All, Minimal }

/// <summary>Stories for analyses to find; each adds its own tweets after the others.</summary>
[Flags]
public enum SynthStories
{
    None = 0,

    /// <summary>Clusters of texts with an edit each, and look-alike texts that are not copies.</summary>
    Copies = 1,

    /// <summary>Accounts that act on the same things in the same minutes, and others that do so hours apart.</summary>
    Groups = 2,

    /// <summary>Days with many mentions of one target.</summary>
    Spikes = 4,

    /// <summary>Accounts created on the same day.</summary>
    Bursts = 8,

    /// <summary>Accounts and domains with names close to known ones.</summary>
    Lookalikes = 16,

    /// <summary>An ambiguous name among the words of its target and among others.</summary>
    Senses = 32,

    /// <summary>Tweets whose language is left blank.</summary>
    Languages = 64,

    All = Copies | Groups | Spikes | Bursts | Lookalikes | Senses | Languages,
}

/// <summary>What <see cref="SynthArchive.Write"/> writes. The same options give the same bytes on every machine.</summary>
public sealed record SynthOptions
{
    /// <summary>The October 2018 Iranian set, on which the defaults are modelled.</summary>
    public const long ModelTweets = 1_122_936;
    public const int ModelAccounts = 660;
    public const int ModelUsers = 770;

    /// <summary>Ids carry their time in milliseconds since this day; earlier ids do not.</summary>
    public static readonly DateOnly FirstDay = new(2010, 11, 5);

    public required long Tweets { get; init; }

    /// <summary>A path ending in .csv, or in .zip for an archive with one entry.</summary>
    public required string OutPath { get; init; }

    public ulong Seed { get; init; } = 1;
    public SynthVariant Variant { get; init; } = SynthVariant.A;
    public SynthDialect Dialect { get; init; } = SynthDialect.Ira201810;
    public QuotingStyle Quoting { get; init; } = QuotingStyle.All;

    /// <summary>Accounts with tweets; null for as many as the 2018 set would have (see <see cref="AccountsWithTweets"/>).</summary>
    public int? Accounts { get; init; }

    /// <summary>Also write the users file, which lists more accounts than have tweets.</summary>
    public bool UsersFile { get; init; } = true;

    /// <summary>The share of tweets that mention a target for sure (0 to 1). Ambiguous ones come on top, an eighth as many.</summary>
    public double MentionRate { get; init; } = 0.02;

    public DateOnly From { get; init; } = new(2012, 1, 1);

    /// <summary>The last day, included.</summary>
    public DateOnly To { get; init; } = new(2018, 8, 26);

    /// <summary>Stories to plant; their tweets come on top of <see cref="Tweets"/>.</summary>
    public SynthStories Stories { get; init; }

    /// <summary>Replace the files of an earlier run.</summary>
    public bool Overwrite { get; init; }

    /// <summary>The lexicon to plant from; null for the shipped one.</summary>
    public Lexicon? Lexicon { get; init; }

    public bool Zip => OutPath.EndsWith(".zip", StringComparison.OrdinalIgnoreCase);

    /// <summary>The archive's name without folder and extension.</summary>
    public string BaseName => Path.GetFileNameWithoutExtension(OutPath);

    public string TruthPath => Path.Combine(Folder, BaseName + ".truth.json");

    /// <summary>What was planted, where <see cref="Stories"/> asks for any.</summary>
    public string PlantedPath => Path.Combine(Folder, BaseName + ".planted.json");

    /// <summary>The archive's name with "users" for "tweets", or with "_users" at its end; always plain CSV.</summary>
    public string UsersPath
    {
        get
        {
            int at = BaseName.LastIndexOf("tweets", StringComparison.Ordinal);
            string name = at < 0 ? BaseName + "_users" : string.Concat(BaseName.AsSpan(0, at), "users", BaseName.AsSpan(at + 6));
            return Path.Combine(Folder, name + ".csv");
        }
    }

    /// <summary>
    /// Tweets per account stay as in the 2018 set for larger archives; smaller ones shrink by the square root,
    /// so that a few thousand tweets still come from some dozens of accounts.
    /// </summary>
    public int AccountsWithTweets
    {
        get
        {
            if (Accounts is int chosen)
                return chosen;
            double scale = Tweets >= ModelTweets ? (double)Tweets / ModelTweets : Math.Sqrt((double)Tweets / ModelTweets);
            return (int)Math.Clamp(Math.Round(ModelAccounts * scale), 1, Math.Max(1, Tweets));
        }
    }

    /// <summary>Accounts in the users file.</summary>
    public int AccountsListed => (int)((long)AccountsWithTweets * ModelUsers / ModelAccounts);

    private string Folder => Path.GetDirectoryName(OutPath) ?? "";

    /// <exception cref="ArgumentException">An option cannot be used; the message says which and what to do.</exception>
    public void Validate()
    {
        if (string.IsNullOrWhiteSpace(OutPath))
            throw new ArgumentException("--out is missing: name the archive to write, for example demo_tweets_csv_hashed.csv.");
        if (!Zip && !OutPath.EndsWith(".csv", StringComparison.OrdinalIgnoreCase))
            throw new ArgumentException($"--out {OutPath}: the name must end in .csv or .zip.");
        if (Tweets is < 1 or > 100_000_000_000)
            throw new ArgumentException(Text($"--tweets {Tweets}: give a number from 1 to 100,000,000,000."));
        if (Accounts is int accounts && (accounts < 1 || accounts > Tweets))
            throw new ArgumentException(Text($"--accounts {accounts}: every account has a tweet, so give a number from 1 to {Tweets}."));
        if (AccountsListed > AccountLimit)
            throw new ArgumentException(Text($"--accounts: {AccountsListed} accounts are too many; give at most {AccountLimit * 6 / 7}."));
        if (!(MentionRate >= 0 && MentionRate <= 1))
            throw new ArgumentException(Text($"--mention-rate {MentionRate}: give a share of the tweets from 0 to 1."));
        if (From < FirstDay)
            throw new ArgumentException(
                Text($"--from {From:yyyy-MM-dd}: tweet ids carry their time only since {FirstDay:yyyy-MM-dd}; start there or later."));
        if (To < From || To.Year > 2060)
            throw new ArgumentException(Text($"--to {To:yyyy-MM-dd}: give a day from --from {From:yyyy-MM-dd} to the end of 2060."));
        if (!Enum.IsDefined(Variant) || !Enum.IsDefined(Dialect) || !Enum.IsDefined(Quoting))
            throw new ArgumentException($"--variant {Variant}, --dialect {Dialect} or --quoting {Quoting} is not one of those that exist.");
        if (Stories != SynthStories.None && To.DayNumber - From.DayNumber < 120)
            throw new ArgumentException("--plant: stories need at least 120 days from --from to --to.");
        string folder = Folder.Length == 0 ? "." : Folder;
        if (!Directory.Exists(folder))
            throw new ArgumentException($"--out {OutPath}: the folder {folder} does not exist; make it first.");
        if (Directory.Exists(OutPath))
            throw new ArgumentException($"--out {OutPath} is a folder; name a file.");
        if (Overwrite)
            return;
        string[] paths = [OutPath, TruthPath, .. UsersFile ? [UsersPath] : Array.Empty<string>(),
            .. Stories != SynthStories.None ? [PlantedPath] : Array.Empty<string>()];
        foreach (string path in paths)
        {
            if (File.Exists(path))
                throw new ArgumentException($"{path} exists already; choose another --out or give --overwrite.");
        }
    }

    /// <summary>Account numbers are packed into 24 bits of the truth's keys.</summary>
    internal const int AccountLimit = 1 << 24;

    private static string Text(InvariantText text) => text.ToString();
}

/// <summary>What was written; the figures are those of the truth file.</summary>
public sealed record SynthResult(
    string TweetsPath, string TruthPath, string? UsersPath,
    long Tweets, long TaggedTweets, long CandidateTweets, int Accounts, int UsersFileAccounts, long CsvBytes);

/// <summary>The names by which people choose a dialect or a variant.</summary>
public static class SynthNames
{
    public static IReadOnlyList<string> Dialects { get; } = [.. Enum.GetNames<SynthDialect>().Select(name => name.ToLowerInvariant())];

    /// <exception cref="ArgumentException">No such dialect; the message lists them.</exception>
    public static SynthDialect ParseDialect(string name)
    {
        int index = Dialects.ToList().FindIndex(known => known.Equals(name, StringComparison.OrdinalIgnoreCase));
        return index >= 0 ? (SynthDialect)index
            : throw new ArgumentException($"--dialect {name}: choose one of {string.Join(", ", Dialects)}.");
    }

    /// <summary>Names, comma-separated, or "all".</summary>
    /// <exception cref="ArgumentException">No such story; the message lists them.</exception>
    public static SynthStories ParseStories(string? names)
    {
        SynthStories stories = SynthStories.None;
        foreach (string name in names?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [])
        {
            if (!Enum.GetNames<SynthStories>().Contains(name, StringComparer.OrdinalIgnoreCase))
                throw new ArgumentException(
                    $"--plant {name}: choose among copies, groups, spikes, bursts, lookalikes, senses, languages, or all.");
            stories |= Enum.Parse<SynthStories>(name, ignoreCase: true);
        }

        return stories;
    }

    /// <exception cref="ArgumentException">No such variant; the message lists them.</exception>
    public static SynthVariant ParseVariant(string name) => name.ToUpperInvariant() switch
    {
        "A" => SynthVariant.A,
        "B" => SynthVariant.B,
        "C" => SynthVariant.C,
        _ => throw new ArgumentException($"--variant {name}: choose A, B or C."),
    };
}
