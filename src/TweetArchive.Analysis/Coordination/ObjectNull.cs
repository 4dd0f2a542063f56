namespace TweetArchive.Analysis.Coordination;

/// <summary>What is left to chance.</summary>
internal enum NullKind
{
    /// <summary>Who shared what stays; the times at an object are shuffled among those who shared it.</summary>
    Times = 1,

    /// <summary>
    /// Times and what each session shared stay; who it is of is drawn from the dataset's accounts by what they did in the same thirty
    /// days.
    /// </summary>
    Sharing = 2,

    /// <summary>Who shared what stays, and each account's times of day; on which day it came at which is exchanged.</summary>
    Hours = 3,
}

/// <summary>Events of one object at other times, as chance would have them. For one thread.</summary>
/// <param name="shifts">Of each session, for <see cref="NullKind.Hours"/> (<see cref="Sessions.Shifts"/>).</param>
internal sealed class ObjectNull(int[] shifts)
{
    private ObjectEvent[] events = [];

    /// <param name="run">Events of one object, in order, by session.</param>
    /// <returns>The same, in order; only until it is called again.</returns>
    public ReadOnlySpan<ObjectEvent> Of(ReadOnlySpan<ObjectEvent> run, NullKind kind, int round)
    {
        if (events.Length < run.Length)
            events = new ObjectEvent[2 * run.Length];
        if (kind == NullKind.Times)
            Permute(run, new ObjectDraws(run[0].Object, round, (int)kind));
        else
            Shift(run);
        Span<ObjectEvent> changed = events.AsSpan(0, run.Length);
        changed.Sort();
        return changed;
    }

    private void Permute(ReadOnlySpan<ObjectEvent> run, ObjectDraws draws)
    {
        run.CopyTo(events);
        for (int i = run.Length - 1; i > 0; i--)
        {
            int j = (int)draws.Below(i + 1);
            (ObjectEvent a, ObjectEvent b) = (events[i], events[j]);
            events[i] = new ObjectEvent(a.Object, a.Minute, b.Account);
            events[j] = new ObjectEvent(b.Object, b.Minute, a.Account);
        }
    }

    private void Shift(ReadOnlySpan<ObjectEvent> run)
    {
        for (int i = 0; i < run.Length; i++)
            events[i] = new ObjectEvent(run[i].Object, Math.Max(0, run[i].Minute + shifts[run[i].Account]), run[i].Account);
    }
}
