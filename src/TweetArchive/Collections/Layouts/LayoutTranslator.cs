using System.Buffers;
using System.Text;
using TweetArchive.Collections.CellForms;
using TweetArchive.Json;
using TweetArchive.Tweets;

namespace TweetArchive.Collections.Layouts;

/// <summary>Translates the records of a <see cref="CollectorLayout"/>.</summary>
internal sealed class LayoutTranslator : CsvTranslator
{
    private static readonly SearchValues<byte> NumberStarts = SearchValues.Create("0123456789-."u8);
    private static readonly SearchValues<byte> NumberBytes = SearchValues.Create("0123456789-.eE"u8);

    private readonly (LayoutRule Rule, int[][] From, int Other, byte[] Word)[] rules;
    private readonly TweetColumn?[] columns;
    private readonly bool withoutAccounts;
    private readonly List<(int Place, JsonValues Values, TweetColumn Column)> lists = [];
    private readonly WrongTypes wrong = new();
    private byte[] joined = new byte[256];

    public LayoutTranslator(CollectorLayout layout, string[] header)
    {
        columns = new TweetColumn?[header.Length];
        var found = new List<(LayoutRule, int[][], int, byte[])>();
        foreach (LayoutRule rule in layout.Rules)
        {
            int[][] from = [.. rule.From.Select(f => f.Select(n => ColumnNames.Place(header, n)).ToArray()).Where(f => f.All(p => p >= 0))];
            if (rule.Form == "any")
                from = [[.. rule.From[0].Select(n => ColumnNames.Place(header, n)).Where(p => p >= 0)]];
            bool spread = from.Length == 0 && rule.Form.Length == 0;
            if (spread)
                from = [SpreadLists.Places(rule, header)];
            if (from.Length == 0 || from[0].Length == 0)
                continue;
            if (spread)
            {
                found.Add((rule with { Form = "spread" }, from, -1, []));
                continue;
            }

            if (rule.Form.StartsWith("json ", StringComparison.Ordinal))
                lists.Add((from[0][0], new JsonValues(new JsonPaths().Add(rule.Form[5..], 0), wrong: wrong), rule.Columns[0]));
            (int other, string word) = Condition(rule.Form, header);
            found.Add((rule, from, other, Encoding.UTF8.GetBytes(word)));
            foreach (int place in from.SelectMany(f => f.Length == 1 ? f : []))
                columns[place] ??= rule.Form.Length == 0 || rule.Form.StartsWith("if ", StringComparison.Ordinal) ? rule.Columns[0] : null;
        }

        rules = [.. found];
        withoutAccounts = !rules.Any(r => r.Rule.Columns[0] is TweetColumn.UserId or TweetColumn.UserScreenName);
    }

    public override TweetColumn? ColumnAt(int place) => place < columns.Length ? columns[place] : null;

    public override void Translate(CsvCells row, TweetCells to)
    {
        bool flagged = false;
        foreach ((LayoutRule rule, int[][] from, int other, byte[] word) in rules)
        {
            ReadOnlySpan<byte> cell = First(row, from);
            TweetColumn column = rule.Columns[0];
            switch (rule.Form)
            {
                case "client":
                    to.Set(column, ClientNames.Of(cell));
                    break;
                case "given":
                    to.Set(column, !cell.IsEmpty);
                    flagged |= column == TweetColumn.IsRetweet;
                    break;
                case "status":
                    to.Set(column, IdForms.Bare(cell));
                    break;
                case "exact":
                    to.Set(column, WrittenIds.IsRounded(to[column], cell) ? cell : to[column]);
                    break;
                case "account":
                    SetAccount(to, column, cell);
                    break;
                case "retweeted":
                    // Below, when it is known whether this is a retweet.
                    break;
                case "any":
                    Set(to, column, Join(row, from[0], out _));
                    break;
                case "spread":
                    SetSpread(to, column, row, from[0]);
                    break;
                case "longitude first":
                    SetPlace(to, cell, longitudeFirst: true);
                    break;
                case "latitude first":
                    SetPlace(to, cell, longitudeFirst: false);
                    break;
                case var form when form.StartsWith("json ", StringComparison.Ordinal):
                    SetJson(to, column, cell);
                    break;
                case var form when form.StartsWith("is ", StringComparison.Ordinal):
                    to.Set(column, cell.SequenceEqual(word));
                    flagged |= column == TweetColumn.IsRetweet;
                    break;
                case var form when form.StartsWith("if ", StringComparison.Ordinal):
                    if (other >= 0 && row[other].SequenceEqual(word))
                        Set(to, column, cell);
                    break;
                default:
                    Set(to, column, cell);
                    flagged |= column == TweetColumn.IsRetweet && !to[TweetColumn.IsRetweet].IsEmpty;
                    break;
            }
        }

        Derive(row, to, flagged);
    }

    /// <summary>What the table does not say and its other columns do.</summary>
    private void Derive(CsvCells row, TweetCells to, bool flagged)
    {
        bool isRetweet = flagged ? to[TweetColumn.IsRetweet].SequenceEqual("true"u8)
            : !to[TweetColumn.RetweetTweetId].IsEmpty || to[TweetColumn.TweetText].StartsWith("RT @"u8);
        if (!flagged)
            to.Set(TweetColumn.IsRetweet, isRetweet);
        if (to[TweetColumn.UserId].IsEmpty)
            to.Set(TweetColumn.UserId, withoutAccounts ? "unknown"u8 : to[TweetColumn.UserScreenName].ToArray());
        if (to[TweetColumn.TweetTime].IsEmpty && Cells.TryParseId(to[TweetColumn.TweetId], out long id, out _)
            && TweetTime.TryGet(id, out long millis))
        {
            Span<byte> time = stackalloc byte[19];
            TimeForms.Write(millis, time);
            to.Set(TweetColumn.TweetTime, time);
        }

        if (!isRetweet)
            return;
        foreach ((LayoutRule rule, int[][] from, _, _) in rules)
        {
            if (rule.Form != "retweeted" || First(row, from) is not { IsEmpty: false } whole)
                continue;
            byte[] cut = to[TweetColumn.TweetText].ToArray();
            int name = cut.AsSpan().StartsWith("RT @"u8) ? cut.AsSpan().IndexOf(": "u8) : -1;
            to.Open();
            if (name > 0)
                to.Append(cut.AsSpan(0, name + 2));
            to.Append(whole);
            to.Close(TweetColumn.TweetText);
            return;
        }
    }

    /// <summary>The cells are the items of a list.</summary>
    private static void SetSpread(TweetCells to, TweetColumn column, CsvCells row, int[] places)
    {
        to.Open();
        foreach (int place in places)
        {
            ReadOnlySpan<byte> item = row[place].Trim(" \t\r\n"u8);
            to.AppendPlainItem(column == TweetColumn.Hashtags && item.StartsWith("#"u8) ? item[1..]
                : column == TweetColumn.UserMentions ? IdForms.Bare(item.StartsWith("@"u8) ? item[1..] : item) : item);
        }

        to.CloseList(column, empty: true);
    }

    /// <summary>Values of the JSON that is in a cell, as the items of a list.</summary>
    private void SetJson(TweetCells to, TweetColumn column, ReadOnlySpan<byte> cell)
    {
        if (cell.IsEmpty)
            return;
        JsonValues values = lists.Find(l => l.Column == column).Values;
        wrong.Clear();
        try
        {
            values.Read(cell);
        }
        catch (System.Text.Json.JsonException)
        {
            AddUnreadable(column);
            return;
        }

        to.Open();
        foreach (Range item in values.Items(0))
            to.AppendItem(cell[item]);
        to.CloseList(column, values.IsEmptyList(0));
        if (wrong.Found.Count > 0)
            AddUnreadable(column);
    }

    private void SetAccount(TweetCells to, TweetColumn column, ReadOnlySpan<byte> address)
    {
        to.Set(column, AccountIn(address));
        if (!address.IsEmpty && address.IndexOf("/status"u8) < 0)
            AddUnreadable(column);
    }

    /// <summary>The name in the address of a tweet; nothing where it has none (<c>…/i/web/status/…</c>).</summary>
    private static ReadOnlySpan<byte> AccountIn(ReadOnlySpan<byte> address)
    {
        int end = address.IndexOf("/status"u8);
        ReadOnlySpan<byte> before = address[..Math.Max(0, end)];
        ReadOnlySpan<byte> name = before[(before.LastIndexOf((byte)'/') + 1)..];
        return name.SequenceEqual("web"u8) || name.SequenceEqual("i"u8) ? [] : name;
    }

    private void Set(TweetCells to, TweetColumn column, ReadOnlySpan<byte> cell)
    {
        if (!Write(to, column, cell))
            AddUnreadable(column);
    }

    /// <summary>Two numbers in one cell, whatever is around and between them.</summary>
    private void SetPlace(TweetCells to, ReadOnlySpan<byte> cell, bool longitudeFirst)
    {
        Span<Range> numbers = stackalloc Range[2];
        int found = 0;
        int at = 0;
        while (found < 2 && cell[at..].IndexOfAny(NumberStarts) is >= 0 and int start)
        {
            at += start;
            int length = cell[at..].IndexOfAnyExcept(NumberBytes);
            int end = length < 0 ? cell.Length : at + length;
            numbers[found++] = at..end;
            at = end;
        }

        if (found < 2)
        {
            if (!NothingWords.AreAll(cell))
            {
                AddUnreadable(TweetColumn.Longitude);
                AddUnreadable(TweetColumn.Latitude);
            }

            return;
        }

        to.Set(TweetColumn.Longitude, cell[numbers[longitudeFirst ? 0 : 1]]);
        to.Set(TweetColumn.Latitude, cell[numbers[longitudeFirst ? 1 : 0]]);
    }

    private ReadOnlySpan<byte> First(CsvCells row, int[][] from)
    {
        foreach (int[] places in from)
        {
            if (places.Length == 1)
            {
                if (row[places[0]] is { IsEmpty: false } cell)
                    return cell;
                continue;
            }

            ReadOnlySpan<byte> together = Join(row, places, out bool all);
            if (all)
                return together;
        }

        return default;
    }

    /// <summary>The cells that are not empty, with a space between them.</summary>
    private ReadOnlySpan<byte> Join(CsvCells row, int[] places, out bool all)
    {
        int length = 0;
        all = true;
        foreach (int place in places)
        {
            ReadOnlySpan<byte> part = row[place];
            all &= !part.IsEmpty;
            if (part.IsEmpty)
                continue;
            if (length + part.Length + 1 > joined.Length)
                Array.Resize(ref joined, 2 * (length + part.Length + 1));
            part.CopyTo(joined.AsSpan(length));
            length += part.Length;
            joined[length++] = (byte)' ';
        }

        return joined.AsSpan(0, Math.Max(0, length - 1));
    }

    private static (int Other, string Word) Condition(string form, string[] header)
    {
        if (form.StartsWith("is ", StringComparison.Ordinal))
            return (-1, form[3..]);
        if (!form.StartsWith("if ", StringComparison.Ordinal))
            return (-1, "");
        int equals = form.IndexOf('=', StringComparison.Ordinal);
        return (ColumnNames.Place(header, form[3..equals]), form[(equals + 1)..]);
    }
}
