using TweetArchive.Text;
using TweetArchive.Tweets;

namespace TweetArchive.Targets.Matching;

// What besides a name in running text may be a mention; most tweets have neither, and are done with here.
public sealed partial class MatchSession
{
    /// <summary>Whether the text has an account, a link, a flag or a hashtag of the lexicon, or a name within a hashtag.</summary>
    private bool HasOtherThanNames(in TweetText tweet)
    {
        // Exact look-ups, like those of the columns.
        AddTextAccounts(tweet);
        AddTextLinks(tweet);
        AddFlags(tweet);
        return hitCount > 0 || HasHashtag(tweet);
    }

    /// <summary>Whether a hashtag is one of the lexicon, or has a name in it.</summary>
    private bool HasHashtag(in TweetText tweet)
    {
        foreach (ref readonly TextEntity entity in analysis.Entities)
        {
            if (entity.Kind == EntityKind.Hashtag && !TextEntities.IsCut(tweet.Text, entity) && HasHashtag(entity.Body(tweet.Text)))
                return true;
        }

        foreach (ReadOnlySpan<byte> item in new ListCell(tweet.Hashtags))
        {
            // The column repeats what the text has.
            if (!analysis.IsInText(tweet.Text, item) && HasHashtag(item))
                return true;
        }

        return false;
    }

    private bool HasHashtag(ReadOnlySpan<byte> body)
        => hashtags.TryGet(this, body, out bool has) ? has : hashtags.Keep(this, body, IsOrHasName(body));

    private bool IsOrHasName(ReadOnlySpan<byte> body)
    {
        ReadOnlySpan<byte> folded = FoldHashtag(body);
        if (!Matcher.Hashtags.Find(folded).IsEmpty || Matcher.Segments.HasName(folded))
            return true;
        foreach (int length in Matcher.PrefixLengths)
        {
            if (length <= folded.Length && !Matcher.HashtagPrefixes.Find(folded[..length]).IsEmpty)
                return true;
        }

        return false;
    }

    /// <summary>The body folded and joined; valid until the next call.</summary>
    private ReadOnlySpan<byte> FoldHashtag(ReadOnlySpan<byte> body)
    {
        if (joined.Length < 3 * body.Length)
            joined = new byte[6 * body.Length];
        return joined.AsSpan(0, Folding.FoldHashtag(body, joined));
    }
}
