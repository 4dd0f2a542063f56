using System.Text.Json;
using TweetArchive.Collections.CellForms;
using TweetArchive.Collections.Layouts;
using TweetArchive.Csv;
using TweetArchive.Json;
using TweetArchive.Tweets;

namespace TweetArchive.Collections.JsonFiles;

/// <summary>What the formats of JSON have in common: a text by itself on a line, or object after object.</summary>
/// <param name="items">Null for lines.</param>
/// <param name="wrong">What was found in the current record in the place of something else.</param>
internal abstract class JsonTweetReader(JsonItems? items, WrongTypes wrong) : RowReader
{
    private readonly List<Range> found = [];
    private byte[] mended = [];
    private byte[] untyped = [];
    private byte[] cut = [];

    // Of the current object, where it says it; and how many tweets of it were read.
    private SourcePlace? place;
    private int tweets;
    private OtherTweets? others;

    protected TweetCells Cells { get; } = new();

    /// <inheritdoc cref="CollectionFormat.Inside"/>
    public TweetsInside Inside { get; init; } = TweetsInside.None;

    /// <inheritdoc cref="CollectionFormat.Others"/>
    public JsonCounts? Others { get; init; }

    /// <summary>Where what cannot be read is counted; null for nowhere.</summary>
    public JsonCounts? Counts { get; init; }

    /// <inheritdoc cref="CollectionFormat.Placed"/>
    public bool Placed { get; init; }

    /// <inheritdoc cref="CollectionFormat.Typed"/>
    public bool Typed { get; init; }

    /// <inheritdoc cref="CollectionFormat.Exported"/>
    public bool Exported { get; init; }

    /// <summary>What its objects are.</summary>
    protected abstract (TweetObjectKind Kind, CollectorLayout? Layout) Kind { get; }

    public override void Read<THandler>(ReadOnlySpan<byte> padded, int length, bool cutShort, THandler rows)
    {
        ReadOnlySpan<byte> bytes = padded[..length];
        int at = 0;
        while (at < length)
        {
            int start;
            int end;
            if (items is not null)
            {
                if (!items.Next(bytes, ref at, out start, out _))
                    return;
                end = at;
            }
            else
            {
                int newline = bytes[at..].IndexOf((byte)'\n');
                end = newline < 0 ? length : at + newline;
                start = end - bytes[at..end].TrimStart(" \t\r\x1E"u8).Length;
                at = end + 1;
            }

            ReadOnlySpan<byte> json = bytes[start..end].TrimEnd(" \t\r"u8);
            if (!json.IsEmpty && !(items is null && BeforeJson.IsLength(json, bytes[Math.Min(at, length)..])))
                ReadOne(Untyped(json), start, cutShort && end == length, rows);
        }
    }

    /// <summary>Once for a whole record: its parts are read in the same buffer.</summary>
    private ReadOnlySpan<byte> Untyped(ReadOnlySpan<byte> json) =>
        Typed && TypedValues.TryBlank(json, ref untyped) ? untyped.AsSpan(0, json.Length) : json;

    /// <summary>Reads one text: a tweet, a page of tweets or a notice.</summary>
    /// <param name="start">Where it is in the block.</param>
    /// <exception cref="JsonException">It is not JSON.</exception>
    protected abstract void ReadText<THandler>(ReadOnlySpan<byte> json, int start, THandler rows)
        where THandler : struct, IRowHandler;

    /// <summary>
    /// Reads an object that is not of this format if it is a tweet of another: people put files together. Asked only of what would
    /// be a reject.
    /// </summary>
    protected bool TryOther<THandler>(ReadOnlySpan<byte> json, int start, THandler rows)
        where THandler : struct, IRowHandler
    {
        if (Others is null || (others ??= new OtherTweets(Others)).ReaderOf(json, Kind) is not { } reader)
            return false;
        wrong.Clear();
        reader.place = NextPlace();
        reader.tweets = 0;
        reader.ReadText(json, start, rows);
        Others.Add(reader.Kind);
        return true;
    }

    /// <summary>A tweet of the current object, of which the cells are read.</summary>
    /// <param name="raw">As it is in what is read.</param>
    protected CollectionRow Row(int start, ReadOnlySpan<byte> raw)
    {
        if (wrong.Found.Count > 0)
        {
            CountWrong();
            wrong.Clear();
        }

        return new(Cells, start, WithoutPlace(raw), NextPlace());
    }

    /// <summary>The text is read again, as something else.</summary>
    protected void ForgetWrong() => wrong.Clear();

    /// <summary>Counts what is null because something of another type is in its place.</summary>
    protected virtual void CountWrong()
    {
        foreach (JsonPaths.Node place in wrong.Found)
            (Counts ?? Others)?.AddUnreadable(place.Path);
    }

    protected void Reject<THandler>(THandler rows, int start, ReadOnlySpan<byte> json, RejectReason reason, string detail)
        where THandler : struct, IRowHandler
    {
        wrong.Clear();
        if ((Exported && TableExport.IsAround(json))
            || (reason == RejectReason.NotATweet && StreamMessages.Is(TweetObjects.Properties(json))))
        {
            rows.OnNotice();
            return;
        }

        rows.OnReject(start, WithoutPlace(json), reason, detail, NextPlace());
    }

    /// <summary>Each tweet has a different place, also those that are in one object.</summary>
    private SourcePlace? NextPlace() => place is { } at ? at with { Offset = at.Offset + tweets++ } : null;

    private ReadOnlySpan<byte> WithoutPlace(ReadOnlySpan<byte> json)
    {
        if (place is null || !WrittenPlace.TryRead(json, out _, out int before))
            return json;
        if (cut.Length <= before)
            cut = new byte[2 * (before + 1)];
        json[..before].CopyTo(cut);
        cut[before] = (byte)'}';
        return cut.AsSpan(0, before + 1);
    }

    /// <summary>Reads what is whole of a text that is not JSON; false if nothing is, or the format has no such texts.</summary>
    protected virtual bool ReadDamaged<THandler>(ReadOnlySpan<byte> json, int start, bool last, THandler rows)
        where THandler : struct, IRowHandler => false;

    /// <param name="divide">A line may hold several texts, or parts of some.</param>
    private void ReadOne<THandler>(ReadOnlySpan<byte> json, int start, bool last, THandler rows, bool divide = true)
        where THandler : struct, IRowHandler
    {
        place = Placed && WrittenPlace.TryRead(json, out SourcePlace at, out _) ? at : null;
        tweets = 0;
        wrong.Clear();
        try
        {
            if (Inside.Deep is { } deep)
                ReadAll(json, start, deep, last, rows);
            else if (Inside.Path.Length == 0)
                ReadText(json, start, rows);
            else if (JsonInner.TryFind(json, Inside.Path, out Range inner))
                ReadText(json[inner], start + inner.Start.Value, rows);
            else if (!TryOther(json, start, rows))
                Reject(rows, start, json, RejectReason.NotATweet, "an object without the property that holds a tweet in the others");
        }
        catch (JsonException) when (TranslatedRow.TryDamage(
            json, out SourcePlace damaged, out RejectReason reason, out string detail, out Range raw))
        {
            rows.OnReject(start, json[raw], reason, detail, damaged);
        }
        catch (JsonException) when (ZeroRuns.Any(json))
        {
            for (int end = 0; ZeroRuns.Next(json, ref end, out Range part, out bool zeros);)
            {
                ReadOnlySpan<byte> one = items is null || zeros ? json[part] : json[part].Trim(JsonList.Marks);
                int from = start + end - json[part].Length + (zeros ? 0 : json[part].IndexOf(one));
                if (zeros)
                    Reject(rows, from, one, RejectReason.ZeroBytes, ZeroRuns.Detail);
                else if (!one.IsEmpty)
                    ReadOne(one, from, last && end == json.Length, rows);
            }
        }
        catch (JsonException) when (divide && items is null && JsonSeam.Length(json) < json.Length)
        {
            int tries = 0;
            for (int from = 0; from < json.Length;)
            {
                ReadOnlySpan<byte> rest = json[from..];
                int length = tries++ < JsonSeam.MostOnLine ? JsonSeam.Length(rest) : rest.Length;
                if (!rest[..length].Trim(JsonList.Marks).IsEmpty)
                    ReadOne(rest[..length].TrimEnd(" \t\r,"u8), start + from, last && from + length == json.Length, rows, divide: false);
                from += length;
            }
        }
        catch (JsonException) when (NoNumbers.TryBlank(json, ref mended))
        {
            ReadOne(mended.AsSpan(0, json.Length), start, last, rows, divide);
        }
        catch (JsonException e)
        {
            if (Inside.Deep is null && Inside.Path.Length == 0 && ReadDamaged(json, start, last, rows))
                return;
            if (last)
                Reject(rows, start, json, RejectReason.CutShort, "the input breaks off inside this record");
            else
                Reject(rows, start, json, RejectReason.InvalidJson, $"not valid JSON from byte {Position(json, e)} of the record on");
        }
    }

    /// <summary>Tweets from anywhere in a record; one without any is a notice, such as the last page of a timeline.</summary>
    private void ReadAll<THandler>(ReadOnlySpan<byte> json, int start, JsonPlace deep, bool last, THandler rows)
        where THandler : struct, IRowHandler
    {
        try
        {
            JsonDeep.Find(json, deep, found);
        }
        catch (JsonException) when (!deep.List && deep.Parent is not null && !NoNumbers.TryBlank(json, ref mended))
        {
            if (!ReadWhole(json, start, deep, last, rows))
                throw;
            return;
        }

        if (found.Count == 0 && !TryOther(json, start, rows))
            rows.OnNotice();
        foreach (Range place in found)
            ReadInner(json, place, start, deep, rows);
    }

    /// <summary>Of a damaged record the tweets that are whole; a damaged one costs itself. False if there is none.</summary>
    private bool ReadWhole<THandler>(ReadOnlySpan<byte> json, int start, JsonPlace deep, bool last, THandler rows)
        where THandler : struct, IRowHandler
    {
        int read = 0;
        int damaged = 0;
        int end = 0;
        for (int at = 0; JsonDeep.NextOfDamaged(json, deep, ref at, out Range place, out bool whole);)
        {
            end = at;
            if (whole)
            {
                ReadInner(json, place, start, deep, rows);
                read++;
                continue;
            }

            damaged++;
            bool cut = last && at == json.Length;
            Reject(rows, start + place.Start.Value, json[place], cut ? RejectReason.CutShort : RejectReason.InvalidJson,
                cut ? "the input breaks off inside this record" : "not valid JSON: a damaged tweet of a page");
        }

        if (read > 0 && damaged == 0)
            Reject(rows, start + end, json[end..], last ? RejectReason.CutShort : RejectReason.InvalidJson,
                $"a page that is damaged outside of its {read} tweets, which were read");
        return read + damaged > 0;
    }

    private void ReadInner<THandler>(ReadOnlySpan<byte> json, Range place, int start, JsonPlace deep, THandler rows)
        where THandler : struct, IRowHandler
    {
        ReadOnlySpan<byte> tweet = json[place];
        Range inner = ..;
        if (deep == WebTimelines.Place && !WebTimelines.TryUnwrap(tweet, out inner))
            rows.OnNotice();
        else
            ReadText(tweet[inner], start + place.Start.Value + inner.Start.GetOffset(tweet.Length), rows);
    }

    private static long Position(ReadOnlySpan<byte> json, JsonException e)
    {
        // The framework counts by lines.
        int line = 0;
        for (long n = e.LineNumber ?? 0; n > 0; n--)
            line += json[line..].IndexOf((byte)'\n') + 1;
        return line + (e.BytePositionInLine ?? 0);
    }
}
