using System.Collections.ObjectModel;
using System.Globalization;
using TweetArchive.Archives;
using TweetArchive.Collections.CellForms;
using TweetArchive.Text;
using TweetArchive.Tweets;

namespace TweetArchive.Collections.Layouts;

/// <summary>A column of a layout: from which of the program's own, and how.</summary>
/// <param name="Columns">One, or longitude and latitude.</param>
/// <param name="From">The first that is there and not empty; of one with several names, all with a space between.</param>
internal sealed record LayoutRule(TweetColumn[] Columns, string[][] From, string Form);

/// <summary>How one program that collects tweets names what the archives' columns hold (<c>data/layouts/layouts.tsv</c>).</summary>
internal sealed record CollectorLayout(string Name, string[] Needed, IReadOnlyList<LayoutRule> Rules)
{
    /// <summary>The archives' columns that it can fill from these.</summary>
    public IReadOnlySet<TweetColumn> Fills(string[] header)
    {
        var filled = new HashSet<TweetColumn>(
            Rules.Where(r => r.Form == "any" ? r.From[0].Any(Has)
                : r.From.Any(f => f.All(Has)) || (r.Form.Length == 0 && SpreadLists.Places(r, header).Length > 0))
            .SelectMany(r => r.Columns));
        bool Has(string name) => ColumnNames.Place(header, name) >= 0;

        filled.Add(TweetColumn.IsRetweet);
        if (filled.Contains(TweetColumn.TweetId))
            filled.Add(TweetColumn.TweetTime);
        if (filled.Contains(TweetColumn.UserScreenName))
            filled.Add(TweetColumn.UserId);
        return filled;
    }

    /// <summary>Columns are given by their numbers, from 1, as of a table without a header.</summary>
    public bool ByNumber { get; init; }

    /// <summary>Of a layout that a user gives: the columns that it names, null for those that are <c>none</c>.</summary>
    public IReadOnlyDictionary<TweetColumn, LayoutRule?> Given { get; init; } = ReadOnlyDictionary<TweetColumn, LayoutRule?>.Empty;

    /// <summary>What comes first in 3/4/2018, as the user says; null for nothing said.</summary>
    public DayOrder? Days { get; init; }

    /// <summary>Of a layout that was made for the objects of one file: their properties; null for any other.</summary>
    public string[]? Written { get; init; }

    /// <summary>The same with what a user says of some columns.</summary>
    /// <param name="place">The name of the layout's own for one that the user gives.</param>
    public CollectorLayout With(IReadOnlyDictionary<TweetColumn, LayoutRule?> given, Func<string, string> place) => this with
    {
        Rules =
        [
            .. Rules.Where(r => !r.Columns.Any(given.ContainsKey)),
            .. given.Values.OfType<LayoutRule>().Select(r => r with { From = [[place(r.From[0][0])]] }),
        ],
    };

    /// <summary>It is one of tables alone: in JSON the same names are those of a format that is read in another way.</summary>
    public bool TableOnly { get; init; }

    /// <summary>
    /// It is of no program in particular: names that many use. Tables and objects are recognised by it last of all, and a remark names
    /// which column was taken for which.
    /// </summary>
    public bool Guessed { get; init; }

    /// <summary>All names of the program's that it uses.</summary>
    public string[] Names =>
        [.. Rules.SelectMany(r => r.From).SelectMany(f => f)
            .Concat(Rules.Where(r => r.Form.StartsWith("if ", StringComparison.Ordinal))
                .Select(r => r.Form[3..r.Form.IndexOf('=', StringComparison.Ordinal)])).Distinct()];

    public CsvLayout AsTable() =>
        new(Name, Needed, Fills, h => new LayoutTranslator(this, h), TweetIdOptional: Rules.All(r => r.Columns[0] != TweetColumn.TweetId))
        {
            Collector = this,
        };
}

/// <summary>The layouts that ship with the program, that of the releases' own columns, and the one that a user gives.</summary>
internal static class CollectorLayouts
{
    private const string FileName = "layouts.tsv";
    private const string NoColumn = "none";
    private const string DayOrderName = "day_order";

    private static readonly Lazy<IReadOnlyList<CollectorLayout>> Loaded = new(() => Read(ReadShipped()));

    /// <summary>The columns of the releases by their own names, as far as they are there.</summary>
    public static readonly CollectorLayout Release = new("release", ["tweetid", "tweet_text"],
        [.. Enum.GetValues<TweetColumn>().Select(c => new LayoutRule([c], [[TweetColumns.NameArray[(int)c]]], ""))]);

    public static IReadOnlyList<CollectorLayout> Shipped => Loaded.Value;

    /// <summary>The layout of flat objects with these properties; null for none, and for what the interface itself gives.</summary>
    public static CollectorLayout? FindJson(IReadOnlySet<string> names) =>
        Release.Needed.All(names.Contains) ? Release
            : Shipped.FirstOrDefault(l => !l.TableOnly && ColumnNames.Meets(l.Needed, names.Contains));

    public static CsvLayout[] Tables => [.. Shipped.Select(l => l.AsTable())];

    /// <summary>
    /// The layout of <c>--columns tweetid=status_id,tweet_text=text</c>; columns that it does not name keep the releases' names, and
    /// none of them is one that it says is <c>none</c>: ids that a spreadsheet rounded are left out so. In a table of a known program
    /// the others are those of the program. <c>day_order=day</c> says what comes first in 3/4/2018.
    /// </summary>
    /// <exception cref="FormatException">It cannot be read; the message says what is wrong.</exception>
    public static CollectorLayout OfUser(string columns)
    {
        var rules = Release.Rules.ToDictionary(r => r.Columns[0]);
        var given = new Dictionary<TweetColumn, LayoutRule?>();
        DayOrder? days = null;
        foreach (string pair in columns.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            int equals = pair.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0 && pair[..equals].Trim() == DayOrderName)
            {
                days = OrderOf(pair[(equals + 1)..].Trim());
                continue;
            }

            int column = equals < 0 ? -1 : Array.IndexOf(TweetColumns.NameArray, pair[..equals].Trim());
            if (column < 0)
                throw new FormatException(
                    $"'{pair}' is not COLUMN=NAME with a column of the archives. They are: {string.Join(", ", TweetColumns.NameArray)}.");
            string name = pair[(equals + 1)..].Trim();
            LayoutRule? rule = name == NoColumn ? null : new LayoutRule([(TweetColumn)column], [[name]], "");
            given[(TweetColumn)column] = rule;
            if (rule is null)
                rules.Remove((TweetColumn)column);
            else
                rules[(TweetColumn)column] = rule;
        }

        string[] needed = [.. rules.Where(r => r.Key is TweetColumn.TweetText).Select(r => r.Value.From[0][0])];
        return new CollectorLayout("columns as given", needed, [.. rules.Values])
        {
            Given = given,
            Days = days,
            ByNumber = needed.Any(n => int.TryParse(n, NumberStyles.None, CultureInfo.InvariantCulture, out _)),
        };
    }

    /// <summary>What the user says of an input's columns; null for nothing.</summary>
    public static CollectorLayout? Said(ReadAs readAs, out DayOrder? days)
    {
        CollectorLayout? said = readAs.ColumnNames is { } names ? OfUser(names) : null;
        days = said?.Days;
        return said is { Given.Count: 0 } ? null : said;
    }

    private static DayOrder OrderOf(string word) => word switch
    {
        "day" => DayOrder.DayFirst,
        "month" => DayOrder.MonthFirst,
        _ => throw new FormatException($"'{word}' is not what a date such as 3/4/2018 begins with: {DayOrderName}=day or "
            + $"{DayOrderName}=month."),
    };

    private static List<CollectorLayout> Read(byte[] table)
    {
        var all = new List<CollectorLayout>();
        var rules = new List<LayoutRule>();
        string[] needed = [];
        string name = "";
        string form = "";
        foreach (TsvRow row in Tsv.Rows((FileName, table), "layout", "column", "from", "form"))
        {
            if (row[1] == "needs")
            {
                Close();
                (name, needed, form) = (row[0], row[2].Split(' '), row[3]);
                continue;
            }

            TweetColumn[] columns = [.. row[1].Split('+').Select(c => (TweetColumn)Array.IndexOf(TweetColumns.NameArray, c))];
            if (columns.Any(c => (sbyte)c < 0) || row[0] != name)
                throw row.Error($"'{row[1]}' is not a column of the archives, or the layout has no line 'needs' before it");
            rules.Add(new LayoutRule(columns, [.. row[2].Split('|').Select(f => f.Split('+'))], row[3]));
        }

        Close();
        return all;

        void Close()
        {
            if (rules.Count > 0)
                all.Add(new CollectorLayout(name, needed, [.. rules]) { TableOnly = form.Length > 0, Guessed = form == "guessed" });
            rules.Clear();
        }
    }

    private static byte[] ReadShipped()
    {
        using Stream stream = typeof(CollectorLayouts).Assembly.GetManifestResourceStream("layouts/" + FileName)
            ?? throw new InvalidOperationException("the program was built without " + FileName);
        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
