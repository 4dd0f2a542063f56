using System.Globalization;

namespace TweetArchive.Synth.Tweets;

/// <summary>How a dialect forms flags, counts, ids and lists; see <see cref="SynthDialect"/>.</summary>
internal sealed class DialectCells(SynthDialect dialect)
{
    private readonly bool pythonFlags = dialect is SynthDialect.Iran201901 or SynthDialect.Rna202112;
    private readonly bool quotedItems = dialect is SynthDialect.Iran201906 or SynthDialect.Thailand202009 or SynthDialect.Rna202112;
    private readonly bool quotedMentions = dialect is SynthDialect.Thailand202009 or SynthDialect.Rna202112;

    public bool MentionsAsNames { get; } = dialect == SynthDialect.Iran201901;

    /// <summary>Numbers or nothing in latitude and longitude, instead of the words absent and present.</summary>
    public bool Coordinates { get; } = dialect == SynthDialect.Ira201810;

    /// <summary>retweet_userid only names accounts of the set.</summary>
    public bool HidesOutsideAuthors { get; } = dialect is SynthDialect.Thailand202009 or SynthDialect.Rna202112;

    public ReadOnlySpan<byte> Flag(bool value) => pythonFlags
        ? value ? "True"u8 : "False"u8
        : value ? "true"u8 : "false"u8;

    public void AddCount(ByteText cell, long count)
    {
        cell.AddNumber(count);
        if (dialect == SynthDialect.Iran201901)
            cell.Add(".0"u8);
    }

    public void AddTweetReference(ByteText cell, long id)
    {
        switch (dialect)
        {
            case SynthDialect.Iran201901 or SynthDialect.Iran201906:
                // Twitter itself sent these through a 64-bit float.
                cell.AddNumber((long)(double)id);
                break;
            case SynthDialect.Rna202112:
                AddFloat(cell, id);
                break;
            default:
                cell.AddNumber(id);
                break;
        }
    }

    public void AddUserReference(ByteText cell, byte[] id)
    {
        if (dialect == SynthDialect.Rna202112 && long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out long number))
            AddFloat(cell, number);
        else
            cell.Add(id);
    }

    /// <summary>One item of a list; a list begins with item 0 and ends with <see cref="EndList"/>.</summary>
    public void AddItem(ByteText cell, int index, ReadOnlySpan<byte> item)
    {
        cell.Add(index == 0 ? "["u8 : ", "u8);
        if (!quotedItems)
        {
            cell.Add(item);
            return;
        }

        byte quote = item.Contains((byte)'\'') ? (byte)'"' : (byte)'\'';
        cell.Add(quote);
        cell.Add(item);
        cell.Add(quote);
    }

    public void AddMention(ByteText cell, int index, ReadOnlySpan<byte> item)
    {
        if (quotedMentions)
        {
            AddItem(cell, index, item);
            return;
        }

        cell.Add(index == 0 ? "["u8 : ", "u8);
        cell.Add(item);
    }

    public void EndList(ByteText cell, int count, long tweetId)
    {
        if (count > 0)
            cell.Add((byte)']');
        else if (quotedMentions || (tweetId & 3) != 0)
            cell.Add("[]"u8);
        // Else an empty cell: early releases write an empty list both ways.
    }

    /// <summary>As Python prints a float: 65453567.0 below 10^16, 1.198473762313818e+18 from there.</summary>
    private static void AddFloat(ByteText cell, long number)
    {
        if (number < 10_000_000_000_000_000)
        {
            cell.AddNumber(number);
            cell.Add(".0"u8);
            return;
        }

        // Sixteen significant digits, rounded half up: the release's own printing was no more exact than that.
        int exponent = 15;
        long unit = 1;
        for (; number / unit >= 10_000_000_000_000_000; exponent++)
            unit *= 10;
        long digits = (number + (unit / 2)) / unit;
        if (digits == 10_000_000_000_000_000)
            exponent++;
        while (digits % 10 == 0)
            digits /= 10;
        Span<byte> text = stackalloc byte[20];
        digits.TryFormat(text, out int length, default, CultureInfo.InvariantCulture);
        cell.Add(text[..1]);
        if (length > 1)
            cell.Add((byte)'.');
        cell.Add(text[1..length]);
        cell.Add("e+"u8);
        cell.AddNumber(exponent);
    }
}
