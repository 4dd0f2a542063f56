using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace TweetArchive.Cli;

/// <summary>A job on the cluster, told from outside by Slurm's own commands.</summary>
internal sealed partial class SlurmJob(SlurmScript script, TextWriter to)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    /// <summary>Submits the script and tells how it goes until the merge has ended; returns the exit code of the whole.</summary>
    /// <exception cref="IOException">Slurm's commands are not there, or refuse the job.</exception>
    public int SubmitAndWatch(CancellationToken cancelled)
    {
        (int code, string output, string error) = Run("bash", script.Path);
        string[] ids = output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (code != 0 || ids.Length != 2)
            throw new UsageException($"Slurm did not accept the job: {error.Trim()} The script is {script.Path}.");
        (string array, string merge) = (ids[0], ids[1]);
        to.WriteLine($"submitted: array {array} ({script.Shards} shards), merge {merge}; logs in {Path.Combine(script.Work, "logs")}");

        string told = "";
        while (true)
        {
            IReadOnlyList<string> states = Queue(array);
            IReadOnlyList<string> mergeState = Queue(merge);
            string now = Describe(states, mergeState);
            if (now != told)
                to.WriteLine(told = now);
            if (states.Count == 0 && mergeState.Count == 0)
                return Ended(merge);
            if (cancelled.WaitHandle.WaitOne(Pause))
            {
                to.WriteLine($"The job continues. To end it: scancel {array} {merge}");
                return ExitCodes.Interrupted;
            }
        }
    }

    /// <summary>States of the tasks that are waiting or running; those that ended are not in the queue.</summary>
    private static IReadOnlyList<string> Queue(string job)
    {
        (int code, string output, string error) = Run("squeue", "--noheader", "--array", "--jobs", job, "--format", "%T");
        if (code == 0)
            return [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Where(s => s is not ("COMPLETED" or "FAILED" or "CANCELLED"))];
        // A job that ended some minutes ago is forgotten.
        return error.Contains("Invalid job id", StringComparison.Ordinal)
            ? []
            : throw new IOException($"squeue: {error.Trim()} The job may continue all the same.");
    }

    private string Describe(IReadOnlyList<string> shards, IReadOnlyList<string> merge)
    {
        int waiting = shards.Count(s => s is "PENDING" or "REQUEUED" or "REQUEUE_HOLD" or "SPECIAL_EXIT");
        string merging = merge.Count == 0 ? "ended" : merge[0].ToLowerInvariant();
        return string.Create(CultureInfo.InvariantCulture,
            $"shards: {script.Shards - shards.Count} ended, {shards.Count - waiting} running, {waiting} waiting; merge: {merging}");
    }

    private int Ended(string merge)
    {
        int? code = MergeExitCode(merge);
        if (code is ExitCodes.Done or ExitCodes.SomeInputUnread or ExitCodes.TooManyRejects)
        {
            to.WriteLine($"The output is in {script.Out}. When you no longer need the shards: rm -r {script.Work}");
            return code.Value;
        }

        foreach (int shard in Enumerable.Range(1, script.Shards)
            .Where(s => !File.Exists(Path.Combine(script.ShardFolder(s), "shard.json"))))
            to.WriteLine($"shard {shard}/{script.Shards} is not done; see {script.ShardLog(shard)}");
        to.WriteLine($"There is no output. {(File.Exists(script.MergeLog) ? $"See {script.MergeLog}. " : "")}To continue: bash "
            + $"{script.Path}");
        return ExitCodes.Defect;
    }

    /// <summary>
    /// By sacct where the cluster keeps accounts, otherwise by what the controller still remembers; null if it was not run.
    /// </summary>
    private static int? MergeExitCode(string merge)
    {
        (int code, string output, _) =
            Run("sacct", "--noheader", "--parsable2", "--allocations", "--jobs", merge, "--format", "State,ExitCode");
        string line = code == 0 ? output.Trim() : "";
        if (line.Length == 0)
        {
            line = Run("scontrol", "show", "job", "--oneliner", merge).Output;
        }

        Match exit = ExitCode().Match(line);
        return exit.Success && !line.Contains("CANCELLED", StringComparison.Ordinal)
            ? int.Parse(exit.Groups[1].ValueSpan, CultureInfo.InvariantCulture)
            : null;
    }

    [GeneratedRegex(@"(?:\||\bExitCode=)(\d+):\d+")]
    private static partial Regex ExitCode();

    private static (int Code, string Output, string Error) Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        try
        {
            using Process process = Process.Start(start)!;
            Task<string> error = process.StandardError.ReadToEndAsync();
            string output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode, output, error.Result);
        }
        catch (Win32Exception e)
        {
            throw new UsageException(
                $"{program} cannot be started here: {e.Message}. Submit the script where Slurm's commands are: bash {arguments[0]}");
        }
    }
}
