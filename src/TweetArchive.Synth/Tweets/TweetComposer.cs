using TweetArchive.Synth.Plants;
using TweetArchive.Synth.Random;

namespace TweetArchive.Synth.Tweets;

/// <summary>Makes one tweet after the other: when, who, what kind, what is planted, and then the text.</summary>
internal sealed class TweetComposer
{
    // Every tweet gets its own slot of milliseconds within the minute × the low 22 bits of the id: steps that share no
    // factor with the number of slots visit all of them before any comes twice, so ids are unique without a list.
    private const ulong SlotsPerMinute = 60_000UL << 22;
    private const ulong SlotStep = 155_533_117_927UL;
    private const long SnowflakeEpoch = 1_288_834_974_657;
    private const int CandidatesPerTag = 8;
    private static readonly DateOnly LongerTweets = new(2017, 11, 8);

    private readonly SynthOptions options;
    private readonly SynthRandom random;
    private readonly Calendar calendar;
    private readonly AccountSet accounts;
    private readonly Outsiders outsiders;
    private readonly Links links;
    private readonly PlantBook plantBook;
    private readonly TextComposer texts;
    private readonly WeightedTable clients = new(ClientNames.Weights);
    private readonly List<Plant> plants = [];
    private readonly List<Plant> inText = [];
    private readonly long stride;
    private ulong slot;

    public TweetComposer(SynthOptions options, SynthRandom random, Calendar calendar, AccountSet accounts, Outsiders outsiders,
        Links links, PlantBook plantBook, TextComposer texts)
    {
        this.options = options;
        this.random = random;
        this.calendar = calendar;
        this.accounts = accounts;
        this.outsiders = outsiders;
        this.links = links;
        this.plantBook = plantBook;
        this.texts = texts;
        stride = options.Tweets / accounts.WithTweets;
        slot = random.BelowLong(SlotsPerMinute);
    }

    /// <param name="tweet">Overwritten.</param>
    /// <param name="number">0 for the first tweet of the archive.</param>
    public void Compose(TweetDraft tweet, long number)
    {
        tweet.Clear();
        WhenAndWho(tweet, number);
        int kind = random.Below(1000);
        tweet.IsRetweet = kind < 300;
        ChoosePlants(tweet.Language);
        foreach (Plant plant in plants)
            tweet.AddTarget(plant.Target, plant.Decision);

        inText.Clear();
        inText.AddRange(plants);
        if (tweet.IsRetweet)
            Retweet(tweet);
        else if (kind < 400)
            Reply(tweet);
        else if (kind < 440)
            tweet.QuotedTweetId = EarlierId(tweet);
        MentionedAccount? extra = random.PerMille(90) ? Someone(tweet, 200).Account : null;
        if (extra is MentionedAccount someone)
            tweet.Mentions.Add(someone);
        foreach (Plant plant in inText)
        {
            // Without a known id the handle is in the text alone.
            if (plant.Place == PlantPlace.Handle && plant.UserId is byte[] id)
                tweet.Mentions.Add(new MentionedAccount(id, plant.Utf8));
        }

        tweet.LongText = !tweet.IsRetweet && calendar.Days[tweet.Day] >= LongerTweets && random.PerMille(350);
        AddLinks(tweet);
        texts.Compose(tweet, inText, extra, random);
        Counts(tweet);
    }

    private void WhenAndWho(TweetDraft tweet, long number)
    {
        tweet.Day = calendar.DrawDay(random);
        long turn = number / stride;
        if (number % stride == 0 && turn < accounts.WithTweets)
        {
            // So every account has a tweet, on a day when it existed.
            tweet.Account = accounts.All[(int)turn];
            for (int tries = 0; calendar.Days[tweet.Day] < tweet.Account.Created; tries++)
                tweet.Day = tries < 50 ? calendar.DrawDay(random) : calendar.Days.Count - 1;
            tweet.Language = calendar.DrawLanguage(tweet.Day, random);
        }
        else
        {
            tweet.Language = calendar.DrawLanguage(tweet.Day, random);
            tweet.Account = accounts.Draw(calendar.Days[tweet.Day], tweet.Language, random);
        }

        tweet.Minute = calendar.DrawMinute(random);
        Identify(tweet);
    }

    /// <summary>Starts a tweet of a story: who, when and in which language is given. For use after all other tweets.</summary>
    public void Begin(TweetDraft tweet, Account account, int day, int minute, int language)
    {
        tweet.Clear();
        (tweet.Account, tweet.Day, tweet.Minute, tweet.Language) = (account, day, minute, language);
        tweet.IsRetweet = tweet.LongText = false;
        Identify(tweet);
    }

    /// <summary>Client, id and the cell of the language.</summary>
    private void Identify(TweetDraft tweet)
    {
        tweet.Client = random.PerMille(600) ? tweet.Account.Client : clients.Draw(random);
        slot = (slot + SlotStep) % SlotsPerMinute;
        tweet.TweetId = ((MinuteStart(tweet) - SnowflakeEpoch) << 22) + (long)slot;
        bool blank = options.Dialect == SynthDialect.Iran201901 || (options.Dialect == SynthDialect.Rna202112 && random.PerMille(60));
        tweet.ShownLanguage = blank ? -1 : tweet.Language;
    }

    private long MinuteStart(TweetDraft tweet) =>
        ((((long)calendar.Days[tweet.Day].DayNumber - new DateOnly(1970, 1, 1).DayNumber) * 1440) + tweet.Minute) * 60_000;

    private void ChoosePlants(int language)
    {
        plants.Clear();
        if (random.Chance(options.MentionRate))
        {
            int draw = random.Below(1000);
            Plant? first = draw < 850 ? plantBook.DrawCertain(language, random) : plantBook.DrawCareful(language, random);
            first ??= plantBook.DrawCertain(language, random);
            Add(first);
            // Certain ones may be several, of one target or of two.
            if (first is { Certain: true } && random.PerMille(120) && plantBook.DrawCertain(language, random) is Plant second
                && second != first)
                Add(second);
        }
        else if (random.Chance(options.MentionRate / CandidatesPerTag))
        {
            Add(plantBook.DrawCandidate(language, random));
        }
    }

    private void Add(Plant? plant)
    {
        if (plant is not null)
            plants.Add(plant);
    }

    private void Retweet(TweetDraft tweet)
    {
        (MentionedAccount author, tweet.RetweetInSet) = HeaderAccount(tweet, 250);
        tweet.RetweetOf = author;
        tweet.Mentions.Add(author);
        tweet.RetweetTweetId = EarlierId(tweet);
    }

    private void Reply(TweetDraft tweet)
    {
        (MentionedAccount answered, _) = HeaderAccount(tweet, 60);
        tweet.ReplyTo = answered;
        tweet.Mentions.Add(answered);
        tweet.ReplyTweetId = random.PerMille(8) ? 0 : EarlierId(tweet);
    }

    /// <summary>Whom the header names: at times a planted handle whose id is known, otherwise someone.</summary>
    private (MentionedAccount Account, bool InSet) HeaderAccount(TweetDraft tweet, int inSetPerMille)
    {
        int planted = inText.FindIndex(plant => plant.Place == PlantPlace.Handle && plant.UserId is not null);
        if (planted < 0 || random.PerMille(500))
            return Someone(tweet, inSetPerMille);
        Plant handle = inText[planted];
        inText.RemoveAt(planted);
        return (new MentionedAccount(handle.UserId!, handle.Utf8), false);
    }

    private (MentionedAccount Account, bool InSet) Someone(TweetDraft tweet, int inSetPerMille) =>
        random.PerMille(inSetPerMille)
            ? (accounts.Draw(calendar.Days[tweet.Day], tweet.Language, random).AsMentioned, true)
            : (outsiders.Draw(random), false);

    /// <summary>An id of some minutes to some days before.</summary>
    private long EarlierId(TweetDraft tweet)
    {
        long back = random.PerMille(700) ? random.Between(60_000, 36_000_000) : random.Between(3_600_000, 900_000_000);
        long id = tweet.TweetId - (back << 22) + random.Below(1 << 22);
        return id > 0 ? id : 29_700_859_247 + random.Below(1 << 20);
    }

    private void AddLinks(TweetDraft tweet)
    {
        foreach (Plant plant in inText)
        {
            if (plant.Place == PlantPlace.Domain)
                links.AddPlanted(tweet, plant, calendar, random);
        }

        int draw = random.Below(1000);
        // Retweets keep few links: the end of their text is cut.
        int count = draw < (tweet.IsRetweet ? 250 : 600) ? draw < 40 ? 2 : 1 : 0;
        for (int i = 0; i < count; i++)
            links.Add(tweet, calendar, random);
    }

    private void Counts(TweetDraft tweet)
    {
        tweet.CountsBlank = options.Dialect == SynthDialect.Iran201906 && random.PerMille(3);
        // The releases give retweets no counts of their own.
        if (tweet.IsRetweet || tweet.CountsBlank)
            return;
        tweet.LikeCount = PowerLaw(450);
        tweet.RetweetCount = PowerLaw(350);
        tweet.ReplyCount = PowerLaw(150);
        tweet.QuoteCount = PowerLaw(50);
    }

    private long PowerLaw(int perMille) => random.PerMille(perMille) ? 1 + random.Below(1 << random.Between(0, 4 + random.Below(8))) : 0;
}
