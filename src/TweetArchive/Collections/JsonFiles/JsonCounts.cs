using TweetArchive.Collections.CellForms;
using TweetArchive.Collections.Layouts;

namespace TweetArchive.Collections.JsonFiles;

/// <summary>What was met in an input of JSON besides tweets of its first format; for all its readers.</summary>
internal sealed class JsonCounts
{
    private readonly SortedDictionary<string, long> counts = new(StringComparer.Ordinal);

    /// <summary>A record is of another format than the first.</summary>
    public void Add((TweetObjectKind Kind, CollectorLayout? Layout) format) => Add("other_format:" + format.Kind switch
    {
        TweetObjectKind.V1 => "API v1.1",
        TweetObjectKind.V2 => "API v2",
        _ => format.Layout!.Name == "release" ? "release columns" : format.Layout.Name,
    });

    /// <summary>A value could not be read and is null.</summary>
    /// <param name="name">Of its property, or of the column that it is for.</param>
    public void AddUnreadable(string name, long count = 1) => Add(TranslationCounts.UnreadableKey + name, count);

    /// <inheritdoc cref="TranslationCounts.OtherDayOrderKey"/>
    public void AddOtherDayOrder() => Add(TranslationCounts.OtherDayOrderKey);

    /// <summary>Forgets what was met while the beginning was looked at.</summary>
    public void Clear()
    {
        lock (counts)
            counts.Clear();
    }

    /// <summary>These and those of the table that the objects were made of.</summary>
    public IReadOnlyDictionary<string, long> AddTo(IReadOnlyDictionary<string, long>? others)
    {
        var all = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach ((string name, long count) in others ?? all)
            all.Add(name, count);
        lock (counts)
        {
            foreach ((string name, long count) in counts)
                all[name] = all.GetValueOrDefault(name) + count;
        }

        return all;
    }

    private void Add(string name, long count = 1)
    {
        lock (counts)
            counts[name] = counts.GetValueOrDefault(name) + count;
    }
}
