using TweetArchive.Collections;

namespace TweetArchive.Archives;

/// <summary>What the arguments of a command come to: the entries to read, in order, and what could not be opened.</summary>
public sealed class ArchiveCatalog : IDisposable
{
    private readonly List<ArchiveEntry> entries = [];
    private readonly List<InputProblem> problems = [];
    private readonly List<MediaArchive> media = [];
    private readonly List<string> notes = [];
    private StandardInput? standardInput;

    private readonly ReadAs readAs;

    private ArchiveCatalog(ReadAs readAs) => this.readAs = readAs;

    /// <summary>In ordinal order of their source names, whatever the order of the arguments.</summary>
    public IReadOnlyList<ArchiveEntry> Entries => entries;

    /// <summary>Zips of pictures and videos, in ordinal order of their names.</summary>
    public IReadOnlyList<MediaArchive> Media => media;

    /// <summary>Files and entries that are there but cannot be read.</summary>
    public IReadOnlyList<InputProblem> Problems => problems;

    /// <summary>What was passed over, and why; not errors.</summary>
    public IReadOnlyList<string> Notes => notes;

    /// <summary>Some of it came through a pipe, and is gone when this object is.</summary>
    public bool HasStandardInput => standardInput is not null;

    /// <summary>Entries, media archives and problems so far.</summary>
    internal int Found => entries.Count + media.Count + problems.Count;

    /// <summary>Finds every entry of the files, folders (with what is below them), globs, and of standard input (<c>-</c>).</summary>
    /// <exception cref="ArchiveException">An argument names nothing.</exception>
    /// <param name="readAs">What the user says about them; null for nothing.</param>
    public static ArchiveCatalog Open(IEnumerable<string> inputs, ReadAs? readAs = null)
    {
        var catalog = new ArchiveCatalog(readAs ?? ReadAs.Itself);
        try
        {
            var seen = new HashSet<string>(StringComparer.Ordinal);
            foreach (string input in inputs)
            {
                foreach ((string path, string name) in catalog.Files(input))
                {
                    if (seen.Add(Path.GetFullPath(path)))
                        catalog.List(path, name);
                }
            }

            catalog.MatchAccounts();
            catalog.MakeNamesDistinct();
            return catalog;
        }
        catch
        {
            catalog.Dispose();
            throw;
        }
    }

    public void Dispose() => standardInput?.Dispose();

    internal void Add(ArchiveEntry entry) => entries.Add(entry with { ReadAs = readAs });

    /// <summary>Headers of other columns stand in an entry.</summary>
    internal void ReadInOrder(int entry) => entries[entry] = entries[entry] with { ReadAs = entries[entry].ReadAs with { Mixed = true } };

    internal void Add(MediaArchive archive) => media.Add(archive);

    internal void Add(InputProblem problem) => problems.Add(problem);

    internal void Note(string note) => notes.Add(note);

    private IReadOnlyList<InputFiles.InputFile> Files(string input)
    {
        if (input != StandardInput.Argument)
            return InputFiles.Of(input, Note);
        if (standardInput is null)
        {
            using Stream pipe = Console.OpenStandardInput();
            standardInput = new StandardInput(pipe);
        }

        return [new(standardInput.Path, StandardInput.Name)];
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

    /// <summary>
    /// Of a personal archive, the script that says whose it is goes with the tweets beside it and is no entry of its own. The table
    /// that older ones have holds the same tweets once more.
    /// </summary>
    private void MatchAccounts()
    {
        ArchiveEntry[] accounts = [.. entries.Where(e => PersonalArchive.IsAccount(e.SourceName))];
        HashSet<string> withScripts = [.. entries.Where(e => PersonalArchive.IsTweets(e.SourceName)).Select(e => PersonalArchive.RootOf(FolderOf(e)))];
        var kept = new List<ArchiveEntry>();
        foreach (ArchiveEntry entry in entries)
        {
            if (PersonalArchive.IsAccount(entry.SourceName))
                continue;
            if (PersonalArchive.IsTable(entry.SourceName) && withScripts.Contains(FolderOf(entry)))
                notes.Add($"{entry.SourceName}: the tweets of this table stand in the scripts beside it too; it was passed over.");
            else
                kept.Add(PersonalArchive.IsTweets(entry.SourceName) ? entry with { Account = AccountBeside(entry, accounts) } : entry);
        }

        entries.Clear();
        entries.AddRange(kept);
    }

    /// <summary>From the same archive, or of a file that was given alone, from its folder.</summary>
    private static ArchiveEntry? AccountBeside(ArchiveEntry tweets, ArchiveEntry[] accounts)
    {
        ArchiveEntry? found = accounts.FirstOrDefault(a => FolderOf(a) == FolderOf(tweets) && (a.Path == tweets.Path || a.IsPlain));
        if (found is not null || !tweets.IsPlain)
            return found;
        string script = Path.Combine(Path.GetDirectoryName(tweets.Path) ?? "", "account.js");
        return File.Exists(script) ? new ArchiveEntry(script, FolderOf(tweets) + "account.js", new FileInfo(script).Length) : null;
    }

    private static string FolderOf(ArchiveEntry entry) => entry.SourceName[..(entry.SourceName.LastIndexOfAny(['/', '!']) + 1)];

    /// <summary>Two folders may hold files of one name; the second is then told apart by a number.</summary>
    private void MakeNamesDistinct()
    {
        media.Sort((a, b) => string.CompareOrdinal(a.SourceName + "\n" + a.Path, b.SourceName + "\n" + b.Path));
        // Stable: entries of one name in one archive stay in their order.
        ArchiveEntry[] sorted = [.. entries.OrderBy(e => e.SourceName, StringComparer.Ordinal).ThenBy(e => e.Path, StringComparer.Ordinal)];
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
