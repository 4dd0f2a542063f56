using TweetArchive.Releases;

namespace TweetArchive.Targets;

/// <summary>
/// Which targets each release is searched for (<c>--targets-group</c>). More targets than an operation is known to concern find more
/// words that only look like their names, so by default a release is searched for those that are documented for operations of the
/// state that it was attributed to. Whatever is left out is counted and said.
/// </summary>
public sealed class TargetChoice
{
    /// <summary>The name for every target.</summary>
    public const string Everything = "all";

    private const string OfEachRelease = "by release";

    private readonly Lexicon lexicon;
    private readonly string[]? groups;

    private TargetChoice(Lexicon lexicon, string[]? groups)
    {
        this.lexicon = lexicon;
        this.groups = groups;
    }

    /// <summary>Every target for every dataset.</summary>
    public static TargetChoice AllOf(Lexicon lexicon) => new(lexicon, []);

    /// <summary>
    /// What each dataset is searched for when the user chooses nothing: the groups of its release; all of a lexicon of the user's own.
    /// </summary>
    public static TargetChoice ByRelease(Lexicon lexicon) => lexicon.IsShipped ? new(lexicon, null) : AllOf(lexicon);

    /// <summary>Reads what was typed: null for nothing, <c>all</c>, or groups and campaigns, comma-separated.</summary>
    /// <exception cref="LexiconException">A name that is neither.</exception>
    public static TargetChoice Parse(Lexicon lexicon, string? typed)
    {
        if (typed is null || typed == OfEachRelease)
            return ByRelease(lexicon);
        string[] wanted = [.. LexiconWords.Split(typed.ToLowerInvariant(), ',').Distinct().Order(StringComparer.Ordinal)];
        if (wanted is [Everything])
            return AllOf(lexicon);
        SortedSet<string> known = new(Names(lexicon), StringComparer.Ordinal);
        string? wrong = wanted.FirstOrDefault(name => !known.Contains(name)) ?? (wanted.Length == 0 ? typed : null);
        return wrong is null ? new TargetChoice(lexicon, wanted) : throw new LexiconException(
            $"--targets-group '{wrong}': there is no such group of targets. Give {Everything} alone, or one or more of these, "
            + $"comma-separated: {string.Join(", ", known)}.");
    }

    /// <summary>The choice in words that <see cref="Parse"/> reads: part of what a run is about.</summary>
    public override string ToString() => groups is null ? OfEachRelease : groups.Length == 0 ? Everything : string.Join(',', groups);

    /// <summary>What a dataset is searched for.</summary>
    /// <param name="dataset">Its name in the tables.</param>
    public AskedTargets Of(string dataset)
    {
        IReadOnlyList<string> own = groups ?? ReleaseRegistry.Shipped.Find(dataset)?.TargetsGroups ?? [];
        // Of some releases no target is documented: all of them are better than none.
        return own.Count == 0 || !lexicon.Targets.Any(t => IsOf(t, own))
            ? new AskedTargets([], null, lexicon)
            : new AskedTargets(own, Linked(own), lexicon);
    }

    /// <summary>Groups of campaigns that some target is documented for, in alphabetical order.</summary>
    public static IReadOnlyList<string> Groups(Lexicon lexicon) =>
        [.. Documented(lexicon).SelectMany(c => c.Groups).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>Groups and campaigns that some target is documented for.</summary>
    private static IEnumerable<string> Names(Lexicon lexicon) => Documented(lexicon).SelectMany(c => c.Groups.Append(c.Id));

    private static IEnumerable<Campaign> Documented(Lexicon lexicon)
    {
        HashSet<string> linked = [.. lexicon.Targets.SelectMany(CampaignsOf)];
        return lexicon.Campaigns.Where(c => c.Groups.Count > 0 && linked.Contains(c.Id));
    }

    /// <summary>The targets of the groups, those that count for them, and those that are the user's own, which name no campaign.</summary>
    private bool[] Linked(IReadOnlyList<string> own)
    {
        HashSet<string> direct = [.. lexicon.Targets.Where(t => t.Campaigns.Length == 0 || IsOf(t, own)).Select(t => t.Id)];
        return [.. lexicon.Targets.Select(t => direct.Contains(t.Id) || direct.Contains(t.CountsFor))];
    }

    private bool IsOf(Target target, IReadOnlyList<string> own)
    {
        string[] campaigns = CampaignsOf(target);
        return lexicon.Campaigns.Any(c => campaigns.Contains(c.Id) && (own.Contains(c.Id) || c.Groups.Any(own.Contains)));
    }

    private static string[] CampaignsOf(Target target) => LexiconWords.Split(target.Campaigns, ',');
}
