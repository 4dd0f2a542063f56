using System.Text.Json;

namespace TweetArchive.Synth.Stories;

/// <summary>What was planted; see docs/synth.md. Ids are those of the archive.</summary>
public sealed record StoryTruth
{
    /// <summary>Tweets of each cluster of copies.</summary>
    public List<List<long>> Copies { get; init; } = [];

    /// <summary>Tweets that share words with a cluster and are no copies.</summary>
    public List<long> NearMisses { get; init; } = [];

    /// <summary>Accounts that acted together, by method.</summary>
    public List<StoryGroup> Groups { get; init; } = [];

    /// <summary>Accounts that did the same, but hours apart.</summary>
    public List<StoryGroup> Decoys { get; init; } = [];

    public List<StorySpike> Spikes { get; init; } = [];

    public List<StoryBurst> Bursts { get; init; } = [];

    public List<StoryLookalike> Lookalikes { get; init; } = [];

    /// <summary>Accounts and domains with ordinary names that must not be found.</summary>
    public List<string> Ordinary { get; init; } = [];

    internal static readonly JsonSerializerOptions Form = new() { WriteIndented = true, NewLine = "\n", PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public static StoryTruth Read(string path) => JsonSerializer.Deserialize<StoryTruth>(File.ReadAllBytes(path), Form)!;
}

/// <summary>A coordinated group.</summary>
/// <param name="Method">As in coordination_edges.</param>
/// <param name="Window">Largest difference of their minutes.</param>
public sealed record StoryGroup(string Method, int Window, int Objects, List<string> Userids);

/// <summary>A day with more mentions; <paramref name="Tweets"/> are those planted.</summary>
public sealed record StorySpike(string TargetId, string Day, int Tweets);

/// <summary>Accounts created on one day.</summary>
public sealed record StoryBurst(string Day, List<string> Userids);

/// <summary>A name close to a known one.</summary>
/// <param name="Kind">name, handle or domain.</param>
public sealed record StoryLookalike(string Kind, string Found, string Resembles);
