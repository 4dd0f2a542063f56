namespace TweetArchive.Archives;

/// <summary>What the arguments of a command come to: the entries to read, in order, and what could not be opened.</summary>
public sealed class ArchiveCatalog : IDisposable
{
    private const int MostNamed = 3;

    private readonly List<ArchiveEntry> entries = [];
    private readonly List<InputProblem> problems = [];
    private readonly List<MediaArchive> media = [];
    private readonly List<string> notes = [];
    private readonly List<string> emptyParts = [];
    private readonly List<StandardInput> pipes = [];
    private readonly RawNames rawNames = new();
    private readonly ReadAs readAs;
    private readonly CancellationToken cancelled;

    private ArchiveCatalog(ReadAs readAs, IInputRules? rules, CancellationToken cancelled)
    {
        this.readAs = readAs;
        this.cancelled = cancelled;
        Rules = rules;
    }

    /// <summary>
    /// In ordinal order of their source names, whatever the order of the arguments; those of a packed tar, which can only be unpacked from
    /// its start, in the order in which it holds them.
    /// </summary>
    public IReadOnlyList<ArchiveEntry> Entries => entries;

    /// <summary>Zips of pictures and videos, in ordinal order of their names.</summary>
    public IReadOnlyList<MediaArchive> Media => media;

    /// <summary>Files and entries that are there but cannot be read.</summary>
    public IReadOnlyList<InputProblem> Problems => problems;

    /// <summary>What was skipped, and why; not errors.</summary>
    public IReadOnlyList<string> Notes => notes;

    /// <summary>Some of it came through a pipe, and is gone when this object is.</summary>
    public bool HasStandardInput => pipes.Count > 0;

    /// <summary>What the formats say of the files; null for nothing.</summary>
    internal IInputRules? Rules { get; }

    /// <summary>Entries, media archives and problems so far.</summary>
    internal int Found => entries.Count + media.Count + problems.Count + emptyParts.Count;

    /// <summary>Finds every entry of the files, folders (with what is below them), globs, and of standard input (<c>-</c>).</summary>
    /// <exception cref="ArchiveException">An argument names nothing.</exception>
    /// <param name="readAs">What the user says about them; null for nothing.</param>
    public static ArchiveCatalog Open(IEnumerable<string> inputs, ReadAs? readAs = null) => Open(inputs, readAs, null);

    /// <param name="rules">What the formats say of the files; null to list all that is there.</param>
    /// <param name="cancelled">Looked at while a pipe is copied.</param>
    internal static ArchiveCatalog Open(
        IEnumerable<string> inputs, ReadAs? readAs, IInputRules? rules, CancellationToken cancelled = default)
    {
        var catalog = new ArchiveCatalog(readAs ?? ReadAs.Itself, rules, cancelled);
        try
        {
            var seen = new HashSet<string>(StringComparer.Ordinal);
            foreach (string input in inputs)
            {
                foreach ((string path, string name) in catalog.Files(input))
                {
                    string file = InputFiles.EndOfLinks(path);
                    if (seen.Add(Path.GetFullPath(file)))
                        catalog.List(file, name);
                }
            }

            catalog.TellEmptyParts();
            catalog.MakeNamesDistinct(rules is null ? catalog.entries : rules.Arrange(catalog.entries, catalog.Note));
            return catalog;
        }
        catch
        {
            catalog.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        pipes.ForEach(p => p.Dispose());
        rawNames.Dispose();
    }

    internal void Add(ArchiveEntry entry) =>
        entries.Add(entry with { ReadAs = readAs, ShownPath = rawNames.ShownPath(entry.Path) });

    /// <summary>Several programs wrote an entry.</summary>
    /// <param name="lines">In several encodings.</param>
    internal void ReadInOrder(int entry, bool lines)
    {
        ReadAs before = entries[entry].ReadAs;
        entries[entry] = entries[entry] with { ReadAs = before with { Mixed = true, Lines = before.Lines || lines } };
    }

    internal void Add(MediaArchive archive) => media.Add(archive);

    internal void Add(InputProblem problem) => problems.Add(problem);

    /// <summary>Takes back the entries of a file.</summary>
    internal void Forget(string path) => entries.RemoveAll(e => e.Path == path);

    internal void Note(string note) => notes.Add(note);

    /// <summary>A part without a byte, next to which others have the rows.</summary>
    internal void AddEmptyPart(string name) => emptyParts.Add(name);

    private void TellEmptyParts()
    {
        if (emptyParts.Count == 0)
            return;
        if (Found == emptyParts.Count)
            problems.Add(new InputProblem(emptyParts[0], $"{emptyParts[0]}: the file is empty"
                + $"{(Found > 1 ? ", and so are the other parts" : "")}. Download it again."));
        else
            notes.Add($"parts without a byte, as clusters write some, were skipped: {emptyParts.Count} "
                + $"({string.Join(", ", emptyParts.Take(MostNamed))}{(emptyParts.Count > MostNamed ? ", …" : "")}).");
    }

    private IReadOnlyList<InputFiles.InputFile> Files(string input)
    {
        if (input == StandardInput.Argument)
            return pipes.Exists(p => p.Name == StandardInput.UsualName) ? [] : Keep(StandardInput.Open(cancelled));
        return FileIdentity.KindOf(input) switch
        {
            FileKind.Pipe => Keep(StandardInput.Open(input, cancelled)),
            FileKind.Other => throw new ArchiveException($"{input}: this is a device, not a file. Give a file, a folder or a pipe."),
            _ => InputFiles.Of(input, Rules, rawNames, Note, Add),
        };
    }

    /// <summary>What comes through a pipe is read from a copy of it.</summary>
    private IReadOnlyList<InputFiles.InputFile> Keep(StandardInput pipe)
    {
        pipes.Add(pipe);
        return [new(pipe.Path, pipe.Name)];
    }

    private void List(string path, string name)
    {
        try
        {
            new EntryLister(path, name, this).List();
        }
        catch (ArchiveException e)
        {
            problems.Add(new InputProblem(name, e.Message));
        }
    }

    /// <summary>The name of the packed tar that an entry is in, and where; its own name and 0 if it is in none.</summary>
    private static (string Archive, long Offset) PlaceInPackedTar(ArchiveEntry entry)
    {
        int tar = SourceOpener.FirstOfPackedTar(entry.Layers);
        if (tar == 0)
            return (entry.SourceName, 0);
        // Each archive in an archive has a mark after its name.
        int end = -1;
        for (int layer = 0; layer <= tar; layer++)
        {
            if (entry.Layers[layer].Kind is ContainerKind.Zip or ContainerKind.Tar)
                end = entry.SourceName.IndexOf('!', end + 1);
        }

        return (end < 0 ? entry.SourceName : entry.SourceName[..(end + 1)], entry.Layers[tar].Offset);
    }

    /// <summary>Two folders may hold files of one name; the second is then told apart by a number.</summary>
    private void MakeNamesDistinct(IReadOnlyList<ArchiveEntry> wanted)
    {
        media.Sort((a, b) => string.CompareOrdinal(a.SourceName + "\n" + a.Path, b.SourceName + "\n" + b.Path));
        // Stable: entries of one name in one archive stay in their order.
        ArchiveEntry[] sorted =
            [.. wanted.Select(e => (Entry: e, Place: PlaceInPackedTar(e))).OrderBy(e => e.Place.Archive, StringComparer.Ordinal)
                .ThenBy(e => e.Place.Offset).ThenBy(e => e.Entry.SourceName, StringComparer.Ordinal)
                .ThenBy(e => e.Entry.Path, StringComparer.Ordinal).Select(e => e.Entry)];
        entries.Clear();
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (ArchiveEntry entry in sorted)
        {
            string name = entry.SourceName;
            for (int n = 2; !names.Add(name); n++)
                name = $"{entry.SourceName}#{n}";
            entries.Add(entry with { SourceName = name });
        }
    }
}

/// <summary>An input that could not be read, or not to its end.</summary>
public sealed record InputProblem(string SourceName, string Message);
