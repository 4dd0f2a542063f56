namespace TweetArchive.Benchmarks.PlainJob;

/// <summary>An account as its first tweet shows it.</summary>
internal sealed class PlainAccount
{
    public required string DisplayName { get; init; }

    public required string ScreenName { get; init; }

    public required string Location { get; init; }

    public required string Description { get; init; }

    public required string Url { get; init; }

    public required long? Followers { get; init; }

    public required long? Following { get; init; }

    public required DateOnly? Created { get; init; }

    public required string Language { get; init; }

    public PlainCounter Counter { get; } = new();

    public long TaggedTweets { get; set; }

    public void Merge(PlainAccount other)
    {
        Counter.Merge(other.Counter);
        TaggedTweets += other.TaggedTweets;
    }
}
