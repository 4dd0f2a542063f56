using System.Globalization;
using TweetArchive.Analysis.Ambiguity;
using TweetArchive.Analysis.Reading;
using TweetArchive.Analysis.Statistics;
using TweetArchive.Dataset.Reading;
using TweetArchive.Tables;
using TweetArchive.Targets.Matching;

namespace TweetArchive.Analysis.Evaluation;

/// <summary>Rules and model on tweets that people have read.</summary>
internal static class LabelledEvaluation
{
    public static void Write(AnalysisContext context, AmbiguousNames names, SenseSample sample, LabelledTweets labels, string groupName, Page page)
    {
        int group = Array.IndexOf(names.Groups, groupName);
        List<Found> found = Find(context, names, labels, group);
        Found[] sure = [.. found.Where(f => f.Sure)], doubtful = [.. found.Where(f => !f.Sure && f.Places.Count > 0)];
        page.Head("### Tweets that people have read");
        page.Text($"""
            {labels.ByTweetId.Count:N0} tweets are labelled; {found.Count:N0} rows of the dataset are of them (a tweet of two releases is two rows). By a name of {groupName} beyond doubt, or a handle, {sure.Length:N0} of these mention the group: {sure.Count(f => f.Label == ReadAs.Yes):N0} were read as mentions,
            {sure.Count(f => f.Label == ReadAs.No):N0} as none, {sure.Count(f => f.Label == ReadAs.Unclear):N0} are unclear. {found.Count - sure.Length - doubtful.Length:N0} hold no name that the lexicon knows. In the other {doubtful.Length:N0}, below, ambiguous names are all there is.
            """);
        if (doubtful.Length == 0)
            return;
        Func<Found, double>? probability = Learn(context, names, sample, group, doubtful, out int meant, out int others);
        if (probability is null)
            page.Text($"Without these tweets and their near copies {meant:N0} texts are left in which a target of the group is meant, and {others:N0} in which none is: no model.");
        else
            page.Text($"The model learned from {meant:N0} texts in which a target of the group is meant and {others:N0} in which none is, without these tweets and their near copies. Accounts can be on both sides. The probability is that of the surest name.");
        page.Table("tweetid | language | names | read as | rules | probability", doubtful.OrderBy(f => f.TweetId).Select(f => Line(f, names, probability)));
        Confusion rules = new(), model = new();
        foreach (Found tweet in doubtful.Where(f => f.Label != ReadAs.Unclear))
        {
            rules.Add(tweet.Tagged, tweet.Label == ReadAs.Yes);
            if (probability is not null)
                model.Add(probability(tweet) >= 0.5, tweet.Label == ReadAs.Yes);
        }

        string[] lines = [Line("rules", rules), .. probability is null ? Array.Empty<string>() : [Line("model", model)]];
        page.Table("method | tweets | agrees, % | precision, % | recall, %", lines);
    }

    private static string Line(string method, Confusion found) => string.Create(CultureInfo.InvariantCulture, $"| {method} | {found.Rows} | {found.Agreement} | {found.Precision} | {found.Recall} |");

    private static string Line(Found tweet, AmbiguousNames names, Func<Found, double>? probability)
    {
        IEnumerable<string> aliases = tweet.Places.Select(p => names.Matcher.Lexicon.Aliases[p.Alias].Text).Distinct();
        return string.Create(CultureInfo.InvariantCulture,
            $"| {tweet.TweetId} | {(tweet.Language.Length == 0 ? "unknown" : tweet.Language)} | {string.Join(", ", aliases)} | {tweet.Label.ToString().ToLowerInvariant()} | {(tweet.Tagged ? "tag" : "candidate")} | {(probability is null ? "" : $"{probability(tweet):0.00}")} |");
    }

    /// <summary>A model of the group that has not seen the tweets; null where too little is left.</summary>
    private static Func<Found, double>? Learn(AnalysisContext context, AmbiguousNames names, SenseSample sample, int group, Found[] tested, out int meant, out int others)
    {
        HashSet<long> numbers = [.. tested.Select(t => t.Row)];
        SenseRow[] rows = [.. sample.Rows[group].Where(r => !numbers.Contains(r.Row))];
        int[] clusters = NearCopies([.. rows.Select(r => r.Words), .. tested.SelectMany(t => t.Places.Select(p => p.Words))], context.Cancelled);
        HashSet<int> known = [.. clusters[rows.Length..]];
        rows = [.. rows.Where((_, i) => !known.Contains(clusters[i]))];
        meant = rows.Count(r => r.Meant);
        others = rows.Length - meant;
        if (meant == 0 || others == 0)
            return null;
        SenseModel model = SenseModel.Train(context.Learning, rows, sample, context.Cancelled);
        var text = new SenseText();
        return tweet => tweet.Places.Max(p => model.Probability(text.Features(p.Words, p.Target, tweet.Language, sample.AccountShare(tweet.Account, group, named: false))));
    }

    private static int[] NearCopies(string[] texts, CancellationToken cancelled) => Narratives.NearCopies.Clusters(texts, cancelled);

    private static List<Found> Find(AnalysisContext context, AmbiguousNames names, LabelledTweets labels, int group)
    {
        context.Progress.Begin("ambiguity: labelled tweets", context.Dataset.TweetCount);
        AccountIndex index = context.Accounts;
        var states = context.Dataset.ReadTweets(context.Options.Threads, () => new Finder(names, index, labels, group), (finder, tweets, firstRow) =>
        {
            for (int row = 0; row < tweets.Rows; row++)
                finder.Visit(tweets, row, firstRow + row);
        }, context.Progress.Add, context.Cancelled, "dataset", "userid", "tweetid", "tweet_language", "tweet_text", "hashtags", "in_reply_to_userid", "retweet_userid", "user_mentions", "urls");
        return [.. states.SelectMany(s => s.Found).OrderBy(f => f.Row)];
    }

    /// <summary>An ambiguous name in a tweet.</summary>
    private sealed record Place(int Target, int Alias, string Words);

    /// <summary>A labelled tweet of the dataset.</summary>
    /// <param name="Sure">Whether a name of the group stands in it beyond doubt, or a handle, or a link.</param>
    private sealed record Found(long Row, long TweetId, int Account, string Language, ReadAs Label, bool Sure, bool Tagged, IReadOnlyList<Place> Places);

    private sealed class Finder(AmbiguousNames names, AccountIndex index, LabelledTweets labels, int group)
    {
        private readonly MatchSession session = names.Matcher.NewSession();
        private readonly TweetAccounts accounts = new(index);
        private readonly SenseText words = new();
        private readonly RowList[] cells = [new(), new(), new()];

        public List<Found> Found { get; } = [];

        public void Visit(TableReader tweets, int row, long number)
        {
            if (tweets.Numbers(2).IsNull(row) || !labels.ByTweetId.TryGetValue(tweets.Numbers(2)[row], out ReadAs label))
                return;
            var tweet = new TweetText
            {
                Text = tweets.Texts(4)[row],
                Language = tweets.Texts(3)[row],
                Hashtags = cells[0].Of(tweets.Lists(5), row),
                InReplyToUserId = tweets.Texts(6)[row],
                RetweetUserId = tweets.Texts(7)[row],
                UserMentions = cells[1].Of(tweets.Lists(8), row),
                Urls = cells[2].Of(tweets.Lists(9), row),
            };
            bool sure = false, tagged = false;
            List<Place> places = [];
            foreach (ref readonly Mention mention in session.Match(tweet))
            {
                if (names.GroupOf[mention.Target] != group)
                    continue;
                tagged |= mention.Decision == MentionDecision.Tag;
                if (!AmbiguousNames.IsAmbiguous(mention))
                {
                    sure = true;
                    continue;
                }

                MatchSession.AliasHit hit = session.Hits[mention.Hit];
                places.Add(new Place(mention.Target, mention.Alias, words.Read(session, mention.Target, new SensePlace(hit.Start, hit.End, hit.InText))));
            }

            Found.Add(new Found(number, tweets.Numbers(2)[row], accounts.Of(tweets.Texts(0), tweets.Texts(1), row), AmbiguousNames.LanguageOf(tweet.Language, tweet.Text), label, sure, tagged, places));
        }
    }
}
