using TweetArchive.Collections.CellForms;
using TweetArchive.Collections.Layouts;
using TweetArchive.Csv;
using TweetArchive.Tweets;

namespace TweetArchive.Collections.TableFiles;

/// <summary>Looks at the times of a table's first records, as they are read by its plan.</summary>
internal static class TableTimes
{
    /// <summary>The plan with the order of its days, and with what is to be said of its times.</summary>
    /// <param name="head">The table's first bytes, in UTF-8.</param>
    /// <param name="whole">They are all there is.</param>
    /// <param name="told">The order that the user gives.</param>
    public static TablePlan With(TablePlan plan, ReadOnlySpan<byte> head, bool whole, DayOrder? told)
    {
        var witnesses = new TimeWitnesses(told);
        CsvTranslator translator = plan.Layout.Translator(plan.Header);
        translator.Witnesses = witnesses;
        var parser = new TableParser(plan.Dialect);
        var record = new CellsOfRecord(plan);
        var cells = new TweetCells();
        ReadOnlySpan<byte> rest = head[plan.Start..];
        while (!rest.IsEmpty && witnesses.Rows < TimeWitnesses.MostRecords)
        {
            TableLine line = parser.Read(rest, whole, out int length);
            if (line == TableLine.Unfinished)
                break;
            if (line == TableLine.Record && parser.Count == plan.Header.Length + plan.Shift)
            {
                record.Take(parser, new TranslationCounts());
                cells.Clear();
                translator.Translate(new CsvCells(record), cells);
                witnesses.EndRow(cells[TweetColumn.TweetId]);
            }

            int newline = rest.IndexOf((byte)'\n');
            rest = line is TableLine.Record or TableLine.Blank ? rest[length..] : newline < 0 ? default : rest[(newline + 1)..];
        }

        return plan with
        {
            Days = witnesses.Days,
            Remarks = [.. plan.Remarks, .. witnesses.Remarks(utc: plan.Layout == TableNames.Tweets)],
        };
    }
}
