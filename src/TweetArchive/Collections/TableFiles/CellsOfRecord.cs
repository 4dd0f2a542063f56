using TweetArchive.Collections.CellForms;
using TweetArchive.Csv;
using TweetArchive.Tweets;

namespace TweetArchive.Collections.TableFiles;

/// <summary>
/// The record that a <see cref="TableParser"/> read last, with words for nothing left out and escapes of whole columns undone.
/// </summary>
internal sealed class CellsOfRecord : CellSource
{
    private readonly TablePlan plan;
    private readonly bool anyNothing;
    private readonly bool[] keepsWords;
    private byte[] text = new byte[8 * 1024];
    private readonly (int Start, int Length)[] places;
    private TableParser? record;

    public CellsOfRecord(TablePlan plan)
    {
        this.plan = plan;
        anyNothing = plan.Nothing.Contains(true);
        CsvTranslator translator = plan.Layout.Translator(plan.Header);
        keepsWords = [.. plan.Header.Select((name, place) => KeepsWords(translator.ColumnAt(place), name)
            || (place < plan.Literal.Length && plan.Literal[place]))];
        places = new (int, int)[plan.Header.Length];
    }

    public override ReadOnlySpan<byte> Get(int place)
    {
        (int start, int length) = places[place];
        return start < 0 ? record![place + plan.Shift] : text.AsSpan(start, length);
    }

    public void Take(TableParser parser, TranslationCounts counts)
    {
        record = parser;
        int used = 0;
        for (int i = 0; i < places.Length; i++)
        {
            ReadOnlySpan<byte> cell = parser[i + plan.Shift];
            places[i] = (-1, 0);
            if (cell.IsEmpty)
                continue;
            if (anyNothing && !keepsWords[i] && NothingWords.Of(cell) is >= 0 and int word && plan.Nothing[word])
            {
                places[i] = (0, 0);
                counts.NothingCells++;
                continue;
            }

            TextEscape escape = i < plan.Escapes.Length ? plan.Escapes[i] : TextEscape.None;
            if (escape == TextEscape.None)
                continue;
            if (used + (2 * cell.Length) > text.Length)
                Array.Resize(ref text, 2 * (used + (2 * cell.Length)));
            int length = Undo(cell, escape, text.AsSpan(used));
            places[i] = (used, length);
            used += length;
        }
    }

    private static int Undo(ReadOnlySpan<byte> cell, TextEscape escape, Span<byte> to)
    {
        switch (escape)
        {
            case TextEscape.R:
                return TextEscapes.UndoR(cell, to);
            case TextEscape.Reference:
                return TextEscapes.UndoReferences(cell, to);
            case TextEscape.PythonBytes:
                return ByteEscapes.UndoPython(cell, to);
            case TextEscape.Octal:
                return ByteEscapes.Undo(cell, to);
            case TextEscape.Percent:
                return ByteEscapes.UndoPercent(cell, to);
            case TextEscape.Unicode:
                return TextEscapes.UndoUnicode(cell, to);
            case TextEscape.JsonString when cell.Length >= 2 && cell[0] == '"' && cell[^1] == '"':
                return TextEscapes.Undo(cell[1..^1], to);
            case TextEscape.JsonString:
                cell.CopyTo(to);
                return cell.Length;
            default:
                return TextEscapes.Undo(cell, to);
        }
    }

    /// <summary>In texts, names, descriptions and places somebody may have written the word.</summary>
    private static bool KeepsWords(TweetColumn? column, string name) => column is { } known
        ? known is TweetColumn.TweetText or TweetColumn.UserDisplayName or TweetColumn.UserScreenName or TweetColumn.UserProfileDescription
            or TweetColumn.UserReportedLocation
        : name.Contains("text", StringComparison.OrdinalIgnoreCase) && !name.StartsWith("sourcetweet", StringComparison.Ordinal)
            && !name.StartsWith("retweet", StringComparison.Ordinal);
}
