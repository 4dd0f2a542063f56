namespace TweetArchive.Dataset;

/// <summary>
/// Moves finished files into place so that a crash at any moment leaves the old dataset or the new one. Files cannot be
/// renamed all at once, so the moves are written down first, durably: the next command in the folder does those that are left.
/// Until then the folder has no manifest and so does not look like a dataset.
/// </summary>
internal static class Publication
{
    private static readonly string[] Marks = [DatasetNames.Manifest, DatasetNames.Shard];

    /// <summary>Makes sure of the files, writes the moves down, and does them.</summary>
    /// <exception cref="IOException">The files are not on the disk for sure; nothing was moved, nor will be.</exception>
    /// <exception cref="PublicationException">A file could not be moved, or what follows the moves failed; the next program that enters the
    /// folder continues.</exception>
    public static void Publish(string path, string work, Journal journal)
    {
        RefuseLinks(path, journal);
        foreach (Journal.Move move in journal.Moves)
            Durable.SyncFile(Path.Combine(work, move.From));
        string list = Path.Combine(work, DatasetNames.Journal);
        try
        {
            journal.Write(list);
            Do(path, work, journal);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException && File.Exists(list))
        {
            throw new PublicationException(File.Exists(Path.Combine(work, journal.Moves[^1].From))
                ? $"{e.Message} The files are finished and wait in {work}: the same command moves what is left of them into place. "
                    + $"Until then do not use what is in {path}."
                : $"{e.Message} All files are in place in {path}, but the disk may not have taken the last change: the same command "
                    + "makes sure of them.", e);
        }
    }

    /// <summary>Does the moves that a journal tells of; null if there is none.</summary>
    /// <exception cref="UsageException">The journal cannot be used; nothing was moved.</exception>
    public static Journal? Finish(string path, string work)
    {
        Journal? journal = Journal.Read(Path.Combine(work, DatasetNames.Journal));
        if (journal is not null)
            Do(path, work, journal);
        return journal;
    }

    private static void Do(string path, string work, Journal journal)
    {
        string mark = Path.Combine(work, journal.Moves[^1].From);
        if (File.Exists(mark))
        {
            RefuseLinks(path, journal);
            // From here to the last move the folder is not a dataset.
            foreach (string name in Marks)
                File.Delete(Path.Combine(path, name));
            Durable.SyncFolder(path);
            foreach (string name in journal.Remove)
                Remove(path, name);
            foreach (Journal.Move move in journal.Moves.SkipLast(1))
                Move(Path.Combine(work, move.From), Path.Combine(path, move.To));
            foreach (string folder in journal.Moves.Select(m => Path.GetDirectoryName(Path.Combine(path, m.To))!).Append(path).Distinct())
                Durable.SyncFolder(folder);
            Move(mark, Path.Combine(path, journal.Moves[^1].To));
            Durable.SyncFolder(path);
        }

        string done = Path.Combine(work, DatasetNames.Journal);
        // What comes after a run, such as its report, may still be to do: the same command then continues with that.
        if (journal.IsOfAnalysis)
            File.Delete(done);
        else
            File.Move(done, Path.Combine(work, DatasetNames.Finished), overwrite: true);
    }

    private static void Move(string from, string to)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(to)!);
        if (File.Exists(from))
            File.Move(from, to, overwrite: true);
    }

    private static void Remove(string path, string name)
    {
        string file = Path.Combine(path, name);
        if (File.Exists(file))
            File.Delete(file);
        string folder = Path.GetDirectoryName(file)!;
        if (folder != path && Directory.Exists(folder) && !Directory.EnumerateFileSystemEntries(folder).Any())
            Directory.Delete(folder);
    }

    /// <summary>A folder of the dataset that is a link leads out of it.</summary>
    private static void RefuseLinks(string path, Journal journal)
    {
        foreach (string folder in journal.Moves.Select(m => m.To).Concat(journal.Remove)
            .Select(n => Path.GetDirectoryName(Path.Combine(path, n))!).Distinct())
        {
            if (folder != path && new DirectoryInfo(folder).LinkTarget is { } target)
                throw new UsageException($"{folder}: this is a link to {target}. Files of a run are not moved or deleted through a "
                    + "link; replace it by a folder.");
        }
    }
}

/// <summary>
/// A job came to its end, but its files are not in place, or not for sure; the message says how far it came and what to do.
/// </summary>
public sealed class PublicationException(string message, Exception inner) : Exception(message, inner);
