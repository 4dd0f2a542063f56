using TweetArchive.Targets.Evidence;
using TweetArchive.Text;
using TweetArchive.Tweets;

namespace TweetArchive.Targets.Matching;

/// <summary>One worker's matching buffers, reused from tweet to tweet; allocates only while the buffers still grow.</summary>
public sealed partial class MatchSession
{
    /// <summary>Names, hashtags, accounts and links of one tweet together; see <see cref="PatternScan.MostHits"/>.</summary>
    private const int MostHits = 2 * PatternScan.MostHits;

    private readonly PatternScan scan;
    private readonly TextAnalysis analysis = new();
    private AliasHit[] hits = new AliasHit[64];
    private int hitCount;
    private Mention[] found = new Mention[32];
    private int foundCount;
    private byte[] buffer = new byte[1024];
    private int bufferLength;
    private byte[] joined = new byte[1024];
    private byte[] codes = new byte[2048];

    internal MatchSession(TargetMatcher matcher)
    {
        Matcher = matcher;
        scan = new PatternScan(matcher);
    }

    public TargetMatcher Matcher { get; }

    /// <summary>Tests switch the filter off to see that it loses nothing.</summary>
    internal bool UseEvidence { get; set; } = true;

    internal TextAnalysis Analysis => analysis;

    internal PatternScan Scan => scan;

    /// <summary>Every place at which an alias stands in the tweet matched last, those that no mention came of too; valid until the next <see cref="Match"/>.</summary>
    internal ReadOnlySpan<AliasHit> Hits => hits.AsSpan(0, hitCount);

    /// <summary>The mentions of one tweet, one per target × alias × field; valid until the next call.</summary>
    public ReadOnlySpan<Mention> Match(scoped in TweetText tweet)
    {
        hitCount = foundCount = bufferLength = 0;
        // Accounts and links of the columns are exact look-ups: cheaper than any filter.
        AddColumnAccounts(tweet);
        AddColumnLinks(tweet);
        EvidenceFilter evidence = Matcher.Evidence;
        if (UseEvidence && hitCount == 0 && !evidence.MayMention(tweet.Text, html: true, ref codes) && !evidence.MayMention(tweet.Hashtags, html: false, ref codes))
            return default;

        hitCount = bufferLength = 0;
        analysis.Analyze(tweet.Text, tweet.Hashtags);
        scan.Run(analysis.Folded.Bytes);
        AddPatternHits(tweet);
        AddHashtags(tweet);
        AddTextAccounts(tweet);
        AddTextLinks(tweet);
        AddColumnAccounts(tweet);
        AddColumnLinks(tweet);
        if (hitCount == 0)
            return default;
        DropBlocked();
        DropContained();
        Decide(tweet);
        return found.AsSpan(0, foundCount);
    }

    /// <summary>The text of a mention as it was released; valid until the next <see cref="Match"/>.</summary>
    public ReadOnlySpan<byte> MatchedText(in Mention mention) => buffer.AsSpan(mention.BufferStart, mention.BufferLength);

    /// <summary>An alias at a place, before the rules have decided about it.</summary>
    internal struct AliasHit
    {
        public int Alias;
        public MentionField Field;

        /// <summary>Whether Start and End count in the tweet's text; otherwise in the cell of hashtags, or nowhere.</summary>
        public bool InText;
        public bool LeadingMention;

        /// <summary>Overlapped by a block phrase of its context.</summary>
        public bool Blocked;

        /// <summary>A part of a longer name.</summary>
        public bool Contained;

        // Original bytes [Start, End).
        public int Start;
        public int End;
        public int BufferStart;
        public int BufferLength;

        public readonly bool Dropped => Blocked || Contained;

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
        };
        bufferLength += matched.Length;
    }

    private void AddPatternHits(in TweetText tweet)
    {
        foreach (ref readonly PatternHit hit in scan.Hits)
        {
            Pattern pattern = Matcher.Patterns[hit.Pattern];
            if (pattern.Role != PatternRole.Alias)
                continue;
            FoldedSource source = analysis.SourceAt(hit.Start);
            if (source == FoldedSource.Handle)
                continue;
            int start = analysis.Folded.OriginalStart(hit.Start);
            int end = analysis.Folded.OriginalEnd(hit.End - 1);
            bool inText = source != FoldedSource.ColumnHashtag;
            ReadOnlySpan<byte> matched = (inText ? tweet.Text : tweet.Hashtags)[start..end];
            if (pattern.Exact.Length > 0 && !pattern.HasExactCase(matched))
                continue;
            MentionField field = source != FoldedSource.Text || analysis.IsInHashtag(start, end) ? MentionField.Hashtag : MentionField.Text;
            AddHit(pattern.Alias, field, matched, start, inText);
        }
    }

    /// <summary>Aliases that the folded, joined body of a hashtag equals or begins with.</summary>
    private void AddHashtags(in TweetText tweet)
    {
        foreach (ref readonly TextEntity entity in analysis.Entities)
        {
            if (entity.Kind != EntityKind.Hashtag || TextEntities.IsCut(tweet.Text, entity))
                continue;
            ReadOnlySpan<byte> body = entity.Body(tweet.Text);
            AddHashtag(body, entity.Start + entity.Length - body.Length, inText: true);
        }

        foreach (ReadOnlySpan<byte> item in new ListCell(tweet.Hashtags))
        {
            if (TextEntities.IsRedactedHashtag(item))
                continue;
            _ = tweet.Hashtags.Overlaps(item, out int offset);
            AddHashtag(item, offset, inText: false);
        }
    }

    private void AddHashtag(ReadOnlySpan<byte> body, int start, bool inText)
    {
        if (joined.Length < 3 * body.Length)
            joined = new byte[6 * body.Length];
        ReadOnlySpan<byte> folded = joined.AsSpan(0, Folding.FoldHashtag(body, joined));
        foreach (int alias in Matcher.Hashtags.Find(folded))
            AddHit(alias, MentionField.Hashtag, body, start, inText);
        foreach (int length in Matcher.PrefixLengths)
        {
            if (length > folded.Length)
                break;
            foreach (int alias in Matcher.HashtagPrefixes.Find(folded[..length]))
                AddHit(alias, MentionField.Hashtag, body, start, inText);
        }
    }
}
