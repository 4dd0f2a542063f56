namespace TweetArchive.Collections.CellForms;

/// <summary>One record of a foreign table or object: its cells by place, unescaped, good until the next record.</summary>
internal abstract class CellSource
{
    public abstract ReadOnlySpan<byte> Get(int place);
}

/// <summary>The record as translators see it: a place that the source does not have is empty.</summary>
internal readonly ref struct CsvCells(CellSource source)
{
    /// <summary>The cell, unescaped; empty where the table has no such column.</summary>
    public ReadOnlySpan<byte> this[int place] => place < 0 ? default : source.Get(place);
}
