using TweetArchive.Csv;
using TweetArchive.Json;
using TweetArchive.Tweets;

namespace TweetArchive.Collections.JsonFiles;

/// <summary>
/// Tweets as version 1.1 of Twitter's programming interface gives them, on lines: the collected streams of the Internet Archive, and
/// most collections before 2021. Personal archives write the same objects (<see cref="PersonalArchive"/>).
/// </summary>
/// <param name="Name">For people.</param>
/// <param name="Items">Null where each line is a tweet.</param>
/// <param name="Account">Whose archive it is, where the tweets do not say so themselves.</param>
internal sealed record ApiV1Format(string Name, JsonItems? Items, OwnAccount? Account)
    : CollectionFormat(Name, (IRecordFraming?)Items ?? JsonLines.Instance, Account is null ? InTweets : InPersonalTweets)
{
    private static readonly HashSet<TweetColumn> InTweets = [.. Enum.GetValues<TweetColumn>()];

    private static readonly HashSet<TweetColumn> InPersonalTweets =
        [.. InTweets.Except([
            TweetColumn.UserReportedLocation, TweetColumn.UserProfileDescription, TweetColumn.UserProfileUrl, TweetColumn.FollowerCount,
            TweetColumn.FollowingCount, TweetColumn.AccountLanguage, TweetColumn.QuotedTweetId, TweetColumn.RetweetUserId,
            TweetColumn.RetweetTweetId, TweetColumn.QuoteCount, TweetColumn.ReplyCount, TweetColumn.PollChoices])];

    public override RowReader NewReader() =>
        new ApiV1Reader(Items, Account, new WrongTypes())
        {
            Inside = Inside,
            Others = Others,
            Placed = Placed,
            Typed = Typed,
            Exported = Exported,
        };
}

/// <summary>A post of more than 280 characters, of which a personal archive's tweets have the beginning only.</summary>
/// <param name="Text">All of it.</param>
internal sealed record LongPost(byte[] Text, byte[][] Hashtags, byte[][] Urls, byte[][] Mentions);

/// <summary>The account of a personal archive, from its <c>account.js</c>.</summary>
/// <param name="CreatedAt">As the file has it.</param>
internal sealed record OwnAccount(byte[] UserId, byte[] ScreenName, byte[] DisplayName, byte[] CreatedAt)
{
    /// <summary>Its long posts.</summary>
    public IReadOnlyList<LongPost> Notes { get; init; } = [];
}
