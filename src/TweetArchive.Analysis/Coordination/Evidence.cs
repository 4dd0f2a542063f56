using System.Text;
using TweetArchive.Analysis.Reading;

namespace TweetArchive.Analysis.Coordination;

/// <summary>The tweets of meetings, found by reading the tweets once more: those of the same account, minute and object.</summary>
internal sealed class Evidence
{
    private readonly Dictionary<(ulong Object, ulong When), (long TweetId, string Object)?> wanted = [];
    private readonly HashSet<ulong> times = [];

    public Evidence(IEnumerable<Meeting> meetings)
    {
        foreach (Meeting meeting in meetings)
        {
            wanted.TryAdd((meeting.Object, meeting.A), null);
            wanted.TryAdd((meeting.Object, meeting.B), null);
            times.Add(meeting.A);
            times.Add(meeting.B);
        }
    }

    /// <summary>A tweet of the object by an account in a minute, the one with the smallest id; and the object in words.</summary>
    public (long? TweetId, string Object)? Of(ulong what, ulong when) => wanted.GetValueOrDefault((what, when));

    public bool MayHave(ulong when) => times.Contains(when);

    public void Seen(ulong what, ulong when, long tweetId, ReadOnlySpan<byte> words)
    {
        lock (wanted)
        {
            if (wanted.TryGetValue((what, when), out (long TweetId, string Object)? known)
                && (known is null || tweetId < known.Value.TweetId))
                wanted[(what, when)] = (tweetId, Encoding.UTF8.GetString(words));
        }
    }

    /// <summary>Reads the tweets; rows of other accounts and minutes are skipped before anything is made of them.</summary>
    public void Read(AnalysisContext context, CoordinationMethod method)
    {
        if (wanted.Count == 0)
            return;
        AccountIndex accounts = context.Accounts;
        string[] columns = [.. method.AllColumns, "tweetid"];
        context.Dataset.ReadTweets(context.Options.Threads, () => new EventSink(accounts, 0, 1) { Evidence = this }, (sink, tweets, _) =>
        {
            for (int row = 0; row < tweets.Rows; row++)
            {
                int account = sink.Accounts.Of(tweets.Texts(0), tweets.Texts(1), row);
                if (tweets.Numbers(columns.Length - 1).IsNull(row)
                    || !MayHave(new ObjectEvent(0, tweets.Numbers(2)[row] / 60_000, account).When))
                    continue;
                sink.TweetId = tweets.Numbers(columns.Length - 1)[row];
                method.Collect(sink, tweets, row);
            }
        }, context.Progress.Add, context.Cancelled, columns);
    }
}
