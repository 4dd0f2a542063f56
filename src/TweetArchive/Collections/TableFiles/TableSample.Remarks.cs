using System.Globalization;
using TweetArchive.Text;
using TweetArchive.Tweets;

namespace TweetArchive.Collections.TableFiles;

/// <summary>Remarks on a table that is written in another way than the releases.</summary>
internal sealed partial class TableSample
{
    public IEnumerable<Remark> Remarks()
    {
        if (Nothing.Contains(true))
        {
            string words = string.Join(", ", Nothing.Select((n, i) => n ? NothingWords.Name(i) : null).OfType<string>());
            yield return new("words_for_nothing", string.Create(CultureInfo.InvariantCulture,
                $"written where there is nothing: {words}; such cells are null, except in texts, names, descriptions and places"));
        }

        if (roundedUsers > 0)
            yield return new("rounded_userids", Counted.Of(roundedUsers, "userid", "userids") + " of the first records were rounded by a "
                + "spreadsheet or a float (7.4E+17): several accounts may share one, and figures of accounts cannot be relied on");
        if (Shift > 0)
            yield return new("row_names", "records have a cell more than the header names: their first cell, a row name, was skipped");
        for (int i = 0; i < looks.Length; i++)
        {
            if (looks[i].Escape(IsText(i), IsList(i)) is not TextEscape.None and var escape && IsText(i))
                yield return new(
                    "escaped_texts", $"the letters of {header[i]} are written as escapes ({Shown(escape)}); they are read as letters");
        }

        if (Exploded.Count > 0)
            yield return new("exploded_lists", $"tweets are repeated, with one of their {string.Join(", ", Exploded.Select(Name))} in each "
                + "row; rows of one tweet that follow each other are read as one, with all of them");
        if (looks.FirstOrDefault(l => l.Calendar is not null) is { Calendar: { } calendar })
            yield return new("calendar", $"the years are those of the {calendar} calendar; they are turned into those of the common one");
        if (grouped is not null)
            yield return new("thousands", $"counts are written with marks between thousands, such as {grouped}; they are read so");
    }

    private static string Name(TweetColumn column) => TweetColumns.NameArray[(int)column];

    private static string Shown(TextEscape escape) => escape switch
    {
        TextEscape.R => "<U+0645>",
        TextEscape.Reference => "&#1605;",
        TextEscape.PythonBytes => @"b'\xd9\x85'",
        TextEscape.Octal => @"\331\205",
        TextEscape.Percent => "%D9%85",
        _ => @"\u0645",
    };
}
