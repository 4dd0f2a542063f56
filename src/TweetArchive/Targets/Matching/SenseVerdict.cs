namespace TweetArchive.Targets.Matching;

/// <summary>What the rules of sense make of a hit before its level and context are looked at.</summary>
internal enum SenseVerdict : byte
{
    /// <summary>No rule spoke.</summary>
    None,

    /// <summary>A mention by itself.</summary>
    Tag,

    /// <summary>Only with positive context.</summary>
    High,

    /// <summary>Somebody else's name, most likely: never more than a candidate.</summary>
    OtherBearer,

    /// <summary>No mention.</summary>
    Rejected,
}
