using TweetArchive.Archives;
using TweetArchive.Archives.Containers;
using TweetArchive.Collections.JsonFiles;
using TweetArchive.Collections.Layouts;
using TweetArchive.Collections.TableFiles;

namespace TweetArchive.Collections;

/// <summary>
/// Opens the inputs of a command by the rules of the formats: JSON of other kinds and doubled tables are skipped, and accounts are
/// found.
/// </summary>
public sealed class TweetInputs : IInputRules
{
    private const int HeadBytes = 256 * 1024;

    // Enough for the header of a table.
    private const int LookedAt = 16 * 1024;

    private static readonly string[] JsonEndings = [".json", ".jsonl", ".ndjson", ".js", ".parquet"];

    private TweetInputs()
    {
    }

    /// <summary>Finds every entry of the files, folders (with what is below them), globs, and of standard input (<c>-</c>).</summary>
    /// <exception cref="ArchiveException">An argument names nothing.</exception>
    /// <param name="readAs">What the user says about them; null for nothing.</param>
    /// <param name="cancelled">Looked at while a pipe is copied.</param>
    /// <exception cref="OperationCanceledException">Interrupted; the copy is gone.</exception>
    public static ArchiveCatalog Open(IEnumerable<string> inputs, ReadAs? readAs = null, CancellationToken cancelled = default) =>
        ArchiveCatalog.Open(inputs, readAs, new TweetInputs(), cancelled);

    /// <summary>Refuses what a user says about inputs if it cannot be meant.</summary>
    /// <exception cref="ArchiveException">The encoding is not known.</exception>
    /// <exception cref="FormatException">The columns cannot be read.</exception>
    public static void Check(ReadAs readAs)
    {
        if (readAs.Encoding is not null)
            TextEncoding.Named(readAs.Encoding);
        if (readAs.ColumnNames is not null)
            CollectorLayouts.OfUser(readAs.ColumnNames);
    }

    /// <summary>Folders hold JSON of all kinds; what is not tweets there is as little meant as a text file.</summary>
    bool IInputRules.IsOther(string path) =>
        Path.GetExtension(path).Equals(".json", StringComparison.OrdinalIgnoreCase) && !ScriptNames.IsAccount(path)
            && !ScriptNames.IsNotes(path)
        && HeadOf(path) is { } head && !(head.Length == 0 && EntryNames.IsPart(path))
        && !JsonRecognition.IsTweets(head) && !TableLook.IsTable(head) && !PrintedSource.Is(head);

    string? IInputRules.Describe(string path, string name, bool alone)
    {
        if (HeadOf(path) is not { } head)
            return null;
        if (JsonRecognition.IsJson(head))
            return JsonRecognition.Describe(head, name);
        string? foreign = alone || JsonRecognition.MayHoldTweets(head) ? ForeignText.Describe(head) : null;
        foreign ??= alone ? ForeignFile.Describe(head) : null;
        return foreign is null ? null : $"{name}: this is {foreign}";
    }

    /// <summary>It begins with the header of a known table, or with tweets in JSON.</summary>
    bool IInputRules.IsTable(string path) => HeadOf(path) is { } head
        && ((head.Length == 0 && EntryNames.IsPart(path))
            || TableLook.IsTable(head) || JsonRecognition.IsTweets(head) || PrintedSource.Is(head)
            || ObjectTable.Plan(head, head.Length < HeadBytes) is not null
            || HeaderlessTable.Look(head, head.Length < HeadBytes) is not null);

    bool IInputRules.MayBeTable(ReadOnlySpan<byte> head) => TableLook.MayBeTable(head);

    /// <summary>The first bytes of a file; null if it cannot be read, which its reader reports.</summary>
    private static byte[]? HeadOf(string path, int most = HeadBytes)
    {
        try
        {
            using FileStream file = File.OpenRead(path);
            byte[] head = HeadOf(file, most);
            // Names without an ending say nothing of how a file is packed either.
            ContainerKind kind = Container.KindOf(head);
            if (kind is ContainerKind.Plain or ContainerKind.Zip or ContainerKind.Tar)
                return head;
            file.Position = 0;
            using Stream unpacked = Container.Open(file, new Layer(kind));
            return HeadOf(unpacked, most);
        }
        // Damaged files fail in many ways inside the libraries.
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return null;
        }
    }

    private static byte[] HeadOf(Stream file, int most)
    {
        byte[] head = new byte[most];
        return head[..file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)];
    }

    /// <summary>
    /// Of a personal archive, the script that says whose it is goes with the tweets next to it and is not a separate entry. The table
    /// that older ones have holds the same tweets once more.
    /// </summary>
    IReadOnlyList<ArchiveEntry> IInputRules.Arrange(IReadOnlyList<ArchiveEntry> found, Action<string> note)
    {
        ArchiveEntry[] accounts = [.. found.Where(e => ScriptNames.IsAccount(e.SourceName))];
        ILookup<string, ArchiveEntry> accountsByFolder = accounts.ToLookup(FolderOf, StringComparer.Ordinal);
        ILookup<string, ArchiveEntry> notesByFolder =
            found.Where(e => ScriptNames.IsNotes(e.SourceName)).ToLookup(FolderOf, StringComparer.Ordinal);
        HashSet<string> withScripts = [.. found.Where(e => ScriptNames.IsTweets(e.SourceName)
            && e.SourceName.EndsWith(".js", StringComparison.OrdinalIgnoreCase)).Select(e => PersonalArchive.RootOf(FolderOf(e)))];
        var kept = new List<ArchiveEntry>();
        foreach (ArchiveEntry entry in found)
        {
            if (ScriptNames.IsAccount(entry.SourceName) || ScriptNames.IsNotes(entry.SourceName))
                continue;
            if (ScriptNames.IsTable(entry.SourceName) && withScripts.Contains(FolderOf(entry)))
                note($"{entry.SourceName}: the tweets of this table are in the scripts next to it too; it was skipped.");
            else
                kept.Add(ScriptNames.IsTweets(entry.SourceName) ? entry with
                {
                    Companion = Beside(entry, accountsByFolder, "account"),
                    Notes = Beside(entry, notesByFolder, "note-tweet"),
                }
                : entry);
        }

        WithHeaders(kept);
        NameArchives(kept);
        return kept;
    }

    /// <summary>
    /// Personal archives that are given each by itself are all called <c>data</c> or <c>tweets</c>. They are accounts of different people:
    /// where there are several, each has the name of its folder.
    /// </summary>
    private static void NameArchives(List<ArchiveEntry> entries)
    {
        IGrouping<string, int>[] archives = [.. Enumerable.Range(0, entries.Count)
            .Where(i => entries[i] is { IsPlain: true } e && ScriptNames.IsTweets(e.SourceName) && DatasetName.IsAnonymous(e.Dataset))
            .GroupBy(i => PersonalArchive.RootOf(Path.GetDirectoryName(Path.GetFullPath(entries[i].Path)) + "/"))
            .OrderBy(g => g.Key, StringComparer.Ordinal)];
        if (archives.Length < 2)
            return;
        HashSet<int> renamed = [.. archives.SelectMany(a => a)];
        HashSet<string> used = [.. entries.Where((_, i) => !renamed.Contains(i)).Select(e => e.Dataset)];
        foreach (IGrouping<string, int> archive in archives)
        {
            string folder = DatasetName.OfFolders(archive.Key);
            string name = folder;
            for (int n = 2; !used.Add(name); n++)
                name = $"{folder}_{n}";
            foreach (int i in archive)
                entries[i] = entries[i] with { Dataset = name };
        }
    }

    /// <summary>
    /// Parts of one table, of which only the first has the header: each of the others goes with it, and is of its dataset.
    /// </summary>
    private static void WithHeaders(List<ArchiveEntry> entries)
    {
        foreach (IGrouping<string?, ArchiveEntry> folder in entries
            .Where(e => e.IsPlain && !JsonEndings.Contains(Path.GetExtension(e.SourceName).ToLowerInvariant()))
            .GroupBy(e => Path.GetDirectoryName(e.Path)).Where(g => g.Count() > 1).ToList())
        {
            ArchiveEntry? first = null;
            foreach (ArchiveEntry entry in folder.OrderBy(e => e.SourceName, StringComparer.Ordinal))
            {
                if (HeadOf(entry.Path, LookedAt) is not { } head || TableLook.IsTable(head))
                    first = entry;
                else if (first is not null && HeadOf(first.Path, HeadBytes) is { } before
                    && HeaderlessTable.Continues(before, HeadOf(entry.Path, HeadBytes) ?? []))
                    entries[entries.IndexOf(entry)] = entry with { Companion = first, Dataset = first.Dataset };
            }
        }
    }

    /// <summary>From the same archive, or of a file that was given alone, from its folder.</summary>
    private static ArchiveEntry? Beside(ArchiveEntry tweets, ILookup<string, ArchiveEntry> scripts, string name)
    {
        // Two archives that are given each by itself have files of the same names.
        ArchiveEntry? found = scripts[FolderOf(tweets)].FirstOrDefault(a => a.Path == tweets.Path
            || (a.IsPlain && (!tweets.IsPlain || Path.GetDirectoryName(a.Path) == Path.GetDirectoryName(tweets.Path))));
        if (found is not null || !tweets.IsPlain)
            return found;
        foreach (string file in (string[])[name + ".js", name + ".json"])
        {
            string script = Path.Combine(Path.GetDirectoryName(tweets.Path) ?? "", file);
            if (File.Exists(script))
                return new ArchiveEntry(script, FolderOf(tweets) + file, new FileInfo(script).Length);
        }

        return null;
    }

    private static string FolderOf(ArchiveEntry entry) => entry.SourceName[..(entry.SourceName.LastIndexOfAny(['/', '!']) + 1)];
}
