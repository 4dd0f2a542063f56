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

    private static readonly Lazy<Lexicon> shipped = new(() => Load(nameFiles, ReadShipped, CompiledLexicon.DefaultPath, isShipped: true));

    private Lexicon(LexiconReader reader, IReadOnlyList<Alias> aliases, LexiconWords words, string checksum, bool isShipped)
    {
        Targets = [.. reader.Targets.Values];
        Aliases = aliases;
        ContextTerms = reader.ContextTerms();
        HandleIds = reader.HandleIds();
        Campaigns = reader.Campaigns();
        Words = words;
        Checksum = checksum;
        IsShipped = isShipped;
    }

    private bool[]? isNamed;

    /// <summary>Targets in ordinal order of their ids; a target's number elsewhere is its index here.</summary>
    public IReadOnlyList<Target> Targets { get; }

    /// <summary>Aliases in file order; <see cref="Alias.Index"/> is the index here.</summary>
    public IReadOnlyList<Alias> Aliases { get; }

    public IReadOnlyList<ContextTerm> ContextTerms { get; }

    public IReadOnlyList<HandleId> HandleIds { get; }

    /// <summary>Operations that targets are documented in, in file order.</summary>
    public IReadOnlyList<Campaign> Campaigns { get; }

    /// <summary>
    /// By the places of targets, whether anything is looked for that counts for it: a list of the user's own is read with the shipped
    /// targets, of which it may name none.
    /// </summary>
    public IReadOnlyList<bool> IsNamed => isNamed ??= FindNamed();

    public int NamedTargets => IsNamed.Count(named => named);

    /// <summary>What was understood of a user's file, where a person should see it; otherwise null.</summary>
    public string? Remark { get; private set; }

    /// <summary>False for a lexicon of the user's own.</summary>
    public bool IsShipped { get; }

    /// <summary>Rules of sense, classes of words, homographs.</summary>
    public LexiconWords Words { get; }

    /// <summary>SHA-256 (hex) over the bytes of all files, names of targets first, each as it was read.</summary>
    public string Checksum { get; }

    /// <summary>Of the shipped lexicon, what the build compiled; null when the program is without it.</summary>
    internal CompiledLexicon? Compiled { get; private init; }

    /// <summary>Where the row of each alias is.</summary>
    internal AliasPlace[] AliasPlaces { get; private init; } = [];

    /// <summary>The lexicon that ships inside the program; read once in a process.</summary>
    public static Lexicon LoadShipped() => shipped.Value;

    /// <summary>The shipped lexicon with another compiled form than the one in the program's folder.</summary>
    /// <param name="compiled">The file of <see cref="CompiledLexicon"/>; null to read every row.</param>
    internal static Lexicon LoadShipped(string? compiled) => Load(nameFiles, ReadShipped, compiled, isShipped: true);

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
            string? remark = null;
            Lexicon own = Load([form], name => name == form ? (path, SimpleTargets.Read(path, out remark)) : ReadShipped(name));
            own.Remark = remark;
            return own;
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

    /// <summary>A lexicon from rows in the form of lexicon.tsv, such as those of a dataset's own table.</summary>
    /// <exception cref="LexiconException">A row cannot be used.</exception>
    public static Lexicon FromRows(byte[] tsv) => Load(["lexicon.tsv"], name => name == "lexicon.tsv" ? (name, tsv) : ReadShipped(name));

    private bool[] FindNamed()
    {
        if (IsShipped)
            return [.. Targets.Select(_ => true)];
        HashSet<string> named = [.. Aliases.Select(a => a.TargetId)];
        named.UnionWith(Targets.Where(t => named.Contains(t.Id)).Select(t => t.CountsFor).ToArray());
        return [.. Targets.Select(t => named.Contains(t.Id))];
    }

    private static (string Name, byte[] Bytes) ReadShipped(string name) => ShippedFiles.Table("targets/" + name);

    private static Lexicon Load(
        IReadOnlyList<string> names, Func<string, (string Name, byte[] Bytes)> read, string? compiled = null, bool isShipped = false)
    {
        try
        {
            return Parse(names, read, compiled, isShipped);
        }
        catch (TsvException e)
        {
            throw new LexiconException(e.Message);
        }
    }

    private static Lexicon Parse(
        IReadOnlyList<string> names, Func<string, (string Name, byte[] Bytes)> read, string? compiledPath, bool isShipped)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var files = new Dictionary<string, (string Name, byte[] Bytes)>(StringComparer.Ordinal);
        foreach (string name in names.Concat(otherFiles))
        {
            files[name] = read(name);
            hash.AppendData(files[name].Bytes);
        }

        string checksum = Convert.ToHexStringLower(hash.GetHashAndReset());
        var reader = new LexiconReader(File);
        reader.ReadTargets();
        reader.ReadParadigms();
        var words = new LexiconWords(File);
        if (compiledPath is not null && CompiledLexicon.Open(compiledPath, checksum) is { } compiled)
        {
            Flat<AliasPlace> places = compiled.Read(CompiledLexicon.Part.Aliases, from => from.Read<AliasPlace>());
            return new Lexicon(reader, new AliasesOnDemand(reader, places, File), words, checksum, isShipped) { Compiled = compiled };
        }

        reader.ReadAliases();
        words.ReadAll();
        return new Lexicon(reader, reader.Aliases, words, checksum, isShipped) { AliasPlaces = [.. reader.Places] };

        (string Name, byte[] Bytes) File(string name) => files.GetValueOrDefault(name, (name, []));
    }
}
