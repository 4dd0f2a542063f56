namespace TweetArchive.Reading;

/// <summary>How far the reading of a piece or a unit is. It only goes forward.</summary>
internal enum ReadingState : byte
{
    /// <summary>Nothing of it was opened.</summary>
    Waiting,

    /// <summary>A reader cuts a piece into blocks; of a unit, blocks are in progress or to come.</summary>
    Reading,

    /// <summary>
    /// Every block of a piece is on its way to a worker, or it could not be read; a unit is counted and about to be sealed.
    /// </summary>
    Read,

    /// <summary>All rows are in their stores, which take no more.</summary>
    Sealed,
}
