using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using TweetArchive.Tables.Spills;
using TweetArchive.Targets.Matching;
using TweetArchive.Text;
using TweetArchive.Tweets;

namespace TweetArchive.Tables.Counting;

/// <summary>
/// What one worker has counted of one entry: every table, in memory, keyed by numbers of its own. When it grows beyond its
/// share of memory, or the entry ends, it is sealed into sorted runs and starts anew.
/// </summary>
internal sealed class PartialTables
{
    private static readonly CountMeasures OneTweet = new() { Tweets = 1 };

    private readonly MentionsTable mentionsTable;
    private readonly int[] targetState;
    private readonly long[] taggedTotals;
    private readonly long[] candidateTotals;
    private readonly List<int> tagged = [];
    private readonly List<int> named = [];
    private readonly List<int> texts = [];
    private TextEntity[] entities = [];
    private byte[] buffer = new byte[1024];

    private readonly Dimensions dims;
    private readonly AccountMap accounts = new();
    private readonly SpillBuilder mentions = new();
    private readonly GroupCounter<EngagementMeasures> dailyMentions = OutputTables.DailyMentions.NewCounter();
    private readonly GroupCounter<CountMeasures> dailyTotals = OutputTables.DailyTotals.NewCounter();
    private readonly GroupCounter<SeenMeasures> hashtags = OutputTables.Hashtags.NewCounter();
    private readonly GroupCounter<SeenMeasures> domains = OutputTables.Domains.NewCounter();
    private readonly GroupCounter<CountMeasures> clients = OutputTables.Clients.NewCounter();
    private readonly GroupCounter<CountMeasures> hours = OutputTables.Hours.NewCounter();
    private readonly GroupCounter<SeenMeasures> accountTargets = OutputTables.AccountTargets.NewCounter();
    private readonly GroupCounter<SeenMeasures> mentionEdges = OutputTables.MentionEdges.NewCounter();
    private readonly GroupCounter<SeenMeasures> retweetEdges = OutputTables.RetweetEdges.NewCounter();

    public PartialTables(TargetNames targets, MentionsTable mentionsTable)
    {
        this.mentionsTable = mentionsTable;
        targetState = new int[targets.Count];
        taggedTotals = new long[targets.Count];
        candidateTotals = new long[targets.Count];
        dims = new Dimensions(targets);
    }

    /// <summary>Memory held, in bytes.</summary>
    public long Bytes => dims.Bytes + accounts.Bytes + mentions.Bytes + dailyMentions.Bytes + dailyTotals.Bytes + hashtags.Bytes
        + domains.Bytes + clients.Bytes + hours.Bytes + accountTargets.Bytes + mentionEdges.Bytes + retweetEdges.Bytes;

    public bool IsEmpty => dims.Users.Count == 0;

    /// <summary>
    /// The account's number; if it is new, or known only from later records (pieces are read side by side),
    /// <paramref name="wantsProfile"/> asks for its nine profile cells.
    /// </summary>
    public int Account(ReadOnlySpan<byte> userId, long profileOrder, out bool wantsProfile)
    {
        int account = dims.Users.Intern(userId, out bool isNew);
        wantsProfile = isNew || profileOrder < accounts[account].ProfileOrder;
        if (wantsProfile)
            accounts.BeginProfile(account, profileOrder);
        return account;
    }

    public void AddProfileCell(int account, ReadOnlySpan<byte> cell) => accounts.AddCell(account, cell);

    /// <summary>Counts one tweet in every table; true if a target is tagged in it.</summary>
    public bool Add(in TweetFacts tweet, int account, MatchSession session)
    {
        int language = tweet.Language.IsEmpty ? 0 : dims.Languages.Intern(tweet.Language) + 1;
        var one = new SeenMeasures { Tweets = 1, Retweets = tweet.IsRetweet ? 1u : 0, First = tweet.TimeMillis, Last = tweet.TimeMillis };

        bool isTagged = AddMentions(tweet, account, language, session);
        ref AccountMeasures totals = ref accounts[account];
        totals.Add(new AccountMeasures { Tweets = 1, Tagged = isTagged ? 1 : 0, First = tweet.TimeMillis, Last = tweet.TimeMillis });
        dailyTotals.Add(DailyTotalsTable.Key(tweet.Day, language, tweet.IsRetweet), OneTweet, account);

        // The whole dataset is a target like any other in the tables by target.
        tagged.Add(TargetNames.All);
        int client = dims.Clients.Intern(tweet.Client);
        CollectHashtags(tweet);
        CollectDomains(tweet);
        foreach (int target in tagged)
        {
            hours.Add(HoursTable.Key(target, tweet.Weekday, tweet.Hour), OneTweet, account);
            clients.Add(ClientsTable.Key(target, client), OneTweet, account);
            foreach (int hashtag in named)
                hashtags.Add(HashtagsTable.Key(target, hashtag), one, account);
            foreach (int domain in texts)
                domains.Add(DomainsTable.Key(target, domain), one, account);
            if (target != TargetNames.All)
                accountTargets.Add(AccountTargetsTable.Key(account, target), one, account);
        }

        AddEdges(tweet, account, one);
        return isTagged;
    }

    /// <summary>The targets tagged in the tweet added last, as numbers of <see cref="TargetNames"/>; the last one is <c>*</c>.</summary>
    public ReadOnlySpan<int> TaggedTargets => CollectionsMarshal.AsSpan(tagged);

    /// <summary>Writes everything counted so far into <paramref name="partial"/>'s runs and forgets it.</summary>
    public void SealInto(Partial partial)
    {
        if (IsEmpty)
            return;
        var ranks = new DimensionRanks(dims);
        AccountsTable.Seal(accounts, dims, ranks, partial.NewRun(TableSpecs.AccountRows));
        Seal(OutputTables.DailyMentions, dailyMentions, dims, ranks, partial);
        Seal(OutputTables.DailyTotals, dailyTotals, dims, ranks, partial);
        Seal(OutputTables.Hashtags, hashtags, dims, ranks, partial);
        Seal(OutputTables.Domains, domains, dims, ranks, partial);
        Seal(OutputTables.Clients, clients, dims, ranks, partial);
        Seal(OutputTables.Hours, hours, dims, ranks, partial);
        Seal(OutputTables.AccountTargets, accountTargets, dims, ranks, partial);
        Seal(OutputTables.MentionEdges, mentionEdges, dims, ranks, partial);
        Seal(OutputTables.RetweetEdges, retweetEdges, dims, ranks, partial);
        RowStore run = partial.NewRun(TableSpecs.Mentions);
        mentions.SealInto(run);
        run.Seal();
        partial.AddTargetTotals(taggedTotals, candidateTotals);

        Array.Clear(taggedTotals);
        Array.Clear(candidateTotals);
        dims.Clear();
        accounts.Clear();
        dailyMentions.Clear();
        dailyTotals.Clear();
        hashtags.Clear();
        domains.Clear();
        clients.Clear();
        hours.Clear();
        accountTargets.Clear();
        mentionEdges.Clear();
        retweetEdges.Clear();
    }

    private static void Seal<TMeasures>(GroupTable<TMeasures> table, GroupCounter<TMeasures> counter, Dimensions dims, DimensionRanks ranks, Partial partial)
        where TMeasures : unmanaged, IMeasures<TMeasures>
    {
        if (counter.Groups.Count > 0)
            table.Seal(counter, dims, ranks, partial.NewRun(table.Spec));
    }

    /// <summary>Rows of evidence, and the tweet × target pairs with the best decision of each.</summary>
    private bool AddMentions(in TweetFacts tweet, int account, int language, MatchSession session)
    {
        tagged.Clear();
        if (tweet.Mentions.IsEmpty)
            return false;

        const int Candidate = 1, Tag = 2;
        texts.Clear();
        foreach (ref readonly Mention mention in tweet.Mentions)
        {
            mentionsTable.Add(mentions, tweet, mention, session.MatchedText(mention), ref buffer);
            int target = mention.Target + 1;
            if (targetState[target] == 0)
                texts.Add(target);
            targetState[target] = Math.Max(targetState[target], mention.Decision == MentionDecision.Tag ? Tag : Candidate);
        }

        foreach (int target in texts)
        {
            bool isTag = targetState[target] == Tag;
            targetState[target] = 0;
            dailyMentions.Add(DailyMentionsTable.Key(tweet.Day, target, language, tweet.IsRetweet, isTag), new EngagementMeasures
            {
                Tweets = 1,
                Likes = tweet.Likes,
                Retweets = tweet.Retweets,
                Replies = tweet.Replies,
                Quotes = tweet.Quotes,
            }, account);
            (isTag ? taggedTotals : candidateTotals)[target]++;
            if (isTag)
                tagged.Add(target);
        }

        tagged.Sort();
        return tagged.Count > 0;
    }

    /// <summary>Each distinct hashtag once: those of the column and those of the text, which a cut retweet's column may lack.</summary>
    private void CollectHashtags(in TweetFacts tweet)
    {
        named.Clear();
        bool plain = true;
        foreach (ReadOnlySpan<byte> hashtag in new ListCell(tweet.Hashtags))
            AddDistinct(named, dims.Hashtag(hashtag, ref plain));
        if (plain && HasNoOther(tweet.Text, tweet.Hashtags))
            return;
        int count = TextEntities.Scan(tweet.Text, ref entities);
        foreach (ref readonly TextEntity entity in entities.AsSpan(0, count))
        {
            if (entity.Kind != EntityKind.Hashtag)
                continue;
            int sigil = tweet.Text[entity.Start] == '#' ? 1 : 3;
            AddDistinct(named, dims.Hashtag(tweet.Text.Slice(entity.Start + sigil, entity.Length - sigil), ref plain));
        }
    }

    /// <summary>
    /// True only where the text surely holds no hashtag but those of the column: behind each number sign stands one of them,
    /// and a space, a stop or the end behind that. Most tweets are such, and finding entities is work.
    /// </summary>
    internal static bool HasNoOther(ReadOnlySpan<byte> text, ReadOnlySpan<byte> hashtags)
    {
        for (int sign = text.IndexOfAny((byte)'#', (byte)0xEF); sign >= 0; sign = text.IndexOfAny((byte)'#', (byte)0xEF))
        {
            bool isSign = text[sign] == '#';
            text = text[(sign + 1)..];
            // 0xEF may begin a full-width number sign.
            if (!isSign && text.StartsWith("＃"u8[1..]))
                return false;
            if (isSign && !StartsWithOne(text, hashtags))
                return false;
        }

        return true;
    }

    private static bool StartsWithOne(ReadOnlySpan<byte> text, ReadOnlySpan<byte> hashtags)
    {
        foreach (ReadOnlySpan<byte> hashtag in new ListCell(hashtags))
        {
            if (text.StartsWith(hashtag) && (text.Length == hashtag.Length || " \n.,:;!?"u8.Contains(text[hashtag.Length])))
                return !hashtag.IsEmpty;
        }

        return false;
    }

    private void CollectDomains(in TweetFacts tweet)
    {
        texts.Clear();
        foreach (ReadOnlySpan<byte> url in new ListCell(tweet.Urls))
        {
            if (buffer.Length < url.Length)
                buffer = new byte[url.Length * 2];
            if (UrlHost.TryGetDomain(url, buffer, out int length))
                AddDistinct(texts, dims.Domains.Intern(buffer.AsSpan(0, length)));
        }
    }

    private void AddEdges(in TweetFacts tweet, int account, in SeenMeasures one)
    {
        named.Clear();
        foreach (ReadOnlySpan<byte> name in new ListCell(tweet.UserMentions))
        {
            int number = dims.Names.Intern(Cells.UserId(name));
            if (AddDistinct(named, number))
                mentionEdges.Add(EdgesTable.Key(account, number), one, account);
        }

        if (!tweet.IsRetweet)
            return;
        ReadOnlySpan<byte> retweeted = Cells.UserId(tweet.RetweetUserId);
        if (!retweeted.IsEmpty || TextEntities.TryGetRetweetHeader(tweet.Text, out retweeted))
            retweetEdges.Add(EdgesTable.Key(account, dims.Names.Intern(retweeted)), one, account);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool AddDistinct(List<int> list, int number)
    {
        if (list.Contains(number))
            return false;
        list.Add(number);
        return true;
    }
}
