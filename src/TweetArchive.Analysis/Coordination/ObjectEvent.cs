namespace TweetArchive.Analysis.Coordination;

/// <summary>An account did something with an object in a minute. 16 bytes: the whole of what the windowed methods sort.</summary>
/// <param name="Object">Hash of dataset and object.</param>
/// <param name="When">Minutes since 1970 in the upper half, the account's number in the lower.</param>
internal readonly record struct ObjectEvent(ulong Object, ulong When) : IComparable<ObjectEvent>
{
    public ObjectEvent(ulong what, long minute, int account)
        : this(what, ((ulong)minute << 32) | (uint)account)
    {
    }

    public long Minute => (long)(When >> 32);

    public int Account => (int)(uint)When;

    public int CompareTo(ObjectEvent other)
    {
        int order = Object.CompareTo(other.Object);
        return order != 0 ? order : When.CompareTo(other.When);
    }
}
