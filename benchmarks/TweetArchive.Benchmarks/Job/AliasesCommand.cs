using System.Globalization;
using System.Text;
using TweetArchive.Benchmarks.Micro;

namespace TweetArchive.Benchmarks.Job;

/// <summary><c>aliases</c>: what the whole job costs more for each alias of the lexicon.</summary>
internal static class AliasesCommand
{
    public static int Run(JobOptions options)
    {
        string file = SyntheticFile.Get(options.Data, options.Tweets);
        string to = Path.Combine(options.Data, "out-tweetarchive");
        string tenThousand = Path.Combine(options.Data, "aliases10000.tsv"), none = Path.Combine(options.Data, "aliases0.tsv");
        File.WriteAllText(tenThousand, MatchingTexts.TenThousandAliases());
        File.WriteAllText(none, MatchingTexts.LexiconHeader);
        (int Aliases, string[] Targets)[] lexicons =
        [
            (0, ["--targets", none]),
            (MatchingTexts.LoadLexicon(MatchingTexts.Shipped).Aliases.Count, []),
            (MatchingTexts.LoadLexicon(MatchingTexts.TenThousand).Aliases.Count, ["--targets", tenThousand]),
        ];
        List<Measurement>[] runs = [[], [], []];
        PageCache.Fill(file);
        for (int round = 0; round < options.Runs; round++)
        {
            for (int i = 0; i < lexicons.Length; i++)
            {
                int place = (i + round) % lexicons.Length;
                JobComparison.Remove(to);
                runs[place]
                    .Add(Measure.InProcessOfItsOwn([.. OurBuild.Run(options, file, to), .. lexicons[place].Targets], options.Threads));
                Console.Error.WriteLine(
                    FormattableString.Invariant(
                        $"{lexicons[place].Aliases} aliases, run {round + 1} of {options.Runs}: {runs[place][^1].Wall:0.00} s"));
            }
        }

        JobComparison.Remove(to);
        string report = Report(options, new FileInfo(file).Length, [.. lexicons.Select(l => l.Aliases)], runs);
        Console.Write(report);
        Repository.Keep(options.Results, "aliases.csv", Csv([.. lexicons.Select(l => l.Aliases)], runs));
        Repository.Keep(options.Results, "aliases.md", report);
        return 0;
    }

    private static string Report(JobOptions options, long bytes, int[] aliases, List<Measurement>[] runs)
    {
        StringBuilder text = JobReport.Head("Cost of aliases");
        text.AppendLine(CultureInfo.InvariantCulture,
            $"The whole job on {options.Tweets:N0} tweets, {bytes / 1e6:N0} MB, {OurBuild.Describe(options)}, {options.Threads} "
                + $"threads, {options.Runs} runs by turns, medians. No alias: a lexicon of a header. 10,000: the shipped ones and "
                + $"made-up names in three scripts. ×: against the shipped lexicon in the same round, the median.").AppendLine();
        text.AppendLine("| aliases | wall s | × | CPU s | × | peak MiB |").AppendLine("|---|---|---|---|---|---|");
        for (int i = 0; i < aliases.Length; i++)
        {
            string Times(Func<Measurement, double> value) =>
                JobReport.Median(runs[i].Zip(runs[1], (a, shipped) => value(a) / value(shipped)))
                    .ToString("0.00", CultureInfo.InvariantCulture);
            double Of(Func<Measurement, double> value) => JobReport.Median(runs[i].Select(value));
            text.AppendLine(CultureInfo.InvariantCulture,
                $"| {aliases[i]:N0} | {Of(m => m.Wall):0.00} | {Times(m => m.Wall)} | {Of(m => m.Cpu):0.00} | {Times(m => m.Cpu)} | "
                    + $"{Of(m => m.PeakBytes) / (1 << 20):0} |");
        }

        double each = (JobReport.Median(runs[2].Select(m => m.Cpu)) - JobReport.Median(runs[1].Select(m => m.Cpu))) / (aliases[2]
            - aliases[1]);
        text.AppendLine()
            .AppendLine(CultureInfo.InvariantCulture,
                $"CPU for each further alias: {each * 1e6:0} µs a run, {each * 1e9 / options.Tweets:0.000} ns a tweet; compiling the "
                    + $"lexicon is part of it.");
        return text.ToString();
    }

    private static string Csv(int[] aliases, List<Measurement>[] runs)
    {
        var csv = new StringBuilder("aliases,run,wall_s,user_s,system_s,peak_bytes\n");
        for (int i = 0; i < aliases.Length; i++)
        {
            foreach ((int round, Measurement m) in runs[i].Index())
                csv.Append(CultureInfo.InvariantCulture,
                    $"{aliases[i]},{round + 1},{m.Wall:0.0000},{m.User:0.0000},{m.System:0.0000},{m.PeakBytes}\n");
        }

        return csv.ToString();
    }
}
