namespace TweetArchive.Targets;

/// <summary>The files that aliases are in, and their columns.</summary>
internal sealed record AliasFile(string Name, params string[] Columns)
{
    /// <summary>In the order in which aliases are numbered.</summary>
    public static readonly AliasFile[] All =
    [
        new("lexicon.tsv", "target_id", "alias", "language?", "script?", "kind?", "ambiguity?", "note?", "source?", "match?", "polarity?",
            "context_id?", "evidence?"),
        new("names.tsv", "target_id", "name", "language", "script?", "sense", "paradigm", "level", "context_id", "rules", "polarity",
            "source"),
        new("handles.tsv", "target_id", "handle"),
        new("domains.tsv", "target_id", "domain", "level"),
        new("flags.tsv", "target_id", "flag"),
    ];
}

/// <summary>Where the row of an alias is: its file, as an index of <see cref="AliasFile.All"/>, its 1-based line and first byte.</summary>
internal readonly record struct AliasPlace(int File, int Line, int Start);
