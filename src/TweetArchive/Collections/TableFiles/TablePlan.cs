using TweetArchive.Collections.CellForms;
using TweetArchive.Collections.Layouts;
using TweetArchive.Csv;
using TweetArchive.Tweets;

namespace TweetArchive.Collections.TableFiles;

/// <summary>
/// How a table is to be read that is not written as the releases are; decided from its first records (<see cref="TableLook"/>).
/// </summary>
/// <param name="Header">Names of the columns.</param>
/// <param name="Start">Where the first record starts.</param>
internal sealed record TablePlan(TableDialect Dialect, CsvLayout Layout, string[] Header, int Start)
{
    /// <summary>The names as the file has them.</summary>
    public string[] Written { get; init; } = [];

    /// <summary>Rows of an accounts file, with the releases' columns.</summary>
    public bool Users { get; init; }

    /// <summary>Records have a cell before the first that the header names: the row names of R.</summary>
    public int Shift { get; init; }

    /// <summary>Which words are nothing in this file (<see cref="NothingWords"/>).</summary>
    public bool[] Nothing { get; init; } = new bool[NothingWords.Count];

    /// <summary>By place: a word in the column is never nothing.</summary>
    public bool[] Literal { get; init; } = [];

    /// <summary>By place: how the texts of a column are escaped as a whole.</summary>
    public TextEscape[] Escapes { get; init; } = [];

    /// <summary>In which order the numbers of days are written.</summary>
    public DayOrders Days { get; init; }

    /// <summary>Rows of one tweet that follow each other are one (<see cref="ExplodedLook"/>).</summary>
    public bool Exploded { get; init; }

    /// <summary>Objects are in its cells: each row is given out as one of JSON; null for not.</summary>
    public ObjectRows? Objects { get; init; }

    /// <summary>Physical lines before the first record.</summary>
    public int HeaderLines { get; init; } = 1;

    public IReadOnlyList<Remark> Remarks { get; init; } = [];

    /// <summary>The name of the collector, or the order of the releases' columns.</summary>
    public string Variant
    {
        get
        {
            try
            {
                return Layout.Name is "release" or "users" ? TweetSchema.FromHeader(Header).Variant : Layout.Name;
            }
            catch (SchemaException)
            {
                return "other";
            }
        }
    }

    /// <summary>How texts are escaped in a later part of the file whose columns are in another order.</summary>
    public TextEscape[] EscapesOf(string[] names) =>
        [.. names.Select(n => ColumnNames.Place(Header, n) is >= 0 and int place && place < Escapes.Length ? Escapes[place]
            : TextEscape.None)];
}

/// <summary>How all texts of a column are escaped.</summary>
internal enum TextEscape : byte
{
    None,

    /// <summary>Each is a string of JSON with its quotes.</summary>
    JsonString,

    /// <summary>All escapes of JSON and Python.</summary>
    Backslash,

    /// <summary><c>\u0645</c> alone; other backslashes are text.</summary>
    Unicode,

    /// <summary><c>&lt;U+0645&gt;</c>.</summary>
    R,

    /// <summary><c>&amp;#1605;</c>.</summary>
    Reference,

    /// <summary><c>b'\xd9\x85'</c>.</summary>
    PythonBytes,

    /// <summary><c>\331\205</c>.</summary>
    Octal,

    /// <summary><c>%D9%85</c>.</summary>
    Percent,
}
