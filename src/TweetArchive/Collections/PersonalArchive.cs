using TweetArchive.Archives;
using TweetArchive.Json;

namespace TweetArchive.Collections;

/// <summary>
/// The archive of one's own account that Twitter gives ("download your data"): a folder of scripts, of which those with tweets are
/// read, and from <c>account.js</c> whose they are. Nothing else in it is opened, and nothing of the account but id, names and day.
/// </summary>
internal static class PersonalArchive
{
    private const int LargestAccount = 1 << 20;

    private const int Id = 0;
    private const int Username = 1;
    private const int Name = 2;
    private const int CreatedAt = 3;

    private static readonly JsonPaths Paths = new JsonPaths()
        .Add("account.accountId", Id).Add("account.username", Username).Add("account.accountDisplayName", Name).Add("account.createdAt", CreatedAt);

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

    /// <summary>Reads <c>account.js</c>.</summary>
    /// <exception cref="ArchiveException">It cannot be read, or has no account id.</exception>
    public static OwnAccount ReadAccount(ArchiveEntry script)
    {
        byte[] bytes = new byte[LargestAccount];
        int length = 0;
        using (ByteSource source = ByteSource.Open(script))
        {
            for (int read = 1; read > 0 && length < bytes.Length; length += read)
                read = source.Read(bytes.AsSpan(length));
        }

        ReadOnlySpan<byte> text = bytes.AsSpan(0, length);
        int from = text.IndexOf((byte)'{');
        int to = text.LastIndexOf((byte)'}');
        var values = new JsonValues(Paths);
        try
        {
            ReadOnlySpan<byte> json = from >= 0 && to > from ? text[from..(to + 1)] : default;
            values.Read(json);
            if (values.Has(Id))
                return new OwnAccount(values.Get(json, Id).ToArray(), values.Get(json, Username).ToArray(), values.Get(json, Name).ToArray(), values.Get(json, CreatedAt).ToArray());
        }
        catch (System.Text.Json.JsonException)
        {
            // Said below.
        }

        throw new ArchiveException($"{script.SourceName}: this should say whose personal archive it is, but holds no accountId. Download the archive again.");
    }
}
