using System.Globalization;

namespace TweetArchive.Benchmarks.Job;

/// <summary>job.csv: every run that is kept.</summary>
internal static class JobTable
{
    private const string Header =
        "tweets,bytes,input,cache,threads,tweets_written,build,side,round,wall_s,user_s,system_s,peak_bytes,output_bytes,tweets_bytes,date";

    /// <summary>What the file holds; nothing if it is not there.</summary>
    /// <exception cref="InvalidOperationException">The file is not such a table.</exception>
    public static List<JobRun> Load(string path)
    {
        if (!File.Exists(path))
            return [];
        string[] lines = File.ReadAllLines(path);
        if (lines.FirstOrDefault() != Header)
            throw new InvalidOperationException($"{path}: its columns are not those of this program. Move it away.");
        return [.. lines.Skip(1).Select(l => Run(l.Split(',')))];
    }

    public static void Save(string path, IEnumerable<JobRun> runs) => File.WriteAllLines(path,
        [Header, .. runs.OrderBy(r => r.Setting.Tweets).ThenBy(r => r.Setting.AllTweets).ThenBy(r => r.Setting.Threads)
            .ThenBy(r => r.Setting.Input).ThenBy(r => r.Setting.Cold).ThenBy(r => r.Round).Select(Line)]);

    private static string Line(JobRun r) => string.Create(CultureInfo.InvariantCulture,
        $"{r.Setting.Tweets},{r.Bytes},{r.Setting.Input.Word()},{r.Setting.Cache},{r.Setting.Threads},{r.Setting.Written},"
            + $"{r.Setting.Build},{r.Side},{r.Round},{r.Measured.Wall:0.0000},{r.Measured.User:0.0000},{r.Measured.System:0.0000},"
            + $"{r.Measured.PeakBytes},{r.OutputBytes},{r.TweetsBytes},{r.Date}");

    private static JobRun Run(string[] cells)
    {
        long Whole(int i) => long.Parse(cells[i], CultureInfo.InvariantCulture);
        double Seconds(int i) => double.Parse(cells[i], CultureInfo.InvariantCulture);
        var setting = new JobSetting(Whole(0), Enum.Parse<InputKind>(cells[2], ignoreCase: true), cells[3] == "cold", (int)Whole(4),
            cells[5] == "all", cells[6]);
        return new JobRun(setting, Whole(1), cells[15], cells[7], (int)Whole(8),
            new Measurement(Seconds(9), Seconds(10), Seconds(11), Whole(12)), Whole(13), Whole(14));
    }
}
