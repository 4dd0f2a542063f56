using TweetArchive.Archives;
using TweetArchive.Json;
using TweetArchive.Tweets;

namespace TweetArchive.Collections.JsonFiles;

/// <summary>
/// The archive of a person's own account that Twitter gives ("download your data"): a folder of scripts, of which those with tweets are
/// read, and from <c>account.js</c> whose they are. Nothing else in it is opened, and nothing of the account but id, names and day.
/// </summary>
internal static class PersonalArchive
{
    /// <summary>Of a script with these.</summary>
    public static readonly Remark Deleted = new(
        "deleted_tweets", "these are tweets that the account had deleted; they are read and counted like the others");

    private const int LargestAccount = 1 << 20;

    private const int Id = 0;
    private const int Username = 1;
    private const int Name = 2;
    private const int CreatedAt = 3;

    private const int LargestNotes = 256 << 20;
    private const int NoteText = 0;
    private const int NoteHashtag = 1;
    private const int NoteUrl = 2;
    private const int NoteMention = 3;

    private static readonly JsonPaths NotePaths = new JsonPaths()
        .Add("noteTweet.core.text", NoteText).Add("noteTweet.core.hashtags[].text", NoteHashtag)
        .Add("noteTweet.core.urls[].expandedUrl", NoteUrl).Add("noteTweet.core.mentions[].id", NoteMention);

    private static readonly JsonPaths Paths = new JsonPaths()
        .Add("account.accountId", Id).Add("account.username", Username).Add("account.accountDisplayName", Name)
        .Add("account.createdAt", CreatedAt);

    /// <summary>The folder of the archive, from that of its scripts: <c>mine/data/js/tweets/</c> → <c>mine/</c>.</summary>
    public static string RootOf(string folder)
    {
        foreach (string below in (string[])["data/js/tweets/", "data/"])
        {
            if (folder.EndsWith(below, StringComparison.OrdinalIgnoreCase))
                return folder[..^below.Length];
        }

        return folder;
    }

    /// <summary>Reads <c>note-tweet.js</c>.</summary>
    /// <exception cref="ArchiveException">It cannot be read.</exception>
    public static IReadOnlyList<LongPost> ReadNotes(ArchiveEntry script)
    {
        byte[] bytes = ReadAll(script, LargestNotes);
        var notes = new List<LongPost>();
        var values = new JsonValues(NotePaths);
        int at = Math.Max(0, bytes.AsSpan().IndexOf((byte)'['));
        JsonItems items = JsonItems.Of(bytes.AsSpan(at));
        ReadOnlySpan<byte> text = bytes.AsSpan(at);
        at = 0;
        while (items.Next(text, ref at, out int start, out _))
        {
            ReadOnlySpan<byte> json = text[start..at];
            try
            {
                values.Read(json);
            }
            catch (System.Text.Json.JsonException)
            {
                // A damaged one leaves its tweet cut, which the tweet says.
                continue;
            }

            byte[] whole = new byte[values.Get(json, NoteText).Length];
            int length = JsonText.Unescape(values.Get(json, NoteText), whole);
            notes.Add(new LongPost(
                whole[..length], All(json, values, NoteHashtag), All(json, values, NoteUrl), All(json, values, NoteMention)));
        }

        return notes;
    }

    private static byte[][] All(ReadOnlySpan<byte> json, JsonValues values, int slot)
    {
        var all = new List<byte[]>();
        foreach (Range item in values.Items(slot))
            all.Add(json[item].ToArray());
        return [.. all];
    }

    private static byte[] ReadAll(ArchiveEntry script, int most)
    {
        byte[] bytes = new byte[64 * 1024];
        int length = 0;
        using ByteSource source = ByteSource.Open(script);
        for (int read = 1; read > 0 && length < most; length += read)
        {
            if (length == bytes.Length)
                Array.Resize(ref bytes, 2 * length);
            read = source.Read(bytes.AsSpan(length));
        }

        return bytes[..length];
    }

    /// <summary>Reads <c>account.js</c>.</summary>
    /// <exception cref="ArchiveException">It cannot be read, or has no account id.</exception>
    public static OwnAccount ReadAccount(ArchiveEntry script)
    {
        ReadOnlySpan<byte> text = ReadAll(script, LargestAccount);
        int from = text.IndexOf((byte)'{');
        int to = text.LastIndexOf((byte)'}');
        var values = new JsonValues(Paths);
        try
        {
            ReadOnlySpan<byte> json = from >= 0 && to > from ? text[from..(to + 1)] : default;
            values.Read(json);
            if (values.Has(Id))
                return new OwnAccount(values.Get(json, Id).ToArray(), values.Get(json, Username).ToArray(),
                    values.Get(json, Name).ToArray(), values.Get(json, CreatedAt).ToArray());
        }
        catch (System.Text.Json.JsonException)
        {
            // Said below.
        }

        throw new ArchiveException(
            $"{script.SourceName}: this should say whose personal archive it is, but holds no accountId. Download the archive again.");
    }
}
