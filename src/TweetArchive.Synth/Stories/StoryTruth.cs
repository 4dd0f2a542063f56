using System.Text.Json;
using System.Text.Json.Serialization;

namespace TweetArchive.Synth.Stories;

/// <summary>What was planted; see docs/synth.md. Ids are those of the archive.</summary>
public sealed record StoryTruth
{
    /// <summary>Tweets of each cluster of copies.</summary>
    public List<List<long>> Copies { get; init; } = [];

    /// <summary>Tweets that share words with a cluster and are not copies.</summary>
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

    /// <summary>Tweets in which an ambiguous name is among the words of its target.</summary>
    public List<long> Meant { get; init; } = [];

    /// <summary>Tweets in which it is among the words of another.</summary>
    public List<long> NotMeant { get; init; } = [];

    /// <summary>Tweets without a language, by the language of their words.</summary>
    public List<StoryLanguage> Languages { get; init; } = [];

    public static StoryTruth Read(string path) => JsonSerializer.Deserialize(File.ReadAllBytes(path), StoryTruthJson.Default.StoryTruth)!;

    internal void Write(Stream stream) => JsonSerializer.Serialize(stream, this, StoryTruthJson.Default.StoryTruth);
}

/// <summary>Made by the compiler, for the native build has no reflection to make it at run time.</summary>
[JsonSourceGenerationOptions(WriteIndented = true, NewLine = "\n", PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(StoryTruth))]
internal sealed partial class StoryTruthJson : JsonSerializerContext;

/// <summary>A coordinated group.</summary>
/// <param name="Method">As in coordination_edges.</param>
/// <param name="Window">Largest difference of their minutes.</param>
public sealed record StoryGroup(string Method, int Window, int Objects, List<string> Userids);

/// <summary>A day with more mentions; <paramref name="Tweets"/> are those planted.</summary>
public sealed record StorySpike(string TargetId, string Day, int Tweets);

/// <summary>Accounts created on one day.</summary>
public sealed record StoryBurst(string Day, List<string> Userids);

/// <summary>Tweets of one language.</summary>
public sealed record StoryLanguage(string Language, List<long> Tweetids);

/// <summary>A name close to a known one.</summary>
/// <param name="Kind">name, handle or domain.</param>
public sealed record StoryLookalike(string Kind, string Found, string Resembles);
