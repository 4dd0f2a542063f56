using TweetArchive.Targets.Matching;

namespace TweetArchive.Synth.Tweets;

/// <summary>Who is mentioned: the account id, and the name the text shows (the same where the account is hashed).</summary>
internal readonly record struct MentionedAccount(byte[] Id, byte[] Name);

/// <summary>One tweet before a dialect has formed its cells; reused from tweet to tweet.</summary>
internal sealed class TweetDraft
{
    public long TweetId;

    /// <summary>Index into <see cref="Calendar.Days"/>.</summary>
    public int Day;

    /// <summary>Minute of the day, UTC.</summary>
    public int Minute;

    /// <summary>The language of the words, an index into <see cref="Words.WordList.Codes"/>.</summary>
    public int Language;

    /// <summary>The cell tweet_language: <see cref="Language"/>, or −1 where it is blank.</summary>
    public int ShownLanguage;

    public Account Account = null!;

    /// <summary>Index into <see cref="ClientNames.All"/>.</summary>
    public int Client;

    public bool IsRetweet;
    public MentionedAccount? RetweetOf;
    public bool RetweetInSet;
    public long RetweetTweetId;
    public MentionedAccount? ReplyTo;

    /// <summary>0 where it is blank although <see cref="ReplyTo"/> is known.</summary>
    public long ReplyTweetId;

    public long QuotedTweetId;
    public long QuoteCount;
    public long ReplyCount;
    public long LikeCount;
    public long RetweetCount;

    /// <summary>All four counts are blank cells.</summary>
    public bool CountsBlank;

    /// <summary>Longer than the 140 characters that were the limit until November 2017.</summary>
    public bool LongText;

    public readonly ByteText Text = new();

    /// <summary>Numbers of <see cref="EntityNames"/>, distinct, in order of appearance.</summary>
    public readonly List<int> Hashtags = [];

    /// <summary>All URLs one after the other; <see cref="UrlEnds"/> says where each ends.</summary>
    public readonly ByteText Urls = new();
    public readonly List<int> UrlEnds = [];

    /// <summary>Numbers of <see cref="EntityNames"/>, distinct.</summary>
    public readonly List<int> Domains = [];

    public readonly List<MentionedAccount> Mentions = [];

    /// <summary>One per target: what a matcher must decide.</summary>
    public readonly List<(int Target, MentionDecision Decision)> Targets = [];

    public void Clear()
    {
        RetweetOf = null;
        ReplyTo = null;
        RetweetInSet = CountsBlank = false;
        RetweetTweetId = ReplyTweetId = QuotedTweetId = 0;
        QuoteCount = ReplyCount = LikeCount = RetweetCount = 0;
        Text.Clear();
        Urls.Clear();
        Hashtags.Clear();
        UrlEnds.Clear();
        Domains.Clear();
        Mentions.Clear();
        Targets.Clear();
    }

    public void AddTarget(int target, MentionDecision decision)
    {
        if (!Targets.Exists(known => known.Target == target))
            Targets.Add((target, decision));
    }

    public void AddHashtag(int number)
    {
        if (!Hashtags.Contains(number))
            Hashtags.Add(number);
    }
}

/// <summary>Hashtags or domains, numbered; the number represents the exact bytes.</summary>
internal sealed class EntityNames
{
    private readonly List<string> texts = [];
    private readonly List<byte[]> bytes = [];
    private readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);

    public int Number(string text)
    {
        if (!numbers.TryGetValue(text, out int number))
        {
            number = texts.Count;
            numbers.Add(text, number);
            texts.Add(text);
            bytes.Add(System.Text.Encoding.UTF8.GetBytes(text));
        }

        return number;
    }

    public string Text(int number) => texts[number];

    public byte[] Utf8(int number) => bytes[number];
}
