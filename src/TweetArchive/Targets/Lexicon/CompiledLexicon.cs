using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;
using TweetArchive.Text;

namespace TweetArchive.Targets;

/// <summary>
/// The shipped lexicon as the build compiled it, in the program's folder: declining, folding and indexing a hundred thousand forms takes
/// much longer than reading the arrays that come out of it. It is used when it is of the same lexicon, program version and format;
/// without it a run is slower to begin and has the same results.
/// </summary>
internal sealed class CompiledLexicon
{
    public const string FileName = "targets.bin";

    // Another number for every change of what the parts hold.
    private const int Format = 4;

    /// <summary>How every such file begins, of whatever format: the length of a text, and the text.</summary>
    public const string Mark = "\0\0\0\0targets ";

    private readonly string path;
    private readonly MappedFile file;
    private readonly PartPlace[] parts;

    // Of each part, what its bytes hash to.
    private readonly Lazy<ulong>[] hashes;

    private CompiledLexicon(string path, MappedFile file, PartPlace[] parts)
    {
        this.path = path;
        this.file = file;
        this.parts = parts;
        hashes = [.. parts.Select(place => new Lazy<ulong>(() => HashOf(place)))];
        // What every run needs is looked at while the run reads other tables.
        _ = Task.Run(() => hashes[(int)Part.Aliases].Value ^ hashes[(int)Part.Matcher].Value);
    }

    /// <summary>What is in the file, each readable by itself.</summary>
    internal enum Part
    {
        /// <summary>Where the row of each alias is.</summary>
        Aliases,

        /// <summary>What every run needs.</summary>
        Matcher,

        /// <summary>What hashtags are divided into: for the first that may hold a name.</summary>
        HashtagParts,

        /// <summary>The table aliases, as Parquet.</summary>
        AliasesTable,
    }

    /// <summary>Where the build puts it.</summary>
    public static string DefaultPath => Path.Combine(AppContext.BaseDirectory, FileName);

    /// <summary>Opens a file; null when there is none, or one of another lexicon, version or format.</summary>
    /// <param name="path">The file.</param>
    /// <param name="checksum">Of the lexicon.</param>
    public static CompiledLexicon? Open(string path, string checksum)
    {
        if (!File.Exists(path))
            return null;
        try
        {
            var file = new MappedFile(path);
            var header = new FlatReader(file, 0, file.Length);
            if (header.Read<byte>().Span.SequenceEqual(Identity(checksum))
                && header.Read<PartPlace>().Span.ToArray() is { } parts && parts.Length == Enum.GetValues<Part>().Length)
                return new CompiledLexicon(path, file, parts);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            // As without the file.
        }

        return null;
    }

    /// <summary>Writes the content of a file.</summary>
    /// <param name="checksum">Of the lexicon.</param>
    /// <param name="save">Writes one part.</param>
    public static void Write(Stream to, string checksum, Action<Part, FlatWriter> save)
    {
        Part[] all = Enum.GetValues<Part>();
        var places = new PartPlace[all.Length];
        using var content = new MemoryStream();
        byte[] identity = Identity(checksum);
        // The header is as long whatever it says of the parts.
        long begin = WriteHeader(Stream.Null, identity, places);
        foreach (Part part in all)
        {
            var writer = new FlatWriter(content, begin + content.Position);
            long from = writer.Place;
            save(part, writer);
            places[(int)part] = new PartPlace(from, writer.Place, writer.Hash);
        }

        WriteHeader(to, identity, places);
        content.WriteTo(to);
    }

    private static long WriteHeader(Stream to, byte[] identity, PartPlace[] places)
    {
        var header = new FlatWriter(to, 0);
        header.Write<byte>(identity);
        header.Write<PartPlace>(places);
        return header.Place;
    }

    /// <summary>Reads a part, all of it.</summary>
    /// <exception cref="LexiconException">The file is damaged.</exception>
    public T Read<T>(Part part, Func<FlatReader, T> read)
    {
        PartPlace place = parts[(int)part];
        try
        {
            var reader = new FlatReader(file, place.From, place.To);
            T what = read(reader);
            return reader.IsAtEnd && hashes[(int)part].Value == place.Hash ? what
                : throw new InvalidDataException("other bytes than were written");
        }
        catch (Exception e) when (e is InvalidDataException or IOException or IndexOutOfRangeException or ArgumentException)
        {
            throw new LexiconException($"{path}: the file is damaged ({e.Message}). Install the program again, or delete this file: "
                + "the names are then compiled at each start.");
        }
    }

    /// <inheritdoc cref="MappedFile.LetGo"/>
    public void LetGo() => file.LetGo();

    /// <summary>Read once more, through a small buffer: bytes that a run never looks at take no memory then.</summary>
    private ulong HashOf(PartPlace place)
    {
        using SafeFileHandle handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
        var hash = new XxHash3();
        byte[] buffer = new byte[128 * 1024];
        for (long at = place.From; at < place.To;)
        {
            int read = RandomAccess.Read(handle, buffer.AsSpan(0, (int)Math.Min(buffer.Length, place.To - at)), at);
            if (read == 0)
                throw new InvalidDataException($"the file ends at {at}");
            hash.Append(buffer.AsSpan(0, read));
            at += read;
        }

        return hash.GetCurrentHashAsUInt64();
    }

    // The table aliases names the version.
    private static string Version => typeof(CompiledLexicon).Assembly.GetName().Version?.ToString() ?? "";

    /// <summary>The forms are folded and cut into words, so how letters fold, and which are letters, is a part of what they are.</summary>
    private static byte[] Identity(string checksum)
    {
        var characters = new XxHash3();
        characters.Append(MemoryMarshal.AsBytes(CharacterTables.Fold.AsSpan()));
        characters.Append(MemoryMarshal.AsBytes(CharacterTables.Class.AsSpan()));
        return Encoding.ASCII.GetBytes($"targets {Format} {Version} {characters.GetCurrentHashAsUInt64():x16} {checksum}");
    }

    private readonly record struct PartPlace(long From, long To, ulong Hash);
}
