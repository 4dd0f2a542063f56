using System.Runtime.CompilerServices;

namespace TweetArchive.Tables.Counting;

/// <summary>What one worker has counted of a table: measures by group and, where the table gives their number, the accounts.</summary>
/// <remarks>
/// Large tables do not fit a cache, so nearly every group is waited for when it is looked up. Therefore what is added waits
/// instead, after fifteen others: its slot is asked for when it comes and is there when its turn comes.
/// </remarks>
internal sealed class GroupCounter<TMeasures>(bool countsAccounts)
    where TMeasures : unmanaged, IMeasures<TMeasures>
{
    private const int Ahead = 16;

    private readonly GroupMap<TMeasures> groups = new();
    private readonly MemberLog? members = countsAccounts ? new MemberLog() : null;
    private readonly Waiting[] waiting = new Waiting[Ahead];
    private int next;

    /// <summary>The groups counted so far.</summary>
    public GroupMap<TMeasures> Groups
    {
        get
        {
            AddWaiting();
            return groups;
        }
    }

    /// <summary>The accounts of the groups, by the groups' numbers; null where they are not counted.</summary>
    public MemberLog? Members
    {
        get
        {
            AddWaiting();
            return members;
        }
    }

    /// <summary>Memory that the counts take, in bytes.</summary>
    public long Bytes => groups.Bytes + (members?.Bytes ?? 0);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(ulong key, in TMeasures measures, int account)
    {
        ref Waiting place = ref waiting[next & (Ahead - 1)];
        if (next >= Ahead)
            Add(place);
        place.Key = key;
        place.Account = account;
        place.Measures = measures;
        place.Hash = groups.Prefetch(key);
        next = next == (2 * Ahead) - 1 ? Ahead : next + 1;
    }

    public void Clear()
    {
        groups.Clear();
        members?.Clear();
        next = 0;
    }

    private void Add(in Waiting one)
    {
        int group = groups.Add(one.Key, one.Hash, one.Measures);
        members?.Add(group, one.Account);
    }

    private void AddWaiting()
    {
        foreach (ref readonly Waiting one in waiting.AsSpan(0, Math.Min(next, Ahead)))
            Add(one);
        next = 0;
    }

    private struct Waiting
    {
        public ulong Key;
        public uint Hash;
        public int Account;
        public TMeasures Measures;
    }
}
