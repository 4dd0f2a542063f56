using TweetArchive.Dataset;
using TweetArchive.Dataset.Parquet;

namespace TweetArchive.Analysis.Coding;

/// <summary>estimates.parquet: what people's labels of a random sample say of the counts.</summary>
internal sealed class EstimatesTable(ColumnSet columns) : TableRow(columns)
{
    public const string Name = "estimates";

    public static readonly Table<EstimatesTable> Table = new(Name, 5, columns => new EstimatesTable(columns));

    private readonly TextBuffer dataset = columns.DictionaryText("dataset");
    private readonly TextBuffer targetId = columns.DictionaryText("target_id");
    private readonly TextBuffer measure = columns.DictionaryText("measure");
    private readonly TextBuffer by = columns.DictionaryText("by");
    private readonly TextBuffer value = columns.DictionaryText("value");
    private readonly LongBuffer population = columns.Long("population", nullable: true);
    private readonly LongBuffer coded = columns.Long("coded");
    private readonly LongBuffer yes = columns.Long("yes");
    private readonly LongBuffer unclear = columns.Long("unclear");
    private readonly NumberBuffer estimate = columns.Number("estimate", nullable: true);
    private readonly NumberBuffer lower = columns.Number("lower", nullable: true);
    private readonly NumberBuffer upper = columns.Number("upper", nullable: true);
    private readonly NumberBuffer share = columns.Number("share", nullable: true);
    private readonly NumberBuffer shareLower = columns.Number("share_lower", nullable: true);
    private readonly NumberBuffer shareUpper = columns.Number("share_upper", nullable: true);

    /// <summary>In the order of the key.</summary>
    public static IEnumerable<Estimate> Sorted(IEnumerable<Estimate> rows) =>
        rows.OrderBy(e => e.Dataset, StringComparer.Ordinal).ThenBy(e => e.TargetId, StringComparer.Ordinal)
        .ThenBy(e => e.Measure, StringComparer.Ordinal).ThenBy(e => e.By, StringComparer.Ordinal)
        .ThenBy(e => e.Value, StringComparer.Ordinal);

    public void Append(Estimate row)
    {
        dataset.Append(row.Dataset);
        targetId.Append(row.TargetId);
        measure.Append(row.Measure);
        by.Append(row.By);
        value.Append(row.Value);
        AppendOrNull(population, row.Population);
        coded.Append(row.Coded);
        yes.Append(row.Yes);
        unclear.Append(row.Unclear);
        AppendOrNull(estimate, row.IsUnread ? null : row.Count?.Value);
        AppendOrNull(lower, row.Count?.Lower);
        AppendOrNull(upper, row.Count?.Upper);
        AppendOrNull(share, row.IsUnread ? null : row.Share?.Value);
        AppendOrNull(shareLower, row.Share?.Lower);
        AppendOrNull(shareUpper, row.Share?.Upper);
        End();
    }

    private static void AppendOrNull(LongBuffer column, long? number)
    {
        if (number is { } known)
            column.Append(known);
        else
            column.AppendNull();
    }

    private static void AppendOrNull(NumberBuffer column, double? number)
    {
        if (number is { } known)
            column.Append(known);
        else
            column.AppendNull();
    }
}
