using System.Runtime.InteropServices;
using TweetArchive.Targets.Matching;
using TweetArchive.Text;

namespace TweetArchive.Tables.Counting;

/// <summary>
/// What several tables want to know of the tweet being counted, found out once: the numbers of its account and its language, its
/// targets, its hashtags. One object for each worker.
/// </summary>
internal sealed class TweetKeys(Dimensions dimensions)
{
    private const int Candidate = 1;
    private const int Tag = 2;

    private readonly int[] decisions = new int[dimensions.Targets.Count];
    private readonly DistinctNumbers found = new();
    private readonly DistinctNumbers mentioned = new();
    private readonly List<int> tagged = [];
    private readonly HashtagFinder hashtags = new(dimensions[Dimension.Hashtags]);
    private byte[] buffer = new byte[1024];
    private MatchSession? session;
    private SeenMeasures seen;

    public Dimensions Dimensions => dimensions;

    /// <summary>Number of the account in <see cref="Dimension.Users"/>.</summary>
    public int Account { get; private set; }

    /// <summary>Number in <see cref="Dimension.Languages"/>.</summary>
    public int Language { get; private set; }

    /// <summary>The tweet as measures.</summary>
    public ref readonly SeenMeasures Seen => ref seen;

    public bool IsTagged => tagged.Count > 1;

    /// <summary>
    /// The targets tagged in the tweet, as numbers of <see cref="TargetNames"/>, and last the whole dataset, which is a target like any
    /// other in the tables by target.
    /// </summary>
    public ReadOnlySpan<int> Targets => CollectionsMarshal.AsSpan(tagged);

    /// <summary>The targets that are tagged or candidates.</summary>
    public ReadOnlySpan<int> Mentioned => mentioned.All;

    /// <summary>The tweet's hashtags, as numbers of <see cref="Dimension.Hashtags"/>.</summary>
    public ReadOnlySpan<int> Hashtags => hashtags.Found;

    /// <summary>Whether one of <see cref="Mentioned"/> is tagged, not only a candidate.</summary>
    public bool Tags(int target) => decisions[target] == Tag;

    /// <summary>The text of a mention of this tweet.</summary>
    public ReadOnlySpan<byte> MatchedText(in Mention mention) => session!.MatchedText(mention);

    /// <summary>The number of a text in a dimension.</summary>
    public int Number(Dimension dimension, ReadOnlySpan<byte> text) => dimensions[dimension].Intern(text);

    /// <summary>An empty set of numbers for one table and one tweet.</summary>
    public DistinctNumbers NewSet()
    {
        found.Clear();
        return found;
    }

    /// <summary>Room for the work of one table on one tweet.</summary>
    public Span<byte> Buffer(int length)
    {
        if (buffer.Length < length)
            buffer = new byte[length * 2];
        return buffer;
    }

    /// <summary>Begins a tweet.</summary>
    /// <param name="matched">What its mentions come from.</param>
    public void Begin(in TweetFacts tweet, int account, MatchSession matched)
    {
        session = matched;
        Account = account;
        Language = dimensions[Dimension.Languages].Intern(tweet.Language);
        seen = new SeenMeasures { Tweets = 1, Retweets = tweet.IsRetweet ? 1u : 0, First = tweet.TimeMillis, Last = tweet.TimeMillis };
        FindTargets(tweet.Mentions);
        hashtags.Find(tweet.Hashtags, tweet.Text);
    }

    private void FindTargets(ReadOnlySpan<Mention> mentions)
    {
        foreach (int target in mentioned.All)
            decisions[target] = 0;
        mentioned.Clear();
        tagged.Clear();
        foreach (ref readonly Mention mention in mentions)
        {
            int target = mention.Target + 1;
            mentioned.Add(target);
            decisions[target] = Math.Max(decisions[target], mention.Decision == MentionDecision.Tag ? Tag : Candidate);
        }

        foreach (int target in mentioned.All)
        {
            if (Tags(target))
                tagged.Add(target);
        }

        tagged.Sort();
        tagged.Add(TargetNames.All);
    }
}
