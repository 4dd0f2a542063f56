using System.Reflection;
using TweetArchive.Analysis.Learning;
using TweetArchive.Archives;
using TweetArchive.Dataset;
using TweetArchive.Jobs;
using TweetArchive.Reading;
using TweetArchive.Targets;

namespace TweetArchive.Cli;

/// <summary>The exit codes of every command, and which failure gives which.</summary>
internal static class ExitCodes
{
    public const int Done = 0;
    public const int Defect = 1;
    public const int Usage = 2;
    public const int SomeInputUnread = 3;
    public const int TooManyRejects = 4;
    public const int Different = 5;
    public const int NothingRead = 6;
    public const int InputChanged = 7;
    public const int Interrupted = 130;

    /// <summary>
    /// Runs a command and returns its exit code: Ctrl-C cancels it, and what goes wrong becomes a message and a code, never a stack trace.
    /// </summary>
    /// <param name="failed">Told of a failure's code and message, after it was written to stderr.</param>
    public static int OfRunning(Func<CancellationToken, int> work, Action<int, string>? failed = null)
        => Running(
            cancellation =>
            {
                SystemLibraries.Check();
                TempFolder.RemoveAbandoned();
                return work(cancellation);
            },
            failed);

    /// <summary>The same for a page of help, which needs nothing of the system.</summary>
    public static int OfHelp(Func<int> print) => Running(_ => print(), failed: null);

    private static int Running(Func<CancellationToken, int> work, Action<int, string>? failed)
    {
        Interruption? interruption = null;
        try
        {
            SystemThreads.Check();
            interruption = new Interruption(() => Say(Interrupted, Interruption.EndedInside));
            int code = work(interruption.Token);
            interruption.Ended();
            return code;
        }
        catch (Exception e)
        {
            interruption?.Ended();
            (int code, string message) = Of(e);
            Say(code, message);
            return code;
        }
        finally
        {
            interruption?.Dispose();
        }

        void Say(int code, string message)
        {
            PlainWriter.SayLast("tweetarchive: " + message);
            failed?.Invoke(code, message);
        }
    }

    private static (int Code, string Message) Of(Exception failure) => failure switch
    {
        InterruptedRunException e => (e.InnerException is OperationCanceledException ? Interrupted : Defect, e.Message),
        OperationCanceledException => (Interrupted, "interrupted; nothing was written. The same command starts again."),
        StrictRejectException e => (TooManyRejects, e.Message),
        UsageException or LexiconException => (Usage, failure.Message),
        _ when SystemThreads.Refused(failure) => (Defect, SystemThreads.Advice),
        AggregateException or TaskSchedulerException or TypeInitializationException or TargetInvocationException
            when First(failure) is { } cause => Of(cause),
        _ when failure.GetType() == typeof(ArgumentException) => (Usage, failure.Message),
        CommandFailedException or PublicationException or LearningException => (Defect, failure.Message),
        NothingReadException e => (NothingRead, e.Message + Environment.NewLine + "No input could be read; nothing was written."),
        InputChangedException e => (InputChanged,
            e.Message + " Nothing was written, since its counts would be of no state of it. Run again when nothing writes to it."),
        // Its dataset or its input is not there for the command: what was written before is as it was.
        ArchiveException or DatasetException => (NothingRead, $"{failure.Message}{Environment.NewLine}Nothing was written."),
        IOException or UnauthorizedAccessException => (Defect, $"{failure.Message.TrimEnd('.')}. {Advice(failure)}"),
        // The runtime's word for a file beyond the limit on its size, or beyond what the file system holds.
        ArgumentOutOfRangeException { ParamName: "value", StackTrace: { } at } when at.Contains("RandomAccess", StringComparison.Ordinal) =>
            (Defect, $"File too large: a limit on the size of files is reached. {TooLarge}"),
        OutOfMemoryException => (Defect, "out of memory. " + MoreMemory),
        _ => (Defect,
            $"a defect of ours, please report it: {failure.GetType().Name}: "
                + $"{failure.Message}{Environment.NewLine}{failure.StackTrace?.Split('\n').FirstOrDefault()?.Trim()}"),
    };

    /// <summary>What a failure of the library means. Where one failure stops the others, theirs are only its echo.</summary>
    private static Exception? First(Exception failure) => failure is AggregateException several
        ? several.Flatten().InnerExceptions.OrderBy(e => e is OperationCanceledException).FirstOrDefault()
        : failure.InnerException;

    private const string TooLarge = "Allow larger files (ulimit -f unlimited), and run the same command again.";

    private const string MoreMemory = "Give it more, or less to do at once: --memory 64M, fewer --threads.";

    /// <summary>What to do when the system refuses a call.</summary>
    public static string Advice(Exception e)
    {
        const int TryAgain = 11;
        const int NoMemory = 12;
        const int TooManyOpenInSystem = 23;
        const int TooManyOpen = 24;
        const int FileTooLarge = 27;
        const int DiskFull = 28;
        const int BrokenPipe = 32;
        const int QuotaExceeded = 122;
        return (OperatingSystem.IsWindows() ? 0 : e.HResult) switch
        {
            TooManyOpen or TooManyOpenInSystem =>
                "Allow more open files (ulimit -n 4096), or give fewer --threads, and run the same command again.",
            TryAgain => SystemThreads.WhatToDo,
            NoMemory => MoreMemory,
            FileTooLarge => TooLarge,
            DiskFull or QuotaExceeded =>
                "Free some space where it writes, or give --out a folder on another disk, and run the same command again.",
            BrokenPipe => "What reads the output has ended.",
            _ => e is UnauthorizedAccessException ? "Check who may write there, or give --out another folder."
                : "Check the disk, or give --out a folder on another one, and run the same command again.",
        };
    }

    public static int Of(RunOutcome outcome) => outcome switch
    {
        RunOutcome.Done => Done,
        RunOutcome.SomeInputUnread => SomeInputUnread,
        RunOutcome.TooManyRejects => TooManyRejects,
        _ => Defect,
    };
}

/// <summary>A command failed, and the message says how far it came and what to do.</summary>
internal sealed class CommandFailedException(string message, Exception inner) : Exception(message, inner);
