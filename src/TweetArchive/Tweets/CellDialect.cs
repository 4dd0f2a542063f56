namespace TweetArchive.Tweets;

/// <summary>
/// How one file writes its cells, told from its first records. Cells are read in every form anywhere; the dialect is
/// reported, and it decides what a single cell cannot: whether the file's reference ids were rounded.
/// </summary>
public sealed record CellDialect
{
    /// <summary>Records looked at.</summary>
    public int Sampled { get; init; }

    /// <summary>"all" or "minimal".</summary>
    public string Quoting { get; init; } = "all";

    /// <summary>"LF" or "CRLF".</summary>
    public string LineEnd { get; init; } = "LF";

    /// <summary>"true/false", "True/False", "mixed" or "none".</summary>
    public string Booleans { get; init; } = "none";

    /// <summary>"0", "0.0", "mixed" or "none".</summary>
    public string Counts { get; init; } = "none";

    /// <summary>"[a, b]", "['a', 'b']", "mixed" or "none": how lists with items are written.</summary>
    public string Lists { get; init; } = "none";

    /// <summary>"ids", "handles", "mixed" or "none": what user_mentions holds besides hashes.</summary>
    public string Mentions { get; init; } = "none";

    /// <summary>"hex", "base64", "mixed" or "none": the form of hashed account ids.</summary>
    public string Hashes { get; init; } = "none";

    /// <summary>"absent", "empty", "numbers", "mixed" or "none": latitude and longitude.</summary>
    public string Coordinates { get; init; } = "none";

    /// <summary>No sampled record has a tweet_language.</summary>
    public bool LanguageBlank { get; init; }

    /// <summary>
    /// Reference tweetids (replied to, quoted, retweeted) went through a 64-bit float: written as floats, or all of the
    /// sampled ones exactly representable (by chance about 0.6 of them would be).
    /// </summary>
    public bool ReferenceIdsRounded { get; init; }

    /// <summary>
    /// Those that are written as digits were rounded: no digits in the file show otherwise, and enough of them, or floats next to them, say
    /// so.
    /// </summary>
    public bool ReferenceDigitsRounded { get; init; }

    /// <summary>Reference tweetids above 2^53 among the sampled records, and how many of them a float64 holds exactly.</summary>
    public int ReferenceIds { get; init; }

    public int ReferenceIdsExact { get; init; }

    /// <summary>
    /// Sampled texts that begin with an apostrophe before what a spreadsheet takes for the start of a formula; 0 where some begin without
    /// one.
    /// </summary>
    public int GuardedTexts { get; init; }

    /// <summary>What the tweetids of the sampled records say against their times; null where nothing was looked at.</summary>
    public IdTimeCounts? IdTimes { get; init; }
}
