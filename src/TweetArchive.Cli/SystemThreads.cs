using System.ComponentModel;

namespace TweetArchive.Cli;

/// <summary>
/// Threads, of which a system allows a user or a container only a certain number. The runtime cannot report that it gets none for
/// itself: it ends the process. So a command begins by asking for as many as that needs.
/// </summary>
internal static class SystemThreads
{
    /// <summary>What to do.</summary>
    public const string WhatToDo = "Allow more of them (ulimit -u, or the container's limit on processes), or give --threads 1, and run "
        + "the same command again.";

    /// <summary>For people.</summary>
    public const string Advice = "the system gives this program no more threads. " + WhatToDo;

    // Signals, the pool's first worker and the one that watches the pool, and one to spare.
    private const int OfRuntime = 4;

    /// <exception cref="CommandFailedException">There are too few.</exception>
    public static void Check()
    {
        using var end = new ManualResetEvent(false);
        var started = new List<Thread>();
        try
        {
            for (int n = 0; n < OfRuntime; n++)
            {
                var thread = new Thread(() => end.WaitOne(), maxStackSize: 1 << 16) { IsBackground = true };
                thread.Start();
                started.Add(thread);
            }
        }
        catch (Exception e) when (e is OutOfMemoryException or ThreadStartException)
        {
            throw new CommandFailedException(Advice, e);
        }
        finally
        {
            end.Set();
            started.ForEach(t => t.Join());
        }
    }

    /// <summary>Whether a failure is that of starting a thread. The runtime calls it a lack of memory.</summary>
    public static bool Refused(Exception failure) => failure switch
    {
        TaskSchedulerException { InnerException: { } inner } => Refused(inner) || inner is OutOfMemoryException,
        OutOfMemoryException { StackTrace: { } at } => at.Contains("System.Threading.Thread.Start", StringComparison.Ordinal),
        Win32Exception { NativeErrorCode: 11 } => !OperatingSystem.IsWindows(),
        AggregateException several => several.Flatten().InnerExceptions.Any(Refused),
        _ => failure is ThreadStartException,
    };
}
