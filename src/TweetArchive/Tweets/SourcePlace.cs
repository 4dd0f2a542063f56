namespace TweetArchive.Tweets;

/// <summary>Where a record starts in the file, for what is read as something else than the file holds.</summary>
/// <param name="Offset">In bytes; in a Parquet file, the number of the row.</param>
/// <param name="Line">From 1.</param>
internal readonly record struct SourcePlace(long Offset, long Line);
