using System.Runtime.InteropServices;

namespace TweetArchive.Cli;

/// <summary>
/// Ctrl-C and SIGTERM: the first asks the command to end, which it does between two pieces of its work. Inside a long one, such as a
/// text of megabytes or a query, it is ended from outside after a moment: whatever moment a process ends at, the same command continues
/// from there. A second Ctrl-C ends it at once.
/// </summary>
internal sealed class Interruption : IDisposable
{
    /// <summary>For people.</summary>
    public const string EndedInside =
        "interrupted in the middle of a long piece of work. The same command continues with what was finished, or starts again.";

    // SIGXFSZ.
    private const PosixSignal FileSizeLimit = (PosixSignal)25;

    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource cancel = new();
    private readonly ConsoleCancelEventHandler onCancel;
    private readonly PosixSignalRegistration term;
    private readonly PosixSignalRegistration? fileTooLarge;
    private readonly Action endsInside;
    private int ended;

    /// <param name="endsInside">Told before the process is ended from outside.</param>
    public Interruption(Action endsInside)
    {
        this.endsInside = endsInside;
        onCancel = (_, e) =>
        {
            e.Cancel = !cancel.IsCancellationRequested;
            Ask();
        };
        Console.CancelKeyPress += onCancel;
        term = PosixSignalRegistration.Create(PosixSignal.SIGTERM, c =>
        {
            c.Cancel = true;
            Ask();
        });
        // A file beyond a limit on its size would end the process silently; so the write fails, and that is reported.
        if (!OperatingSystem.IsWindows())
            fileTooLarge = PosixSignalRegistration.Create(FileSizeLimit, c => c.Cancel = true);
    }

    public CancellationToken Token => cancel.Token;

    /// <summary>The command has come to its end by itself, whichever, and says so; it is not ended from outside any more.</summary>
    public void Ended()
    {
        // The second one waits for the process to end.
        if (Interlocked.Exchange(ref ended, 1) != 0)
            Thread.Sleep(Timeout.Infinite);
    }

    public void Dispose()
    {
        Console.CancelKeyPress -= onCancel;
        term.Dispose();
        fileTooLarge?.Dispose();
        cancel.Dispose();
    }

    private void Ask()
    {
        if (cancel.IsCancellationRequested)
            return;
        new Thread(EndAfterAWhile) { IsBackground = true }.Start();
        cancel.Cancel();
    }

    private void EndAfterAWhile()
    {
        Thread.Sleep(Grace);
        if (Interlocked.Exchange(ref ended, 1) != 0)
            return;
        endsInside();
        Environment.Exit(ExitCodes.Interrupted);
    }
}
