using System.Text;
using TweetArchive.Targets;
using TweetArchive.Targets.Matching;

namespace TweetArchive.Synth.Plants;

/// <summary>Where in a tweet an alias is planted.</summary>
internal enum PlantPlace { Word, Hashtag, Handle, Domain }

/// <summary>An alias that can be planted, and what a matcher must make of it.</summary>
internal sealed class Plant
{
    public Plant(Alias alias, int target, PlantPlace place, MentionDecision decision, string? contextTerm, string? userId)
    {
        Alias = alias;
        Target = target;
        Place = place;
        Decision = decision;
        ContextTerm = contextTerm is null ? null : Encoding.UTF8.GetBytes(contextTerm);
        UserId = userId is null ? null : Encoding.UTF8.GetBytes(userId);
        Utf8 = Encoding.UTF8.GetBytes(alias.Text);
        CodePoints = alias.Text.EnumerateRunes().Count();
    }

    public Alias Alias { get; }

    /// <summary>Index into <see cref="Lexicon.Targets"/>.</summary>
    public int Target { get; }

    public PlantPlace Place { get; }

    public MentionDecision Decision { get; }

    /// <summary>Decided by itself, so it may share a tweet with others; the rest is planted alone.</summary>
    public bool Certain => Alias.Ambiguity == Ambiguity.Low;

    /// <summary>A word that makes an ambiguous alias sure; planted in the same tweet.</summary>
    public byte[]? ContextTerm { get; }

    /// <summary>The numeric id of a handle, if one is known.</summary>
    public byte[]? UserId { get; }

    public byte[] Utf8 { get; }

    public int CodePoints { get; }
}
