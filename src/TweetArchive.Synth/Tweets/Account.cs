namespace TweetArchive.Synth.Tweets;

/// <summary>An account of the set; its profile cells are the same in all its tweets and in the users file.</summary>
internal sealed class Account
{
    /// <summary>Place among all accounts by day of creation; the accounts with tweets come first.</summary>
    public required int Number { get; init; }

    /// <summary>A hash, or a numeric id where the account had 5,000 followers or more.</summary>
    public required byte[] UserId { get; init; }

    /// <summary>The handle; the hash again where the account is hashed.</summary>
    public required byte[] ScreenName { get; init; }

    /// <summary>Index into <see cref="Words.WordList.Codes"/>.</summary>
    public required int Language { get; init; }

    public required int Client { get; init; }

    public required DateOnly Created { get; init; }

    /// <summary>The cells userid to account_language as they are in the file, with their commas.</summary>
    public required byte[] ProfileCells { get; init; }

    public MentionedAccount AsMentioned => new(UserId, ScreenName);
}
