namespace TweetArchive.Targets;

/// <summary>How sure an alias is by itself; see data/targets/README.md.</summary>
public enum Ambiguity : byte { Low, Medium, High }

/// <summary>How an alias is compared with the text.</summary>
public enum MatchKind : byte { Token, TokenStrict, Stem, CaseSensitiveAcronym, Hashtag, HashtagPrefix, Handle, Domain, Flag }

/// <summary>What a context term does when it is in the same tweet as an alias.</summary>
public enum ContextRole : byte { Positive, Negative, Block }

/// <summary>An operation (campaigns.tsv); <paramref name="Groups"/> are the states that the platform attributed it to.</summary>
public sealed record Campaign(string Id, IReadOnlyList<string> Groups)
{
    /// <summary>In the list of a target that no operation is known to concern.</summary>
    public const string None = "none";
}

/// <summary>An organisation, person, place or group that a tweet can mention (targets.tsv).</summary>
public sealed record Target(string Id, string Group, string DisplayName, string Type, string CountsFor = "", string Campaigns = "");

/// <summary>
/// One name of one target: a row of names.tsv with its paradigm, or a spelling of lexicon.tsv, an account, a domain, a flag.
/// <paramref name="Line"/> is its 1-based line in its file.
/// </summary>
public sealed record Alias(
    int Index, string TargetId, string Text, string Language, string Script, string Kind, Ambiguity Ambiguity,
    string Note, string Source, MatchKind Match, string Polarity, string ContextId, string Evidence, int Line)
{
    /// <summary>What the name is: name, acronym, demonym, person, office, metonym, label, media …; of a spelling its kind.</summary>
    public string Sense { get; init; } = Kind;

    /// <summary>How it declines (a key of paradigms.tsv, <c>=</c>, <c>open:KEY</c>); empty for a listed spelling.</summary>
    public string Paradigm { get; init; } = "";

    /// <summary>Ids of rules.tsv.</summary>
    public IReadOnlyList<string> Rules { get; init; } = [];

    /// <summary>A name from CLDR: only in tweets of the same language.</summary>
    internal bool IsOfOneLanguage { get; init; }

    internal bool IsPerson { get; } = Kind == "person";

    /// <summary>The file that it is in.</summary>
    public string File { get; init; } = "lexicon.tsv";

    /// <summary>Every spelling that is looked for, <see cref="Text"/> first.</summary>
    public IReadOnlyList<string> Forms { get; init; } = [Text];

    /// <summary>What may follow a form; null when nothing may.</summary>
    internal EndingPattern? Ending { get; init; }

    /// <summary>Whether the row is of names.tsv: senses are then told by its rules, not by general gates.</summary>
    internal bool IsName => Paradigm.Length > 0;
}

/// <summary>A word or phrase that makes an alias surer, unsurer, or impossible (context_terms.tsv).</summary>
public sealed record ContextTerm(string ContextId, ContextRole Role, string Language, string Term, int Line);

/// <summary>A handle and its numeric account id, for releases that give mentions as ids (handles_userids.tsv).</summary>
public sealed record HandleId(string Handle, string UserId, string TargetId);

/// <summary>A lexicon file, or a choice of its targets, that cannot be used; the message says what, where and what to do.</summary>
public sealed class LexiconException(string message) : Exception(message);
