using System.Security.Cryptography;
using TweetArchive.Text;

namespace TweetArchive.Targets;

/// <summary>
/// The targets, their names and what tells their senses: immutable once loaded, shared by all workers.
/// </summary>
public sealed class Lexicon
{
    /// <summary>Files of names: a user's lexicon brings its own, and then none of the shipped ones.</summary>
    private static readonly string[] nameFiles = ["names.tsv", "handles.tsv", "domains.tsv", "flags.tsv"];

    private static readonly string[] otherFiles =
    [
        "targets.tsv", "campaigns.tsv", "paradigms.tsv", "open_endings.tsv", "context_terms.tsv", "contexts.tsv", "handles_userids.tsv",
        .. LexiconWords.Files,
    ];

    private static readonly Lazy<Lexicon> shipped = new(() => Load(nameFiles, ReadShipped, isShipped: true));

    private Lexicon(IReadOnlyList<Target> targets, IReadOnlyList<Alias> aliases, IReadOnlyList<ContextTerm> context,
        IReadOnlyList<HandleId> handles, IReadOnlyList<Campaign> campaigns, LexiconWords words, string checksum, bool isShipped)
    {
        Targets = targets;
        Aliases = aliases;
        ContextTerms = context;
        HandleIds = handles;
        Campaigns = campaigns;
        IsShipped = isShipped;
        Words = words;
        Checksum = checksum;
    }

    /// <summary>Targets in ordinal order of their ids; a target's number elsewhere is its index here.</summary>
    public IReadOnlyList<Target> Targets { get; }

    /// <summary>Aliases in file order; <see cref="Alias.Index"/> is the index here.</summary>
    public IReadOnlyList<Alias> Aliases { get; }

    public IReadOnlyList<ContextTerm> ContextTerms { get; }

    public IReadOnlyList<HandleId> HandleIds { get; }

    /// <summary>Operations that targets are documented in, in file order.</summary>
    public IReadOnlyList<Campaign> Campaigns { get; }

    /// <summary>False for a lexicon of the user's own.</summary>
    public bool IsShipped { get; }

    /// <summary>Rules of sense, classes of words, homographs.</summary>
    public LexiconWords Words { get; }

    /// <summary>SHA-256 (hex) over the bytes of all files, names of targets first, each as it was read.</summary>
    public string Checksum { get; }

    /// <summary>The lexicon that ships inside the program; read once in a process.</summary>
    public static Lexicon LoadShipped() => shipped.Value;

    /// <summary>
    /// A user's lexicon: a file in the form of lexicon.tsv or of names.tsv, or a folder. What the user does not bring
    /// (targets, context terms, rules, handle ids) comes from the shipped lexicon.
    /// </summary>
    /// <exception cref="LexiconException">A file cannot be read or a row cannot be used.</exception>
    public static Lexicon LoadFrom(string path)
    {
        if (File.Exists(path))
        {
            string form = LexiconReader.IsNames(path) ? "names.tsv" : "lexicon.tsv";
            return Load([form], name => name == form ? (path, SimpleTargets.Read(path)) : ReadShipped(name));
        }

        if (!Directory.Exists(path))
            throw new LexiconException(
                $"{path}: no such lexicon file or folder. Give a TSV in the form of data/targets/names.tsv, or a folder that holds one.");
        string[] brought = [.. nameFiles.Prepend("lexicon.tsv").Where(name => File.Exists(Path.Combine(path, name)))];
        if (!brought.Contains("lexicon.tsv") && !brought.Contains("names.tsv"))
            throw new LexiconException($"{path}: the folder has no lexicon.tsv or names.tsv.");
        return Load(brought, name =>
        {
            string file = Path.Combine(path, name);
            return File.Exists(file) ? (file, File.ReadAllBytes(file)) : ReadShipped(name);
        });
    }

    private static (string Name, byte[] Bytes) ReadShipped(string name) => ShippedFiles.Table("targets/" + name);

    private static Lexicon Load(IReadOnlyList<string> names, Func<string, (string Name, byte[] Bytes)> read, bool isShipped = false)
    {
        try
        {
            return Parse(names, read, isShipped);
        }
        catch (TsvException e)
        {
            throw new LexiconException(e.Message);
        }
    }

    private static Lexicon Parse(IReadOnlyList<string> names, Func<string, (string Name, byte[] Bytes)> read, bool isShipped)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var files = new Dictionary<string, (string Name, byte[] Bytes)>(StringComparer.Ordinal);
        foreach (string name in names.Concat(otherFiles))
        {
            files[name] = read(name);
            hash.AppendData(files[name].Bytes);
        }

        var reader = new LexiconReader(name => files.GetValueOrDefault(name, (name, [])));
        reader.ReadTargets();
        reader.ReadAliases();
        return new Lexicon([.. reader.Targets.Values], reader.Aliases, reader.ContextTerms(), reader.HandleIds(),
            reader.Campaigns(), LexiconWords.Read(name => files[name]), Convert.ToHexStringLower(hash.GetHashAndReset()), isShipped);
    }
}
