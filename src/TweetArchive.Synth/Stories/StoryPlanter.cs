using System.Globalization;
using System.Text;
using TweetArchive.Synth.Plants;
using TweetArchive.Synth.Random;
using TweetArchive.Synth.Tweets;
using TweetArchive.Synth.Words;
using TweetArchive.Targets.Matching;

namespace TweetArchive.Synth.Stories;

/// <summary>
/// Plans stories for analyses to find: tweets after all others, from a separate stream of random numbers, so that the rest of the
/// archive stays what it is. All accounts and days are chosen at once; texts are written when their turn comes.
/// </summary>
internal sealed partial class StoryPlanter
{
    private readonly SynthRandom random;
    private readonly Tweets.Calendar calendar;
    private readonly AccountSet accounts;
    private readonly TweetComposer composer;
    private readonly Ingredients ingredients;
    private readonly EntityNames hashtags;
    private readonly EntityNames domains;
    private readonly Outsiders outsiders;
    private readonly TextComposer texts;
    private readonly Vocabulary vocabulary;
    private readonly int language;
    private readonly List<Action<TweetDraft>> tweets = [];
    private readonly StoryTruth truth = new();

    public StoryPlanter(SynthOptions options, SynthRandom random, Tweets.Calendar calendar, AccountSet accounts, TweetComposer composer,
        Ingredients ingredients, EntityNames hashtags, EntityNames domains, Outsiders outsiders, TextComposer texts)
    {
        (this.random, this.calendar, this.accounts, this.composer, this.ingredients) = (random, calendar, accounts, composer, ingredients);
        (this.hashtags, this.domains, this.outsiders, this.texts) = (hashtags, domains, outsiders, texts);
        vocabulary = ingredients.English;
        language = Array.IndexOf(ingredients.Vocabularies, vocabulary);
        if (options.Stories.HasFlag(SynthStories.Copies))
            Copies();
        if (options.Stories.HasFlag(SynthStories.Groups))
            Groups();
        if (options.Stories.HasFlag(SynthStories.Spikes))
            Spikes();
        if (options.Stories.HasFlag(SynthStories.Bursts))
            Bursts();
        if (options.Stories.HasFlag(SynthStories.Lookalikes))
            Lookalikes();
        if (options.Stories.HasFlag(SynthStories.Senses))
            Senses();
        if (options.Stories.HasFlag(SynthStories.Languages))
            Languages();
    }

    /// <summary>The tweets, each to be composed in turn.</summary>
    public IReadOnlyList<Action<TweetDraft>> Tweets => tweets;

    public void WriteTruth(Stream stream) => truth.Write(stream);

    /// <summary>Twenty texts, each written by six accounts with small changes; and texts that share half their words with one.</summary>
    private void Copies()
    {
        for (int cluster = 0; cluster < 20; cluster++)
        {
            byte[][] words = Words(18);
            List<long> ids = [];
            truth.Copies.Add(ids);
            for (int copy = 0; copy < 6; copy++)
            {
                byte[][] edited = [.. words];
                // One word at the end or the start, so that four fifths of the shingles stay.
                if (copy > 1)
                    edited[copy % 2 == 0 ? 0 : ^1] = Words(1)[0];
                bool mention = copy == 1, link = copy == 3;
                (Account account, int day) = Someone();
                Plan(account, day, random.Below(1440), tweet =>
                {
                    if (mention)
                        Mention(tweet, outsiders.Draw(random));
                    AddWords(tweet, edited);
                    if (link)
                        Link(tweet, "story.example");
                    ids.Add(tweet.TweetId);
                });
            }

            byte[][] half = [.. words.Select((w, i) => i % 2 == 0 ? w : Words(1)[0])];
            (Account other, int when) = Someone();
            Plan(other, when, random.Below(1440), tweet =>
            {
                AddWords(tweet, half);
                truth.NearMisses.Add(tweet.TweetId);
            });
        }
    }

    /// <summary>Three days, weeks apart, on each of which one target is mentioned eighty times more.</summary>
    private void Spikes()
    {
        Plant[] plants = [
            .. ingredients.Plants.Where(
                p => p.Certain && p.Place == PlantPlace.Word && p.Decision == MentionDecision.Tag
                    && PlantBook.LanguagesOf(p).Contains(language))
            .DistinctBy(p => p.Target).Take(3)];
        int day = Late();
        foreach (Plant plant in plants)
        {
            int many = 80, on = day;
            for (int i = 0; i < many; i++)
            {
                Account account = Draw(1, on)[0];
                Plan(account, on, random.Below(1440), tweet =>
                {
                    tweet.AddTarget(plant.Target, plant.Decision);
                    texts.Compose(tweet, [plant], null, random);
                });
            }

            truth.Spikes.Add(new StorySpike(ingredients.Lexicon.Targets[plant.Target].Id, Day(on), many));
            day -= 31;
        }
    }

    /// <summary>A dozen accounts of one day, of three tweets each, twice.</summary>
    private void Bursts()
    {
        for (int burst = 0; burst < 2; burst++)
        {
            int day = Late();
            List<string> ids = [];
            for (int i = 0; i < 12; i++)
            {
                Account account = accounts.AddForStory(calendar.Days[day - 30], language, null, null, random);
                ids.Add(Id(account));
                for (int t = 0; t < 3; t++)
                    Plan(account, day - random.Below(20), random.Below(1440), tweet => AddWords(tweet, Words(12)));
            }

            truth.Bursts.Add(new StoryBurst(Day(day - 30), ids));
        }
    }

    private void Lookalikes()
    {
        Named("handle", "AlinejadMaslh", "AlinejadMasih", "Anna Example");
        Named("handle", "HeshmatAlavii", "HeshmatAlavi", "Omid Example");
        Named("handle", "FDD_lran", "FDD_Iran", "Policy Example");
        foreach ((string found,
            string known) in (ReadOnlySpan<(string, string)>)[("hlspantv.com", "hispantv.com"), ("parstodey.com", "parstoday.com"),
                ("taghribnevvs.com", "taghribnews.com")])
        {
            truth.Lookalikes.Add(new StoryLookalike("domain", found, known));
            (Account account, int day) = Someone();
            Plan(account, day, random.Below(1440), tweet =>
            {
                AddWords(tweet, Words(10));
                Link(tweet, found);
            });
        }

        foreach (string handle in (string[])["quiet_harbour", "mountain_reader"])
        {
            Account account = accounts.AddForStory(calendar.Days[Late() - 60], language, "Plain Example", handle, random);
            truth.Ordinary.Add(handle);
            Plan(account, Late(), random.Below(1440), tweet => AddWords(tweet, Words(10)));
        }

        void Named(string kind, string handle, string known, string name)
        {
            Account account = accounts.AddForStory(calendar.Days[Late() - 60], language, name, handle, random);
            truth.Lookalikes.Add(new StoryLookalike(kind, handle, known));
            Plan(account, Late(), random.Below(1440), tweet => AddWords(tweet, Words(10)));
        }
    }

    private void Plan(Account account, int day, int minute, Action<TweetDraft> compose) => tweets.Add(tweet =>
    {
        composer.Begin(tweet, account, day, minute % 1440, language);
        compose(tweet);
    });

    /// <summary>A day in the last quarter, with room for a month before and after.</summary>
    private int Late() => calendar.Days.Count - 1 - random.Between(5, Math.Min(calendar.Days.Count / 4, 200));

    private (Account Account, int Day) Someone()
    {
        int day = Late();
        return (Draw(1, day)[0], day);
    }

    /// <summary>Different accounts that exist on the day.</summary>
    private Account[] Draw(int count, int day)
    {
        List<Account> members = [];
        for (int tries = 0; members.Count < count && tries < 10_000; tries++)
        {
            Account account = accounts.Draw(calendar.Days[day], language, random);
            if (!members.Contains(account))
                members.Add(account);
        }

        return members.Count == count ? [.. members]
            : throw new ArgumentException("--plant: too few accounts for the stories; give more --accounts or --tweets.");
    }

    private byte[][] Words(int count) => [.. Enumerable.Range(0, count).Select(_ => vocabulary.DrawClear(random).Utf8)];

    private static void AddWords(TweetDraft tweet, byte[][] words)
    {
        foreach (byte[] word in words)
        {
            if (tweet.Text.Length > 0 && tweet.Text.Bytes[^1] != ' ')
                tweet.Text.Add((byte)' ');
            tweet.Text.Add(word);
        }
    }

    private static void Mention(TweetDraft tweet, MentionedAccount account)
    {
        tweet.Mentions.Add(account);
        tweet.Text.Add((byte)'@');
        tweet.Text.Add(account.Name);
        tweet.Text.Add((byte)' ');
    }

    private void Link(TweetDraft tweet, string host, string path = "/page")
    {
        tweet.Urls.Add(Encoding.ASCII.GetBytes("https://" + host + path));
        tweet.UrlEnds.Add(tweet.Urls.Length);
        tweet.Domains.Add(domains.Number(host));
        tweet.Text.Add(" https://t.co/"u8);
        Links.AddLetters(tweet.Text, 10, random);
    }

    private string Day(int day) => calendar.Days[day].ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Id(Account account) => Encoding.UTF8.GetString(account.UserId);
}
