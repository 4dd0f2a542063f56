using System.Globalization;
using TweetArchive.Text;

namespace TweetArchive.Query.Verify;

/// <summary>A published figure (a row of reference_figures.tsv).</summary>
/// <param name="Basis">exact: printed in its source; derived: read off a figure; published: stated in words; others are findings like
/// these.</param>
/// <param name="Tolerance">0.5% of the value; 2, in the value's unit; "lower bound"; "rough", a quarter of the value; nothing:
/// equal.</param>
internal sealed record ReferenceFigure(
    string Dataset, string Measure, string Dimension, string Value, string Basis, string Tolerance, string Source)
{
    private static readonly string[] Columns = ["dataset", "measure", "dimension", "value", "unit", "basis", "tolerance", "source", "note"];

    /// <summary>Names under which the figures' sources know a dataset, and under which its files travel.</summary>
    private static readonly Dictionary<string, string> AlsoNamed = new(StringComparer.Ordinal)
    {
        ["iran_201810"] = "iranian",
        ["ira_201810"] = "ira",
        ["iran_202009"] = "iran_092020",
    };

    /// <summary>The figures that ship with the program, or those of a file in the same form.</summary>
    /// <exception cref="UsageException">The file is missing or of another form.</exception>
    public static List<ReferenceFigure> Load(string? path)
    {
        if (path is null)
            return [.. Tsv.Rows(ShippedFiles.Table("targets/reference_figures.tsv"), Columns).Select(r => From(r.Fields))];
        if (!File.Exists(path))
            throw new UsageException($"--figures {path}: no such file. Give a TSV in the form of data/targets/reference_figures.tsv.");
        try
        {
            return [.. Tsv.Rows((path, File.ReadAllBytes(path)), Columns).Select(r => From(r.Fields))];
        }
        catch (TsvException e)
        {
            throw new UsageException($"--figures {e.Message} Give a TSV in the form of data/targets/reference_figures.tsv.");
        }
    }

    /// <summary>Whether it is about this dataset, by either of its names.</summary>
    public bool IsAbout(string dataset) => Dataset == dataset || AlsoNamed.GetValueOrDefault(Dataset) == dataset;

    /// <summary>Whether a value is within the tolerance; null where the figure is not a number and none can be compared.</summary>
    public bool? Holds(string found)
    {
        if (!double.TryParse(Value.TrimStart('~'), NumberStyles.Float, CultureInfo.InvariantCulture, out double wanted)
            || !double.TryParse(found, NumberStyles.Float, CultureInfo.InvariantCulture, out double value))
            return Value.Contains('=', StringComparison.Ordinal) ? null : Value == found;
        if (Tolerance == "lower bound")
            return value >= wanted;
        string number = Tolerance.Split(' ')[0];
        double allowed = Tolerance == "rough" ? Math.Abs(wanted) / 4
            : number.EndsWith('%') && double.TryParse(
                number.TrimEnd('%'), NumberStyles.Float, CultureInfo.InvariantCulture, out double share) ? Math.Abs(wanted) * share / 100
            : double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out double absolute) ? absolute
            : 0;
        return Math.Abs(value - wanted) <= allowed + 1e-9;
    }

    private static ReferenceFigure From(string[] r) => new(r[0], r[1], r[2], r[3], r[5], r[6], r[7]);
}
