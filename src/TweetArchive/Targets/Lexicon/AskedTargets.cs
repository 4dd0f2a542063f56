namespace TweetArchive.Targets;

/// <summary>The targets that one dataset is searched for.</summary>
public sealed class AskedTargets
{
    private readonly bool[]? asked;
    private readonly Lexicon lexicon;

    /// <param name="asked">By the places of targets in the lexicon; null for all of them.</param>
    internal AskedTargets(IReadOnlyList<string> groups, bool[]? asked, Lexicon lexicon)
    {
        Groups = groups;
        this.asked = asked;
        this.lexicon = lexicon;
        Count = lexicon.IsNamed.Where((named, i) => named && this[i]).Count();
        NotAsked = lexicon.NamedTargets - Count;
    }

    /// <summary>The groups or campaigns that they are of; none if all targets are asked.</summary>
    public IReadOnlyList<string> Groups { get; }

    public int Count { get; }

    public int NotAsked { get; }

    /// <summary>Whether every target is asked.</summary>
    public bool All => asked is null;

    /// <param name="target">Its place in the lexicon.</param>
    public bool this[int target] => asked is null || asked[target];

    /// <param name="targetId">Of the lexicon.</param>
    public bool Contains(string targetId) => asked is null || lexicon.Targets.Where((t, i) => asked[i] && t.Id == targetId).Any();
}
