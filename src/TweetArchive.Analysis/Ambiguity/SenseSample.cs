using System.IO.Hashing;
using System.Runtime.InteropServices;
using TweetArchive.Analysis.Learning;
using TweetArchive.Analysis.Reading;
using TweetArchive.Dataset.Reading;
using TweetArchive.Tables;
using TweetArchive.Targets.Matching;

namespace TweetArchive.Analysis.Ambiguity;

/// <summary>
/// Rows with weak labels from the user's own tweets: of each group and kind the texts with the smallest hashes, each text once. And how
/// often each account names each group.
/// </summary>
internal sealed class SenseSample
{
    /// <summary>Rows of a group and label.</summary>
    public const int MostRows = 3000;

    /// <summary>A group of which fewer different texts are known to be meant is not learned.</summary>
    public const int FewestMeant = 20;

    private static readonly int Origins = Enum.GetValues<SenseOrigin>().Length;

    private readonly AmbiguousNames names;
    private readonly TweetAccounts accounts;
    private readonly SmallestByHash<SenseRow>[] samples;
    private readonly int[] tweetsOf;
    private readonly int[] sureOf;
    private readonly MatchSession session;
    private readonly SenseText words = new();
    private readonly RowList hashtags = new();

    private SenseSample(AmbiguousNames names, AccountIndex index)
    {
        this.names = names;
        accounts = new TweetAccounts(index);
        session = names.Matcher.NewSession();
        samples = [.. Enumerable.Range(0, names.Groups.Length * Origins).Select(_ => new SmallestByHash<SenseRow>(MostRows))];
        tweetsOf = new int[index.Count];
        sureOf = new int[index.Count * names.Groups.Length];
    }

    /// <summary>Rows of each group, for those with enough of them; empty for others.</summary>
    public IReadOnlyList<SenseRow>[] Rows { get; private set; } = [];

    /// <summary>Different texts of each group that are known to be meant.</summary>
    public int[] Meant { get; private set; } = [];

    /// <summary>Goes through all tweets once.</summary>
    public static SenseSample Read(AnalysisContext context, AmbiguousNames names)
    {
        context.Progress.Begin("ambiguity: rows to learn from", context.Dataset.TweetCount);
        AccountIndex index = context.Accounts;
        IReadOnlyList<SenseSample> states = context.Dataset.ReadTweets(context.Options.Threads, () => new SenseSample(names, index), (state, tweets, firstRow) =>
        {
            for (int row = 0; row < tweets.Rows; row++)
                state.Visit(tweets, row, firstRow + row);
        }, context.Progress.Add, context.Cancelled, "dataset", "userid", "tweet_time", "tweet_language", "tweet_text", "hashtags");
        var all = new SenseSample(names, index);
        foreach (SenseSample state in states)
            all.AddAll(state);
        all.Choose(context.Dataset.HasAllTweets);
        return all;
    }

    /// <summary>Of an account's other tweets, the share that name the group without doubt.</summary>
    /// <param name="named">Whether the tweet itself does.</param>
    public double AccountShare(int account, int group, bool named) =>
        account < 0 ? 0 : (sureOf[(account * names.Groups.Length) + group] - (named ? 1 : 0)) / (double)Math.Max(tweetsOf[account] - 1, 1);

    private SmallestByHash<SenseRow> Of(int group, SenseOrigin origin) => samples[(group * Origins) + (int)origin];

    private void Visit(TableReader tweets, int row, long number)
    {
        ReadOnlySpan<byte> text = tweets.Texts(4)[row], cell = tweets.Texts(3)[row];
        int account = accounts.Of(tweets.Texts(0), tweets.Texts(1), row);
        tweetsOf[account]++;
        ReadOnlySpan<Mention> mentions = session.Match(new TweetText { Text = text, Language = cell, Hashtags = hashtags.Of(tweets.Lists(5), row) });
        if (mentions.IsEmpty && session.Hits.IsEmpty)
        {
            AddBackground(text, cell, account, tweets.Numbers(2)[row], number);
            return;
        }

        ulong present = 0, sure = 0;
        foreach (ref readonly MatchSession.AliasHit hit in session.Hits)
            present |= 1UL << names.GroupOf[names.Matcher.TargetOf[hit.Alias]];
        foreach (ref readonly Mention mention in mentions)
            sure |= AmbiguousNames.IsSure(mention) ? 1UL << names.GroupOf[mention.Target] : 0;
        for (int group = 0; group < names.Groups.Length; group++)
            sureOf[(account * names.Groups.Length) + group] += (int)((sure >> group) & 1);
        var tweet = new SenseTweet(text, cell, account, tweets.Numbers(2)[row], number, sure);
        AddMeant(tweet, mentions);
        AddOtherTargets(tweet, mentions, present);
        AddBlocked(tweet, sure);
    }

    /// <summary>Rows that are meant, of each target that is named beyond doubt.</summary>
    private void AddMeant(in SenseTweet tweet, ReadOnlySpan<Mention> mentions)
    {
        for (int i = 0; i < mentions.Length; i++)
        {
            Mention mention = mentions[i];
            if (!AmbiguousNames.IsSure(mention) || !session.Hits[mention.Hit].InText || IsAnotherSure(mentions[..i], mention.Target))
                continue;
            int ambiguous = -1;
            for (int j = 0; j < mentions.Length && ambiguous < 0; j++)
                ambiguous = mentions[j].Target == mention.Target && AmbiguousNames.IsAmbiguous(mentions[j]) && session.Hits[mentions[j].Hit].InText ? j : -1;
            if (ambiguous >= 0)
                Add(tweet, mentions[ambiguous].Hit, mention.Target, mentions[ambiguous].Alias, SenseOrigin.SameTweet, mention.Target);
            else if (names.Fit(mention.Target, tweet.LanguageCode, tweet.Hash) is >= 0 and int alias)
                Add(tweet, mention.Hit, mention.Target, alias, SenseOrigin.OtherName, mention.Target);
        }
    }

    private static bool IsAnotherSure(ReadOnlySpan<Mention> before, int target)
    {
        foreach (ref readonly Mention mention in before)
        {
            if (mention.Target == target && AmbiguousNames.IsSure(mention))
                return true;
        }

        return false;
    }

    /// <summary>Rows that are not meant: names of groups that the tweet does not name, in place of the first target that it does.</summary>
    private void AddOtherTargets(in SenseTweet tweet, ReadOnlySpan<Mention> mentions, ulong present)
    {
        foreach (ref readonly Mention mention in mentions)
        {
            if (!AmbiguousNames.IsSure(mention) || !session.Hits[mention.Hit].InText)
                continue;
            for (int group = 0; group < names.Groups.Length; group++)
            {
                if (((present >> group) & 1) == 0 && names.FitGroup(group, tweet.LanguageCode, tweet.Hash) is >= 0 and int alias)
                    Add(tweet, mention.Hit, mention.Target, alias, SenseOrigin.OtherTarget, names.Matcher.TargetOf[alias]);
            }

            return;
        }
    }

    private void AddBlocked(in SenseTweet tweet, ulong sure)
    {
        for (int h = 0; h < session.Hits.Length; h++)
        {
            MatchSession.AliasHit hit = session.Hits[h];
            int target = names.Matcher.TargetOf[hit.Alias];
            if (hit.Blocked && hit.InText && ((sure >> names.GroupOf[target]) & 1) == 0)
                Add(tweet, h, target, hit.Alias, SenseOrigin.BlockPhrase, target);
        }
    }

    /// <summary>Rows that are not meant, in a tweet that names no target: any of its words stands for the name.</summary>
    private void AddBackground(ReadOnlySpan<byte> text, ReadOnlySpan<byte> cell, int account, long millis, long number)
    {
        var tweet = new SenseTweet(text, cell, account, millis, number, 0);
        SensePlace? place = null;
        string around = "";
        for (int group = 0; group < names.Groups.Length; group++)
        {
            SmallestByHash<SenseRow> sample = Of(group, SenseOrigin.Background);
            if (!sample.Wants(tweet.Hash) || names.FitGroup(group, tweet.LanguageCode, tweet.Hash) is not (>= 0 and int alias))
                continue;
            int target = names.Matcher.TargetOf[alias];
            if (place is null)
            {
                place = SenseTweet.AnyWord(text, tweet.Hash);
                if (place is null)
                    return;
                session.Analysis.Analyze(text, default);
                around = words.Read(session, target, place.Value);
            }

            sample.Add(tweet.Hash, tweet.Row(names, alias, target, SenseOrigin.Background, around, tweet.With(names, alias, place.Value, [])));
        }
    }

    private void Add(in SenseTweet tweet, int hit, int without, int alias, SenseOrigin origin, int target)
    {
        MatchSession.AliasHit at = session.Hits[hit];
        var place = new SensePlace(at.Start, at.End, at.InText);
        string around = words.Read(session, without, place);
        ulong hash = XxHash3.HashToUInt64(MemoryMarshal.AsBytes(around.AsSpan()));
        SmallestByHash<SenseRow> sample = Of(names.GroupOf[target], origin);
        if (sample.Wants(hash))
            sample.Add(hash, tweet.Row(names, alias, target, origin, around, tweet.With(names, alias, place, SenseTweet.Others(session, without, place))));
    }

    private void AddAll(SenseSample other)
    {
        for (int i = 0; i < samples.Length; i++)
            samples[i].AddAll(other.samples[i]);
        for (int i = 0; i < tweetsOf.Length; i++)
            tweetsOf[i] += other.tweetsOf[i];
        for (int i = 0; i < sureOf.Length; i++)
            sureOf[i] += other.sureOf[i];
    }

    /// <summary>
    /// As many that are not meant as are meant: half of them of other targets, half of tweets without any; the phrases besides; and half as many hand-written
    /// ones, so that a small archive is not told apart from them instead of by its senses.
    /// </summary>
    private void Choose(bool all)
    {
        ILookup<int, SenseRow> written = OtherSenses.Rows(names).ToLookup(r => r.Group);
        Meant = new int[names.Groups.Length];
        Rows = new IReadOnlyList<SenseRow>[names.Groups.Length];
        for (int group = 0; group < names.Groups.Length; group++)
        {
            SenseRow[] meant = [.. Of(group, SenseOrigin.SameTweet).Items, .. Of(group, SenseOrigin.OtherName).Items.Take(MostRows - Of(group, SenseOrigin.SameTweet).Count)];
            Meant[group] = meant.Length;
            int half = all ? meant.Length / 2 : meant.Length;
            SenseRow[] others = [.. Of(group, SenseOrigin.OtherTarget).Items.Take(half), .. Of(group, SenseOrigin.Background).Items.Take(half), .. Of(group, SenseOrigin.BlockPhrase).Items];
            Rows[group] = meant.Length >= FewestMeant && others.Length >= FewestMeant ? [.. meant, .. others, .. written[group].OrderBy(r => XxHash3.HashToUInt64(r.Text)).Take(meant.Length / 2)] : [];
        }
    }
}
