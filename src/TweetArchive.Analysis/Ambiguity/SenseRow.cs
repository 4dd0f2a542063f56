namespace TweetArchive.Analysis.Ambiguity;

/// <summary>Where a row's label comes from. None was read by a person but those of <see cref="HandWritten"/>.</summary>
internal enum SenseOrigin : byte
{
    /// <summary>Meant: an unambiguous name stood here, and an ambiguous one is thought in its place.</summary>
    OtherName,

    /// <summary>Meant: the ambiguous name stands here, and an unambiguous one of the same target elsewhere in the tweet.</summary>
    SameTweet,

    /// <summary>Not meant: a name of a target of another group stood here, and nothing of this group anywhere.</summary>
    OtherTarget,

    /// <summary>Not meant: any word stood here, in a tweet without a target.</summary>
    Background,

    /// <summary>Not meant: the name stands here in a phrase of another meaning (<c>MEK inhibitor</c>).</summary>
    BlockPhrase,

    /// <summary>Not meant: a text of data/targets/other_senses.tsv.</summary>
    HandWritten,
}

/// <summary>A place in a tweet where an ambiguous name stands or is thought to stand, with a weak label.</summary>
/// <param name="Row">Its row in tweets/, counted over all parts; below 0 for what is of no archive.</param>
/// <param name="Account">Its number in <see cref="AccountIndex"/>; −1 for none.</param>
/// <param name="Millis">Time, in milliseconds since 1970.</param>
/// <param name="Alias">The ambiguous name: index in the lexicon.</param>
/// <param name="Meant">The weak label.</param>
/// <param name="NamesGroup">Whether the tweet itself is one that names the group without doubt.</param>
/// <param name="Words">See <see cref="SenseText.Read"/>.</param>
/// <param name="Text">The tweet with the ambiguous name in its place and without other names of the target, UTF-8: what the rules are asked
/// about.</param>
internal sealed record SenseRow(long Row, int Account, long Millis, int Group, int Target, int Alias, bool Meant, SenseOrigin Origin,
    bool NamesGroup,
    string Language, string Words, byte[] Text) : IComparable<SenseRow>
{
    public int CompareTo(SenseRow? other) => Row != other!.Row ? Row.CompareTo(other.Row) : Target.CompareTo(other.Target);
}
