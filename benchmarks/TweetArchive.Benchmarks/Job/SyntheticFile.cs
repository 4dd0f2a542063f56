using System.Globalization;
using TweetArchive.Synth;

namespace TweetArchive.Benchmarks.Job;

/// <summary>Synthetic archives as plain CSV, made once and kept: the same number of tweets gives the same bytes.</summary>
internal static class SyntheticFile
{
    /// <summary>The archive's path; it is made if it is not there yet.</summary>
    public static string Get(string folder, long tweets, QuotingStyle quoting = QuotingStyle.All)
    {
        Directory.CreateDirectory(folder);
        string path = Path.Combine(folder,
            string.Create(CultureInfo.InvariantCulture,
                $"synth{tweets}{(quoting == QuotingStyle.Minimal ? "minimal" : "")}_tweets_csv_hashed.csv"));
        if (File.Exists(path))
            return path;
        Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"making {path}: {tweets:N0} tweets"));
        SynthArchive.Write(new SynthOptions { Tweets = tweets, OutPath = path, Quoting = quoting, UsersFile = false, Overwrite = true });
        return path;
    }
}
