using TweetArchive.Text;

namespace TweetArchive.Targets.Matching;

/// <summary>One worker's matching buffers, reused from tweet to tweet; allocates only while the buffers still grow.</summary>
public sealed partial class MatchSession
{
    /// <summary>Names, hashtags, accounts and links of one tweet together; see <see cref="PatternScan.MostHits"/>.</summary>
    private const int MostHits = 2 * PatternScan.MostHits;

    private readonly PatternScan scan;
    private readonly TextAnalysis analysis;
    private readonly TweetLanguages languages;
    private readonly RecentAnswers hashtags = new();
    private AliasHit[] hits = new AliasHit[64];
    private int hitCount;
    private Mention[] found = new Mention[32];
    private int foundCount;
    private byte[] buffer = new byte[1024];
    private int bufferLength;
    private byte[] joined = new byte[1024];

    internal MatchSession(TargetMatcher matcher)
    {
        Matcher = matcher;
        scan = new PatternScan(matcher);
        analysis = new TextAnalysis(matcher.ReadsDisguises ? new DisguiseReader(matcher.Lexicon.Words.Disguises) : null);
        languages = new TweetLanguages(matcher, analysis);
    }

    public TargetMatcher Matcher { get; }

    /// <summary>Whether context is read in texts without any name too, so that there is something to tell about them.</summary>
    internal bool ReadsEverything { get; set; }

    internal TextAnalysis Analysis => analysis;

    internal PatternScan Scan => scan;

    /// <summary>What language the tweet matched last is in.</summary>
    internal TweetLanguages Languages => languages;

    /// <summary>
    /// Every place of an alias in the tweet matched last, also those that became no mention; valid until the next
    /// <see cref="Match"/>.
    /// </summary>
    internal ReadOnlySpan<AliasHit> Hits => hits.AsSpan(0, hitCount);

    /// <summary>The mentions of one tweet, one per target × alias × field; valid until the next call.</summary>
    public ReadOnlySpan<Mention> Match(scoped in TweetText tweet)
    {
        hitCount = foundCount = bufferLength = 0;
        // Accounts and links of the columns are exact look-ups: cheaper than any filter.
        AddColumnAccounts(tweet);
        AddColumnLinks(tweet);
        analysis.Analyze(tweet.Text, tweet.Hashtags);
        scan.FindNames(analysis.Folded);
        if (scan.Hits.IsEmpty && hitCount == 0 && !ReadsEverything && !HasOtherThanNames(tweet))
            return default;

        hitCount = bufferLength = 0;
        scan.AddNamesFrom(analysis.FoldWithPlaces(tweet.Text, tweet.Hashtags));
        scan.AddOthers();
        languages.Begin(tweet);
        AddPatternHits(tweet);
        AddHashtags(tweet);
        AddFlags(tweet);
        AddTextAccounts(tweet);
        AddTextLinks(tweet);
        AddColumnAccounts(tweet);
        AddColumnLinks(tweet);
        if (hitCount == 0)
            return default;
        DropBlocked();
        ApplyRules(tweet);
        DropForeignForms();
        DropContained();
        Decide(tweet);
        return found.AsSpan(0, foundCount);
    }

    /// <summary>The text of a mention as it was released; valid until the next <see cref="Match"/>.</summary>
    public ReadOnlySpan<byte> MatchedText(in Mention mention) => buffer.AsSpan(mention.BufferStart, mention.BufferLength);

    /// <summary>The text of a hit as it was released.</summary>
    internal ReadOnlySpan<byte> HitText(in AliasHit hit) => buffer.AsSpan(hit.BufferStart, hit.BufferLength);

    /// <summary>An alias at a place, before the rules have decided about it.</summary>
    internal struct AliasHit
    {
        public int Alias;
        public MentionField Field;

        /// <summary>Whether Start and End count in the tweet's text; otherwise in the cell of hashtags, or nowhere.</summary>
        public bool InText;
        public bool LeadingMention;

        /// <summary>Overlapped by a block phrase of its context, or a form of another language where one of the text's is.</summary>
        public bool Blocked;

        /// <summary>A part of a longer name.</summary>
        public bool Contained;

        // Original bytes [Start, End).
        public int Start;
        public int End;
        public int BufferStart;
        public int BufferLength;

        /// <summary>The pattern found, or −1 for accounts, links and whole hashtags; and where in the folded text.</summary>
        public int Pattern;
        public int FoldedStart;
        public int FoldedEnd;
        public PatternPrefix Prefix;
        public bool IsOpen;

        /// <summary>Of a disguised word.</summary>
        public bool IsReading;

        /// <summary>An acronym in small letters.</summary>
        public bool IsSmall;

        /// <summary>A name at the end of a hashtag that is otherwise not understood.</summary>
        public bool IsEdge;

        /// <summary>An acronym in a hashtag that demands something of whom it names: #mektakedown.</summary>
        public bool IsDemanded;

        /// <summary>
        /// What the rules of sense say, the rule that said it (−1 for none), and the context it asks for (−1 for the name's own).
        /// </summary>
        public SenseVerdict Verdict;
        public int Rule;
        public int RuleContext;

        public readonly bool Dropped => Blocked || Contained || Verdict == SenseVerdict.Rejected;

        /// <summary>Running text and hashtags overlap each other; accounts and links do not.</summary>
        public readonly bool IsWords => Field <= MentionField.Hashtag;
    }

    /// <summary>Records a hit; <paramref name="matched"/> is the text as released.</summary>
    private void AddHit(int alias, MentionField field, ReadOnlySpan<byte> matched, int start, bool inText, bool leading = false)
    {
        if (hitCount == MostHits)
            return;
        if (hitCount == hits.Length)
            Array.Resize(ref hits, 2 * hitCount);
        if (bufferLength + matched.Length > buffer.Length)
            Array.Resize(ref buffer, Math.Max(2 * buffer.Length, bufferLength + matched.Length));
        matched.CopyTo(buffer.AsSpan(bufferLength));
        hits[hitCount++] = new AliasHit
        {
            Alias = alias,
            Field = field,
            InText = inText,
            LeadingMention = leading,
            Start = start,
            End = start + matched.Length,
            BufferStart = bufferLength,
            BufferLength = matched.Length,
            Pattern = -1,
            Rule = -1,
            RuleContext = -1,
        };
        bufferLength += matched.Length;
    }
}
