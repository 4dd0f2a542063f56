namespace TweetArchive.Report;

/// <summary>What <see cref="ReportJob"/> reads and writes.</summary>
public sealed record ReportOptions
{
    /// <summary>Folder of a finished dataset.</summary>
    public required string Dataset { get; init; }

    /// <summary>The file to write; report.html in the folder if null.</summary>
    public string? Out { get; init; }

    /// <summary>Of several releases in the folder the one to report on; all of them if null.</summary>
    public string? Only { get; init; }

    /// <summary>Puts every tweet in which a target was found into the page, compressed, rather than examples.</summary>
    public bool AllTweets { get; init; }
}

/// <summary>What was written.</summary>
/// <param name="Tweets">In the page.</param>
/// <param name="Found">In which a target was found, where the page should have all of them; else 0.</param>
public sealed record ReportResult(string Path, long Bytes, int Tweets, long Found)
{
    /// <summary>Tweets that a page may have, so that a browser holds it at ease.</summary>
    public const int MostTweets = Content.AllTweets.Limit;
}
