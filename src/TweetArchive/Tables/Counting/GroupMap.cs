using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;
using TweetArchive.Text;

namespace TweetArchive.Tables.Counting;

/// <summary>What a table adds up for a key. Without any tweet it must change nothing that it is added to.</summary>
internal interface IMeasures<TSelf>
    where TSelf : unmanaged, IMeasures<TSelf>
{
    void Add(in TSelf other);
}

/// <summary>
/// Keys (numbers of interned strings, days and flags, packed into 64 bits) to measures. Each key has a number, 0, 1, 2 … in the
/// order of appearance. Open addressing with everything in the slot: a look-up that misses the cache misses it once, and
/// <see cref="Prefetch"/> can ask for the slot beforehand.
/// </summary>
internal sealed class GroupMap<TMeasures>
    where TMeasures : unmanaged, IMeasures<TMeasures>
{
    private readonly Utf8Hash hashing = Utf8Hash.OfProcess;
    private Slot[] slots = new Slot[64];

    public int Count { get; private set; }

    /// <summary>Memory that the keys take, in bytes; room kept from before <see cref="Clear"/> is not among it.</summary>
    public long Bytes => (long)Room(Count) * Unsafe.SizeOf<Slot>();

    /// <summary>Adds to the measures of a key; returns the key's number.</summary>
    /// <param name="hash">What <see cref="Prefetch"/> returned.</param>
    public int Add(ulong key, uint hash, in TMeasures measures)
    {
        ref Slot slot = ref Find(key, hash);
        slot.Measures.Add(measures);
        return slot.Number - 1;
    }

    /// <summary>Asks for the slot of a key that will be looked up soon; returns the key's hash.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public unsafe uint Prefetch(ulong key)
    {
        uint hash = Hash(key);
        // The array may move meanwhile; then the wrong bytes were asked for, and nothing else happens.
        if (Sse.IsSupported)
            Sse.Prefetch0(Unsafe.AsPointer(ref slots[Home(hash, slots)]));
        return hash;
    }

    /// <summary>All slots, free ones among them, in no order.</summary>
    public ReadOnlySpan<Slot> Slots => slots;

    /// <summary>Forgets all keys. Room that was needed lately is kept: memory new to the process is dear.</summary>
    public void Clear()
    {
        if (Room(Count) < slots.Length / 4)
            slots = new Slot[slots.Length / 4];
        else
            Array.Clear(slots);
        Count = 0;
    }

    /// <summary>Slots for this many keys: at most three of four are taken.</summary>
    private static int Room(int keys) => (int)Math.Max(64, BitOperations.RoundUpToPowerOf2(((uint)keys * 4 / 3) + 1));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private uint Hash(ulong key) => (uint)hashing.Of(key);

    private static int Home(uint hash, Slot[] slots) => (int)hash & (slots.Length - 1);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ref Slot Find(ulong key, uint hash)
    {
        Slot[] all = slots;
        for (int place = Home(hash, all); ; place = (place + 1) & (all.Length - 1))
        {
            ref Slot slot = ref all[place];
            if (slot.Key == key && slot.Number != 0)
                return ref slot;
            if (slot.Number == 0)
                return ref AddKey(key, hash);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private ref Slot AddKey(ulong key, uint hash)
    {
        if (Room(Count + 1) > slots.Length)
            Grow();
        ref Slot free = ref Free(hash, slots);
        free.Key = key;
        free.Number = ++Count;
        return ref free;
    }

    private void Grow()
    {
        Slot[] larger = new Slot[slots.Length * 2];
        foreach (ref readonly Slot slot in slots.AsSpan())
        {
            if (slot.Number != 0)
                Free(Hash(slot.Key), larger) = slot;
        }

        slots = larger;
    }

    private static ref Slot Free(uint hash, Slot[] slots)
    {
        int place = Home(hash, slots);
        while (slots[place].Number != 0)
            place = (place + 1) & (slots.Length - 1);
        return ref slots[place];
    }

    /// <summary>A place for a key; free if <see cref="Number"/> is 0.</summary>
    internal struct Slot
    {
        public ulong Key;

        /// <summary>The key's number + 1.</summary>
        public int Number;
        public TMeasures Measures;
    }
}
