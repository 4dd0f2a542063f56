using TweetArchive.Archives;
using TweetArchive.Dataset;
using TweetArchive.Reading;

namespace TweetArchive.Jobs;

/// <summary>What is left of a run that is stopped: its finished units, and a sentence that says so.</summary>
internal static class StoppedRun
{
    /// <summary>Does the work of a run; when it is stopped, keeps what can be resumed from.</summary>
    /// <exception cref="InterruptedRunException">It was stopped, and some of its work is kept.</exception>
    public static RunResult KeepWorkIfStopped(this OutputFolder folder, Func<RunResult> work)
    {
        try
        {
            return work();
        }
        catch (Exception e) when (e is StrictRejectException or ArchiveException or NothingReadException or InputChangedException)
        {
            folder.DropUnits();
            throw;
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or UnauthorizedAccessException)
        {
            int kept = WorkFolder.Units(folder.UnitsPath).Count;
            if (kept == 0)
                throw;
            string what = e is OperationCanceledException ? "interrupted." : e.Message;
            throw new InterruptedRunException(
                $"{what} {kept} finished units of work are kept in {folder.WorkPath}: the same command resumes from there.", e);
        }
    }
}
