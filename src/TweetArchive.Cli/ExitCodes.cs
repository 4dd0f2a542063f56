using TweetArchive.Archives;
using TweetArchive.Dataset;
using TweetArchive.Jobs;
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
    public const int Interrupted = 130;

    /// <summary>Runs a command's work: Ctrl-C cancels it, and whatever goes wrong becomes a message and a code, never a stack trace.</summary>
    public static int Guard(Func<CancellationToken, int> work)
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
        catch (ArchiveException e)
        {
            return Fail(SomeInputUnread, e.Message + Environment.NewLine + "No input could be read; nothing was written.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Fail(Defect, $"{e.Message} Nothing was written. Free some space, or give --out a folder on another disk, and run the same command again.");
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
