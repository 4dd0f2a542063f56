using TweetArchive.Merging;
using TweetArchive.Targets;
using TweetArchive.Text;

namespace TweetArchive.Cli;

/// <summary>Which targets a dataset is searched for, and what that leaves out, in a sentence.</summary>
internal static class AskedText
{
    private const int MostNamed = 3;

    /// <summary>Before a run.</summary>
    public static string Of(AskedTargets asked)
    {
        string groups = string.Join(", ", asked.Groups);
        return asked.All
            ? $"a run searches it for all {asked.Count} targets"
            : $"a run searches it for {Counted.Of(asked.Count, "target")} ({groups}); --targets-group all adds the other {asked.NotAsked}";
    }

    /// <summary>After a run that did not search for all.</summary>
    public static string Of(DatasetResult dataset)
    {
        string groups = string.Join(", ", dataset.Asked.Groups);
        string named = string.Join(", ", dataset.LeftOutByTarget.Take(MostNamed).Select(t => $"{t.Key} {Sizes.Number(t.Value)}"));
        string more = dataset.LeftOutByTarget.Count > MostNamed ? " …" : "";
        string left = dataset.LeftOut == 0
            ? "no tweet mentions them"
            : $"{Counted.Of(dataset.LeftOut, "tweet mentions", "tweets mention")} one of them ({named}{more}); "
                + "--targets-group all adds them";
        return $"searched for {Counted.Of(dataset.Asked.Count, "target")} ({groups}); "
            + $"{Counted.Of(dataset.Asked.NotAsked, "other was", "others were")} not searched for: {left}";
    }
}
