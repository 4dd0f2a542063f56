using TweetArchive.Synth.Plants;
using TweetArchive.Synth.Random;
using TweetArchive.Synth.Words;

namespace TweetArchive.Synth.Tweets;

/// <summary>Addresses for the urls column: made-up sites, a few well-known services, and planted domains.</summary>
internal sealed class Links
{
    private const int MadeUpSites = 150;
    private readonly EntityNames domains;
    private readonly Vocabulary english;
    private readonly Outsiders outsiders;
    private readonly List<int> hosts = [];
    private readonly int services;
    private readonly WeightedTable frequency;

    public Links(EntityNames domains, FillerGuard guard, Vocabulary english, Outsiders outsiders, SynthRandom random)
    {
        this.domains = domains;
        this.english = english;
        this.outsiders = outsiders;
        // Services first, so that a host is a service if its number is low.
        List<string> names = [.. WordList.Services.Where(guard.AllowsDomain), .. WordList.Sites.Where(guard.AllowsDomain)];
        services = names.Count(name => WordList.Services.Contains(name));
        while (names.Count < services + WordList.Sites.Count + MadeUpSites)
        {
            string name = Ascii(english.Draw(random)) + "-" + Ascii(english.Draw(random)) + ".example";
            if (!names.Contains(name) && guard.AllowsDomain(name))
                names.Add(name);
        }

        hosts.AddRange(names.Select(domains.Number));
        frequency = new WeightedTable([.. names.Select((_, i) => i < services ? 60_000L / (i + 3) : 1_000_000L / (i - services + 4))]);
    }

    /// <summary>Adds an address to the draft's urls and its domain to the draft's domains.</summary>
    public void Add(TweetDraft tweet, Calendar calendar, SynthRandom random)
    {
        int index = frequency.Draw(random);
        ByteText url = tweet.Urls;
        int host = hosts[index];
        if (index < services)
        {
            AddHost(url, domains.Utf8(host), ""u8, random);
            if (domains.Text(host) == "twitter.com")
            {
                url.Add((byte)'/');
                url.Add(outsiders.Draw(random).Name);
                url.Add("/status/"u8);
                url.AddNumber(tweet.QuotedTweetId != 0 ? tweet.QuotedTweetId : tweet.TweetId - random.Between(1, int.MaxValue));
            }
            else
            {
                url.Add((byte)'/');
                AddLetters(url, random.Between(5, 8), random);
            }
        }
        else
        {
            AddHost(url, domains.Utf8(host), random.PerMille(350) ? "www."u8 : ""u8, random);
            AddPath(tweet, calendar, random);
        }

        Finish(tweet, host);
    }

    /// <summary>Adds an address at the planted domain or at a subdomain of it.</summary>
    public void AddPlanted(TweetDraft tweet, Plant plant, Calendar calendar, SynthRandom random)
    {
        int form = random.Below(10);
        int host = domains.Number(form == 0 ? "fa." + plant.Alias.Text : plant.Alias.Text);
        AddHost(tweet.Urls, domains.Utf8(host), form is >= 1 and <= 4 ? "www."u8 : ""u8, random);
        AddPath(tweet, calendar, random);
        Finish(tweet, host);
    }

    private static void AddHost(ByteText url, ReadOnlySpan<byte> host, ReadOnlySpan<byte> www, SynthRandom random)
    {
        url.Add(random.PerMille(400) ? "http://"u8 : "https://"u8);
        // Upper case and a port are rare but real, and neither is part of the domain's name.
        if (!random.PerMille(4))
        {
            url.Add(www);
            url.Add(host);
            return;
        }

        url.Add("WWW."u8);
        foreach (byte letter in host)
            url.Add(letter is >= (byte)'a' and <= (byte)'z' ? (byte)(letter - 32) : letter);
        url.Add(":8080"u8);
    }

    private void AddPath(TweetDraft tweet, Calendar calendar, SynthRandom random)
    {
        ByteText url = tweet.Urls;
        url.Add((byte)'/');
        url.Add(calendar.Text(tweet.Day)[..4]);
        url.Add((byte)'/');
        for (int words = random.Between(1, 4); words > 0; words--)
        {
            url.Add(english.Draw(random).Utf8);
            url.Add((byte)'-');
        }

        url.AddNumber(random.Between(1000, 99_999));
        int extra = random.Below(1000);
        if (extra < 60)
            url.Add("?utm_source=synth&utm_medium=feed"u8);
        else if (extra < 66)
            url.Add(",2"u8);
        else if (extra < 74)
            url.Add("-editor's-note"u8);
    }

    private static void Finish(TweetDraft tweet, int host)
    {
        tweet.UrlEnds.Add(tweet.Urls.Length);
        if (!tweet.Domains.Contains(host))
            tweet.Domains.Add(host);
    }

    public static void AddLetters(ByteText text, int count, SynthRandom random)
    {
        ulong bits = random.Next();
        for (int i = 0; i < count; i++)
        {
            text.Add("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789ab"u8[(int)(bits & 63)]);
            bits >>= 6;
        }
    }

    private static string Ascii(Word word) => System.Text.Encoding.UTF8.GetString(word.Utf8);
}
