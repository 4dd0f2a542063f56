using System.Text;
using TweetArchive.Text;
using TweetArchive.Tweets;

namespace TweetArchive.Targets.Matching;

// Accounts and links: handles in text and columns, replies, retweets, domains.
public sealed partial class MatchSession
{
    private const int LongestHandle = 64;
    private const int LongestHost = 255;

    private void AddColumnAccounts(in TweetText tweet)
    {
        if (Matcher.Handles.IsEmpty)
            return;
        foreach (ReadOnlySpan<byte> item in new ListCell(tweet.UserMentions))
            AddAccount(item.TrimStart((byte)'@'), MentionField.Handle, 0, inText: false, leading: false);
        if (!tweet.InReplyToUserId.IsEmpty)
            AddAccount(tweet.InReplyToUserId, MentionField.ReplyTo, 0, inText: false, leading: false);
        if (!tweet.RetweetUserId.IsEmpty)
            AddAccount(tweet.RetweetUserId, MentionField.RetweetOf, 0, inText: false, leading: false);
    }

    private void AddTextAccounts(in TweetText tweet)
    {
        // The run of handles that a reply begins with is put there by the client, not written by the author.
        bool isReply = !tweet.InReplyToUserId.IsEmpty && !tweet.IsRetweet;
        int runEnd = 0;
        foreach (ref readonly TextEntity entity in analysis.Entities)
        {
            if (entity.Kind != EntityKind.Mention)
                continue;
            ReadOnlySpan<byte> name = entity.Body(tweet.Text);
            bool leading = isReply && tweet.Text[runEnd..entity.Start].Trim(" \n\r\t."u8).IsEmpty;
            if (leading)
                runEnd = entity.Start + entity.Length;
            AddAccount(name, MentionField.Handle, entity.Start + entity.Length - name.Length, inText: true, leading);
        }

        if (TextEntities.TryGetRetweetHeader(tweet.Text, out ReadOnlySpan<byte> retweeted))
        {
            _ = tweet.Text.Overlaps(retweeted, out int offset);
            AddAccount(retweeted, MentionField.RetweetOf, offset, inText: true, leading: false);
        }
    }

    /// <summary>A domain of the lexicon may want a path: bbc.com/persian.</summary>
    private bool HasPath(int alias, ReadOnlySpan<byte> path)
    {
        ReadOnlySpan<byte> wanted = Matcher.Literal[alias];
        int slash = wanted.IndexOf((byte)'/');
        if (slash < 0)
            return true;
        wanted = wanted[slash..];
        return path.StartsWith(wanted) && (path.Length == wanted.Length || !char.IsAsciiLetterOrDigit((char)path[wanted.Length]));
    }

    /// <summary>Finds an account by its handle (any case) or its numeric id.</summary>
    private void AddAccount(ReadOnlySpan<byte> account, MentionField field, int start, bool inText, bool leading)
    {
        account = account.Trim((byte)' ');
        if (account.Length is 0 or > LongestHandle)
            return;
        Span<byte> lower = stackalloc byte[LongestHandle];
        if (Ascii.ToLower(account, lower, out int length) != System.Buffers.OperationStatus.Done)
            return;
        foreach (int alias in Matcher.Handles.Find(lower[..length]))
            AddHit(alias, field, account, start, inText, leading);
        if (inText)
            return;
        foreach (int alias in Matcher.AccountIds.Find(account))
            AddHit(alias, field, account, start, inText, leading);
    }

    private void AddColumnLinks(in TweetText tweet)
    {
        foreach (ReadOnlySpan<byte> url in new ListCell(tweet.Urls))
            AddLink(url, 0, inText: false);
    }

    private void AddTextLinks(in TweetText tweet)
    {
        foreach (ref readonly TextEntity entity in analysis.Entities)
        {
            if (entity.Kind == EntityKind.Url)
                AddLink(entity.Body(tweet.Text), entity.Start, inText: true);
        }
    }

    private void AddLink(ReadOnlySpan<byte> url, int start, bool inText)
    {
        ReadOnlySpan<byte> host = UrlHost.Of(url, out ReadOnlySpan<byte> path);
        Span<byte> lower = stackalloc byte[LongestHost + 1];
        if (host.Length is 0 or > LongestHost || Ascii.ToLower(host, lower, out int length) != System.Buffers.OperationStatus.Done)
            return;
        _ = url.Overlaps(host, out int hostAt);
        // Each suffix that begins at a label: notmojahedin.org is not mojahedin.org.
        for (int at = 0; at < length;)
        {
            foreach (int alias in Matcher.Domains.Find(lower[at..length]))
            {
                if (HasPath(alias, path))
                    AddHit(alias, MentionField.UrlDomain, host[at..], start + hostAt + at, inText);
            }

            int dot = lower[at..length].IndexOf((byte)'.');
            if (dot < 0)
                break;
            at += dot + 1;
        }

        if (!TextUrls.IsTwitter(lower[..length]) || path.Length < 2)
            return;
        ReadOnlySpan<byte> name = path.StartsWith("/#!/"u8) ? path[4..] : path[1..];
        name = name.TrimStart((byte)'@');
        int end = name.IndexOfAny("/?#"u8);
        name = end < 0 ? name : name[..end];
        // A hash may hold a slash, and is the name of nobody.
        if (name.IsEmpty || TextEntities.RedactedLength(path, path.Length - path.TrimStart("/#!@"u8).Length) > 0)
            return;
        _ = url.Overlaps(name, out int nameAt);
        Span<byte> handle = stackalloc byte[LongestHandle];
        if (name.Length > LongestHandle || Ascii.ToLower(name, handle, out int handleLength) != System.Buffers.OperationStatus.Done)
            return;
        foreach (int alias in Matcher.Handles.Find(handle[..handleLength]))
            AddHit(alias, MentionField.UrlHandle, name, start + nameAt, inText);
    }
}
