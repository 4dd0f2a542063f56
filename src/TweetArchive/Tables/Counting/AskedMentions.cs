using TweetArchive.Targets;
using TweetArchive.Targets.Matching;
using TweetArchive.Text;

namespace TweetArchive.Tables.Counting;

/// <summary>
/// Takes the mentions of targets that a dataset is not searched for out of a tweet's, and counts them. They were decided like
/// all others, since they are context for those that are asked: leaving some out changes nothing about the rest. Of one worker.
/// </summary>
/// <param name="asked">Of the dataset.</param>
/// <param name="targets">How many there are, <see cref="TargetNames.All"/> among them.</param>
internal sealed class AskedMentions(AskedTargets asked, int targets)
{
    private readonly DistinctNumbers left = new();
    private Mention[] kept = new Mention[16];

    /// <summary>
    /// Tweets that would be tagged with each target that is not asked, by <see cref="TargetNames"/>; at its All with any of them.
    /// </summary>
    public long[] LeftOut { get; } = new long[targets];

    /// <summary>The mentions that count; valid until the next call.</summary>
    public ReadOnlySpan<Mention> Of(ReadOnlySpan<Mention> mentions)
    {
        if (asked.All || mentions.IsEmpty)
            return mentions;
        if (kept.Length < mentions.Length)
            kept = new Mention[2 * mentions.Length];
        int count = 0;
        left.Clear();
        foreach (ref readonly Mention mention in mentions)
        {
            if (asked[mention.Target])
                kept[count++] = mention;
            else if (mention.Decision == MentionDecision.Tag)
                left.Add(mention.Target + 1);
        }

        foreach (int target in left.All)
            LeftOut[target]++;
        LeftOut[TargetNames.All] += left.All.IsEmpty ? 0 : 1;
        return kept.AsSpan(0, count);
    }
}
