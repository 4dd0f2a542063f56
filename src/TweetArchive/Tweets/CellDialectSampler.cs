using System.Buffers;

namespace TweetArchive.Tweets;

/// <summary>Looks at records and remembers which forms their cells take.</summary>
internal sealed class CellDialectSampler(TweetSchema schema)
{
    private static readonly SearchValues<byte> HexDigits = SearchValues.Create("0123456789abcdef"u8);

    // Below this many reference ids "all exact" says nothing: 0.65^24 is 3e-5.
    private const int FewestForRounded = 24;

    private const int FewestGuarded = 2;

    private static readonly SearchValues<byte> FormulaBeginnings = SearchValues.Create("=+-@"u8);

    private readonly Forms booleans = new();
    private readonly Forms counts = new();
    private readonly Forms lists = new();
    private readonly Forms mentions = new();
    private readonly Forms hashes = new();
    private readonly Forms coordinates = new();
    private int sampled;
    private int languages;
    private int referenceIds;
    private int exactIds;
    private bool floatIds;
    private int guarded;
    private int unguarded;
    private readonly IdTimes idTimes = new();

    public CellDialect Result => new()
    {
        Sampled = sampled,
        Booleans = booleans.Name,
        Counts = counts.Name,
        Lists = lists.Name,
        Mentions = mentions.Name,
        Hashes = hashes.Name,
        Coordinates = coordinates.Name,
        LanguageBlank = schema.Kind == RowKind.Tweets && sampled > 0 && languages == 0,
        ReferenceIds = referenceIds,
        ReferenceIdsExact = exactIds,
        ReferenceIdsRounded = floatIds || DigitsRounded,
        ReferenceDigitsRounded = DigitsRounded,
        GuardedTexts = guarded >= FewestGuarded && unguarded == 0 ? guarded : 0,
        IdTimes = idTimes.Result,
    };

    private bool DigitsRounded => exactIds == referenceIds && (floatIds || referenceIds >= FewestForRounded);

    /// <summary>Returns the number of records so far.</summary>
    public int Add<TRow>(TRow row)
        where TRow : struct, ITweetRow, allows ref struct
    {
        AddHash(row[TweetColumn.UserId]);
        // Releases that write likes as floats write followers as whole numbers: the tweet's own counts tell the dialect.
        if (schema.Kind == RowKind.Tweets)
            AddTweet(row);
        else
            AddCount(row[TweetColumn.FollowerCount]);
        return ++sampled;
    }

    private void AddTweet<TRow>(TRow row)
        where TRow : struct, ITweetRow, allows ref struct
    {
        languages += row[TweetColumn.TweetLanguage].IsEmpty ? 0 : 1;
        idTimes.Add(row[TweetColumn.TweetId], row[TweetColumn.TweetTime]);
        ReadOnlySpan<byte> text = row[TweetColumn.TweetText];
        guarded += text.Length > 1 && text[0] == '\'' && FormulaBeginnings.Contains(text[1]) ? 1 : 0;
        unguarded += text.Length > 0 && FormulaBeginnings.Contains(text[0]) ? 1 : 0;
        ReadOnlySpan<byte> flag = row[TweetColumn.IsRetweet];
        if (!flag.IsEmpty)
            booleans.Saw(char.IsAsciiLetterUpper((char)flag[0]) ? "True/False" : "true/false");
        AddCount(row[TweetColumn.LikeCount]);
        AddList(row[TweetColumn.Hashtags]);
        AddList(row[TweetColumn.Urls]);
        AddCoordinate(row[TweetColumn.Latitude]);

        foreach (ReadOnlySpan<byte> name in new ListCell(row[TweetColumn.UserMentions]))
        {
            if (name.IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0)
                mentions.Saw("ids");
            else if (name.Length <= 20)
                mentions.Saw("handles");
        }

        foreach (TweetColumn column in ReferenceIds.Columns)
            AddReference(row[column]);
    }

    private void AddHash(ReadOnlySpan<byte> id)
    {
        if (id.Length == 64 && id.IndexOfAnyExcept(HexDigits) < 0)
            hashes.Saw("hex");
        else if (id.Length is >= 38 and <= 44 && id[^1] == '=')
            hashes.Saw("base64");
    }

    private void AddCount(ReadOnlySpan<byte> cell)
    {
        if (!cell.IsEmpty)
            counts.Saw(cell.Contains((byte)'.') ? "0.0" : "0");
    }

    private void AddList(ReadOnlySpan<byte> cell)
    {
        if (cell.Length > 2 && cell[0] == '[')
            lists.Saw(cell[1] is (byte)'\'' or (byte)'"' ? "['a', 'b']" : "[a, b]");
    }

    private void AddCoordinate(ReadOnlySpan<byte> cell)
    {
        if (cell.IsEmpty)
            coordinates.Saw("empty");
        else
            coordinates.Saw(Cells.IsNoCoordinate(cell) ? "absent" : "numbers");
    }

    private void AddReference(ReadOnlySpan<byte> cell)
    {
        if (cell.IsEmpty || !Cells.TryParseId(cell, out long id, out bool rounded))
            return;
        floatIds |= rounded;
        if (id <= 1L << 53)
            return;
        referenceIds++;
        exactIds += (long)(double)id == id ? 1 : 0;
    }

    /// <summary>The one form seen, "mixed" or "none".</summary>
    private sealed class Forms
    {
        public string Name { get; private set; } = "none";

        public void Saw(string form) => Name = Name == "none" || Name == form ? form : "mixed";
    }
}
