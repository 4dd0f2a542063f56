using TweetArchive.Csv;
using TweetArchive.Json;
using TweetArchive.Tweets;

namespace TweetArchive.Collections.JsonFiles;

/// <summary>
/// Tweets as version 2 of Twitter's programming interface gives them, mostly collected with twarc2: a page of a response on a line,
/// a tweet of a stream, or a tweet with everything that belongs to it written into it ("flattened").
/// </summary>
/// <param name="Items">Null where each line is a text.</param>
internal sealed record ApiV2Format(JsonItems? Items)
    : CollectionFormat("API v2", (IRecordFraming?)Items ?? JsonLines.Instance, Filled)
{
    // The version has no language of an account.
    private static readonly HashSet<TweetColumn> Filled = [.. Enum.GetValues<TweetColumn>().Where(c => c != TweetColumn.AccountLanguage)];

    /// <summary>Nothing says whose the tweets are, as where only the default fields were asked for.</summary>
    public bool WithoutAccounts { get; init; }

    /// <summary>Pages have at most 500 tweets, and people put pages together.</summary>
    public override int LengthFactor => 4;

    public override RowReader NewReader() => new ApiV2Reader(Items, new WrongTypes())
    {
        Inside = Inside,
        Others = Others,
        Placed = Placed,
        Typed = Typed,
        Exported = Exported,
        WithoutAccounts = WithoutAccounts,
    };
}
