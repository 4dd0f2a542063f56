using System.Globalization;
using System.Threading.Channels;
using TweetArchive.Benchmarks.Job;
using TweetArchive.Tweets;

namespace TweetArchive.Benchmarks.PlainJob;

/// <summary>
/// Writes tweets while others are read, in row groups that go through a channel. The tagged ones need one writer; for all of them there is
/// one a thread, each with its own part.
/// </summary>
internal sealed class PlainTweetsWriter : IDisposable
{
    private const int TweetsInGroup = 32_768;
    private readonly Channel<List<PlainTweet>> groups = Channel.CreateBounded<List<PlainTweet>>(2);
    private readonly Task[] writers;
    private List<PlainTweet> group = [];

    public PlainTweetsWriter(PeerOptions options)
    {
        string folder = Directory.CreateDirectory(Path.Combine(options.Folder, "tweets")).FullName;
        writers = [.. Enumerable.Range(1, options.AllTweets ? options.Threads : 1)
            .Select(part =>
                Task.Run(() => Write(Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"part-{part:D5}.parquet")))))];
    }

    public void Add(PlainTweet? tweet)
    {
        if (tweet is null)
            return;
        group.Add(tweet);
        if (group.Count == TweetsInGroup)
            Send();
    }

    /// <summary>Returns when everything is written.</summary>
    public void Complete()
    {
        Send();
        groups.Writer.Complete();
        Task.WhenAll(writers).GetAwaiter().GetResult();
    }

    public void Dispose() => groups.Writer.TryComplete();

    private void Send()
    {
        groups.Writer.WriteAsync(group).AsTask().GetAwaiter().GetResult();
        group = [];
    }

    private async Task Write(string path)
    {
        try
        {
            await using PlainFile<PlainTweet> file = await PlainFile<PlainTweet>.Create(path, [.. Columns()]).ConfigureAwait(false);
            await foreach (List<PlainTweet> tweets in groups.Reader.ReadAllAsync().ConfigureAwait(false))
                await file.Write(tweets).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            groups.Writer.TryComplete(e);
            throw;
        }
    }

    private static IEnumerable<PlainColumn<PlainTweet>> Columns()
    {
        for (int i = 0; i < TweetColumns.Count; i++)
        {
            int place = i;
            string name = TweetColumns.Names[i];
            yield return (TweetColumn)i switch
            {
                TweetColumn.TweetId => PlainColumn<PlainTweet>.Long(name, t => t.Id),
                TweetColumn.TweetTime => PlainColumn<PlainTweet>.Time(name, t => t.Time),
                TweetColumn.IsRetweet => PlainColumn<PlainTweet>.Flag(name, t => t.IsRetweet),
                TweetColumn.AccountCreationDate => PlainColumn<PlainTweet>.DateOrNull(name, t =>
                    DateOnly.TryParseExact(t.Cells[place], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None,
                        out DateOnly day) ? day : null),
                TweetColumn.Latitude or TweetColumn.Longitude => PlainColumn<PlainTweet>.NumberOrNull(name, t =>
                    double.TryParse(t.Cells[place], CultureInfo.InvariantCulture, out double number) ? number : null),
                TweetColumn.FollowerCount or TweetColumn.FollowingCount or TweetColumn.InReplyToTweetId or TweetColumn.QuotedTweetId
                    or TweetColumn.RetweetTweetId or TweetColumn.QuoteCount or TweetColumn.ReplyCount or TweetColumn.LikeCount
                    or TweetColumn.RetweetCount =>
                    PlainColumn<PlainTweet>.LongOrNull(name,
                        t => long.TryParse(t.Cells[place], CultureInfo.InvariantCulture, out long number) ? number : null),
                TweetColumn column => PlainColumn<PlainTweet>.Text(name, t => t.Cells[place], Repeats(column)),
            };
        }

        yield return PlainColumn<PlainTweet>.Texts("targets", t => t.Targets);
    }

    private static bool Repeats(TweetColumn column) =>
        column is TweetColumn.UserId or TweetColumn.UserDisplayName or TweetColumn.UserScreenName
        or TweetColumn.UserReportedLocation or TweetColumn.UserProfileDescription or TweetColumn.UserProfileUrl
        or TweetColumn.AccountLanguage
        or TweetColumn.TweetLanguage or TweetColumn.TweetClientName;
}
