namespace TweetArchive.Query.Results;

/// <summary>A column of a result.</summary>
/// <param name="Numeric">Shown at the right edge of its column.</param>
internal sealed record ResultColumn(string Name, bool Numeric);

/// <summary>A form in which a result is written, row by row.</summary>
internal interface IResultWriter
{
    void Begin(IReadOnlyList<ResultColumn> columns);

    /// <summary>False: it needs no more rows.</summary>
    bool Row(object?[] values);

    void End();
}
