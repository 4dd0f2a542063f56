using TweetArchive.Text;
using TweetArchive.Tweets;

namespace TweetArchive.Tables.Counting;

/// <summary>
/// The hashtags of a tweet, each once: those of the column and those of the text, which a cut retweet's column may lack. Most texts hold no
/// other than the column, which <see cref="HasNoOther"/> sees in passing, and finding entities is work.
/// </summary>
/// <param name="texts">The hashtags of one worker.</param>
internal sealed class HashtagFinder(Utf8Interner texts)
{
    // Comparisons of number signs with hashtags of the column; beyond that, finding entities is the lesser work.
    private const int Patience = 256;

    // Of each hashtag whether it is one as Twitter writes them, by its number.
    private readonly List<bool> plain = [];
    private readonly DistinctNumbers found = new();
    private TextEntity[] entities = [];

    /// <summary>Numbers of the hashtags of the last tweet.</summary>
    public ReadOnlySpan<int> Found => found.All;

    /// <param name="column">The cell of the hashtags.</param>
    public void Find(ReadOnlySpan<byte> column, ReadOnlySpan<byte> text)
    {
        found.Clear();
        bool allPlain = true;
        foreach (ReadOnlySpan<byte> hashtag in new ListCell(column))
            allPlain &= plain[Add(hashtag)];
        if (allPlain && HasNoOther(text, column))
            return;
        int count = TextEntities.Scan(text, ref entities);
        foreach (ref readonly TextEntity entity in entities.AsSpan(0, count))
        {
            if (entity.Kind != EntityKind.Hashtag)
                continue;
            int sigil = text[entity.Start] == '#' ? 1 : 3;
            Add(text.Slice(entity.Start + sigil, entity.Length - sigil));
        }
    }

    /// <summary>
    /// True only where the text surely holds no hashtag but those of the column: after each number sign comes one of them, and after that a
    /// space, a stop or the end.
    /// </summary>
    internal static bool HasNoOther(ReadOnlySpan<byte> text, ReadOnlySpan<byte> hashtags)
    {
        int patience = Patience;
        for (int sign = text.IndexOfAny((byte)'#', (byte)0xEF); sign >= 0; sign = text.IndexOfAny((byte)'#', (byte)0xEF))
        {
            bool isSign = text[sign] == '#';
            text = text[(sign + 1)..];
            // 0xEF may begin a full-width number sign.
            if (!isSign && text.StartsWith("＃"u8[1..]))
                return false;
            if (isSign && !StartsWithOne(text, hashtags, ref patience))
                return false;
        }

        return true;
    }

    private int Add(ReadOnlySpan<byte> hashtag)
    {
        int number = texts.Intern(hashtag, out bool isNew);
        if (isNew)
        {
            // The numbers begin again when the worker's tables are sealed.
            if (number == 0)
                plain.Clear();
            plain.Add(TextEntities.IsHashtagBody(hashtag));
        }

        found.Add(number);
        return number;
    }

    private static bool StartsWithOne(ReadOnlySpan<byte> text, ReadOnlySpan<byte> hashtags, ref int patience)
    {
        foreach (ReadOnlySpan<byte> hashtag in new ListCell(hashtags))
        {
            if (--patience < 0)
                return false;
            if (text.StartsWith(hashtag) && (text.Length == hashtag.Length || " \n.,:;!?"u8.Contains(text[hashtag.Length])))
                return !hashtag.IsEmpty;
        }

        return false;
    }
}
