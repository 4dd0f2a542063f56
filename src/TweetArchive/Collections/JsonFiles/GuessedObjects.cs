using System.Text.Json;
using TweetArchive.Collections.CellForms;
using TweetArchive.Collections.Layouts;
using TweetArchive.Csv;
using TweetArchive.Json;
using TweetArchive.Tweets;

namespace TweetArchive.Collections.JsonFiles;

/// <summary>
/// Objects of no known program, recognised as tables are: by names that many use for the columns of tweets. Far more objects than tables
/// have an id and a text, so these must show more: a property that is named after tweets, or times that agree with the ids.
/// </summary>
internal static class GuessedObjects
{
    // Objects whose properties have points in their names are flat, whatever the paths are of.
    private static readonly byte[][] Dotted = ["\"user."u8.ToArray(), "\"author."u8.ToArray(), "\"entities."u8.ToArray(),
        "\"public_metrics."u8.ToArray()];

    private const int MostLooked = 50;
    private const int MostPaths = 300;
    private const int Deepest = 4;

    // Times may be those of any zone, or days alone.
    private const long Agrees = 26L * 3600 * 1000;

    private static readonly string[] NamesOfTweets = ["tweet", "status"];

    /// <summary>The steps of paths are in the names of properties: <c>{"user.id_str": "7"}</c>.</summary>
    private static bool HasDottedNames(ReadOnlySpan<byte> text)
    {
        foreach (byte[] name in Dotted)
        {
            if (text.IndexOf(name) is > 0 and int at && text[at - 1] != '\\')
                return true;
        }

        return false;
    }

    /// <summary>The layout of the first objects, by the paths of their properties; null for what need not be tweets.</summary>
    /// <param name="items">Null for lines.</param>
    /// <param name="kind">What they are by the names of known programs.</param>
    public static CollectorLayout? Find(ReadOnlySpan<byte> text, JsonItems? items, TweetObjectKind kind)
    {
        bool unknown = kind is TweetObjectKind.Unknown or TweetObjectKind.Users or TweetObjectKind.Ids;
        // Tweets of a known format that are inside them are read as these.
        if (unknown ? OtherNetworks.OfJson(text) is not null
            || InnerTweets.Find(text, ofUsers: kind == TweetObjectKind.Users) is not null
            : !HasDottedNames(text))
            return null;
        var paths = new Paths();
        int at = 0;
        for (int n = 0; n < MostLooked && TweetObjects.TryNext(text, items, ref at, out Range place); n++)
            paths.Take(text[place]);
        return Of(paths);
    }

    /// <summary>The same of the one object with which the bytes begin.</summary>
    public static CollectorLayout? FindIn(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, isFinalBlock: false, default);
        if (!reader.Read() || !reader.TrySkip())
            return null;
        var paths = new Paths();
        paths.Take(json[..(int)reader.BytesConsumed]);
        return Of(paths);
    }

    private static CollectorLayout? Of(Paths paths)
    {
        string[] all = [.. paths.All];
        if (all.Length < 2)
            return null;
        string[] header = [.. all.Select(Shown)];
        string[] written = header;
        if (OtherNetworks.OfTable(header) is not null)
            return null;
        TableNames.Rename(ref header, null);
        if (TableNames.Find(header, null, out bool users)?.Collector is not { } known || users
            // With paths in their names, objects are what the rows of a table are.
            || (known.TableOnly && !known.Guessed && !Array.Exists(all, p => p.Contains(JsonPaths.Point))))
            return null;
        bool Has(string name) => ColumnNames.Place(header, name) >= 0;
        var layout = known with
        {
            Rules = [.. known.Rules.Where(r => r.Form.Length == 0 || !r.Form.StartsWith("if ", StringComparison.Ordinal))
                .Select(r => r with
                {
                    From = [.. r.From.Where(f => f.All(Has)).Select(f => f.Select(n => all[ColumnNames.Place(header, n)]).ToArray())
                        .Where(f => HoldsList(r) || !f.Any(IsOfItems))],
                }).Where(r => r.From.Length > 0)],
            Written = written,
        };
        return IsOfTweets(layout, paths.Lines) ? layout : null;
    }

    /// <summary>Most of the objects have the id of a tweet and a text, and there is something that only tweets have.</summary>
    private static bool IsOfTweets(CollectorLayout layout, byte[] lines)
    {
        bool Fills(TweetColumn column) => layout.Rules.Any(r => r.Columns[0] == column);
        string[] Names(TweetColumn column) =>
            [.. layout.Rules.Where(r => r.Columns[0] == column).SelectMany(r => r.From).SelectMany(f => f)];
        // What is further inside is looked at by itself.
        if (!Fills(TweetColumn.TweetText) || Names(TweetColumn.TweetText).Concat(Names(TweetColumn.TweetId)).All(n => n.Contains('.'))
            || !(Fills(TweetColumn.TweetTime) || Fills(TweetColumn.UserId)))
            return false;
        bool ids = Fills(TweetColumn.TweetId);
        bool named = (ids ? Names(TweetColumn.TweetId) : layout.Written!).Any(n =>
            NamesOfTweets.Any(t => n.Contains(t, StringComparison.OrdinalIgnoreCase)));
        if (!ids && !named)
            return false;
        (FlatJsonFormat format, _) = new FlatJsonFormat(layout, null).Looked(lines, null);
        var seen = new Seen { Named = named, Ids = ids, Times = Fills(TweetColumn.TweetTime) };
        byte[] padded = [.. lines, .. new byte[Tokeniser.Padding]];
        format.NewReader().Read(padded, lines.Length, cutShort: true, new Rows(seen));
        return seen.Tweets > seen.Others;
    }

    private static bool HoldsList(LayoutRule rule) => rule.Columns[0]
        is TweetColumn.Hashtags or TweetColumn.Urls or TweetColumn.UserMentions or TweetColumn.PollChoices;

    private static bool IsOfItems(string path) => path.Contains("[]", StringComparison.Ordinal);

    private static string Shown(string path) =>
        path.Replace("[]", "", StringComparison.Ordinal).Replace(JsonPaths.Point, '.');

    /// <summary>Paths of the values of objects, and the objects as lines.</summary>
    private sealed class Paths
    {
        private readonly List<string> found = [];
        private readonly HashSet<string> known = [];
        private readonly List<byte> lines = [];

        // Without those that are a value in one object, nothing or an empty list, and have properties in another.
        public IEnumerable<string> All => found.Where(p => !found.Exists(o => o.Length > p.Length
            && (o.StartsWith(p + "[]", StringComparison.Ordinal) || o.StartsWith(p + ".", StringComparison.Ordinal))));

        public byte[] Lines => [.. lines];

        public void Take(ReadOnlySpan<byte> json)
        {
            var reader = new Utf8JsonReader(json);
            int before = found.Count;
            try
            {
                if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
                    return;
                Walk(ref reader, "", 0);
            }
            catch (Exception e) when (e is JsonException or InvalidOperationException)
            {
                known.ExceptWith(found[before..]);
                found.RemoveRange(before, found.Count - before);
                return;
            }

            foreach (byte b in json)
                lines.Add(b is (byte)'\n' or (byte)'\r' ? (byte)' ' : b);
            lines.Add((byte)'\n');
        }

        private void Walk(ref Utf8JsonReader reader, string inside, int depth)
        {
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                string path = inside + reader.GetString()!.Replace('.', JsonPaths.Point);
                reader.Read();
                if (reader.TokenType == JsonTokenType.StartObject && depth < Deepest)
                    Walk(ref reader, path + ".", depth + 1);
                else if (reader.TokenType == JsonTokenType.StartObject)
                    reader.Skip();
                else if (reader.TokenType == JsonTokenType.StartArray)
                    WalkList(ref reader, path, depth);
                else
                    Add(path);
            }
        }

        private void WalkList(ref Utf8JsonReader reader, string path, int depth)
        {
            bool objects = false;
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                objects |= reader.TokenType == JsonTokenType.StartObject;
                if (reader.TokenType == JsonTokenType.StartObject && depth < Deepest)
                    Walk(ref reader, path + "[].", depth + 1);
                else
                    reader.Skip();
            }

            if (!objects)
                Add(path);
        }

        private void Add(string path)
        {
            if (found.Count < MostPaths && known.Add(path))
                found.Add(path);
        }
    }

    private sealed class Seen
    {
        public bool Named { get; init; }

        public bool Ids { get; init; }

        public bool Times { get; init; }

        public int Tweets { get; set; }

        public int Others { get; set; }
    }

    private readonly struct Rows(Seen seen) : IRowHandler
    {
        public void OnRow<TRow>(TRow row)
            where TRow : struct, ITweetRow, allows ref struct
        {
            bool timed = Cells.TryParseTime(row[TweetColumn.TweetTime], out long time);
            bool tweet = !seen.Ids ? timed
                : Cells.TryParseId(row[TweetColumn.TweetId], out long id, out _) && id >= GuessedTable.LeastId
                    && (seen.Named || (seen.Times && timed && TweetTime.TryGet(id, out long held) && Math.Abs(time - held) < Agrees));
            seen.Tweets += tweet ? 1 : 0;
            seen.Others += tweet ? 0 : 1;
        }

        public void OnNotice()
        {
            // Neither a tweet nor another object.
        }

        public void OnReject(int start, ReadOnlySpan<byte> bytes, RejectReason reason, string detail, SourcePlace? at) => seen.Others++;
    }
}
