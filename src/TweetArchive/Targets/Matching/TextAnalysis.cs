using TweetArchive.Text;
using TweetArchive.Tweets;

namespace TweetArchive.Targets.Matching;

/// <summary>Where folded bytes come from.</summary>
internal enum FoldedSource : byte
{
    /// <summary>The tweet's text (hashtags are in it as words).</summary>
    Text,

    /// <summary>A hashtag of the text once more, not cut at changes of case or at digits.</summary>
    WholeHashtag,

    /// <summary>An item of the column hashtags.</summary>
    ColumnHashtag,

    /// <summary>A handle: words that may be context, never a mention.</summary>
    Handle,

    /// <summary>A disguised word of the text as what it represents.</summary>
    Reading,
}

/// <summary>A stretch of the folded text and its source.</summary>
internal struct FoldedSegment
{
    public FoldedSource Source;
    public int FoldedEnd;
}

/// <summary>
/// Steps 1–8 of matching.md §1 for one tweet: entities out of the raw text, everything else folded into one buffer with its way back.
/// </summary>
internal sealed partial class TextAnalysis(DisguiseReader? reader)
{
    private readonly Disguises disguises = new();
    private TextEntity[] entities = new TextEntity[32];
    private FoldedSegment[] segments = new FoldedSegment[32];
    // Of items of the column with hashtags of the text: thousands of both must not cost their product.
    private const long MostComparisons = 1 << 20;

    private int segmentCount;
    private long comparisons;
    private bool? isAllCaps;

    public FoldedText Folded { get; } = new();

    public int EntityCount { get; private set; }

    public ReadOnlySpan<TextEntity> Entities => entities.AsSpan(0, EntityCount);

    /// <summary>Finds the entities of a text and folds it, without the way back.</summary>
    public void Analyze(ReadOnlySpan<byte> text, ReadOnlySpan<byte> hashtagCell)
    {
        EntityCount = TextEntities.ScanAll(text, ref entities);
        Folded.KeepsPlaces = false;
        Fold(text, hashtagCell);
    }

    /// <summary>
    /// Folds the text analysed last once more, with the way back, and then its handles, the words of which may be context of a name;
    /// returns where these begin.
    /// </summary>
    public int FoldWithPlaces(ReadOnlySpan<byte> text, ReadOnlySpan<byte> hashtagCell)
    {
        Folded.KeepsPlaces = true;
        Fold(text, hashtagCell);
        int handles = Folded.Length;
        foreach (ref readonly TextEntity entity in Entities)
        {
            if (entity.Kind == EntityKind.Mention && entity.Length <= 22)
                AppendWhole(text, entity.Start, entity.Length, FoldedSource.Handle);
        }

        return handles;
    }

    private void Fold(ReadOnlySpan<byte> text, ReadOnlySpan<byte> hashtagCell)
    {
        segmentCount = 0;
        comparisons = 0;
        isAllCaps = null;
        Folded.Reset();
        int at = 0;
        foreach (ref readonly TextEntity entity in Entities)
        {
            Folded.Append(text, at, entity.Start, html: true);
            at = entity.Start + entity.Length;
            // The fragment of a hashtag that truncation left is not a word either.
            if (entity.Kind == EntityKind.Hashtag && !TextEntities.IsCut(text, entity))
            {
                AppendWords(text, entity);
            }
            else
                Folded.AppendBarrier(entity.Start);
        }

        Folded.Append(text, at, text.Length, html: true);
        EndSegment(FoldedSource.Text);

        foreach (ref readonly TextEntity entity in Entities)
        {
            if (entity.Kind == EntityKind.Hashtag && !TextEntities.IsCut(text, entity))
            {
                int length = entity.Body(text).Length;
                AppendWhole(text, entity.Start + entity.Length - length, length, FoldedSource.WholeHashtag);
            }
        }

        if (reader is not null && disguises.May(text))
            ReadDisguises(text);
        foreach (ReadOnlySpan<byte> item in new ListCell(hashtagCell))
        {
            // The column repeats what the text has; only a truncated text makes it say more.
            if (IsInText(text, item) || TextEntities.IsRedactedHashtag(item))
                continue;
            _ = hashtagCell.Overlaps(item, out int offset);
            Folded.AppendBarrier(0);
            AppendSplit(hashtagCell, offset, item.Length);
            EndSegment(FoldedSource.ColumnHashtag);
            AppendWhole(hashtagCell, offset, item.Length, FoldedSource.ColumnHashtag);
        }
    }

    /// <summary>A disguised word read; the last of <paramref name="starts"/> is its end.</summary>
    public void AddReading(ReadOnlySpan<int> read, ReadOnlySpan<int> starts)
    {
        Folded.AppendBarrier(starts[0]);
        for (int k = 0; k < read.Length; k++)
            Folded.AppendLetter(read[k], starts[k], starts[k + 1]);
        EndSegment(FoldedSource.Reading);
    }

    private void ReadDisguises(ReadOnlySpan<byte> text)
    {
        int at = 0;
        foreach (ref readonly TextEntity entity in Entities)
        {
            reader!.Read(text, at, entity.Start, this);
            at = entity.Start + entity.Length;
        }

        reader!.Read(text, at, text.Length, this);
    }

    /// <summary>
    /// At least 12 ASCII letters outside links and handles, more than 80% of them capitals. <paramref name="text"/> is the one analysed.
    /// </summary>
    public bool IsAllCaps(ReadOnlySpan<byte> text)
    {
        if (isAllCaps is { } known)
            return known;
        int letters = 0, upper = 0, at = 0;
        foreach (ref readonly TextEntity entity in Entities)
        {
            CountCase(text[at..entity.Start], ref letters, ref upper);
            at = entity.Start + entity.Length;
            if (entity.Kind == EntityKind.Hashtag && !TextEntities.IsCut(text, entity))
                CountCase(text[entity.Start..at], ref letters, ref upper);
        }

        CountCase(text[at..], ref letters, ref upper);
        isAllCaps = letters >= 12 && upper * 10 > letters * 8;
        return isAllCaps.Value;
    }

    /// <summary>The source of a folded byte.</summary>
    public FoldedSource SourceAt(int foldedIndex)
    {
        for (int i = 0; i < segmentCount; i++)
        {
            if (foldedIndex < segments[i].FoldedEnd)
                return segments[i].Source;
        }

        return FoldedSource.Text;
    }

    /// <summary>Whether original bytes [start, end) of the text are inside one hashtag.</summary>
    public bool IsInHashtag(int start, int end)
    {
        foreach (ref readonly TextEntity entity in Entities)
        {
            if (entity.Kind == EntityKind.Hashtag && entity.Start <= start && end <= entity.Start + entity.Length)
                return true;
        }

        return false;
    }

    /// <summary>Whether an item of the hashtag column is a hashtag of the text.</summary>
    public bool IsInText(ReadOnlySpan<byte> text, ReadOnlySpan<byte> item)
    {
        // An item that is taken for another one is matched a second time, which changes no mention.
        if ((comparisons += EntityCount) > MostComparisons)
            return false;
        foreach (ref readonly TextEntity entity in Entities)
        {
            if (entity.Kind == EntityKind.Hashtag && entity.Body(text).SequenceEqual(item) && !TextEntities.IsCut(text, entity))
                return true;
        }

        return false;
    }

    private void AppendWhole(ReadOnlySpan<byte> text, int start, int length, FoldedSource source)
    {
        Folded.AppendBarrier(start);
        Folded.Append(text, start, start + length, html: false);
        EndSegment(source);
    }

    private void EndSegment(FoldedSource source)
    {
        Folded.AppendBarrier(0);
        if (segmentCount == segments.Length)
            Array.Resize(ref segments, 2 * segmentCount);
        segments[segmentCount++] = new FoldedSegment { Source = source, FoldedEnd = Folded.Length };
    }

    private static void CountCase(ReadOnlySpan<byte> part, ref int letters, ref int upper)
    {
        for (int i = 0; i < part.Length;)
        {
            // The letters of &amp; are not the author's.
            int size = 1;
            int c = part[i] == '&' ? CodePoints.DecodeHtml(part, i, out size) : part[i];
            i += size;
            if (c > 0x7F || !char.IsAsciiLetter((char)c))
                continue;
            letters++;
            upper += char.IsAsciiLetterUpper((char)c) ? 1 : 0;
        }
    }

    /// <summary>What the letters say the language is (matching.md §5.2): fa, ur, ar, or empty.</summary>
    public static string LanguageOfLetters(ReadOnlySpan<byte> text)
    {
        bool persian = false, urdu = false, arabic = false, persianForms = false, arabicForms = false;
        for (int i = 0; i < text.Length;)
        {
            // Arabic letters have two bytes, the first from D8 to DB.
            if (text[i] is < 0xD8 or > 0xDB)
            {
                i++;
                continue;
            }

            switch (CodePoints.Decode(text, i, out int size))
            {
                case 'پ' or 'چ' or 'ژ' or 'گ':
                    persian = true;
                    break;
                case 'ہ' or 'ے' or 'ٹ' or 'ڈ' or 'ں':
                    urdu = true;
                    break;
                case 'ة' or 'أ' or 'إ':
                    arabic = true;
                    break;
                case 'ي' or 'ك':
                    arabicForms = true;
                    break;
                case 'ی' or 'ک':
                    persianForms = true;
                    break;
            }

            i += size;
        }

        // ي and ك alone may be a Persian text typed on an Arabic keyboard: they decide nothing.
        return urdu ? "ur" : persian ? "fa" : arabic ? (persianForms ? "" : "ar") : persianForms && !arabicForms ? "fa" : "";
    }
}
