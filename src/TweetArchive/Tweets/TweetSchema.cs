using System.Text;
using TweetArchive.Csv;

namespace TweetArchive.Tweets;

/// <summary>What the rows of a file are.</summary>
public enum RowKind : byte { Tweets, Users }

/// <summary>A header that is not that of a tweets or users file; the message says which columns are missing.</summary>
public sealed class SchemaException(string message) : Exception(message);

/// <summary>Where each column is in one file, found by the header's names, never by position.</summary>
public sealed class TweetSchema
{
    // Without these a row cannot be counted, dated, attributed or searched.
    private static readonly TweetColumn[] NeededForTweets =
        [TweetColumn.TweetId, TweetColumn.UserId, TweetColumn.TweetText, TweetColumn.TweetTime, TweetColumn.IsRetweet];

    private static readonly TweetColumn[] NeededForUsers =
        [TweetColumn.UserId, TweetColumn.UserScreenName, TweetColumn.AccountCreationDate];

    private readonly int[] places;

    private TweetSchema(RowKind kind, string[] header, int[] places)
    {
        Kind = kind;
        Header = header;
        this.places = places;
        IEnumerable<TweetColumn> wanted = kind == RowKind.Users ? UserColumns() : Enum.GetValues<TweetColumn>();
        MissingColumns = [.. wanted.Where(c => places[(int)c] < 0).Select(c => TweetColumns.Names[(int)c])];
        Variant = VariantOf();
    }

    private TweetSchema(string variant, string[] header, IReadOnlySet<TweetColumn> columns)
    {
        Kind = RowKind.Tweets;
        Variant = variant;
        Header = header;
        places = [];
        MissingColumns = [.. Enum.GetValues<TweetColumn>().Where(c => !columns.Contains(c)).Select(c => TweetColumns.Names[(int)c])];
    }

    private TweetSchema(RowKind kind, string variant, string[] header, IReadOnlySet<TweetColumn> columns)
    {
        Kind = kind;
        Variant = variant;
        Header = header;
        places = [.. TweetColumns.NameArray.Select(n => Array.IndexOf(header, n))];
        IEnumerable<TweetColumn> wanted = kind == RowKind.Users ? UserColumns() : Enum.GetValues<TweetColumn>();
        MissingColumns = [.. wanted.Where(c => !columns.Contains(c)).Select(c => TweetColumns.Names[(int)c])];
    }

    public RowKind Kind { get; }

    public IReadOnlyList<string> Header { get; }

    /// <summary>
    /// A, B or C, the three orders of the releases' columns; users; "other" for any other order; the name of a format that is
    /// not that of the releases.
    /// </summary>
    public string Variant { get; }

    /// <summary>Columns of the archives that this file does not have; their cells are null.</summary>
    public IReadOnlyList<string> MissingColumns { get; }

    /// <summary>The column's place in a record, or −1.</summary>
    public int this[TweetColumn column] => places[(int)column];

    /// <summary>The form of this file's first field.</summary>
    public FirstField First => Header[0] switch
    {
        "tweetid" => FirstField.Digits,
        "userid" => FirstField.AccountId,
        _ => FirstField.Anything,
    };

    /// <exception cref="SchemaException">A name occurs twice, or needed columns are missing.</exception>
    public static TweetSchema FromHeader(string[] header)
    {
        int[] places = new int[TweetColumns.Count];
        Array.Fill(places, -1);
        for (int i = 0; i < header.Length; i++)
        {
            int column = Array.IndexOf(TweetColumns.NameArray, header[i]);
            if (column < 0)
                continue;
            if (places[column] >= 0)
                throw new SchemaException(
                    $"the header names the column '{header[i]}' twice (columns {places[column] + 1} and {i + 1}). Remove one of them.");
            places[column] = i;
        }

        string[] missingForTweets = [.. NeededForTweets.Where(c => places[(int)c] < 0).Select(c => TweetColumns.Names[(int)c])];
        if (missingForTweets.Length == 0)
            return new TweetSchema(RowKind.Tweets, header, places);
        bool tweetLike = places[(int)TweetColumn.TweetId] >= 0 || places[(int)TweetColumn.TweetText] >= 0;
        if (!tweetLike && NeededForUsers.All(c => places[(int)c] >= 0))
            return new TweetSchema(RowKind.Users, header, places);

        throw new SchemaException(Unknown(header));
    }

    /// <summary>The sentence about a header that is of nothing known.</summary>
    internal static string Unknown(string[] header) =>
        "this is not a tweets or users file of the Twitter archives, nor one of the other known formats: the header has no column "
            + string.Join(", ", NeededForTweets.Select(c => TweetColumns.Names[(int)c]).Where(n => !header.Contains(n)))
            + $". Found {header.Length}: {Describe(header)}.";

    /// <summary>Tweets in another format; nothing has a place in a header of theirs.</summary>
    /// <param name="header">Empty where there is none.</param>
    /// <param name="columns">Those that the format can fill.</param>
    internal static TweetSchema OfCollection(string name, string[] header, IReadOnlySet<TweetColumn> columns) => new(name, header, columns);

    /// <summary>Columns that a translation puts into its own places.</summary>
    /// <param name="variant">How the table itself is called.</param>
    /// <param name="header">Names as the translation gives them.</param>
    /// <param name="columns">Those that the table can fill.</param>
    internal static TweetSchema Translated(RowKind kind, string variant, string[] header, IReadOnlySet<TweetColumn> columns) =>
        new(kind, variant, header, columns);

    private string VariantOf()
    {
        if (Kind == RowKind.Users)
            return "users";
        bool tweetFirst = this[TweetColumn.InReplyToTweetId] == 15 && this[TweetColumn.InReplyToUserId] == 16;
        bool userFirst = this[TweetColumn.InReplyToUserId] == 15 && this[TweetColumn.InReplyToTweetId] == 16;
        return (Header.Count, tweetFirst, userFirst) switch
        {
            (31, true, _) => "A",
            (31, _, true) => "B",
            (30, _, true) => "C",
            _ => "other",
        };
    }

    private static IEnumerable<TweetColumn> UserColumns() =>
        Enumerable.Range((int)TweetColumn.UserId, TweetColumn.AccountLanguage - TweetColumn.UserId + 1).Select(c => (TweetColumn)c);

    private static string Describe(string[] header)
    {
        var shown = new StringBuilder();
        foreach (string name in header.Take(8))
        {
            if (shown.Length > 0)
                shown.Append(", ");
            shown.Append(string.Concat(name.Take(40).Select(c => char.IsControl(c) ? '?' : c)));
        }

        return header.Length > 8 ? shown.Append(", …").ToString() : shown.ToString();
    }
}
