using System.Runtime.InteropServices;
using System.Text;
using TweetArchive.Dataset.Reading;
using TweetArchive.Tables;

namespace TweetArchive.Analysis.Spikes;

/// <summary>Finds the tweets, accounts and hashtags of spikes: one pass over the mentions, one over the tweets.</summary>
internal sealed class SpikeEvidence
{
    private const long MillisPerDay = 86_400_000;

    private readonly AnalysisContext context;
    private readonly Dictionary<(string Dataset, string Target), List<Spike>> byTarget;
    private readonly Dictionary<(string Dataset, long TweetId), List<Spike>> byTweet = [];

    public SpikeEvidence(AnalysisContext context, IReadOnlyList<Spike> spikes)
    {
        this.context = context;
        byTarget = spikes.GroupBy(s => (s.Dataset, s.Target)).ToDictionary(g => g.Key, g => g.ToList());
    }

    public void Collect()
    {
        if (byTarget.Count == 0)
            return;
        ReadMentions();
        if (context.Dataset.HasTweets)
            ReadTweets();
    }

    private void ReadMentions()
    {
        using TableReader mentions =
            context.Dataset.Read(TableList.Mentions, "dataset", "tweetid", "userid", "tweet_time", "target_id", "decision");
        while (mentions.NextGroup())
        {
            context.Cancelled.ThrowIfCancellationRequested();
            for (int i = 0; i < mentions.Rows; i++)
            {
                if (!mentions.Texts(5)[i].SequenceEqual("tag"u8))
                    continue;
                string dataset = Encoding.UTF8.GetString(mentions.Texts(0)[i]);
                if (!byTarget.TryGetValue((dataset, Encoding.UTF8.GetString(mentions.Texts(4)[i])), out List<Spike>? spikes))
                    continue;
                int day = (int)(mentions.Numbers(3)[i] / MillisPerDay);
                string account = Encoding.UTF8.GetString(mentions.Texts(2)[i]);
                bool hasId = !mentions.Numbers(1).IsNull(i);
                long tweet = mentions.Numbers(1)[i];
                foreach (Spike spike in spikes.Where(s => s.Holds(day)))
                {
                    // A tweet with several aliases of a target counts once.
                    if (!(hasId ? spike.TweetIds.TryAdd(tweet, 0) : spike.TweetsWithoutId.Add((account, mentions.Numbers(3)[i]))))
                        continue;
                    CollectionsMarshal.GetValueRefOrAddDefault(spike.TweetsOfAccount, account, out _)++;
                    if (!hasId)
                        continue;
                    ref List<Spike>? of = ref CollectionsMarshal.GetValueRefOrAddDefault(byTweet, (dataset, tweet), out _);
                    (of ??= []).Add(spike);
                }
            }
        }
    }

    private void ReadTweets()
    {
        foreach (string part in context.Dataset.Parts)
        {
            using var tweets = new TableReader(context.Dataset.FileOf(part), TableList.Tweets, 0, -1,
                "dataset", "tweetid", "like_count", "retweet_count", "reply_count", "quote_count", "hashtags", "targets");
            while (tweets.NextGroup())
            {
                context.Cancelled.ThrowIfCancellationRequested();
                for (int i = 0; i < tweets.Rows; i++)
                {
                    // Only tagged tweets have targets.
                    if (tweets.Lists(7).Start(i) == tweets.Lists(7).End(i)
                        || !byTweet.TryGetValue(
                            (Encoding.UTF8.GetString(tweets.Texts(0)[i]), tweets.Numbers(1)[i]), out List<Spike>? spikes))
                        continue;
                    Add(tweets, i, spikes);
                }
            }
        }
    }

    private static void Add(TableReader tweets, int i, List<Spike> spikes)
    {
        // A count that the archive does not give reads as 0.
        long engagement = tweets.Numbers(2)[i] + tweets.Numbers(3)[i] + tweets.Numbers(4)[i] + tweets.Numbers(5)[i];
        foreach (Spike spike in spikes)
            spike.TweetIds[tweets.Numbers(1)[i]] = engagement;
        HashSet<string> tags = new(StringComparer.Ordinal);
        for (int item = tweets.Lists(6).Start(i); item < tweets.Lists(6).End(i); item++)
        {
            string tag = Encoding.UTF8.GetString(tweets.Lists(6).ItemAt(item));
            if (!tags.Add(tag))
                continue;
            foreach (Spike spike in spikes)
                CollectionsMarshal.GetValueRefOrAddDefault(spike.Hashtags, tag, out _)++;
        }
    }
}
