using System.Globalization;
using System.Runtime.InteropServices;

namespace TweetArchive.Analysis.Coordination;

/// <summary>A method in a dataset: what its accounts share, and how pairs are found in that.</summary>
/// <param name="Rule">In words, for the metadata.</param>
/// <param name="Find">In these objects, or in others in their place.</param>
/// <param name="Window">Minutes within which two accounts meet at an object; null where any two messages do.</param>
/// <param name="TweetOf">For meetings: the tweet of an object and time, and the object in words.</param>
internal sealed record MethodSearch(
    string Name, string Rule, SharedObjects Objects, Func<SharedObjects, PairSearch> Find, int? Window,
    Func<Meetings, Func<ulong, ulong, (long? TweetId, string Object)?>> TweetOf)
{
    /// <summary>All methods, each read when its turn comes.</summary>
    public static IEnumerable<MethodSearch> All(AnalysisContext context)
    {
        foreach (CoordinationMethod method in CoordinationMethod.Windowed(context.Options.NormaliseLinks))
        {
            context.Progress.Begin($"coordination: {method.Name}", context.Dataset.TweetCount);
            bool vectors = method == CoordinationMethod.Retweet;
            SharedObjects objects = SharedObjects.Read(context, method, singles: vectors);
            yield return Windowed(context, method.Name, method.Rule, objects, meetings => Read(context, method, meetings));
            if (vectors)
            {
                yield return new MethodSearch("retweet_vectors", "the tweets they retweeted are alike: TF-IDF cosine, without a window",
                    objects, of => VectorSearch.Find(Workers.Of(context), of, context.Options.MostAccounts), null,
                    meetings => Read(context, method, meetings));
            }
        }

        context.Progress.Begin("coordination: hashtag_sequence", context.Dataset.TweetCount);
        yield return Sequences(context);
        context.Progress.Begin("coordination: similar_text", context.Dataset.TweetCount);
        if (SimilarTexts.Read(context) is { } copies)
        {
            yield return Windowed(context, SimilarTexts.Name, SimilarTexts.Rule,
                SharedObjects.Of(context.Accounts, copies.Events, context.Options.MostAccounts, copies.Activity), _ => copies.TweetOf);
        }
    }

    private static MethodSearch Windowed(
        AnalysisContext context, string name, string rule, SharedObjects objects,
        Func<Meetings, Func<ulong, ulong, (long? TweetId, string Object)?>> tweetOf)
    {
        AnalyzeOptions options = context.Options;
        return new MethodSearch(name, rule, objects,
            of => PairSearch.Find(Workers.Of(context), of, options.WindowMinutes, options.FewestObjects), options.WindowMinutes, tweetOf);
    }

    private static MethodSearch Sequences(AnalysisContext context)
    {
        Dictionary<ObjectEvent, long?> firstTweets = [];
        var activity = new ActivityCounts();
        List<ObjectEvent> days = HashtagSequences.Find(context, firstTweets, activity);
        return new MethodSearch("hashtag_sequence", "both used the same hashtags in the same order in their originals of a UTC day",
            SharedObjects.Of(context.Accounts, CollectionsMarshal.AsSpan(days), context.Options.MostAccounts, activity),
            of => PairSearch.Find(Workers.Of(context), of, null, 1), 0,
            _ => (what, when) => firstTweets.TryGetValue(new ObjectEvent(what, when), out long? tweet)
                ? (tweet, DateTime.UnixEpoch.AddMinutes(when >> 32).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)) : null);
    }

    private static Func<ulong, ulong, (long? TweetId, string Object)?> Read(
        AnalysisContext context, CoordinationMethod method, Meetings meetings)
    {
        context.Progress.Begin($"coordination: {method.Name}, tweets of the pairs", context.Dataset.TweetCount);
        var evidence = new Evidence(meetings.All);
        evidence.Read(context, method);
        return evidence.Of;
    }
}
