using TweetArchive.Analysis.Coordination;

namespace TweetArchive.Analysis.Nulls;

/// <summary>How accounts that know nothing of each other share things.</summary>
internal abstract record CoordinationFamily(string Name, int Accounts, int Days)
{
    /// <summary>Objects of planted groups are numbered from here on, those of everybody below.</summary>
    public const int PlantedObject = 1_000_000;

    private const int FirstDay = 17_000;

    public static long FirstMinute(int day) => (FirstDay + day) * 1_440L;

    /// <param name="objects">How many, where the family does not say so itself.</param>
    public abstract List<ObjectEvent> Draw(int objects, RandomCounts random);
}

/// <summary>Each object is shared by accounts that are drawn for it by their activity, each message by itself.</summary>
/// <param name="Delay">Mean minutes from an object's first message to another.</param>
/// <param name="Sigma">Of the logarithm of accounts' activity.</param>
/// <param name="Sides">Accounts share only what is of their side.</param>
/// <param name="Waves">Accounts are there for a part of the time only.</param>
internal sealed record NewsFamily(string Name, double Delay, double Sigma, int Sides = 1, int Waves = 1)
    : CoordinationFamily(Name, AllAccounts, AllDays)
{
    public const int AllAccounts = 120;
    public const int AllDays = 180;

    public override List<ObjectEvent> Draw(int objects, RandomCounts random)
    {
        double[] until = new double[Accounts];
        double sum = 0;
        for (int account = 0; account < Accounts; account++)
            until[account] = sum += Math.Exp(Sigma * random.Normal());
        List<ObjectEvent> events = [];
        for (int what = 0; what < objects; what++)
        {
            int day = random.Below(Days), side = random.Below(Sides), wave = day * Waves / Days;
            long first = FirstMinute(day) + random.Below(1_440);
            // Two accounts, or more by a power law.
            int sharers = (int)Math.Min(40, 2 / Math.Pow(1 - random.Uniform(), 1 / 1.5));
            for (int s = 0; s < sharers; s++)
            {
                int account;
                do
                {
                    int place = Array.BinarySearch(until, random.Uniform() * sum);
                    account = place >= 0 ? place : ~place;
                }
                while (account % Sides != side || account / Sides % Waves != wave);
                long minute = first + (long)(-Delay * Math.Log(1 - random.Uniform()));
                events.Add(new ObjectEvent(EventSink.HashOf(what, 0), minute, account));
            }
        }

        return events;
    }
}

/// <summary>
/// Each account comes at its times, no matter who else comes, and passes on some of what is new since it was last there, in a few minutes.
/// </summary>
/// <param name="Every">Days from one session to the next; 0.5 is two a day.</param>
/// <param name="Items">New objects a day.</param>
/// <param name="Takes">The share of them that a session passes on.</param>
internal sealed record SessionFamily(string Name, int Accounts, int Days, double Every, int Items, double Takes)
    : CoordinationFamily(Name, Accounts, Days)
{
    /// <summary>Minutes from the first message of a session to the last, at most.</summary>
    public double Length { get; init; } = 2;

    /// <summary>Minutes of the day in which sessions begin.</summary>
    public int Hours { get; init; } = 360;

    /// <summary>Minutes by which an account's sessions are around a time of day that is its habit; 0: anywhere in the hours.</summary>
    public double Habit { get; init; }

    /// <summary>Of the logarithm of the share that an account takes.</summary>
    public double Sigma { get; init; }

    /// <summary>One object of this many is taken by nearly all sessions; 0: none.</summary>
    public int Popular { get; init; }

    /// <summary>Something happens each day, and most come within ten minutes of it.</summary>
    public bool Called { get; init; }

    public override List<ObjectEvent> Draw(int objects, RandomCounts random)
    {
        const int Evening = 17 * 60;
        int ofSpan = (int)Math.Ceiling(Items * Math.Max(Every, 1));
        int[] calls = [.. Enumerable.Range(0, Days + 1).Select(_ => random.Below(Hours))];
        List<ObjectEvent> events = [];
        for (int account = 0; account < Accounts; account++)
        {
            double habit = random.Below(Hours), takes = Takes * Math.Exp((Sigma * random.Normal()) - (Sigma * Sigma / 2));
            var taken = new HashSet<int>();
            for (double next = Every * random.Uniform(); next < Days; next += Every)
            {
                int day = (int)next;
                double start = Called && random.Uniform() < 0.7 ? calls[day] + (10 * random.Uniform())
                    : Habit > 0 ? habit + (Habit * random.Normal()) : Hours * random.Uniform();
                int newest = (day + 1) * Items;
                for (int item = Math.Max(0, newest - ofSpan); item < newest; item++)
                {
                    bool popular = Popular > 0 && item % Popular == 0;
                    if (random.Uniform() < (popular ? 0.9 : takes) && taken.Add(item))
                        events.Add(new ObjectEvent(EventSink.HashOf(item, 0),
                            FirstMinute(day) + Evening + (long)Math.Floor(start + (Length * random.Uniform())), account));
                }
            }
        }

        return events;
    }
}
