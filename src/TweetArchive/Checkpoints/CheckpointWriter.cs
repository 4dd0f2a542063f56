using System.Runtime.ExceptionServices;

namespace TweetArchive.Checkpoints;

/// <summary>
/// Takes finished units and, whenever they come to the bytes of a checkpoint, keeps them on disk, one after the other and
/// next to the work in progress. A run shorter than one checkpoint writes nothing.
/// </summary>
internal sealed class CheckpointWriter(UnitStore store, long checkpointBytes) : IDisposable
{
    private readonly List<FinishedUnit> finished = [];
    private readonly List<FinishedUnit> waiting = [];
    private readonly CancellationTokenSource failed = new();
    private Task writing = Task.CompletedTask;
    private long waitingBytes;
    private Exception? failure;

    /// <summary>Cancelled when units cannot be written.</summary>
    public CancellationToken Failed => failed.Token;

    /// <summary>Safe to call from several workers.</summary>
    public void Add(FinishedUnit unit)
    {
        lock (finished)
        {
            finished.Add(unit);
            waiting.Add(unit);
            waitingBytes += unit.Unit.Bytes;
            if (waitingBytes >= checkpointBytes)
                WriteWaiting();
        }
    }

    /// <summary>All units that came, in their order, once those to be written are written.</summary>
    /// <param name="writeAll">Also those short of a checkpoint.</param>
    /// <exception cref="IOException">The disk is full.</exception>
    public IReadOnlyList<FinishedUnit> Complete(bool writeAll)
    {
        lock (finished)
        {
            if (writeAll)
                WriteWaiting();
        }

        writing.Wait(CancellationToken.None);
        ThrowIfFailed();
        return [.. finished.OrderBy(u => u.Unit.Number)];
    }

    public void ThrowIfFailed()
    {
        if (failure is not null)
            ExceptionDispatchInfo.Throw(failure);
    }

    public void Dispose()
    {
        writing.Wait(CancellationToken.None);
        failed.Dispose();
    }

    private void WriteWaiting()
    {
        FinishedUnit[] units = [.. waiting];
        waiting.Clear();
        waitingBytes = 0;
        writing = writing.ContinueWith(_ => Write(units), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
    }

    private void Write(FinishedUnit[] units)
    {
        if (failure is not null)
            return;
        try
        {
            foreach (FinishedUnit unit in units)
                store.Keep(unit);
        }
        catch (Exception e)
        {
            failure = e;
            failed.Cancel();
        }
    }
}
