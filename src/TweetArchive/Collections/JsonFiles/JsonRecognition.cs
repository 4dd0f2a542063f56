using System.Buffers;
using System.Text;
using System.Text.Json;
using TweetArchive.Archives;
using TweetArchive.Collections.CellForms;
using TweetArchive.Collections.Layouts;
using TweetArchive.Json;
using TweetArchive.Tweets;

namespace TweetArchive.Collections.JsonFiles;

/// <summary>Tells from the beginning of an entry whether it is JSON, and tweets of which format.</summary>
internal static class JsonRecognition
{
    private const int FewestDigits = 17;

    private static readonly SearchValues<byte> InIds = SearchValues.Create("0123456789\r\n"u8);

    private static readonly byte[][] PropertiesOfTweets =
    [
        .. ((string[])["text", "full_text", "tweet", "tweet_text", "content", "body", "message", "caption", "id_str", "tweetid",
            "tweet_id", "screen_name", "username", "tweet_count"])
            .Select(n => Encoding.UTF8.GetBytes($"\"{n}\"")),
    ];

    /// <summary>The first byte that is not white space opens an object or an array, or what a personal archive has before one.</summary>
    public static bool IsJson(ReadOnlySpan<byte> head)
    {
        ReadOnlySpan<byte> text = head.TrimStart(" \r\n\t\x1E"u8);
        text = text[BeforeJson.LengthLine(text)..];
        return text.StartsWith("{"u8) || text.StartsWith("["u8) || IsScript(text);
    }

    /// <summary>The bytes begin like a file of tweets, of whatever collector.</summary>
    public static bool IsTweets(ReadOnlySpan<byte> head)
    {
        if (TextEncoding.Wide(head, out int mark) is { } wide)
            head = Encoding.UTF8.GetBytes(wide.GetString(head[mark..]));
        head = head.StartsWith("\uFEFF"u8) ? head[3..] : head;
        head = head[BeforeJson.Comments(head)..];
        try
        {
            return IsJson(head)
                && ((PandasJsonLook.Is(head) && (head.TrimStart(" \r\n\t"u8)[0] == '{' || HasTweetId(head)))
                    || Recognise(head, "", () => new OwnAccount([], [], [], []), out _) is not null);
        }
        catch (ArchiveException)
        {
            return false;
        }
    }

    /// <summary>What JSON is that is not tweets; null for what is.</summary>
    public static string? Describe(ReadOnlySpan<byte> head, string sourceName)
    {
        head = head.StartsWith("\uFEFF"u8) ? head[3..] : head;
        if (!IsJson(head) || !(NamesWhatTweetsHave(head) || HasTweetId(head)))
            return null;
        try
        {
            Recognise(head, sourceName, () => new OwnAccount([], [], [], []), out _);
            return null;
        }
        catch (ArchiveException e)
        {
            return e.Message;
        }
    }

    /// <summary>Objects of tweets as they are in an entry.</summary>
    /// <param name="head">Its first bytes.</param>
    /// <param name="sourceName">For messages.</param>
    /// <param name="account">Finds whose personal archive it is; asked only of one.</param>
    /// <param name="given">Which property is which column, as the user says.</param>
    /// <param name="before">Bytes before the first object.</param>
    /// <exception cref="ArchiveException">These are not tweets.</exception>
    public static CollectionFormat Recognise(
        ReadOnlySpan<byte> head, string sourceName, Func<OwnAccount?> account, out int before, CollectorLayout? given = null)
    {
        byte[] blanked = [];
        if (NoNumbers.TryBlank(head, ref blanked))
            head = blanked;
        // As it is in the file, for how its objects follow each other.
        ReadOnlySpan<byte> raw = head;
        byte[] untyped = [];
        bool typed = TypedValues.Is(head) && TypedValues.TryBlank(head, ref untyped);
        if (typed)
            head = untyped.AsSpan(0, head.Length);
        before = head.Length - head.TrimStart(" \r\n\t\x1E"u8).Length;
        before += BeforeJson.LengthLine(head[before..]);
        ReadOnlySpan<byte> text = head[before..];
        text = TranslatedRow.AfterDamage(text);
        bool damaged = text.Length < head.Length - before;
        bool script = IsScript(text);
        if (!damaged && (script || text[0] == '['))
            before += text.IndexOf((byte)'[') + 1;
        text = damaged ? text : head[before..];
        bool inArray = before > 0 && head[before - 1] == '[';
        JsonNesting? nesting = text.TrimStart(" \r\n\t"u8).StartsWith("{"u8) && JsonList.HoldsList(text) ? JsonNesting.Known : null;
        bool lines = !script && !inArray && nesting is null && text.StartsWith("{"u8) && (damaged || HasTextOnLine(text));
        JsonItems items = JsonItems.Of(raw[^text.Length..], nesting);
        (TweetObjectKind kind, CollectorLayout? layout) = TweetObjects.KindOf(text, lines ? null : items, out List<string> seen);
        if (!script && GuessedObjects.Find(text, lines ? null : items, kind) is { } guessed)
            (kind, layout) = (TweetObjectKind.Flat, guessed);
        if (given is not null)
        {
            // Of a known program's objects the properties that are not given stay the program's.
            return new FlatJsonFormat(layout is not null && !given.Given.ContainsKey(TweetColumn.TweetText)
                ? layout.With(given.Given, name => name) : given, lines ? null : items);
        }

        TweetsInside inside = TweetsInside.None;
        if (OnlyIncludes(head))
            throw new ArchiveException($"{sourceName}: what pages of API v2 include, accounts and the tweets that others refer to, not "
                + "the tweets that were collected. Give the files with these (data_….json of academictwitteR).");
        // A tweet below "tweet" that says whose it is needs no account.js.
        if (kind is TweetObjectKind.Unknown or TweetObjectKind.Ids or TweetObjectKind.Users or TweetObjectKind.Personal && !script
            && (InnerTweets.Find(text, kind == TweetObjectKind.Users)
                ?? InnerTweets.Find(text, kind == TweetObjectKind.Users, guess: true)) is { } found)
        {
            (kind, layout, inside) = (found.Kind, found.Layout, found.Inside);
            lines &= found.Nesting is null;
            items = found.Nesting == nesting ? items : JsonItems.Of(raw[^text.Length..], found.Nesting);
        }

        if (script && kind == TweetObjectKind.Unknown && seen.Count == 0)
            kind = TweetObjectKind.Personal;
        CollectionFormat format = kind switch
        {
            TweetObjectKind.V1 when script => new ApiV1Format("personal archive", items, account()),
            TweetObjectKind.V1 => new ApiV1Format("API v1.1", lines ? null : items, null) { Inside = inside },
            TweetObjectKind.V2 => new ApiV2Format(lines ? null : items)
            {
                Inside = inside,
                WithoutAccounts = head.IndexOf("\"author_id\""u8) < 0 && head.IndexOf("\"author\""u8) < 0,
            },
            TweetObjectKind.Flat => new FlatJsonFormat(layout!, lines ? null : items) { Inside = inside },
            TweetObjectKind.Personal => new ApiV1Format("personal archive", lines ? null : items, account() ?? throw new ArchiveException(
                $"{sourceName}: the tweets of a personal archive without account.js next to them, so it is not known whose they are. "
                    + "Give the whole archive, or put its account.js into the same folder.")),
            TweetObjectKind.Users => throw new ArchiveException(
                $"{sourceName}: JSON of accounts (users), not of tweets. Give the file with their tweets."),
            TweetObjectKind.Counts => throw new ArchiveException(
                $"{sourceName}: JSON with counts of tweets (the interface's tweet counts), not tweets. Give the file with the tweets."),
            TweetObjectKind.Ids => throw new ArchiveException(
                $"{sourceName}: JSON with ids alone, without texts. Tweets must be collected by their ids first."),
            _ when OtherNetworks.OfJson(text) is { } other => throw new ArchiveException($"{sourceName}: JSON of {other}."),
            _ when StringsOfTweets.Find(text) is { } path => throw new ArchiveException(
                // People copy the command, so no name of the file is in it.
                $"{sourceName}: JSON whose tweets are JSON once more, in strings{(path.Length > 0 ? $" (below {path})" : "")}. Take them "
                    + "out: jq -c '.. | strings | fromjson? | objects' FILE > FILE.jsonl"),
            _ when IdsAlone.Are(text) => throw new ArchiveException(
                $"{sourceName}: JSON with ids alone, without texts. Tweets must be collected by their ids first."),
            _ => throw new ArchiveException(
                $"{sourceName}: JSON, but no tweets of Twitter's API v1.1 or v2, of a personal archive or of a known collector. "
                    + (seen.Count == 0 ? "It holds no object that could be read" : $"Its objects have: {string.Join(", ", seen.Take(8))}")
                    + $". {Advice(text)}"),
        };
        return format with { Typed = typed, Exported = TableExport.Is(raw) };
    }

    /// <summary>The object of accounts and tweets that goes with a page, and is a file by itself with some programs.</summary>
    private static bool OnlyIncludes(ReadOnlySpan<byte> head)
    {
        if (!head.TrimStart(" \r\n\t"u8).StartsWith("{"u8))
            return false;
        HashSet<string> names = TweetObjects.Properties(head);
        return names.Contains("users[].username") && names.Contains("users[].id") && !names.Contains("data") && !names.Contains("meta")
            && (names.Contains("tweets[].author_id") || head.IndexOf("\"tweets\""u8) < 0)
            && !names.Any(n => n.StartsWith("users[].tweets", StringComparison.Ordinal));
    }

    /// <summary>What to do with a file that has tweets perhaps, by what its first bytes look like.</summary>
    private static string Advice(ReadOnlySpan<byte> text)
    {
        ReadOnlySpan<byte> first = text[..Math.Min(text.Length, 4096)];
        if (first.IndexOf("ObjectId("u8) >= 0 || first.IndexOf("NumberLong("u8) >= 0 || first.IndexOf("ISODate("u8) >= 0)
            return "It is what the shell of MongoDB prints, which is not JSON: write the file with mongoexport";
        if (first[..Math.Min(64, first.Length)].IndexOf("\"log\""u8) >= 0 && first.IndexOf("\"creator\""u8) >= 0)
            return "It is what a browser recorded (HAR), with the answers in strings: jq -r '.log.entries[].response.content | "
                + "(if .encoding == \"base64\" then .text | @base64d else .text end) // empty | fromjson? | tojson' FILE > FILE.jsonl";
        if (first.StartsWith("{'"u8))
            return "It is what Python prints of a dict, which is not JSON: write the file with json.dumps";
        return first.StartsWith("["u8)
            ? "It is lists without the names of columns: write the file with them, as pandas does with orient='records'"
            : "If these are tweets, say which properties are which: --columns tweetid=…,tweet_text=…";
    }

    /// <summary>A text that is neither a table nor JSON may hold tweets all the same: it has what tweets have.</summary>
    public static bool MayHoldTweets(ReadOnlySpan<byte> head) =>
        head.IndexOf((byte)0) < 0 && (head.IndexOf("tweet"u8) >= 0 || head.IndexOf("created_at"u8) >= 0 || NamesWhatTweetsHave(head))
        && HasTweetId(head)
        || head.IndexOfAnyExcept(InIds) < 0 && HasTweetId(head);

    /// <summary>A number of as many digits as ids have had since 2010.</summary>
    private static bool HasTweetId(ReadOnlySpan<byte> head)
    {
        int digits = 0;
        foreach (byte b in head)
        {
            digits = char.IsAsciiDigit((char)b) ? digits + 1 : 0;
            if (digits == FewestDigits)
                return true;
        }

        return false;
    }

    /// <summary>Settings, statistics and the like are in every folder; nobody takes them for tweets.</summary>
    private static bool NamesWhatTweetsHave(ReadOnlySpan<byte> head)
    {
        foreach (byte[] name in PropertiesOfTweets)
        {
            if (head.IndexOf(name) >= 0)
                return true;
        }

        return false;
    }

    private static bool IsScript(ReadOnlySpan<byte> text) => text.StartsWith("window.YTD."u8) || text.StartsWith("Grailbird.data."u8);

    /// <summary>One of the first lines is a whole text; or the first continues after what was read, as pages do.</summary>
    private static bool HasTextOnLine(ReadOnlySpan<byte> text)
    {
        for (int n = 0; n < 5; n++)
        {
            int newline = text.IndexOf((byte)'\n');
            // Objects after each other on one line are not lines; a page continues after what was read.
            if (newline < 0)
                return n == 0 ? !HasSecond(text) : IsText(text);
            if (n == 0 && HasSecond(text[..newline]))
                return false;
            if (IsText(text[..newline]))
                return true;
            text = text[(newline + 1)..];
        }

        return false;
    }

    private static bool HasSecond(ReadOnlySpan<byte> line)
    {
        var reader = new Utf8JsonReader(line, isFinalBlock: false, default);
        try
        {
            if (!reader.Read() || !reader.TrySkip())
                return false;
        }
        catch (JsonException)
        {
            return false;
        }

        return line[(int)reader.BytesConsumed..].TrimStart(" \t\r,"u8).StartsWith("{"u8);
    }

    private static bool IsText(ReadOnlySpan<byte> line)
    {
        try
        {
            var reader = new Utf8JsonReader(line);
            return reader.Read() && reader.TokenType == JsonTokenType.StartObject && reader.TrySkip() && !reader.Read();
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
