namespace TweetArchive.Collections;

/// <summary>Readers for tweets of other formats than the first of their file. One for each reader.</summary>
internal sealed class OtherTweets
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
                TweetObjectKind.V1 => new ApiV1Reader(null, null),
                TweetObjectKind.V2 => new ApiV2Reader(null),
                _ => new FlatJsonReader(found.Layout!, null),
            };
            readers.Add(found, reader);
        }

        return reader;
    }
}

/// <summary>How many records of an input are of another format than its first; for all its readers.</summary>
internal sealed class OtherCounts
{
    /// <summary>What their names begin with among what was turned into something else.</summary>
    public const string Key = "other_format:";

    private readonly SortedDictionary<string, long> counts = new(StringComparer.Ordinal);

    public void Add((TweetObjectKind Kind, CollectorLayout? Layout) format)
    {
        string name = format.Kind switch
        {
            TweetObjectKind.V1 => "API v1.1",
            TweetObjectKind.V2 => "API v2",
            _ => format.Layout!.Name == "release" ? "release columns" : format.Layout.Name,
        };
        lock (counts)
            counts[name] = counts.GetValueOrDefault(name) + 1;
    }

    /// <summary>Forgets what was met while the beginning was looked at.</summary>
    public void Clear()
    {
        lock (counts)
            counts.Clear();
    }

    public IReadOnlyDictionary<string, long> AddTo(IReadOnlyDictionary<string, long>? others)
    {
        var all = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach ((string name, long count) in others ?? all)
            all.Add(name, count);
        lock (counts)
        {
            foreach ((string name, long count) in counts)
                all.Add(Key + name, count);
        }

        return all;
    }
}
