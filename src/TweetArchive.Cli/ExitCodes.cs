using TweetArchive.Analysis.Learning;
using TweetArchive.Archives;
using TweetArchive.Dataset;
using TweetArchive.Jobs;
using TweetArchive.Reading;
using TweetArchive.Report;
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

    /// <summary>Runs a command and returns its exit code: Ctrl-C cancels it, and what goes wrong becomes a message and a code, never a stack trace.</summary>
    public static int OfRunning(Func<CancellationToken, int> work)
    {
        using var cancel = new CancellationTokenSource();
        ConsoleCancelEventHandler onCancel = (_, e) =>
        {
            // The first Ctrl-C ends cleanly; a second one ends at once.
            e.Cancel = !cancel.IsCancellationRequested;
            cancel.Cancel();
        };
        Console.CancelKeyPress += onCancel;
        using var term = System.Runtime.InteropServices.PosixSignalRegistration.Create(
            System.Runtime.InteropServices.PosixSignal.SIGTERM, c =>
            {
                c.Cancel = true;
                cancel.Cancel();
            });
        try
        {
            return work(cancel.Token);
        }
        catch (InterruptedRunException e)
        {
            return Fail(e.InnerException is OperationCanceledException ? Interrupted : Defect, e.Message);
        }
        catch (OperationCanceledException)
        {
            return Fail(Interrupted, "interrupted; nothing was written. The same command starts again.");
        }
        catch (StrictRejectException e)
        {
            return Fail(TooManyRejects, e.Message);
        }
        catch (Exception e) when (e is UsageException or LexiconException or ReportException || e.GetType() == typeof(ArgumentException))
        {
            return Fail(Usage, e.Message);
        }
        catch (Exception e) when (e is CommandFailedException or PublicationException or LearningException)
        {
            return Fail(Defect, e.Message);
        }
        catch (NothingReadException e)
        {
            return Fail(NothingRead, e.Message + Environment.NewLine + "No input could be read; nothing was written.");
        }
        catch (InputChangedException e)
        {
            return Fail(InputChanged, e.Message + " Nothing was written, since its counts would be of no state of it. Run again when nothing writes to it.");
        }
        catch (ArchiveException e)
        {
            return Fail(SomeInputUnread, e.Message);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Fail(Defect, $"{e.Message} {Advice(e)}");
        }
        catch (OutOfMemoryException)
        {
            return Fail(Defect, "out of memory. Give it more, or less to do at once: --memory 64M, fewer --threads.");
        }
        catch (Exception e)
        {
            return Fail(Defect, $"a defect of ours, please report it: {e.GetType().Name}: {e.Message}{Environment.NewLine}{e.StackTrace?.Split('\n').FirstOrDefault()?.Trim()}");
        }
        finally
        {
            Console.CancelKeyPress -= onCancel;
        }
    }

    /// <summary>What to do when the system refuses a call.</summary>
    public static string Advice(Exception e)
    {
        const int TooManyOpenInSystem = 23;
        const int TooManyOpen = 24;
        const int FileTooLarge = 27;
        const int DiskFull = 28;
        const int BrokenPipe = 32;
        const int QuotaExceeded = 122;
        return (OperatingSystem.IsWindows() ? 0 : e.HResult) switch
        {
            TooManyOpen or TooManyOpenInSystem => "Allow more open files (ulimit -n 4096), or give fewer --threads, and run the same command again.",
            FileTooLarge => "Allow larger files (ulimit -f unlimited), and run the same command again.",
            DiskFull or QuotaExceeded => "Free some space, or give --out a folder on another disk, and run the same command again.",
            BrokenPipe => "What reads the output has ended.",
            _ => e is UnauthorizedAccessException ? "Check who may write there, or give --out another folder." : "Free some space, or give --out a folder on another disk, and run the same command again.",
        };
    }

    public static int Of(RunOutcome outcome) => outcome switch
    {
        RunOutcome.Done => Done,
        RunOutcome.SomeInputUnread => SomeInputUnread,
        RunOutcome.TooManyRejects => TooManyRejects,
        _ => Defect,
    };

    private static int Fail(int code, string message)
    {
        Console.Error.WriteLine("tweetarchive: " + message);
        return code;
    }
}

/// <summary>A command failed, and the message says how far it came and what to do.</summary>
internal sealed class CommandFailedException(string message, Exception inner) : Exception(message, inner);
