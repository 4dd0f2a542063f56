namespace TweetArchive.Targets;

/// <summary>Which rule made the decision of a mention (the column <c>rule</c>).</summary>
public enum MatchRule : byte { None }

/// <summary>The words of <see cref="MatchRule"/> as written into the tables.</summary>
public static class MatchRules
{
    public static string Name(MatchRule rule) => rule.ToString();
}

/// <summary>A compiled lexicon: immutable, shared by all workers.</summary>
public sealed class TargetMatcher
{
    private TargetMatcher(Lexicon lexicon) => Lexicon = lexicon;

    public Lexicon Lexicon { get; }

    public static TargetMatcher Compile(Lexicon lexicon) => new(lexicon);

    /// <summary>The buffers of one worker; not for two threads.</summary>
    public MatchSession NewSession() => new(this);
}

/// <summary>One worker's matching buffers, reused from tweet to tweet.</summary>
public sealed class MatchSession
{
    private readonly Mention[] found = [];
    private readonly byte[] buffer = [];

    internal MatchSession(TargetMatcher matcher) => Matcher = matcher;

    public TargetMatcher Matcher { get; }

    /// <summary>The mentions of one tweet, one per target × alias × field; valid until the next call.</summary>
    public ReadOnlySpan<Mention> Match(scoped in TweetText tweet) => found;

    /// <summary>The text of a mention as it was released; valid until the next <see cref="Match"/>.</summary>
    public ReadOnlySpan<byte> MatchedText(in Mention mention) => buffer.AsSpan(mention.BufferStart, mention.BufferLength);
}
