using System.Buffers;
using System.IO.Hashing;
using TweetArchive.Targets.Matching;

namespace TweetArchive.Analysis.Ambiguity;

/// <summary>A tweet of which rows with weak labels are made.</summary>
internal readonly ref struct SenseTweet
{
    private static readonly SearchValues<byte> NoWord = SearchValues.Create(" \t\r\n#@:/&.,;!?\"'()[]{}"u8);

    private readonly ReadOnlySpan<byte> text;
    private readonly int account;
    private readonly long millis;
    private readonly long number;
    private readonly ulong sure;
    private readonly string language;

    /// <param name="cell">tweet_language.</param>
    /// <param name="number">Row in tweets/.</param>
    /// <param name="sure">Groups that it names without doubt, a bit each.</param>
    public SenseTweet(ReadOnlySpan<byte> text, ReadOnlySpan<byte> cell, int account, long millis, long number, ulong sure)
    {
        this.text = text;
        (this.account, this.millis, this.number, this.sure) = (account, millis, number, sure);
        language = AmbiguousNames.LanguageOf(cell, text);
        Hash = XxHash3.HashToUInt64(text);
    }

    /// <summary>Chance that is the same each time.</summary>
    public ulong Hash { get; }

    public int LanguageCode => Targets.LanguageCode.Of(language);

    /// <summary>A word of at least three bytes that stands between spaces; null where there is none.</summary>
    public static SensePlace? AnyWord(ReadOnlySpan<byte> text, ulong hash)
    {
        List<SensePlace> words = [];
        foreach (Range range in text.Split((byte)' '))
        {
            (int start, int length) = range.GetOffsetAndLength(text.Length);
            if (length is >= 3 and <= 40 && !text.Slice(start, length).ContainsAny(NoWord))
                words.Add(new SensePlace(start, start + length, InText: true));
        }

        return words.Count == 0 ? null : words[(int)(hash % (ulong)words.Count)];
    }

    public SenseRow Row(AmbiguousNames names, int alias, int target, SenseOrigin origin, string words, byte[] composed) =>
        new(number, account, millis, names.GroupOf[target], target, alias, origin <= SenseOrigin.SameTweet, origin,
            ((sure >> names.GroupOf[target]) & 1) != 0, language, words, composed);

    /// <summary>Other places in the text at which the target is named.</summary>
    public static List<SensePlace> Others(MatchSession session, int target, SensePlace place)
    {
        List<SensePlace> others = [];
        foreach (ref readonly MatchSession.AliasHit hit in session.Hits)
        {
            if (hit.IsWords && hit.InText && session.Matcher.TargetOf[hit.Alias] == target
                && (hit.Start >= place.End || hit.End <= place.Start))
                others.Add(new SensePlace(hit.Start, hit.End, true));
        }

        return others;
    }

    /// <summary>The text with the alias at the place, and nothing at the others.</summary>
    public byte[] With(AmbiguousNames names, int alias, SensePlace place, List<SensePlace> others)
    {
        using var composed = new MemoryStream(text.Length + 64);
        int from = 0;
        foreach (SensePlace part in others.Append(place).OrderBy(p => p.Start).ThenByDescending(p => p.End))
        {
            if (part.Start < from)
                continue;
            composed.Write(text[from..part.Start]);
            if (part == place)
                composed.Write(names.Matcher.Literal[alias]);
            from = part.End;
        }

        composed.Write(text[from..]);
        return composed.ToArray();
    }
}
