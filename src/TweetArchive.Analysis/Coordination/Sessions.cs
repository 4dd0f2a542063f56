namespace TweetArchive.Analysis.Coordination;

/// <summary>
/// The messages of a method cut into sessions: what an account did without a pause of more than half an hour. What it did in one sitting
/// was not done independently: who comes at the same time as another and reads from the top meets at all that is new. So sessions, not
/// messages, are what nulls deal out and what meetings are counted by.
/// </summary>
internal sealed class Sessions
{
    /// <summary>Minutes. A longer pause ends a session (Catledge and Pitkow, Computer Networks and ISDN Systems 27, 1995: 25.5).</summary>
    public const int LongestPause = 30;

    /// <summary>Minutes. Without it programs that never pause have one session alone.</summary>
    public const int Longest = 360;

    /// <summary>Sessions in a row that exchange their times of day.</summary>
    public const int Exchanged = 32;

    /// <summary>Sessions from which on an account's times of day are its habit.</summary>
    public const int FewestOfHabit = 8;

    /// <summary>Minutes.</summary>
    public const int Farthest = 180;

    private const int Day = 1440;

    private readonly int[] accountOf;
    private readonly int[] starts;

    private Sessions(ObjectEvent[][] blocks, int[] accountOf, int[] starts) =>
        (Blocks, this.accountOf, this.starts) = (blocks, accountOf, starts);

    /// <summary>
    /// The events with the number of a session in the place of the account's. Sessions are numbered by account and time, so the order is
    /// the same.
    /// </summary>
    public IReadOnlyList<ObjectEvent[]> Blocks { get; }

    public int Count => accountOf.Length;

    /// <summary>The account of each session.</summary>
    public IReadOnlyList<int> Accounts => accountOf;

    public int AccountOf(int session) => accountOf[session];

    /// <summary>Minutes since 1970.</summary>
    public int StartOf(int session) => starts[session];

    /// <summary>What a session's random numbers hang on: neither threads nor the order of sessions change it.</summary>
    public ulong SeedOf(int session) => (((ulong)(uint)starts[session] << 32) | (uint)accountOf[session]) * 0x9E3779B97F4A7C15;

    /// <param name="blocks">Sorted events.</param>
    public static Sessions Cut(IReadOnlyList<ObjectEvent[]> blocks, int accounts)
    {
        (ulong[] minutes, int[] until) = ByAccount(blocks, accounts);
        ObjectEvent[][] ofSessions = [.. blocks.Select(b => new ObjectEvent[b.Length])];
        int[] firstOf = [.. blocks.Select(b => b.Length)];
        for (int b = 0, sum = 0; b < firstOf.Length; b++)
            (firstOf[b], sum) = (sum, sum + firstOf[b]);
        List<int> accountOf = [], starts = [];
        for (int account = 0, i = 0; account < accounts; account++)
        {
            int last = int.MinValue;
            for (; i < until[account]; i++)
            {
                int minute = (int)(minutes[i] >> 32), at = (int)(uint)minutes[i];
                if (last == int.MinValue || minute - last > LongestPause || minute - starts[^1] >= Longest)
                {
                    accountOf.Add(account);
                    starts.Add(minute);
                }

                last = minute;
                int block = Array.BinarySearch(firstOf, at);
                block = block >= 0 ? block : ~block - 1;
                ofSessions[block][at - firstOf[block]] =
                    new ObjectEvent(blocks[block][at - firstOf[block]].Object, minute, accountOf.Count - 1);
            }
        }

        return new Sessions(ofSessions, [.. accountOf], [.. starts]);
    }

    /// <summary>
    /// By how many minutes each session begins earlier or later if an account's sessions exchange their times of day: up to
    /// <see cref="Exchanged"/> of them that follow each other, so that habits that change are kept. The sessions of an account with fewer
    /// than <see cref="FewestOfHabit"/> show no habit; they move by up to <see cref="Farthest"/> minutes each.
    /// </summary>
    public int[] Shifts(int round)
    {
        int[] shifts = [.. starts.Select(s => s % Day)];
        for (int from = 0, to; from < Count; from = to)
        {
            for (to = from + 1; to < Count && accountOf[to] == accountOf[from];)
                to++;
            if (to - from < FewestOfHabit)
            {
                for (int s = from; s < to; s++)
                    shifts[s] = (int)new ObjectDraws(SeedOf(s), round, (int)NullKind.Hours).Below((2 * Farthest) + 1) - Farthest;
                continue;
            }

            int groups = Math.Max(1, (to - from) / Exchanged);
            for (int g = 0; g < groups; g++)
                Exchange(shifts, from + (int)((long)(to - from) * g / groups), from + (int)((long)(to - from) * (g + 1) / groups), round);
        }

        return shifts;
    }

    /// <summary>From times of day to how far away the exchanged ones are, the nearer way around midnight.</summary>
    private void Exchange(int[] times, int from, int to, int round)
    {
        var draws = new ObjectDraws(SeedOf(from), round, (int)NullKind.Hours);
        for (int i = to - 1; i > from; i--)
        {
            int j = from + (int)draws.Below(i - from + 1);
            (times[i], times[j]) = (times[j], times[i]);
        }

        for (int s = from; s < to; s++)
            times[s] = ((times[s] - (starts[s] % Day) + (3 * Day / 2)) % Day) - (Day / 2);
    }

    /// <summary>Minute, in the upper half, and place among all events, in the lower, in order of account and minute.</summary>
    private static (ulong[] Minutes, int[] Until) ByAccount(IReadOnlyList<ObjectEvent[]> blocks, int accounts)
    {
        int[] next = new int[accounts + 1];
        foreach (ObjectEvent[] block in blocks)
        {
            foreach (ref readonly ObjectEvent e in block.AsSpan())
                next[e.Account + 1]++;
        }

        for (int a = 0; a < accounts; a++)
            next[a + 1] += next[a];
        ulong[] minutes = new ulong[next[accounts]];
        int place = 0;
        foreach (ObjectEvent[] block in blocks)
        {
            foreach (ref readonly ObjectEvent e in block.AsSpan())
                minutes[next[e.Account]++] = ((ulong)e.Minute << 32) | (uint)place++;
        }

        // Each account's place has moved to its end.
        Parallel.For(0, accounts, a => minutes.AsSpan((a == 0 ? 0 : next[a - 1])..next[a]).Sort());
        return (minutes, next);
    }
}
