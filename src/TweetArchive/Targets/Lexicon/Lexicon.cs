using System.Security.Cryptography;
using TweetArchive.Text;

namespace TweetArchive.Targets;

/// <summary>How sure an alias is by itself; see data/targets/README.md.</summary>
public enum Ambiguity : byte { Low, Medium, High }

/// <summary>How an alias is compared with the text.</summary>
public enum MatchKind : byte { Token, TokenStrict, Stem, CaseSensitiveAcronym, Hashtag, HashtagPrefix, Handle, Domain }

/// <summary>What a context term does when it stands in the same tweet as an alias.</summary>
public enum ContextRole : byte { Positive, Negative, Block }

/// <summary>An organisation, person, place or group that a tweet can mention (targets.tsv).</summary>
public sealed record Target(string Id, string Group, string DisplayName, string Type);

/// <summary>One spelling of one target (a row of lexicon.tsv). <paramref name="Line"/> is its 1-based line in the file.</summary>
public sealed record Alias(
    int Index, string TargetId, string Text, string Language, string Script, string Kind, Ambiguity Ambiguity,
    string Note, string Source, MatchKind Match, string Polarity, string ContextId, string Evidence, int Line);

/// <summary>A word or phrase that makes an alias surer, unsurer, or impossible (context_terms.tsv).</summary>
public sealed record ContextTerm(string ContextId, ContextRole Role, string Language, string Term, int Line);

/// <summary>A handle and its numeric account id, for releases that give mentions as ids (handles_userids.tsv).</summary>
public sealed record HandleId(string Handle, string UserId, string TargetId);

/// <summary>A lexicon file that cannot be used; the message names file, line and what to do.</summary>
public sealed class LexiconException(string message) : Exception(message);

/// <summary>
/// The targets, their aliases and the context terms: immutable once loaded, shared by all workers.
/// </summary>
public sealed class Lexicon
{
    private Lexicon(IReadOnlyList<Target> targets, IReadOnlyList<Alias> aliases, IReadOnlyList<ContextTerm> context,
        IReadOnlyList<HandleId> handles, string checksum)
    {
        Targets = targets;
        Aliases = aliases;
        ContextTerms = context;
        HandleIds = handles;
        Checksum = checksum;
    }

    /// <summary>Targets in ordinal order of their ids; a target's number elsewhere is its index here.</summary>
    public IReadOnlyList<Target> Targets { get; }

    /// <summary>Aliases in file order; <see cref="Alias.Index"/> is the index here.</summary>
    public IReadOnlyList<Alias> Aliases { get; }

    public IReadOnlyList<ContextTerm> ContextTerms { get; }

    public IReadOnlyList<HandleId> HandleIds { get; }

    /// <summary>SHA-256 (hex) over the four files' bytes, in the order targets, lexicon, context, handles.</summary>
    public string Checksum { get; }

    /// <summary>The lexicon that ships inside the program.</summary>
    public static Lexicon LoadShipped() => Load(ReadShipped);

    /// <summary>
    /// A user's lexicon: a file in the form of lexicon.tsv, or a folder. What the user does not bring
    /// (targets, context terms, handle ids) comes from the shipped lexicon.
    /// </summary>
    /// <exception cref="LexiconException">A file cannot be read or a row cannot be used.</exception>
    public static Lexicon LoadFrom(string path)
    {
        if (File.Exists(path))
            return Load(name => name == "lexicon.tsv" ? (path, SimpleTargets.Read(path)) : ReadShipped(name));
        if (!Directory.Exists(path))
            throw new LexiconException($"{path}: no such lexicon file or folder. Give a TSV in the form of data/targets/lexicon.tsv, or a folder that holds one.");
        if (!File.Exists(Path.Combine(path, "lexicon.tsv")))
            throw new LexiconException($"{path}: the folder has no lexicon.tsv.");
        return Load(name =>
        {
            string file = Path.Combine(path, name);
            return File.Exists(file) ? (file, File.ReadAllBytes(file)) : ReadShipped(name);
        });
    }

    private static (string Name, byte[] Bytes) ReadShipped(string name) => ShippedFiles.Table("targets/" + name);

    private static Lexicon Load(Func<string, (string Name, byte[] Bytes)> read)
    {
        try
        {
            return Parse(read);
        }
        catch (TsvException e)
        {
            throw new LexiconException(e.Message);
        }
    }

    private static Lexicon Parse(Func<string, (string Name, byte[] Bytes)> read)
    {
        var targetsFile = read("targets.tsv");
        var lexiconFile = read("lexicon.tsv");
        var contextFile = read("context_terms.tsv");
        var handlesFile = read("handles_userids.tsv");

        var targets = new SortedDictionary<string, Target>(StringComparer.Ordinal);
        foreach (var row in Tsv.Rows(targetsFile, "target_id", "group", "display_name", "type"))
        {
            if (!targets.TryAdd(row[0], new Target(row[0], row[1], row[2], row[3])))
                throw row.Error($"the target '{row[0]}' is listed twice");
        }

        var aliases = new List<Alias>();
        foreach (var row in Tsv.Rows(lexiconFile, "target_id", "alias", "language", "script", "kind", "ambiguity", "note",
            "source", "match", "polarity", "context_id", "evidence"))
        {
            if (row[0].Length == 0 || row[1].Length == 0)
                throw row.Error("target_id and alias must not be empty");
            // A user's own target needs no second file: it is listed under its id.
            targets.TryAdd(row[0], new Target(row[0], "user", row[0], "organisation"));
            aliases.Add(new Alias(aliases.Count, row[0], row[1], row[2], row[3], row[4], ParseAmbiguity(row), row[6], row[7],
                ParseMatch(row), row[9], row[10], row[11], row.Line));
        }

        var context = new List<ContextTerm>();
        foreach (var row in Tsv.Rows(contextFile, "context_id", "role", "language", "term"))
        {
            ContextRole role = row[1] switch
            {
                "pos" => ContextRole.Positive,
                "neg" => ContextRole.Negative,
                "block" => ContextRole.Block,
                _ => throw row.Error($"role '{row[1]}' is not one of pos, neg, block"),
            };
            context.Add(new ContextTerm(row[0], role, row[2], row[3], row.Line));
        }

        var handles = new List<HandleId>();
        foreach (var row in Tsv.Rows(handlesFile, "handle", "user_id", "target_id"))
            handles.Add(new HandleId(row[0], row[1], row[2]));

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in new[] { targetsFile, lexiconFile, contextFile, handlesFile })
            hash.AppendData(file.Bytes);
        return new Lexicon([.. targets.Values], aliases, context, handles, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    private static Ambiguity ParseAmbiguity(TsvRow row) => row[5] switch
    {
        "low" => Ambiguity.Low,
        "medium" => Ambiguity.Medium,
        "high" => Ambiguity.High,
        _ => throw row.Error($"ambiguity '{row[5]}' is not one of low, medium, high"),
    };

    private static MatchKind ParseMatch(TsvRow row) => row[8] switch
    {
        "token" => MatchKind.Token,
        "token_strict" => MatchKind.TokenStrict,
        "stem" => MatchKind.Stem,
        "cs_acronym" => MatchKind.CaseSensitiveAcronym,
        "hashtag" => MatchKind.Hashtag,
        "hashtag_prefix" => MatchKind.HashtagPrefix,
        "handle" => MatchKind.Handle,
        "domain" => MatchKind.Domain,
        _ => throw row.Error($"match '{row[8]}' is not one of token, token_strict, stem, cs_acronym, hashtag, hashtag_prefix, handle, domain"),
    };
}
