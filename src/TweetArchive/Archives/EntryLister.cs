using System.IO.Compression;
using TweetArchive.Archives.Containers;

namespace TweetArchive.Archives;

/// <summary>
/// Finds the entries of one file by looking at the first bytes of whatever is in it, layer by layer. What cannot be listed is
/// a problem; what was found before it stays.
/// </summary>
internal sealed class EntryLister(string path, string fileName, ArchiveCatalog to)
{
    private FileIdentity identity;
    private readonly HashSet<string> passedOverMedia = [];
    private int listed;
    private long promised;

    /// <exception cref="ArchiveException">The file is empty, or cannot be opened, or holds no table.</exception>
    public void List()
    {
        try
        {
            using FileStream file = File.OpenRead(path);
            identity = FileIdentity.Of(file.SafeFileHandle);
            if (identity.Bytes == 0 && !EntryNames.IsPart(fileName))
                throw new ArchiveException($"{fileName}: the file is empty. Download it again.");
            Look(file, fileName, [], identity.Bytes, estimated: false);
        }
        catch (Exception e) when ((e is IOException or UnauthorizedAccessException) && !InputFile.IsOfMachine(e))
        {
            throw new ArchiveException($"{fileName}: cannot be opened: {e.Message}", e);
        }
        catch (InvalidDataException e)
        {
            // Whatever of it must be unpacked before it can be listed is damaged.
            throw new ArchiveException($"{fileName}: {e.Message} Download it again.", e);
        }
    }

    /// <param name="name">So far: <c>outer!inner</c>.</param>
    /// <param name="bytes">Of the stream, or an estimate.</param>
    private void Look(Stream stream, string name, Layer[] layers, long bytes, bool estimated)
    {
        (byte[] head, Stream whole, bool damaged) = Peek(stream);
        if (head.Length == 0 && !damaged && EntryNames.IsPart(name))
        {
            to.AddEmptyPart(name);
            return;
        }

        ContainerKind kind = Container.KindOf(head);
        if (layers.Length > 0 && layers[^1].Kind is ContainerKind.Zip
            or ContainerKind.Tar && name.EndsWith(".txt", StringComparison.OrdinalIgnoreCase) && to.Rules?.MayBeTable(head) != true)
        {
            to.Note($"{name[..name.LastIndexOf('!')]}: the entry {name[(name.LastIndexOf('!') + 1)..]} is not a table and was "
                + "skipped.");
            return;
        }

        if (kind == ContainerKind.Plain)
        {
            RefuseFalseName(name, layers, head);
            if (ForeignFile.Describe(head) is { } foreign)
                throw new ArchiveException($"{name}: this is {foreign}");
            to.Add(new ArchiveEntry(path, name, bytes) { File = identity, Layers = layers, Estimated = estimated });
            return;
        }

        if (layers.Length == ArchiveLimits.Layers)
            throw new ArchiveException($"{name}: archives are in archives more than {ArchiveLimits.Layers} deep. Unpack the outer "
                + "ones and give what is in them.");
        switch (kind)
        {
            case ContainerKind.Zip when !whole.CanSeek:
                // Its list is at its end: what is packed once more is kept in a file while it is looked at.
                using (Stream spooled = SpooledStream.Of(new MeteredStream(whole, ArchiveLimits.Unpacked(identity.Bytes))))
                    ListZip(spooled, name, layers);
                break;
            case ContainerKind.Zip:
                ListZip(whole, name, layers);
                break;
            case ContainerKind.Tar:
                ListTar(whole, name, layers);
                break;
            default:
                var layer = new Layer(kind);
                long guess = estimated ? bytes : bytes * ArchiveEntry.UsualRatio;
                Stream opened;
                try
                {
                    opened = Container.Open(new ReplayedStream([], whole), layer);
                }
                catch (Exception e) when (e is not (OperationCanceledException or OutOfMemoryException))
                {
                    // Damaged at its very start: its reader reports it.
                    to.Add(new ArchiveEntry(path, name, guess) { File = identity, Layers = [.. layers, layer], Estimated = true });
                    break;
                }

                using (Stream unpacked = new MeteredStream(opened, ArchiveLimits.Unpacked(identity.Bytes)))
                    Look(unpacked, name, [.. layers, layer], guess, estimated: true);
                break;
        }
    }

    private void ListZip(Stream stream, string name, Layer[] layers)
    {
        try
        {
            using ZipArchive zip = ZipContainer.ListOf(stream);
            if (ForeignFile.Document(zip.Entries.Select(e => e.FullName)) is { } document)
                throw new ArchiveException($"{name}: this is {document}");
            int before = to.Found;
            bool hasMedia = false;
            for (int i = 0; i < zip.Entries.Count; i++)
            {
                ZipArchiveEntry entry = zip.Entries[i];
                if (entry.FullName.EndsWith('/'))
                    continue;
                // A zip on disk; no limit counts them, since nothing of them is unpacked here.
                if (layers.Length == 0 && MediaName.IsMedia(entry.FullName) && !EntryNames.IsHidden(entry.FullName))
                {
                    if (!hasMedia)
                        to.Add(new MediaArchive(path, name));
                    hasMedia = true;
                    continue;
                }

                if (!Wanted(entry.FullName, entry.Length, name))
                    continue;
                string inner = $"{name}!{EntryNames.Safe(entry.FullName)}";
                if (entry.IsEncrypted)
                {
                    to.Add(new InputProblem(
                        inner, $"{inner}: the entry is encrypted. Unpack it with its password and give the unpacked file."));
                    continue;
                }

                var layer = new Layer(ContainerKind.Zip, Index: i, Bytes: entry.Length, Crc32: entry.Crc32);
                LookInside(entry.Open, inner, [.. layers, layer], entry.Length);
            }

            if (zip.Entries.Count == 0 && name.Contains("periscope", StringComparison.OrdinalIgnoreCase))
                to.Note($"{name}: the zip is empty, as archives of Periscope broadcasts are.");
            else
                RefuseEmpty(before, name, "zip", zip.Entries.Count);
        }
        catch (InvalidDataException e)
        {
            throw new ArchiveException($"{name}: the zip is cut short or damaged: its list of entries, which is at its end, cannot be "
                + $"read. Download it again. ({e.Message})", e);
        }
    }

    private void ListTar(Stream stream, string name, Layer[] layers)
    {
        int before = to.Found;
        int members = 0;
        try
        {
            foreach (TarMember member in TarContainer.Members(stream))
            {
                members++;
                if (!Wanted(member.Name, member.Bytes, name))
                    continue;
                var layer = new Layer(ContainerKind.Tar, Offset: member.Offset, Bytes: member.Bytes);
                LookInside(() => member.Data, $"{name}!{EntryNames.Safe(member.Name)}", [.. layers, layer], member.Bytes);
            }

            // A checksum of what the tar is packed in follows its last entry, where no reader of an entry comes.
            if (!stream.CanSeek)
                stream.CopyTo(Stream.Null);
        }
        // Decompressors fail in many ways.
        catch (Exception e) when (e is not (ArchiveException or OperationCanceledException or OutOfMemoryException))
        {
            // What was found is read as far as it goes, but nobody knows what should have followed.
            to.Add(new InputProblem(name, $"{name}: the tar is cut short or damaged, and what was read of its {members} entries may "
                + $"be, too: {e.Message} Download it again."));
            return;
        }

        RefuseEmpty(before, name, "tar", members);
    }

    /// <summary>One entry; what is wrong with it is its own problem.</summary>
    private void LookInside(Func<Stream> open, string name, Layer[] layers, long bytes)
    {
        try
        {
            Stream stream;
            try
            {
                stream = open();
            }
            catch (Exception e) when (e is InvalidDataException or IOException)
            {
                // Ignored: the reader of the entry reports it.
                to.Add(new ArchiveEntry(path, name, bytes) { File = identity, Layers = layers });
                return;
            }

            Look(stream, name, layers, bytes, estimated: false);
        }
        catch (ArchiveException e)
        {
            to.Add(new InputProblem(name, e.Message));
        }
    }

    /// <summary>Whether an entry is a table by its name; notes what is skipped, and counts against the limits.</summary>
    private bool Wanted(string inner, long bytes, string name)
    {
        promised += bytes;
        if (++listed > ArchiveLimits.Entries)
            throw Refuse($"{fileName}: it holds more than {ArchiveLimits.Entries} entries; nothing of it was read. Unpack it and give "
                + "the folder with the tables.");
        if (promised > ArchiveLimits.Unpacked(identity.Bytes) || bytes < 0)
            throw Refuse($"{fileName}: {ArchiveLimits.Bomb}");
        if (EntryNames.IsHidden(inner) || EntryNames.IsOfPage(inner) || EntryNames.IsMark(inner))
            return false;
        if (MediaName.IsMedia(inner))
        {
            if (passedOverMedia.Add(name))
                to.Note($"{name}: pictures and videos in it were skipped; they are read only from zips on disk. Unpack it and give a "
                    + "zip of them.");
            return false;
        }

        string safe = EntryNames.Safe(inner);
        if (EntryNames.IsOther(inner) && !inner.EndsWith(".txt", StringComparison.OrdinalIgnoreCase))
        {
            to.Note($"{name}: the entry {safe} is not a table and was skipped.");
            return false;
        }

        if (safe != inner && "./" + safe != inner)
            to.Note($"{name}: the entry name {EntryNames.Printable(inner)} points outside the archive or holds control characters; it "
                + $"is read as {safe}, and its name is not used as a path.");
        return true;
    }

    /// <summary>The file is refused whole: what was listed of it is not read either.</summary>
    private ArchiveException Refuse(string message)
    {
        to.Forget(path);
        return new ArchiveException(message);
    }

    private void RefuseEmpty(int before, string name, string kind, int count)
    {
        if (to.Found == before)
            throw new ArchiveException($"{name}: the {kind} holds no tables ({count} entries).");
    }

    /// <summary>A name that promises a container, over bytes that are neither it nor a table: most often an error page.</summary>
    private static void RefuseFalseName(string name, Layer[] layers, ReadOnlySpan<byte> head)
    {
        ContainerKind promised = layers.Length == 0 ? Container.PromisedBy(name) : ContainerKind.Plain;
        if (promised == ContainerKind.Plain || (head.Contains((byte)',') && head.Contains((byte)'\n')) || head.StartsWith("\"tweetid\""u8)
            || head.StartsWith("tweetid"u8))
            return;
        throw new ArchiveException(
            $"{name}: the name says {Container.NameOf(promised)}, but the file does not start like one. Download it again.");
    }

    /// <summary>The first bytes, and a stream that starts with them. The reader of the entry reports damage.</summary>
    private static (byte[] Head, Stream Whole, bool Damaged) Peek(Stream stream)
    {
        byte[] head = new byte[Container.HeadBytes];
        int filled = 0;
        bool damaged = false;
        try
        {
            while (filled < head.Length && stream.Read(head.AsSpan(filled)) is > 0 and int read)
                filled += read;
        }
        catch (Exception e) when (e is not (ArchiveException or OperationCanceledException or OutOfMemoryException))
        {
            // What there is before the damage is enough to tell what it is.
            damaged = true;
        }

        Array.Resize(ref head, filled);
        if (!stream.CanSeek)
            return (head, new ReplayedStream(head, stream), damaged);
        stream.Position = 0;
        return (head, stream, damaged);
    }
}
