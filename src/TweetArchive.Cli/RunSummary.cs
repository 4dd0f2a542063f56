using System.Diagnostics;
using System.Globalization;
using TweetArchive.Checkpoints;
using TweetArchive.Dataset;
using TweetArchive.Jobs;
using TweetArchive.Merging;
using TweetArchive.Reading;
using TweetArchive.Releases;
using TweetArchive.Report;
using TweetArchive.Targets;
using TweetArchive.Text;
using TweetArchive.Tweets;

namespace TweetArchive.Cli;

/// <summary>What a job that writes a dataset tells while it runs and when it is done.</summary>
/// <param name="outPath">The folder of the dataset.</param>
internal sealed class RunSummary(string outPath, ProgressMode progressMode, bool quiet, bool json)
{
    private readonly Stopwatch watch = Stopwatch.StartNew();

    public ProgressMode Progress => progressMode;

    /// <summary>Whether there is a summary for people.</summary>
    public bool Says => !quiet && !json;

    /// <summary>Shows the progress of a run until it is disposed.</summary>
    public static ProgressLine Show(RunProgress progress, ProgressMode mode)
    {
        if (mode != ProgressMode.None)
        {
            progress.Resumed += (done, total) =>
                Console.Error.WriteLine($"resumed: {Sizes.Show(done)} of {Sizes.Show(total)} were done before");
        }

        ProgressLine? line = null;
        line = new ProgressLine(() => ProgressLine.Of(progress, line?.InPhase ?? TimeSpan.Zero), mode);
        return line;
    }

    /// <summary>Runs the job: progress and problems on stderr, the summary on stdout; returns the exit code.</summary>
    /// <param name="lexicon">With which it runs.</param>
    /// <param name="after">What follows the dataset, such as its report; given the exit code so far, it returns the last one.</param>
    public int Follow(Func<RunProgress, RunResult> job, Lexicon lexicon, Func<int, int> after)
    {
        var progress = new RunProgress();
        RunResult result;
        try
        {
            using (Show(progress, progressMode))
                result = job(progress);
        }
        catch (FinishedBeforeException e)
        {
            // What comes after the dataset, such as the report, may still be to do.
            Console.Error.WriteLine("tweetarchive: " + e.Message);
            int code = after(ExitCodes.Of(e.Outcome));
            if (json)
                WriteDoneBefore(code);
            return code;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // What was there before is as it was.
            throw new CommandFailedException($"{e.Message} Nothing was written. {ExitCodes.Advice(e)}", e);
        }

        try
        {
            WriteProblems(Console.Error, result);
            if (Says)
                WriteText(Console.Out, result, outPath, watch.Elapsed);
            int code = after(ExitCodes.Of(result.Outcome));
            if (json)
                WriteJson(result, lexicon, code);
            return code;
        }
        catch (IOException e)
        {
            throw new CommandFailedException($"the summary could not be written: {e.Message} The "
                + $"{(result.Shard is null ? "output" : "shard")} is in {outPath}, whole.", e);
        }
    }

    /// <summary>The summary of a command that wrote nothing.</summary>
    public void Failed(int exitCode, string message)
    {
        if (!json)
            return;
        using Stream to = Console.OpenStandardOutput();
        CommandJson.Write(to, new RunFailureJson(
            exitCode, DatasetManifest.ThisProgramVersion, watch.Elapsed.TotalSeconds, Path.GetFullPath(outPath), [message]));
    }

    private static void WriteProblems(TextWriter err, RunResult result)
    {
        foreach (string note in result.Notes)
            err.WriteLine("note: " + note);
        foreach (InputResult input in result.Inputs)
        {
            foreach (Remark remark in input.Remarks.OrderBy(r => Remark.IsCostly(r.Code) ? 0 : 1))
                err.WriteLine($"{(Remark.IsCostly(remark.Code) ? "warning" : "note")}: {input.Entry.SourceName}: {remark.Message}");
            if (input.Counts.TextsNotUtf8 > 0)
                err.WriteLine($"note: {input.Entry.SourceName}: {Counted.Of(input.Counts.TextsNotUtf8, "tweet has", "tweets have")} bytes "
                    + "in the text that are not UTF-8; they are read as U+FFFD");
            if (input.Counts.WithoutId > 0 && !input.MissingColumns.Contains("tweetid"))
                err.WriteLine($"note: {input.Entry.SourceName}: {Counted.Of(input.Counts.WithoutId, "tweet has", "tweets have")} no "
                    + "tweetid: such tweets cannot be looked up, joined with other files or told from duplicates");
            if (input.Counts.RoundedReferences > 0 && PublishedFigures.Of(input.Entry.Dataset, 0, 0) is null)
                err.WriteLine($"note: {input.Entry.SourceName}: {Counted.Of(input.Counts.RoundedReferences, "tweet has", "tweets have")} "
                    + "ids of replies, retweets or quotes that were rounded to the digits of a float (9.7e+17): they are marked "
                    + "(reference_ids_rounded)");
            foreach ((string what, long count) in input.Conversions.Where(c => c.Key.StartsWith("unreadable:", StringComparison.Ordinal)))
                err.WriteLine($"note: {input.Entry.SourceName}: {UnreadableCells.Note(count, what["unreadable:".Length..])}");
            foreach ((string what, long count) in input.Conversions.Where(c => c.Key.StartsWith("other_format:", StringComparison.Ordinal)))
                err.WriteLine($"note: {input.Entry.SourceName}: {Counted.Of(count, "record is", "records are")} of another format "
                    + $"than the first ({what["other_format:".Length..]}); each is read as what it is");
            if (input.Conversions.GetValueOrDefault("other_day_order") is > 0 and var days)
                err.WriteLine($"note: {input.Entry.SourceName}: {UnreadableCells.NoteOfDays(days)}");
            if (input.Conversions.GetValueOrDefault("other_separators") is > 0 and var rows)
                err.WriteLine($"note: {input.Entry.SourceName}: {Counted.Of(rows, "row has", "rows have")} other separators than the "
                    + "header; each is read by its own");
        }

        foreach ((string column, long count) in result.UnreadableCells)
            err.WriteLine($"note: {UnreadableCells.Note(count, column)}");
        foreach (var problem in result.Problems)
            err.WriteLine("not read: " + problem.Message);
        foreach (InputResult input in result.Inputs.Where(i => i.Problem is not null))
        {
            err.WriteLine(input.Counts.Records > input.Counts.Rejected
                ? $"not read to its end: {input.Problem} "
                    + $"{Counted.Of(input.Counts.Records, "record before that is", "records before that are")} in the output."
                : $"not read: {input.Problem}");
        }

        foreach (InputResult input in result.Inputs.Where(i => i.FirstReject is not null))
            err.WriteLine($"rejected: {input.Entry.SourceName}: {Counted.Of(input.Counts.Rejected, "record")}, the first: "
                + $"{input.FirstReject}. All are in rejects.parquet.");
        if (result.TooManyRejects)
            err.WriteLine($"more rejects than --max-rejects allows: {Sizes.Number(result.Counts.Rejected)} of "
                + $"{Counted.Of(result.Counts.Records, "record")}.");
    }

    private static void WriteText(TextWriter to, RunResult result, string outPath, TimeSpan elapsed)
    {
        EntryCounts c = result.Counts;
        to.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{Counted.Of(c.Records - c.Users, "record")} = {Counted.Of(c.Tweets, "tweet")} + {Sizes.Number(c.Rejected)} rejected + "
                + $"{Counted.Of(c.Duplicates, "duplicate")}, in {elapsed.TotalSeconds:0.0} s"));
        if (result.Inputs.Count(i => i.Remarks.Any(r => Remark.IsCostly(r.Code))) is > 0 and int wrong)
            to.WriteLine($"{Counted.Of(wrong, "file has", "files have")} times, ids or accounts that are wrong or uncertain: the warnings "
                + "above say which, and what to do");
        if (c.Notices > 0)
            to.WriteLine($"{Counted.Of(c.Notices, "notice")} of collected streams (deletions and the like): not records");
        if (result.ResumedUnits > 0)
            to.WriteLine($"{Counted.Of(result.ResumedUnits, "unit of work was", "units of work were")} done by the earlier run");
        if (result.Shard is { } shard)
        {
            to.WriteLine($"Shard {shard} is in {outPath}; when all are there: tweetarchive merge DIR… --out DIR");
            return;
        }

        to.WriteLine($"{Counted.Of(c.Retweets, "retweet")}; {Counted.Of(c.TaggedTweets, "tweet mentions", "tweets mention")} a target");
        // Fewer than one in a thousand: the lexicon is hardly of what these tweets are about.
        if (c.Tweets > 0 && 1000 * c.TaggedTweets < c.Tweets)
            to.WriteLine("  The lexicon hardly fits these tweets. The shipped one has targets of these groups of campaigns: "
                + $"{string.Join(", ", TargetChoice.Groups(Lexicon.LoadShipped()))}. For your own: tweetarchive targets new FILE; "
                + $"for candidates: tweetarchive targets suggest {outPath}");
        foreach (DatasetResult dataset in result.Datasets)
        {
            to.WriteLine($"  {dataset.Name}: {Counted.Of(dataset.Tweets, "tweet")} of "
                + $"{Counted.Of(dataset.AccountsWithTweets, "account")} ({Sizes.Number(dataset.Accounts)} known)"
                + (dataset.CountedElsewhere > 0
                    ? $"; {Counted.Of(dataset.CountedElsewhere, "more is", "more are")} counted in a later release"
                    : ""));
            foreach (string difference in dataset.Published?.Differences() ?? [])
                to.WriteLine($"    {difference}");
            if (!dataset.Asked.All)
                to.WriteLine("    " + AskedText.Of(dataset));
        }

        if (result.TweetsInSeveral > 0)
        {
            to.WriteLine($"{Counted.Of(result.TweetsInSeveral, "tweet is", "tweets are")} in several datasets (duplicates.parquet), "
                + (result.Dedupe
                    ? "counted in the latest release alone"
                    : "counted in each: add up tweets of datasets only after a run with --dedupe"));
        }

        if (result.ReferenceRepairs.Count > 0)
        {
            long repaired = result.ReferenceRepairs.Where(r => r.Key.EndsWith(":url", StringComparison.Ordinal)).Sum(r => r.Value);
            to.WriteLine($"{Sizes.Number(result.ReferenceRepairs.Values.Sum())} ids of replied-to, quoted or retweeted tweets in tweets/ "
                + $"are rounded; {(repaired == 0 ? "none" : Sizes.Number(repaired))} could be repaired. More: docs/definitions.md, "
                + "\"Rounded references\"");
        }

        if (result.Media is { } media)
        {
            to.WriteLine($"{Counted.Of(media.Files, "media file")} in "
                + $"{Counted.Of(media.Archives, "archive")}, {Sizes.Number(media.OfTweets)} of them of tweets that were read; "
                + $"for checksums and reuse: tweetarchive media {outPath} --input MEDIA-ARCHIVES");
        }

        if (result.Targets.Count > 0)
        {
            to.WriteLine();
            to.WriteLine($"{"tagged",10} {"candidates",11}  target");
            foreach (TargetResult target in result.Targets.Take(12))
                to.WriteLine($"{Sizes.Number(target.Tagged),10} {Sizes.Number(target.Candidates),11}  {target.TargetId} "
                    + $"({target.DisplayName})");
            if (result.Targets.Count > 12)
                to.WriteLine($"{"",22}  and {result.Targets.Count - 12} more in daily_mentions.parquet");
        }

        to.WriteLine();
        to.WriteLine($"The output is in {outPath}; manifest.json records what was read and how.");
    }

    private void WriteJson(RunResult result, Lexicon lexicon, int exitCode)
    {
        using Stream to = Console.OpenStandardOutput();
        CommandJson.Write(to, new RunSummaryJson
        {
            ExitCode = exitCode,
            ProgramVersion = DatasetManifest.ThisProgramVersion,
            Seconds = watch.Elapsed.TotalSeconds,
            Dataset = Path.GetFullPath(outPath),
            Report = ReportPath(),
            LexiconSha256 = lexicon.Checksum,
            ResumedUnits = result.ResumedUnits,
            Counts = RunSummaryJson.CountsOf(RunDescription.Counts(result.Counts)),
            Datasets = [.. result.Datasets.Select(RunDescription.Dataset)],
            TweetsInSeveralDatasets = result.TweetsInSeveral,
            ReferenceRepairs = result.ReferenceRepairs,
            Media = RunDescription.Media(result.Media),
            Targets = [.. result.Targets.Select(t => new TargetSummaryJson(t.TargetId, t.Tagged, t.Candidates))],
            Problems = [.. result.Problems.Select(p => p.Message).Concat(result.Inputs.Select(i => i.Problem).OfType<string>())],
        });
    }

    private string? ReportPath() =>
        Path.Combine(Path.GetFullPath(outPath), ReportJob.FileName) is var report && File.Exists(report) ? report : null;

    /// <summary>The summary of a dataset that an earlier command had finished, as that one would have printed it.</summary>
    private void WriteDoneBefore(int exitCode)
    {
        using Stream to = Console.OpenStandardOutput();
        if (!File.Exists(Path.Combine(outPath, DatasetNames.Manifest)))
        {
            CommandJson.Write(to, new RunFailureJson(
                exitCode, DatasetManifest.ThisProgramVersion, watch.Elapsed.TotalSeconds, Path.GetFullPath(outPath), []));
            return;
        }

        DatasetFolder dataset = DatasetFolder.Open(outPath);
        DatasetManifest manifest = dataset.Manifest;
        CommandJson.Write(to, new RunSummaryJson
        {
            ExitCode = exitCode,
            ProgramVersion = DatasetManifest.ThisProgramVersion,
            Seconds = watch.Elapsed.TotalSeconds,
            Dataset = dataset.Path,
            Report = ReportPath(),
            LexiconSha256 = dataset.LexiconSha256,
            ResumedUnits = 0,
            Counts = RunSummaryJson.CountsOf(manifest.Accounting),
            Datasets = manifest.Datasets,
            TweetsInSeveralDatasets = manifest.TweetsInSeveralDatasets,
            ReferenceRepairs = manifest.ReferenceRepairs,
            Media = manifest.Media,
            Targets = [.. DatasetDescription.Targets(dataset).Select(t => new TargetSummaryJson(t.TargetId, t.Tagged, t.Candidates))],
            Problems =
                [.. manifest.UnreadableInputs.Select(u => u.Problem), .. manifest.Inputs.Select(i => i.Problem).OfType<string>()],
        });
    }
}
