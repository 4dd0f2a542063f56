using System.Text;
using TweetArchive.Tweets;

namespace TweetArchive.Collections;

/// <summary>Texts in which tweets may be, but not as a table or as JSON: what they are, and what to do.</summary>
internal static class ForeignText
{
    private const int Looked = 64 * 1024;
    private const int ShortestId = 15;
    private const int LongestId = 19;

    private static readonly string[] SqlStarts =
        ["--", "/*", "INSERT INTO", "CREATE TABLE", "DROP TABLE", "SET ", "COPY ", "PRAGMA ", "BEGIN", "USE ", "SELECT "];

    /// <summary>A sentence that continues after <c>this is</c>; null for what may be a table.</summary>
    /// <param name="head">The first bytes, in UTF-8.</param>
    public static string? Describe(ReadOnlySpan<byte> head)
    {
        head = head.StartsWith("\uFEFF"u8) ? head[3..] : head;
        string text = Encoding.UTF8.GetString(head[..Math.Min(head.Length, Looked)]).TrimStart();
        int end = text.IndexOf('\n', StringComparison.Ordinal);
        string first = (end < 0 ? text : text[..end]).TrimEnd();
        if (first.Length == 0)
            return null;
        return OfMarkup(text) ?? OfCode(text, first) ?? OfLines(text, first);
    }

    private static string? OfMarkup(string text)
    {
        if (text.StartsWith("WARC/", StringComparison.Ordinal))
            return "a web archive (WARC), which is not read. Take the answers out of it, such as with warcio extract, and give these.";
        if (!text.StartsWith('<') || text.StartsWith("<U+", StringComparison.Ordinal))
            return null;
        bool page = ((string[])["<html", "<!doctype", "<head", "<body", "<meta", "<table", "<tr", "<div"])
            .Any(t => text.StartsWith(t, StringComparison.OrdinalIgnoreCase));
        return page
            ? "a web page (HTML), which is not read, whatever its name says. Open it with a browser or a spreadsheet and save the table "
                + "as CSV in UTF-8, with the ids as text; or download the file again, if this is the page of an error."
            : "XML, which is not read. Export the table as CSV or JSON.";
    }

    private static string? OfCode(string text, string first)
    {
        if (SqlStarts.Any(s => first.StartsWith(s, StringComparison.OrdinalIgnoreCase))
            && ((string[])["INSERT INTO ", "CREATE TABLE ", "COPY "]).Any(s => text.Contains(s, StringComparison.OrdinalIgnoreCase)))
            return "SQL, the dump of a database, which is not read. Load it, and export its table as CSV with a header.";
        if (first.StartsWith("structure(", StringComparison.Ordinal) || first.StartsWith("list(", StringComparison.Ordinal))
            return "R code, as dput prints it, which is not read. Write the table in R: write.csv(x, \"x.csv\", row.names = FALSE).";
        if (first.StartsWith("@{", StringComparison.Ordinal) && first.Contains('='))
            return "objects as PowerShell prints them (@{name=value; …}), in which texts have no end of their own. Write them as CSV: "
                + "… | Export-Csv FILE -NoTypeInformation -Encoding utf8";
        if (first.StartsWith("{'", StringComparison.Ordinal) || first.StartsWith("[{'", StringComparison.Ordinal))
            return "what Python prints of a dict, which is not JSON. Write the file with json.dumps.";
        bool yaml = first is "---" || (first.StartsWith("- ", StringComparison.Ordinal) && first.Contains(": ", StringComparison.Ordinal));
        return yaml ? "YAML, which is not read. Write the tweets as JSON." : null;
    }

    private static string? OfLines(string text, string first)
    {
        if (first.StartsWith("\"{\\\"", StringComparison.Ordinal))
            return "JSON inside strings of JSON, which was encoded twice. Undo it once: jq -r . FILE > FILE.jsonl";
        int brace = first.IndexOf("{\"", StringComparison.Ordinal);
        if (brace > 0 && first.EndsWith('}') && !first.StartsWith('{') && !first.StartsWith('['))
            return "a file of lines with JSON after something else, such as a key or a time. Cut that off: "
                + "sed 's/^[^{]*//' FILE > FILE.jsonl";
        if (first.All(char.IsAsciiDigit) && first.Length is >= ShortestId and <= LongestId)
            return "a list of ids, without texts. Tweets must be collected by their ids first.";
        if (InOneCell(first) is { } inner)
            return "a table whose rows are each in one cell, as a spreadsheet saves a file that it opened with another mark between the "
                + "cells. Take the original, or take the rows out of their cells: python3 -c 'import csv; "
                + $"[print(\"{Outer(inner)}\".join(r)) for r in csv.reader(open(\"FILE\", encoding=\"utf-8-sig\"), "
                + $"delimiter=\"{Outer(inner)}\")]' > FIXED.csv";
        if (IsPrinted(text, first))
            return "a table as it is printed for reading, with blanks between the columns, which cannot be told from those of texts. Write "
                + "it as CSV, in pandas with to_csv.";
        if (IsListed(text))
            return "rows listed one column a line (name : value), as PowerShell prints them for reading. Write them as CSV: … | Export-Csv "
                + "FILE -NoTypeInformation -Encoding utf8";
        return HasId(first)
            ? "a table without a header: its first line is a row. Put a line with the names of the columns before it, or say which column "
                + "is which by its number: --columns tweetid=1,tweet_text=13,tweet_time=14,userid=2"
            : null;
    }

    /// <summary>What is between the names of columns in the first cell of a header, which holds several; null where it does not.</summary>
    private static char? InOneCell(string first)
    {
        if (!first.StartsWith('"'))
            return null;
        string cell = first[1..].Replace("\"\"", "'", StringComparison.Ordinal);
        int end = cell.IndexOf('"', StringComparison.Ordinal);
        if (end < 0)
            return null;
        foreach (char mark in (char[])[',', ';', '\t', '|'])
        {
            if (cell[..end].Split(mark).Count(n => IsColumn(n.Trim('\'', ' '))) > 1)
                return mark;
        }

        return null;
    }

    /// <summary>What was between the cells for a program that did not see the marks inside.</summary>
    private static char Outer(char inner) => inner == ',' ? ';' : ',';

    private static bool IsColumn(string name) => Array.IndexOf(TweetColumns.NameArray, name) >= 0 || name is "id" or "text" or "created_at";

    /// <summary>Names of columns with several blanks between them.</summary>
    private static bool IsPrinted(string text, string first)
    {
        string[] names = first.Split("  ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return names.Length > 1
            && names.Count(IsColumn) > 1
            && text.Contains('\n', StringComparison.Ordinal);
    }

    /// <summary>Two lines at least begin with a column's name, blanks and a colon.</summary>
    private static bool IsListed(string text) => text.Split('\n').Take(40).Count(line =>
    {
        int colon = line.IndexOf(" : ", StringComparison.Ordinal);
        return colon > 0 && Array.IndexOf(TweetColumns.NameArray, line[..colon].Trim()) >= 0;
    }) > 1;

    /// <summary>One of the cells, whatever is between them, is a long number.</summary>
    private static bool HasId(string first) => first.Split([',', ';', '\t', '|', ' '])
        .Select(c => c.Trim('"', '\'', ' ')).Any(c => c.Length is >= ShortestId and <= LongestId && c.All(char.IsAsciiDigit));
}
