using TweetArchive.Collections.CellForms;
using TweetArchive.Tweets;

namespace TweetArchive.Collections.Layouts;

/// <summary>A known table: how it is recognised and what it can fill.</summary>
/// <param name="Needed">Columns by which it is recognised; all must be there, others may be.</param>
/// <param name="Columns">The archives' columns that it can fill, of those that a header has.</param>
/// <param name="Translator">Makes a translator for a header.</param>
/// <param name="TweetIdOptional">It has tweets without an id.</param>
internal sealed record CsvLayout(string Name, string[] Needed, Func<string[], IReadOnlySet<TweetColumn>> Columns,
    Func<string[], CsvTranslator> Translator, bool TweetIdOptional = false)
{
    /// <summary>The collector's layout that this is; null for a table that has a separate translator.</summary>
    public CollectorLayout? Collector { get; init; }

    /// <inheritdoc cref="CollectorLayout.Guessed"/>
    public bool Guessed => Collector is { Guessed: true };

    /// <summary>Columns whose values the names of folders have; null for none.</summary>
    public FolderValues? Folders { get; private init; }

    /// <summary>The same with what the names of folders have and a header lacks.</summary>
    public CsvLayout With(string sourceName, string[] header) => new FolderValues(sourceName, Columns(header)) is { Any: true } folders
        ? this with { Folders = folders, Columns = names => Columns(names).Concat(folders.Columns).ToHashSet() }
        : this;

    /// <summary>One of a header's columns has the times of the tweets.</summary>
    public bool HasTimes(string[] header) => Collector is not { } collector || collector.Rules.Any(r =>
        r.Columns[0] == TweetColumn.TweetTime && r.From.Any(f => f.All(n => ColumnNames.Place(header, n) >= 0)));

    public CsvLayout(string name, string[] needed, IReadOnlySet<TweetColumn> columns, Func<string[], CsvTranslator> translator,
        bool tweetIdOptional = false)
        : this(name, needed, _ => columns, translator, tweetIdOptional)
    {
    }
}
