namespace TweetArchive.Csv;

/// <summary>How a table writes what would end a cell.</summary>
public enum TableEscape : byte
{
    /// <summary>Quotes are doubled (RFC 4180).</summary>
    Doubled,

    /// <summary>Inside quotes a backslash is before a quote and before a backslash (Spark).</summary>
    Backslash,

    /// <summary>A backslash is before whatever means something, quoted or not (MySQL, Postgres).</summary>
    BackslashAnywhere,
}

/// <summary>How the cells and lines of one table are told apart.</summary>
/// <param name="Separator">Between cells.</param>
/// <param name="Returns">A carriage return alone ends a line.</param>
/// <param name="Padded">Cells are between blanks, so that columns are below each other.</param>
/// <param name="Quote">Around cells.</param>
public readonly record struct TableDialect(
    byte Separator, TableEscape Escape, bool Returns = false, bool Padded = false, byte Quote = (byte)'"')
{
    public static readonly TableDialect Usual = new((byte)',', TableEscape.Doubled);

    /// <summary>For people: "semicolons, backslash escapes"; empty for the usual one.</summary>
    public string Describe()
    {
        var words = new List<string>();
        if (Separator != ',')
            words.Add(
                Separator switch
                {
                    (byte)';' => "semicolons for commas",
                    (byte)'\t' => "tabs for commas",
                    (byte)'|' => "bars for commas",
                    (byte)' ' => "blanks for commas",
                    1 => "Hive's control characters for commas",
                    _ => "cells separated by " + (char)Separator
                });
        if (Quote != '"')
            words.Add("cells between single quotes");
        if (Escape == TableEscape.Backslash)
            words.Add("quotes escaped by backslashes");
        if (Escape == TableEscape.BackslashAnywhere)
            words.Add("backslashes before quotes, separators and line ends, and \\n for a line end");
        if (Padded)
            words.Add("cells between blanks, which are left out");
        if (Returns)
            words.Add("lines end with a carriage return alone");
        return string.Join(", ", words);
    }
}
