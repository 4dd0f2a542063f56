using System.Text.Json;
using TweetArchive.Csv;
using TweetArchive.Json;
using TweetArchive.Tweets;

namespace TweetArchive.Collections;

/// <summary>What the formats of JSON have in common: a text by itself on a line, or object after object.</summary>
/// <param name="items">Null for lines.</param>
internal abstract class JsonTweetReader(JsonItems? items) : RowReader
{
    private readonly List<Range> found = [];
    private byte[] mended = [];

    protected TweetCells Cells { get; } = new();

    /// <inheritdoc cref="CollectionFormat.Inside"/>
    public TweetsInside Inside { get; init; } = TweetsInside.None;

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
            if (!json.IsEmpty)
                ReadOne(json, start, cutShort && end == length, rows);
        }
    }

    /// <summary>Reads one text: a tweet, a page of tweets or a notice.</summary>
    /// <param name="start">Where it is in the block.</param>
    /// <exception cref="JsonException">It is not JSON.</exception>
    protected abstract void ReadText<THandler>(ReadOnlySpan<byte> json, int start, THandler rows)
        where THandler : struct, IRowHandler;

    private void ReadOne<THandler>(ReadOnlySpan<byte> json, int start, bool last, THandler rows)
        where THandler : struct, IRowHandler
    {
        try
        {
            if (Inside.Deep is { } deep)
                ReadAll(json, start, deep, rows);
            else if (Inside.Path.Length == 0)
                ReadText(json, start, rows);
            else if (JsonInner.TryFind(json, Inside.Path, out Range place))
                ReadText(json[place], start + place.Start.Value, rows);
            else
                rows.OnReject(start, json, RejectReason.NotATweet, "an object without the property that holds a tweet in the others");
        }
        catch (JsonException) when (last)
        {
            rows.OnReject(start, json, RejectReason.CutShort, "the input breaks off inside this record");
        }
        catch (JsonException) when (NoNumbers.TryBlank(json, ref mended))
        {
            ReadOne(mended.AsSpan(0, json.Length), start, last, rows);
        }
        catch (JsonException e)
        {
            rows.OnReject(start, json, RejectReason.InvalidJson, $"not valid JSON from byte {Position(json, e)} of the record on");
        }
    }

    /// <summary>Tweets from anywhere in a record; one without any is a notice, such as the last page of a timeline.</summary>
    private void ReadAll<THandler>(ReadOnlySpan<byte> json, int start, JsonPlace deep, THandler rows)
        where THandler : struct, IRowHandler
    {
        JsonDeep.Find(json, deep, found);
        if (found.Count == 0)
            rows.OnNotice();
        foreach (Range place in found)
        {
            ReadOnlySpan<byte> tweet = json[place];
            Range inner = ..;
            if (deep == WebTimelines.Place && !WebTimelines.TryUnwrap(tweet, out inner))
            {
                rows.OnNotice();
                continue;
            }

            ReadText(tweet[inner], start + place.Start.Value + inner.Start.GetOffset(tweet.Length), rows);
        }
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
