using System.Globalization;
using System.Text;
using TweetArchive.Synth.Random;
using TweetArchive.Synth.Words;

namespace TweetArchive.Synth.Tweets;

/// <summary>
/// When tweets are written and in which languages: the years of the October 2018 Iranian set and the languages of each of
/// them, with quieter weekends, noise from day to day, rare bursts and an hour profile.
/// </summary>
internal sealed class Calendar
{
    // Tweets by year and language, in the order of WordList.Codes: fr en ar tr, then the rest by fixed shares.
    private static readonly Dictionary<int, (long Tweets, long[] Main)> Years = new()
    {
        [2012] = (5_504, [200, 1_300, 8, 1_500]),
        [2013] = (13_957, [1_020, 3_060, 16, 3_400]),
        [2014] = (225_504, [142_765, 56_716, 883, 11_081]),
        [2015] = (252_458, [147_351, 34_856, 3_034, 25_224]),
        [2016] = (110_321, [16_668, 28_138, 23_076, 15_047]),
        [2017] = (293_155, [6_425, 85_167, 77_901, 24_689]),
        [2018] = (222_004, [9_356, 67_680, 49_406, 11_525]),
    };

    private static readonly (long Tweets, long[] Main) OtherYear = (200_000, [57_600, 49_400, 27_400, 16_400]);

    // fa es ru ur id de und, of what fr, en, ar and tr leave.
    private static readonly long[] RestShares = [33, 20, 8, 7, 9, 5, 12];
    private static readonly long[] HourProfile = [10, 7, 5, 5, 7, 14, 24, 34, 42, 46, 48, 48, 46, 45, 44, 42, 42, 44, 46, 44, 38, 30, 22,
        15];

    private readonly WeightedTable days;
    private readonly WeightedTable hours = new(HourProfile);
    private readonly Dictionary<int, WeightedTable> languages = [];
    private readonly byte[][] dayTexts;

    public Calendar(DateOnly from, DateOnly to, SynthRandom random)
    {
        Days = [.. Enumerable.Range(from.DayNumber, to.DayNumber - from.DayNumber + 1).Select(DateOnly.FromDayNumber)];
        days = new WeightedTable([.. Days.Select(day => Weight(day, random))]);
        dayTexts = [.. Days.Select(day => Encoding.ASCII.GetBytes(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)))];
        foreach (int year in Days.Select(day => day.Year).Distinct())
            languages.Add(year, new WeightedTable(LanguageWeights(year)));
    }

    public IReadOnlyList<DateOnly> Days { get; }

    public int DrawDay(SynthRandom random) => days.Draw(random);

    public int DrawMinute(SynthRandom random) => (hours.Draw(random) * 60) + random.Below(60);

    public int DrawLanguage(int day, SynthRandom random) => languages[Days[day].Year].Draw(random);

    /// <summary>The day as yyyy-MM-dd.</summary>
    public ReadOnlySpan<byte> Text(int day) => dayTexts[day];

    /// <summary>Weights over <see cref="WordList.Codes"/>.</summary>
    public static long[] LanguageWeights(int year)
    {
        (long tweets, long[] main) = Years.GetValueOrDefault(year, OtherYear);
        long rest = tweets - main.Sum();
        return [.. main.Select(count => count * 100), .. RestShares.Select(share => rest * share * 100 / RestShares.Sum())];
    }

    private static long Weight(DateOnly day, SynthRandom random)
    {
        // The set of 2018 ends in August.
        int daysInYear = day.Year == 2018 ? 238 : 365;
        long weight = Years.GetValueOrDefault(day.Year, OtherYear).Tweets * 1000 / daysInYear;
        weight = weight * random.Between(70, 130) / 100;
        if (day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday)
            weight = weight * 8 / 10;
        if (random.PerMille(8))
            weight *= random.Between(2, 4);
        return Math.Max(weight, 1);
    }
}

/// <summary>Client applications and their shares in the October 2018 Iranian set.</summary>
internal static class ClientNames
{
    /// <summary>The last one is blank: a few tweets have none.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        "Twitter Web Client", "TweetDeck", "dlvr.it", "Twitter for Android", "Facebook", "Twitter Lite", "Buffer",
        "Twitter for Websites", "Twitter for iPhone", "IFTTT", "Mobile Web (M2)", "Hootsuite", "generationπ",
        "Synthetic \"Quoted\" Client, Ltd.", "",
    ];

    public static IReadOnlyList<long> Weights { get; } =
        [699_318, 96_559, 78_674, 62_046, 58_428, 23_308, 16_036, 13_943, 30_000, 18_000, 15_000, 9_000, 1_200, 900, 500];
}
