using System.Diagnostics;
using System.Globalization;
using TweetArchive.Checkpoints;
using TweetArchive.Collections;
using TweetArchive.Dataset;
using TweetArchive.Jobs;
using TweetArchive.Merging;
using TweetArchive.Reading;

namespace TweetArchive.Cli;

/// <summary>What a job that writes a dataset tells while it goes on and when it is done.</summary>
internal static class RunSummary
{
    /// <summary>Runs the job: progress and problems on stderr, the summary on stdout; returns the exit code.</summary>
    public static int Follow(Func<RunProgress, RunResult> job, string outPath, bool quiet, bool json)
    {
        var progress = new RunProgress();
        var watch = Stopwatch.StartNew();
        RunResult result;
        try
        {
            using (new ProgressLine(progress, quiet))
                result = job(progress);
        }
        catch (FinishedBeforeException e)
        {
            // What comes after the dataset, such as the report, may still be to do.
            Console.Error.WriteLine("tweetarchive: " + e.Message);
            return ExitCodes.Of(e.Outcome);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // What was there before is as it was.
            throw new CommandFailedException($"{e.Message} Nothing was written. {ExitCodes.Advice(e)}", e);
        }

        try
        {
            return Report(result, outPath, watch.Elapsed, quiet, json);
        }
        catch (IOException e)
        {
            throw new CommandFailedException($"the summary could not be written: {e.Message} The {(result.Shard is null ? "dataset" : "shard")} is in {outPath}, whole.", e);
        }
    }

    private static int Report(RunResult result, string outPath, TimeSpan elapsed, bool quiet, bool json)
    {
        WriteProblems(Console.Error, result);
        if (json)
            WriteJson(Console.OpenStandardOutput(), result);
        else if (!quiet)
            WriteText(Console.Out, result, outPath, elapsed);
        return ExitCodes.Of(result.Outcome);
    }

    private static void WriteProblems(TextWriter err, RunResult result)
    {
        foreach (string note in result.Notes)
            err.WriteLine("note: " + note);
        foreach (InputResult input in result.Inputs)
        {
            foreach (Remark remark in input.Remarks)
                err.WriteLine($"note: {input.Entry.SourceName}: {remark.Message}");
            if (input.Counts.TextsNotUtf8 > 0)
                err.WriteLine($"note: {input.Entry.SourceName}: {Sizes.Number(input.Counts.TextsNotUtf8)} tweets have bytes in their text that are not UTF-8; they are read as U+FFFD");
            foreach ((string what, long count) in input.Conversions.Where(c => c.Key.StartsWith("unreadable:", StringComparison.Ordinal)))
                err.WriteLine($"note: {input.Entry.SourceName}: {Sizes.Number(count)} cells of {what["unreadable:".Length..]} could not be read and are null");
        }

        foreach (var problem in result.Problems)
            err.WriteLine("not read: " + problem.Message);
        foreach (InputResult input in result.Inputs.Where(i => i.Problem is not null))
        {
            err.WriteLine(input.Counts.Records > input.Counts.Rejected
                ? $"not read to its end: {input.Problem} The {Sizes.Number(input.Counts.Records)} records before that are in the dataset."
                : $"not read: {input.Problem}");
        }

        foreach (InputResult input in result.Inputs.Where(i => i.FirstReject is not null))
            err.WriteLine($"rejected: {input.Entry.SourceName}: {Sizes.Number(input.Counts.Rejected)} records, the first: {input.FirstReject}. All are in rejects.parquet.");
        if (result.TooManyRejects)
            err.WriteLine($"more rejects than --max-rejects allows: {Sizes.Number(result.Counts.Rejected)} of {Sizes.Number(result.Counts.Records)} records.");
    }

    private static void WriteText(TextWriter to, RunResult result, string outPath, TimeSpan elapsed)
    {
        EntryCounts c = result.Counts;
        to.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{Sizes.Number(c.Records - c.Users)} records = {Sizes.Number(c.Tweets)} tweets + {Sizes.Number(c.Rejected)} rejected + {Sizes.Number(c.Duplicates)} duplicates, in {elapsed.TotalSeconds:0.0} s"));
        if (c.Notices > 0)
            to.WriteLine($"{Sizes.Number(c.Notices)} notices of collected streams (deletions and the like) are no records");
        if (result.ResumedUnits > 0)
            to.WriteLine($"{Sizes.Number(result.ResumedUnits)} units of work were done by the run before");
        if (result.Shard is { } shard)
        {
            to.WriteLine($"Shard {shard} is in {outPath}; when all are there: tweetarchive merge DIR… --out DIR");
            return;
        }

        to.WriteLine($"{Sizes.Number(c.Retweets)} retweets; {Sizes.Number(c.TaggedTweets)} tweets mention a target");
        foreach (DatasetResult dataset in result.Datasets)
        {
            to.WriteLine($"  {dataset.Name}: {Sizes.Number(dataset.Tweets)} tweets of {Sizes.Number(dataset.AccountsWithTweets)} accounts ({Sizes.Number(dataset.Accounts)} known)"
                + (dataset.CountedElsewhere > 0 ? $"; {Sizes.Number(dataset.CountedElsewhere)} more are counted in a later release" : ""));
            foreach (string difference in dataset.Published?.Differences() ?? [])
                to.WriteLine($"    {difference}");
        }

        if (result.TweetsInSeveral > 0)
        {
            to.WriteLine($"{Sizes.Number(result.TweetsInSeveral)} tweets stand in several datasets (duplicates.parquet) and are counted "
                + (result.Dedupe ? "in the latest release alone" : "in each: add up tweets of datasets only after a run with --dedupe"));
        }

        if (result.ReferenceRepairs.Count > 0)
        {
            to.WriteLine($"{Sizes.Number(result.ReferenceRepairs.Values.Sum())} rounded references in tweets/: {Sizes.Number(Repaired("url"))} repaired from the tweet's own links, "
                + $"{Sizes.Number(Repaired("left"))} left (columns …_repaired, reference_repairs; analyze --only references looks for tweets nearby)");
        }

        long Repaired(string way) => result.ReferenceRepairs.Where(r => r.Key.EndsWith(":" + way, StringComparison.Ordinal)).Sum(r => r.Value);

        if (result.Media is { } media)
        {
            to.WriteLine($"{Sizes.Number(media.Files)} media files in {Sizes.Number(media.Archives)} {(media.Archives == 1 ? "archive" : "archives")}, {Sizes.Number(media.OfTweets)} of them of tweets that were read; for checksums and reuse: tweetarchive media {outPath} --input MEDIA-ARCHIVES");
        }

        if (result.Targets.Count > 0)
        {
            to.WriteLine();
            to.WriteLine($"{"tagged",10} {"candidates",11}  target");
            foreach (TargetResult target in result.Targets.Take(12))
                to.WriteLine($"{Sizes.Number(target.Tagged),10} {Sizes.Number(target.Candidates),11}  {target.TargetId} ({target.DisplayName})");
            if (result.Targets.Count > 12)
                to.WriteLine($"{"",22}  and {result.Targets.Count - 12} more in daily_mentions.parquet");
        }

        to.WriteLine();
        to.WriteLine($"The dataset is in {outPath}; manifest.json there says what was read and how.");
    }

    private static void WriteJson(Stream to, RunResult result) => CommandJson.Write(to, new RunSummaryJson
    {
        ExitCode = ExitCodes.Of(result.Outcome),
        Counts = RunSummaryJson.CountsOf(RunDescription.Counts(result.Counts)),
        Datasets = [.. result.Datasets.Select(RunDescription.Dataset)],
        TweetsInSeveralDatasets = result.TweetsInSeveral,
        ReferenceRepairs = result.ReferenceRepairs,
        Media = RunDescription.Media(result.Media),
        Targets = [.. result.Targets.Select(t => new TargetSummaryJson(t.TargetId, t.Tagged, t.Candidates))],
        Problems = [.. result.Problems.Select(p => p.Message).Concat(result.Inputs.Select(i => i.Problem).OfType<string>())],
    });
}
