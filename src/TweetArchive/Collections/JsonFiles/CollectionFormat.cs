using TweetArchive.Collections.CellForms;
using TweetArchive.Csv;
using TweetArchive.Json;
using TweetArchive.Tweets;

namespace TweetArchive.Collections.JsonFiles;

/// <summary>
/// A format of tweets other than that of the releases: of Twitter's programming interfaces, of its personal archives, of other
/// people's collections. Recognised from the beginning of an entry; its records become the cells of the archives.
/// </summary>
/// <param name="Name">For people and the manifest, where variants A, B and C represent releases.</param>
/// <param name="Framing">How its records follow each other.</param>
/// <param name="Columns">The archives' columns that it can fill.</param>
internal abstract record CollectionFormat(string Name, IRecordFraming Framing, IReadOnlySet<TweetColumn> Columns) : RowFormat(Framing)
{
    /// <summary>How many times the limit of a record an object may have, as it holds many tweets.</summary>
    public virtual int LengthFactor => Inside.LengthFactor;

    /// <summary>How the tweets of a record are reached.</summary>
    public TweetsInside Inside { get; init; } = TweetsInside.None;

    /// <summary>Tweets of other formats in the same input, and what could not be read.</summary>
    public JsonCounts Others { get; } = new();

    /// <summary>What a table was translated with that these objects were made of; null for none.</summary>
    public TranslationCounts? Table { get; init; }

    /// <summary>Its objects say where they are in the file (<see cref="WrittenPlace"/>).</summary>
    public bool Placed { get; init; }

    /// <summary>Its values have their types around them (<see cref="TypedValues"/>).</summary>
    public bool Typed { get; init; }

    /// <summary>It is an export of phpMyAdmin (<see cref="TableExport"/>).</summary>
    public bool Exported { get; init; }

    public override IReadOnlyDictionary<string, long> Conversions => Others.AddTo(Table?.ByName);
}
