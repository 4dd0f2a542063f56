using TweetArchive.Collections.Layouts;
using TweetArchive.Json;

namespace TweetArchive.Collections.JsonFiles;

/// <summary>Readers for tweets of other formats than the first of their file. One for each reader.</summary>
/// <param name="counts">Where what they cannot read is counted.</param>
internal sealed class OtherTweets(JsonCounts counts)
{
    private readonly Dictionary<(TweetObjectKind, CollectorLayout?), JsonTweetReader> readers = [];

    /// <summary>What reads this object; null for none, and for what is of the file's own format.</summary>
    public JsonTweetReader? ReaderOf(ReadOnlySpan<byte> json, (TweetObjectKind Kind, CollectorLayout? Layout) own)
    {
        (TweetObjectKind Kind, CollectorLayout? Layout) found = TweetObjects.KindOf(TweetObjects.Properties(json));
        if (found == own || found.Kind is not (TweetObjectKind.V1 or TweetObjectKind.V2 or TweetObjectKind.Flat))
            return null;
        if (!readers.TryGetValue(found, out JsonTweetReader? reader))
        {
            reader = found.Kind switch
            {
                TweetObjectKind.V1 => new ApiV1Reader(null, null, new WrongTypes()) { Counts = counts },
                TweetObjectKind.V2 => new ApiV2Reader(null, new WrongTypes()) { Counts = counts },
                _ => new FlatJsonReader(found.Layout!, null, new WrongTypes()) { Counts = counts },
            };
            readers.Add(found, reader);
        }

        return reader;
    }
}
